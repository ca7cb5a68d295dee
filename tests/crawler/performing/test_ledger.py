"""What `scrapy ledger` prints for people, without a process of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawler.corpus.ledger import Difference, Ledger, Month
from crawler.performing.ledger_text import as_text

URL = "https://telegraf.co.id/berita-{}/"


def made(**values: Any) -> Ledger:
    months = [
        Month("2023-12", {"api": 7}, 9),
        Month("2024-01", {"api": 0}, 0),
        Month("2024-02", {"api": 1_200}, 1_200, 3),
        Month("2024-03", {"api": 200}, 180, unexplained=20),
    ]
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


def of(**numbers: int) -> dict[str, Any]:
    """Return so many unexplained differences of each reason."""
    named = [
        Difference(URL.format(f"{reason}-{each}"), reason)
        for reason, number in numbers.items()
        for each in range(number)
    ]
    return {"unexplained": named, "numbers": {"unexplained": numbers}}


def lines(ledger: Ledger, **given: Any) -> list[str]:
    return list(as_text(ledger, **given))


def test_only_months_that_differ_are_shown_newest_first_and_then_what_is_missing_with_its_reason() -> None:
    assert lines(made(**of(removed_from_store=2), notes=["A note."]), fetching=["scrapy crawl telegraf"]) == [
        "telegraf: 1,389 articles stored, the site says it has 1,407 (25 requests)",
        "",
        "month     site says     stored    gone  missing",
        "2024-03         200        180       0       20",
        "2023-12           7          9       0        0",
        "In 1 other month nothing differs (--all shows them).",
        "",
        "2 missing without a good reason",
        "  removed_from_store (2): A crawl stored it, and since then it was deleted from the store.",
        "    https://telegraf.co.id/berita-removed_from_store-0/",
        "    https://telegraf.co.id/berita-removed_from_store-1/",
        "",
        "A note.",
        "",
        "2 articles are missing and should not be.",
        "Fetch them:",
        "  scrapy crawl telegraf",
    ]


def test_all_months_are_shown_if_that_is_asked_but_for_empty_ones() -> None:
    assert [line.split()[0] for line in lines(made(), all_months=True)[2:6]] == [
        "month",
        "2024-03",
        "2024-02",
        "2023-12",
    ]


def test_a_month_with_equal_numbers_is_shown_if_an_article_of_it_is_missing() -> None:
    told = lines(made(months=[Month("2024-03", {"api": 200}, 200, missing=1)]))
    assert told[3] == "2024-03         200        200       0        1"


def test_of_each_reason_five_urls_are_shown_and_how_many_more_it_has() -> None:
    told = lines(made(**of(never_listed=51, removed_from_store=6)))
    more = [line for line in told if "more" in line]
    assert more == ["    ... and 46 more (--json has all)", "    ... and 1 more (--json has all)"]
    shown = [line for line in told if line.startswith("    https://")]
    assert ["never_listed" in line for line in shown] == 5 * [True] + 5 * [False]


def test_the_commands_say_how_many_they_fetch_at_a_time() -> None:
    told = lines(made(**of(never_listed=1_001)), fetching=["scrapy crawl telegraf"])
    assert told[-2] == "Fetch them, 1,000 at a time:"


def test_a_number_that_nobody_can_name_is_no_good_news() -> None:
    lacking = Month("2024-03", {"api": 200}, 180, unnamed=20)
    assert lines(made(months=[lacking]))[-1] == "20 articles are missing and should not be."


def test_what_is_extra_or_missing_for_a_reason_is_good_news() -> None:
    extra = {"extra": [Difference(URL, "gone")], "numbers": {"extra": {"gone": 1}}}
    assert lines(made(**extra))[-1] == "Nothing is missing."
    known = {"missing": [Difference(URL, "robots")], "numbers": {"missing": {"robots": 1}}}
    assert lines(made(**known))[-1] == "Nothing is missing without a good reason."


def test_a_site_that_tells_no_number_is_said_so() -> None:
    told = lines(made(months=[Month(None, {}, 3)]), all_months=True)
    assert told[0] == "telegraf: 3 articles stored, the site does not tell how many it has (25 requests)"
    assert told[3] == "unknown           ?          3       0        0"


def test_months_of_which_the_site_tells_nothing_are_not_called_equal() -> None:
    months = [Month("2023-11", {}, 4), *made().months]
    told = lines(made(months=months))
    assert "In 1 other month nothing differs (--all shows them)." in told
    assert "Of 1 month the site does not tell how many articles it has." in told
