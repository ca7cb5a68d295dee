"""What becomes of the articles that a listing carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crawler.archive.index import CARRYING, listing_role
from crawler.discovery import SOURCES, Filters
from crawler.discovery.wordpress import RestRecord
from crawler.fetched import Complete, Dropped, Failed, PageWanted, Refused, read_carried
from crawler.page import Page
from crawler.period import Period
from crawler.site import NEWSPAPER

SITE = "https://koran.test/"
PAGE = Page(url=f"{SITE}wp-json/wp/v2/posts", body=b"", fetched_at=datetime(2018, 7, 1, 12, tzinfo=UTC))


def record(number: int, day: str = "2018-06-30", text: str = "Kapal itu singgah di Waingapu.") -> RestRecord:
    fields: dict[str, Any] = {
        "id": number,
        "link": f"{SITE}kabar-{number}/",
        "date": f"{day}T18:00:00",
        "date_gmt": f"{day}T11:00:00",
        "modified_gmt": f"{day}T12:00:00",
        "title": {"rendered": "Kapal ternak"},
        "content": {"rendered": f"<p>{text}</p>"},
    }
    return RestRecord(number, fields)


def test_each_article_is_complete_refused_or_dropped() -> None:
    filters = Filters(Period(since=date(2018, 6, 15)))
    carried = [record(1), record(2, text=""), record(3, "2018-06-01")]
    read = list(read_carried(carried, PAGE, NEWSPAPER, site_url=SITE, filters=filters))
    assert [each.url for each, _ in read] == [f"{SITE}kabar-{number}/" for number in (1, 2, 3)]
    first, second, third = (step for _, step in read)
    assert isinstance(first, Complete)
    assert (first.permalink, first.article.fetched_at) == (f"{SITE}?p=1", "2018-07-01T12:00:00+00:00")
    assert (second, third) == (PageWanted("no_text"), Dropped("outside_period"))


def step_of(*carried: RestRecord, since: date | None = None) -> Any:
    filters = Filters(Period(since=since))
    ((_, step),) = read_carried(carried, PAGE, NEWSPAPER, site_url=SITE, filters=filters)
    return step


def changed(**members: Any) -> RestRecord:
    fields = {**record(1).fields, **members}
    return RestRecord(1, {name: value for name, value in fields.items() if value != "missing"})


@pytest.mark.parametrize(
    "members",
    [
        {"content": {"rendered": "", "protected": False}},
        {"content": "missing"},
        {"content": {"rendered": "<p>[vc_row][vc_column][/vc_column][/vc_row]</p>"}},
        {"title": "missing"},
        {"title": None},
        {"content": {"rendered": "<p>Kapal itu singgah di Waingapu dan [&hellip;]</p>"}},
        {"content": {"rendered": '<p>Kapal.</p><a href="/1/#more-1" class="more-link">Lagi</a>'}},
        {"content": {"rendered": '<p>Kapal.</p><div class="pmpro_content_message">Anggota</div>'}},
        {"content": {"rendered": "<p>Kapal.</p><p>Silakan login untuk membaca artikel ini.</p>"}},
    ],
)
def test_the_page_is_wanted_of_an_article_that_its_record_does_not_hold(members: dict[str, Any]) -> None:
    assert isinstance(step_of(changed(**members)), PageWanted)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"title": {"rendered": ""}}, "no_headline"),
        ({"content": {"rendered": "", "protected": True}}, "login_wall"),
        ({"status": "draft"}, "not_found"),
        ({"content": {"rendered": ""}, "link": None}, "no_text"),
    ],
)
def test_no_page_is_wanted_that_has_no_more_than_the_record(members: dict[str, Any], reason: str) -> None:
    assert step_of(changed(**members)) == Refused(reason)


@pytest.mark.parametrize(
    "members",
    [
        {"content": {"rendered": "<p>Kapal itu [...] singgah di Waingapu.</p>"}},
        {"content": "<p>Kapal itu singgah di Waingapu.</p>", "title": "Kapal ternak"},
        {"status": "arsip"},
        {"status": ["x"]},
    ],
)
def test_a_record_that_holds_its_article_needs_no_page(members: dict[str, Any]) -> None:
    assert isinstance(step_of(changed(**members)), Complete)


def test_no_page_is_wanted_outside_of_the_period() -> None:
    assert step_of(changed(content=None), since=date(2018, 7, 3)) == Dropped("outside_period")
    assert step_of(changed(content=None), since=date(2018, 6, 30)) == PageWanted("no_text")


def test_an_error_of_the_program_in_one_record_is_its_result_and_the_others_are_read() -> None:
    misspelt = replace(NEWSPAPER)
    object.__setattr__(misspelt, "timezone", "Asia/Jakrata")  # a declaration with it would be refused
    odd = RestRecord(2, {**record(2).fields, "date": "2018-06-30T18:00:00", "date_gmt": ""})
    read = list(read_carried([odd, RestRecord(3, {})], PAGE, misspelt, site_url=SITE))
    first, second = (step for _, step in read)
    assert isinstance(first, Failed)
    assert first.reason == "error_ZoneInfoNotFoundError"
    assert second == Refused("no_headline")


def test_a_record_says_when_it_came_out_and_changed() -> None:
    assert record(1).published == "2018-06-30T11:00:00+00:00"
    assert record(1).lastmod == "2018-06-30T12:00:00+00:00"
    bare = RestRecord(7, {"id": 7})
    assert (bare.url, bare.published, bare.lastmod) == (None, None, None)


def test_the_archive_knows_the_listings_of_every_source_that_carries_articles() -> None:
    assert set(CARRYING) == {listing_role(source.name) for source in SOURCES if source.carries_articles}


def test_no_two_sources_have_the_same_name() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)


def at(host: str, number: int) -> RestRecord:
    return RestRecord(number, {**record(number).fields, "link": f"https://{host}/kabar-{number}/"})


def test_one_record_of_another_site_is_refused() -> None:
    steps = [
        step for _, step in read_carried([record(1), at("lain.test", 2)], PAGE, NEWSPAPER, site_url=SITE)
    ]
    assert isinstance(steps[0], Complete)
    assert steps[1] == Refused("other_site")


def test_records_that_all_name_the_host_of_another_system_are_the_sites_own() -> None:
    steps = [
        step
        for _, step in read_carried([at("cms.test", 1), at("cms.test", 2)], PAGE, NEWSPAPER, site_url=SITE)
    ]
    assert all(isinstance(step, Complete) for step in steps)
