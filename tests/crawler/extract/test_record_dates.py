"""Dates of REST records: as WordPress prints them, and with what plugins add."""

from __future__ import annotations

import pytest

from crawler.discovery.wordpress import RestRecord
from crawler.extract import extract_record
from crawler.site import Site

LOCAL, GMT = "2024-03-01T09:00:00", "2024-03-01T02:00:00"
BODY = {
    "title": {"rendered": "Pasar Ikan Dibuka"},
    "content": {"rendered": "<p>Pasar ikan dibuka Senin.</p>"},
}

PRINTED = {
    "as WordPress does": (LOCAL, GMT),
    "with the zone behind the local time": (f"{LOCAL}+07:00", GMT),
    "with Z behind GMT": (LOCAL, f"{GMT}Z"),
    "with fractions": (f"{LOCAL}.000+0700", f"{GMT}.000Z"),
    "both in the site's zone": (f"{LOCAL}+07:00", f"{LOCAL}+07:00"),
    "the site's zone behind both": (f"{LOCAL}+07:00", f"{GMT}+07:00"),
    "the site's zone behind GMT alone": (LOCAL, f"{GMT}+07:00"),
    "GMT in the site's zone": (LOCAL, f"{LOCAL}+07:00"),
}


@pytest.mark.parametrize(("local", "gmt"), PRINTED.values(), ids=PRINTED.keys())
@pytest.mark.parametrize("zone", [None, "Asia/Jakarta"])
def test_the_instant_is_the_same_however_it_is_printed(local: str, gmt: str, zone: str | None) -> None:
    fields = {"id": 1, "date": local, "date_gmt": gmt, "modified": local, "modified_gmt": gmt, **BODY}
    article = extract_record(fields, Site(name="koran", timezone=zone))
    assert (article.published_at, article.modified_at) == (f"{LOCAL}+07:00", f"{LOCAL}+07:00")
    record = RestRecord(1, fields)
    assert record.date is not None
    assert record.date.isoformat() == LOCAL
    assert (record.published, record.lastmod) == (f"{GMT}+00:00", f"{GMT}+00:00")
    assert record.modified_gmt == GMT


def test_a_local_time_in_utc_tells_no_local_time() -> None:
    fields = {"id": 1, "date": f"{GMT}Z", "date_gmt": f"{GMT}Z", **BODY}
    assert RestRecord(1, fields).date is None
    assert extract_record(fields, Site(name="koran", timezone=None)).published_at == f"{GMT}+00:00"
    assert (
        extract_record(fields, Site(name="koran", timezone="Asia/Jakarta")).published_at == f"{LOCAL}+07:00"
    )


def test_a_date_with_an_offset_alone_is_an_instant() -> None:
    fields = {"id": 1, "date": f"{LOCAL}+07:00", **BODY}
    assert extract_record(fields, Site(name="koran", timezone=None)).published_at == f"{LOCAL}+07:00"


def test_a_gmt_date_that_is_none_gives_way_to_the_local_one() -> None:
    fields = {"id": 1, "date": LOCAL, "date_gmt": "0000-00-00T00:00:00", **BODY}
    assert (
        extract_record(fields, Site(name="koran", timezone="Asia/Jakarta")).published_at == f"{LOCAL}+07:00"
    )
