"""The archives of months that a front page links."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.discovery import ArchivePages, Filters
from crawler.discovery.listing_page import read_listing_page
from crawler.discovery.months import is_outside
from crawler.extract.parse.document import Document
from crawler.period import Period
from tests.crawler.discovery.answers import SITE, answer, context, page, row

CARD = '<article><h2><a href="/kabar-desa/">Kabar</a></h2></article>'
MONTHS = '<aside><a href="/2024/03/">Maret</a><a href="/2023/12/">Desember</a></aside>'
NEXT = '<a rel="next" href="/?sesudah=4">x</a>'


@pytest.mark.parametrize(
    ("html", "months"),
    [
        (MONTHS, ["2024/03/", "2023/12/"]),
        ('<select><option value="">Bulan<option value="https://koran.test/2024/03/">Maret</select>', []),
        ('<select><option value=" /2024/03/ ">Maret (4)</select>', ["2024/03/"]),
        (
            '<a href="/?m=202403">Maret</a><a href="/?m=20240301">1 Maret</a><a href="/?m=x">x</a>',
            ["?m=202403"],
        ),
        (
            '<a href="/arsip/2024/3">Maret</a><a href="/2024/">2024</a><a href="/2024/13/">x</a>',
            ["arsip/2024/3"],
        ),
        (
            '<a href="/2024/03/01/">1</a><a href="/2024/03/kabar/">x</a><a href="//lain.test/2024/03/">x</a>',
            [],
        ),
    ],
)
def test_months_are_known_by_their_addresses(html: str, months: list[str]) -> None:
    listed = read_listing_page(Document(page(f"<html><body>{html}")), SITE)
    assert [url.removeprefix(SITE) for url in listed.months] == months


@pytest.mark.parametrize(("more", "count"), [("", 2), (NEXT, 0), ('<a href="/b">Older posts</a>', 2)])
def test_they_are_listed_where_the_front_page_has_no_sure_next_page(more: str, count: int) -> None:
    front = row(SITE, "archive", is_front=True)
    found = ArchivePages(context()).read(front, answer(f"<html><body>{CARD}{MONTHS}{more}"))
    assert len(found.in_complete_round) == count
    again = ArchivePages(context()).read(row(SITE, "archive"), answer(f"<html><body>{CARD}{MONTHS}{more}"))
    assert not again.in_complete_round


def test_months_outside_of_the_wanted_period_are_not_read() -> None:
    period = Period(since=date(2024, 1, 3), until=date(2024, 2, 10))
    urls = [f"{SITE}2023/11/", f"{SITE}?m=202312", f"{SITE}2024/01/", f"{SITE}2024/02/", f"{SITE}2024/04/"]
    assert [is_outside(url, period) for url in urls] == [True, True, False, False, True]
    assert not any(is_outside(url, Period()) for url in urls)
    front, listing = row(SITE, "archive", is_front=True), answer(f"<html><body>{CARD}{MONTHS}")
    found = ArchivePages(context(Filters(Period(since=date(2024, 3, 5))))).read(front, listing)
    assert [each.url for each in found.in_complete_round] == [f"{SITE}2024/03/"]
