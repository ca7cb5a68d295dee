"""The floor of quality on the fixtures: lowered only by an explicit edit, with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.judge import f1, judge
from benchmarks.pages import saved_pages
from crawler.extract import extract_article
from crawler.site import NEWSPAPER, Site
from spiders.antara import ANTARA
from spiders.telegraf import TELEGRAF

FIXTURES = Path(__file__).parents[1] / "fixtures"

FLOORS: dict[str, tuple[Site, float, float]] = {
    "telegraf": (TELEGRAF, 1.0, 1.0),
    "antara": (ANTARA, 1.0, 1.0),
}
"""Folder of fixtures -> its declaration, the least share of texts that are exact, the least F1."""

UNDESCRIBED = {"telegraf": (0.9, 0.98), "antara": (0.6, 0.95)}
"""The same with a site of which nothing is known: any name in a dateline counts, no selectors."""


@pytest.mark.parametrize("folder", FLOORS)
def test_texts_are_as_exact_as_they_were(folder: str) -> None:
    site, least_exact, least_f1 = FLOORS[folder]
    _assert_floor(folder, site, least_exact, least_f1)


@pytest.mark.parametrize("folder", UNDESCRIBED)
def test_texts_of_a_newspaper_nobody_has_described_are_as_exact_as_they_were(folder: str) -> None:
    _assert_floor(folder, NEWSPAPER, *UNDESCRIBED[folder])


def _assert_floor(folder: str, site: Site, least_exact: float, least_f1: float) -> None:
    pages = list(saved_pages(FIXTURES / folder))
    verdicts = [judge(extract_article(page.html, page.url, site).text, page.text) for page in pages]
    assert sum(verdict.exact for verdict in verdicts) / len(verdicts) >= least_exact
    assert f1(verdicts) >= least_f1
    assert sum(verdict.leaks for verdict in verdicts) == 0
