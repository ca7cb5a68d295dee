"""What `scrapy ledger` prints for people, without a process of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawler.corpus.ledger import Difference, Ledger, Month
from crawler.performing.ledger import lines

URL = "https://telegraf.co.id/berita-{}/"


def made(**values: Any) -> Ledger:
    months = [Month("2024-02", {"api": 1_200}, 1_200, 3), Month("2024-03", {"api": 200}, 180)]
    given: dict[str, Any] = {
        "site": "telegraf",
        "at": datetime(2024, 4, 1, tzinfo=UTC),
        "months": months,
        "missing": [],
        "unexplained": [],
        "extra": [],
        "numbers": {},
        "requests": 25,
        **values,
    }
    return Ledger(**given)


def of(number: int, reason: str) -> dict[str, Any]:
    """Return so many unexplained differences."""
    named = [Difference(URL.format(each), reason) for each in range(number)]
    return {"unexplained": named, "numbers": {"unexplained": {reason: number}}}


def test_only_months_that_differ_are_shown_and_then_what_is_missing_with_its_reason() -> None:
    assert list(lines(made(**of(2, "removed_from_store"), notes=["A note."]))) == [
        "telegraf: 1,380 articles stored, the site says it has 1,400 (25 requests)",
        "",
        "month     site says     stored    gone",
        "2024-03         200        180       0",
        "In 1 other month both have the same number (--all shows them).",
        "",
        "2 missing, and nobody knows why",
        "  removed_from_store (2): A crawl stored it, and since then it was deleted from the store.",
        "    https://telegraf.co.id/berita-0/",
        "    https://telegraf.co.id/berita-1/",
        "",
        "A note.",
        "",
        "2 articles are missing, and nobody knows why.",
    ]


def test_all_months_are_shown_if_that_is_asked() -> None:
    told = list(lines(made(), all_months=True))
    assert told[3:5] == [
        "2024-02       1,200      1,200       3",
        "2024-03         200        180       0",
    ]


def test_of_many_urls_twenty_are_shown() -> None:
    told = list(lines(made(**of(51, "never_listed"))))
    assert sum(line.startswith("    https://") for line in told) == 20
    assert "  ... and 31 more; --json has all" in told


def test_a_number_that_nobody_can_name_is_no_good_news() -> None:
    lacking = Month("2024-03", {"api": 200}, 180, unexplained=20)
    assert list(lines(made(months=[lacking])))[-1] == "20 articles are missing, and nobody knows why."


def test_what_is_extra_or_explained_is_good_news() -> None:
    extra = {"extra": [Difference(URL, "gone")], "numbers": {"extra": {"gone": 1}}}
    assert list(lines(made(**extra)))[-1] == "Nothing is missing."
    known = {"missing": [Difference(URL, "robots")], "numbers": {"missing": {"robots": 1}}}
    assert list(lines(made(**known)))[-1] == "Nothing is missing that cannot be explained."


def test_a_site_that_tells_no_number_is_said_so() -> None:
    told = list(lines(made(months=[Month(None, {}, 3)]), all_months=True))
    assert told[0] == "telegraf: 3 articles stored, the site does not tell how many it has (25 requests)"
    assert told[3] == "unknown           ?          3       0"
