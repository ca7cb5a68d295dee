"""What the report tells of the newest ledger."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from crawler.corpus.ledger import Difference, Ledger, Month, save
from crawler.store import Store
from tests.crawler.report.filling import EVIL, NOW, add_run, page
from tests.crawler.report.test_page import parsed, words
from tests.crawler.storing import another
from tests.crawler.storing import save as save_article

MONTHS = [
    Month("2019-12", {"api": 1}, 0, unexplained=1),
    Month("2020-01", {"api": 6}, 6),
    Month("2020-02", {"api": 11}, 9, 1),
]
LEDGER = Ledger(
    site="telegraf",
    at=NOW,
    months=MONTHS,
    missing=[Difference("https://telegraf.co.id/satu/", "robots")],
    unexplained=[Difference("https://telegraf.co.id/dua/", "removed_from_store")],
    extra=[Difference("https://telegraf.co.id/tiga/", "gone")],
    numbers={"missing": {"robots": 1_200}, "unexplained": {"removed_from_store": 1}, "extra": {"gone": 4}},
    notes=[f"A sitemap could not be read: {EVIL}"],
)


def told(store: Store) -> str:
    """Return the words of the section."""
    return (
        words(parsed(page(store)).body)
        .partition("What the site says it has")[2]
        .partition("Edited and gone")[0]
        .strip()
    )


def section(store: Store) -> str:
    """Return the HTML of the section."""
    return page(store).partition("What the site says it has")[2].partition("Edited and gone")[0]


def test_a_site_without_a_ledger_has_no_such_section(store: Store) -> None:
    add_run(store)
    assert "What the site says it has" not in page(store)


def test_the_ledger_is_told_with_its_totals_months_and_reasons(store: Store) -> None:
    add_run(store)
    save_article(store, another("satu"))
    save(store, "telegraf", LEDGER)
    said = told(store)
    assert said.startswith(
        "2026-11-30 14:17 The site said it had 18 articles, 15 were stored. 1 was missing and should not be."
    )
    for row in (
        "removed_from_store",
        "goodreason1",
        "knownreason1,200",
        "bythesite4",
        "2020-0211910",
        "2019-121001",
    ):
        assert row in said.replace(" ", ""), row
    assert "2020-01" not in said
    assert "Robots" not in said
    assert "robots.txt forbids it" in said
    assert EVIL in said
    assert EVIL not in page(store)
    assert page(store) == page(store)


def test_a_ledger_by_which_nothing_is_missing_is_fine(store: Store) -> None:
    add_run(store)
    nothing = replace(
        LEDGER,
        months=MONTHS[1:2],
        missing=[],
        unexplained=[],
        extra=[],
        numbers={},
        notes=[],
    )
    save(store, "telegraf", nothing)
    said = told(store)
    assert said.endswith("Every article that it listed was stored, and it listed every one that was.")
    assert "missing" not in said


def test_a_ledger_before_the_last_run_is_no_alarm(store: Store) -> None:
    add_run(store)
    save(store, "telegraf", LEDGER)
    assert 'class="verdict ill"' in section(store)
    assert "says how to fetch them" in told(store)
    save(store, "telegraf", replace(LEDGER, at=NOW - timedelta(days=30)))
    assert 'class="verdict open"' in section(store)
    assert not re.search(r'class="[^"]*\bill\b', section(store))
    assert "That was before the last run: the command ledger asks again." in told(store)
    assert "says how to fetch them" not in told(store)


def test_a_month_of_which_the_site_tells_no_number_is_shown_with_what_is_missing(store: Store) -> None:
    add_run(store)
    save(store, "telegraf", replace(LEDGER, months=[Month("2020-01", {}, 4, missing=2)]))
    assert "2020-01?402" in told(store).replace(" ", "")


def test_of_many_months_that_differ_the_newest_are_shown(store: Store) -> None:
    add_run(store)
    many = [Month(f"{2000 + each // 12}-{each % 12 + 1:02d}", {"api": 2}, 1) for each in range(48)]
    save(store, "telegraf", replace(LEDGER, months=many))
    said = told(store)
    assert "12 earlier ones are left out" in said
    assert "2003-12" in said
    assert "2000-12" not in said
