"""Dates that cannot be right: after the article was fetched, or far from all others of the newspaper.

The newspaper's life are the months in which it publishes. A few articles that a long silence separates from
these are outside of it, as are 1970-01-01 and 1899-12-30, which programs put where they know no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from crawler.corpus.audit.examined import Examined
from crawler.corpus.audit.notebook import Notebook
from crawler.dates import to_instant

KIND = "date_outside"
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
"""What articles are stored with; Python reads weeks of a year as well."""
_TOLERANCE = timedelta(days=1)
"""A clock of the newsroom may be wrong by a zone."""
_FEW = 0.01
"""Share of the dated articles below which those beyond a silence are outside."""
_SILENCE = 12
"""Months without an article that separate them."""
_SILENCE_OF_BUSY, _BUSY = 3, 60
"""The same of a newspaper that publishes so many articles in a month."""
_FEWEST = 20
"""Dated articles without which nothing is said of a life."""


def find_impossible_date(article: Examined, now: datetime) -> str | None:
    """Return a date that is not in the calendar, or is after the fetch; None: both are possible."""
    fetched = _instant(article.fetched_at) or now
    for name, text in (("published", article.published_at), ("modified", article.modified_at)):
        if not text:
            continue
        at = _instant(text)
        if at is None:
            return f"{name} {text}: no date"
        if at > min(fetched, now) + _TOLERANCE:
            return f"{name} {text}, fetched {article.fetched_at or now.isoformat(timespec='seconds')}"
    return None


def find_outside(notebook: Notebook) -> None:
    """Note the articles whose date of publication lies outside of the newspaper's life."""
    months = {
        _number(month): count
        for month, count in notebook.ask(
            "SELECT substr(published, 1, 7), COUNT(*) FROM article WHERE published IS NOT NULL"
            " AND number NOT IN (SELECT article FROM found WHERE kind = ?) GROUP BY 1",
            KIND,
        )
    }
    life = life_of(months)
    if life is None:
        return
    first, last = (f"{month // 12:04}-{month % 12 + 1:02}" for month in life)
    for article, published in list(
        notebook.ask(
            "SELECT number, published FROM article WHERE published IS NOT NULL"
            " AND substr(published, 1, 7) NOT BETWEEN ? AND ?",
            first,
            last,
        )
    ):
        notebook.found(KIND, article, f"published {published}, where the others are of {first} to {last}")


def life_of(months: dict[int, int]) -> tuple[int, int] | None:
    """Return the first and last month of a newspaper's life, from year 0; None: too little is known."""
    total = sum(months.values())
    if total < _FEWEST:
        return None
    busy = sorted(months.values())[len(months) // 2] >= _BUSY or total / len(months) >= _BUSY
    groups = _groups(sorted(months), _SILENCE_OF_BUSY if busy else _SILENCE)
    kept = [group for group in groups if sum(months[month] for month in group) >= max(2, _FEW * total)]
    return (kept[0][0], kept[-1][-1]) if kept else None


def _groups(months: Sequence[int], silence: int) -> list[list[int]]:
    groups: list[list[int]] = []
    for month in months:
        if groups and month - groups[-1][-1] <= silence:
            groups[-1].append(month)
        else:
            groups.append([month])
    return groups


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _instant(text: str | None) -> datetime | None:
    if not text or not _DAY.match(text):
        return None
    try:
        date.fromisoformat(text[:10])
        return to_instant(text)
    except (ValueError, OverflowError):
        return None
