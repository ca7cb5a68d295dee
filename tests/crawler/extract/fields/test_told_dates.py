"""The dates of a page: which of those that it tells machines, and of those that it prints, comes first."""

from __future__ import annotations

import pytest

from crawler.site import Site
from tests.crawler.extract.fields.news import news, read
from tests.crawler.extract.pages import URL, jsonld, meta

_NOON, _ONE = "2024-06-04T12:00:00+07:00", "2024-06-04T13:00:00+07:00"
_TIME = '<time class="entry-date published" datetime="2024-06-04T14:00:00+07:00">4 Juni</time>'

PUBLISHED: dict[str, tuple[str, str, str, str | None]] = {
    "JSON-LD before all": (news(datePublished=_NOON) + meta(article__published_time=_ONE), _TIME, URL, _NOON),
    "OpenGraph before what is printed": (meta(article__published_time=_ONE), _TIME, URL, _ONE),
    "what is printed": ("", _TIME, URL, "2024-06-04T14:00:00+07:00"),
    "dateCreated": (news(dateCreated=_NOON), "", URL, _NOON),
    "JSON-LD of the page": (jsonld({"@type": "WebPage", "datePublished": _NOON}), "", URL, _NOON),
    "another meta": ('<meta name="pubdate" content="2024-06-04T12:00:00+07:00">', "", URL, _NOON),
    "a meta of microdata": (
        '<meta itemprop="datePublished" content="2024-06-04T12:00:00+07:00">',
        "",
        URL,
        _NOON,
    ),
    "a date in words": (news(datePublished="Selasa, 4 Juni 2024 12:00 WIB"), "", URL, _NOON),
    "broken JSON-LD": (
        jsonld(
            f'{{"@type": "NewsArticle", /* x */ "headline": "Jembatan dibuka", "datePublished": "{_NOON}",}}'
        ),
        "",
        URL,
        _NOON,
    ),
    "JSON-LD in a graph": (
        jsonld({"@graph": [{"@type": ["Article"], "datePublished": _NOON}]}),
        "",
        URL,
        _NOON,
    ),
    "JSON-LD in a list": (
        jsonld([{"@type": "WebSite"}, {"@type": "Article", "datePublished": _NOON}]),
        "",
        URL,
        _NOON,
    ),
    "of another story": (
        jsonld(
            {"@type": "NewsArticle", "headline": "Gula naik", "url": "https://x.test/", "datePublished": _ONE}
        )
        + news(datePublished=_NOON),
        "",
        URL,
        _NOON,
    ),
    "an empty database field": (
        news(datePublished="0000-00-00 00:00:00"),
        _TIME,
        URL,
        "2024-06-04T14:00:00+07:00",
    ),
    "no date at all": (news(datePublished="kemarin"), "", URL, None),
    "the address": ("", "", "https://www.koran.test/2024/06/04/jembatan", "2024-06-04"),
    "the address with its parts in one": (
        "",
        "",
        "https://www.koran.test/read/2024-6-4/jembatan",
        "2024-06-04",
    ),
    "an address with a month alone": ("", "", "https://www.koran.test/2024/06/jembatan", None),
    "numbers that are no day": ("", "", "https://www.koran.test/2024/31/99/jembatan", None),
    "a day, and its hour printed": (
        news(datePublished="2024-06-04"),
        _TIME,
        URL,
        "2024-06-04T14:00:00+07:00",
    ),
    "a day, and the hour of another": (news(datePublished="2024-06-03"), _TIME, URL, "2024-06-03"),
    "a day in the address, and its hour printed": (
        "",
        '<p class="tanggal">4 Juni 2024 14:00 WIB</p>',
        "https://www.koran.test/2024/06/04/jembatan",
        "2024-06-04T14:00:00+07:00",
    ),
    "a local time": (meta(article__published_time="2024-06-04 12:00:00"), "", URL, "2024-06-04"),
}


@pytest.mark.parametrize(("head", "above", "url", "published"), PUBLISHED.values(), ids=PUBLISHED.keys())
def test_the_date_of_publication(head: str, above: str, url: str, published: str | None) -> None:
    assert read(head, above, url=url).published_at == published


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("2024-06-04 12:00:00", _NOON),
        ("2024-06-04T05:00:00Z", _NOON),
        ("2024-06-04T13:00:00+08:00", _NOON),
        ("2024-06-04", "2024-06-04"),
    ],
)
def test_a_site_with_a_zone_has_all_its_times_in_it(told: str, published: str) -> None:
    site = Site(name="koran", timezone="Asia/Jakarta")
    assert read(meta(article__published_time=told), site=site).published_at == published


MODIFIED: dict[str, tuple[str, str | None]] = {
    "JSON-LD": (news(dateModified=_NOON) + meta(article__modified_time=_ONE), _NOON),
    "OpenGraph": (meta(article__modified_time=_ONE), _ONE),
    "the other property": (meta(og__updated_time=_ONE), _ONE),
    "nothing": (news(datePublished=_NOON), None),
}


@pytest.mark.parametrize(("head", "modified"), MODIFIED.values(), ids=MODIFIED.keys())
def test_the_date_of_the_last_change(head: str, modified: str | None) -> None:
    assert read(head).modified_at == modified
