"""How many articles have each field, by the month in which they were first fetched, and by layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from crawler.dates import has_time
from crawler.drift.layouts import Layouts
from crawler.store.schema import article, revision

FIELDS: dict[str, Callable[[Any], bool]] = {
    "dateline": lambda row: bool(row.dateline),
    "section": lambda row: bool(row.section),
    "tags": lambda row: bool(row.tags),
    "authors": lambda row: bool(row.authors),
    "signoff": lambda row: bool(row.signoff),
    "published_at": lambda row: bool(row.published_at),
    "published_time": lambda row: bool(row.published_at) and has_time(row.published_at),
    "modified_at": lambda row: bool(row.modified_at),
    "image_url": lambda row: bool(row.image_url),
    "caption": lambda row: bool(row.caption),
    "credit": lambda row: bool(row.credit),
}
"""Field -> whether an article has it; ``published_time``: whether more than the day is known."""

_LAYOUT_OF_SOURCE = {"api": "REST", "feed": "feed", "text": "plain text"}
"""What texts are read from that no layout shapes."""
_AT_ONCE = 500


@dataclass(slots=True)
class Count:
    """Articles, and how many of them have each field."""

    articles: int = 0
    words: int = 0
    have: Counter[str] = field(default_factory=Counter)

    def add(self, other: Count) -> None:
        """Add those of another count."""
        self.articles += other.articles
        self.words += other.words
        self.have += other.have

    def share(self, name: str) -> float:
        """Return the share that has a field; of ``words``: their mean."""
        return (self.words if name == WORDS else self.have[name]) / self.articles


WORDS = "words"


@dataclass(slots=True)
class Group:
    """The articles of one layout that were first fetched in one month."""

    layout: str
    days: dict[str, Count] = field(default_factory=dict)
    """Day (UTC) -> those of it."""
    lengths: Counter[int] = field(default_factory=Counter)
    """Number of words -> number of articles: so that the median needs no list of all."""

    @property
    def month(self) -> str:
        """Its month: ``2026-10``."""
        return self.first_day[:7]

    @property
    def first_day(self) -> str:
        """The first day on which one of them was fetched."""
        return min(self.days)

    @property
    def total(self) -> Count:
        """All of them."""
        total = Count()
        for each in self.days.values():
            total.add(each)
        return total

    @property
    def median_words(self) -> int:
        """The median of the numbers of words of their texts."""
        half = self.lengths.total() / 2
        seen = 0
        for length in sorted(self.lengths):
            seen += self.lengths[length]
            if seen >= half:
                return length
        return 0


def groups(conn: Connection, site: str, layouts: Layouts) -> list[Group]:
    """Return the articles of a site by month and layout, in the order of time.

    An article counts with what is known of it now, in the month of its first revision. Memory grows with the
    number of days, not of articles.
    """
    found: dict[tuple[str, str], Group] = {}
    for row, at in _articles(conn, site):
        layout = _LAYOUT_OF_SOURCE.get(row.source) or layouts.at(at)
        day = at.date().isoformat()
        group = found.setdefault((day[:7], layout), Group(layout))
        count = group.days.setdefault(day, Count())
        words = len(row.text.split())
        group.lengths[words] += 1
        count.articles += 1
        count.words += words
        count.have.update(name for name, has in FIELDS.items() if has(row))
    return sorted(found.values(), key=lambda group: (group.first_day, group.layout))


def _articles(conn: Connection, site: str) -> Iterator[tuple[Any, datetime]]:
    """Yield each article with the time at which it was first fetched."""
    wanted = ("text", "source", "dateline", "section", "tags", "authors", "published_at", "image_url")
    columns = [article.c[name] for name in (*wanted, "signoff", "modified_at", "caption", "credit")]
    query = (
        select(*columns, revision.c.fetched_at.label("first_fetched"))
        .join(revision, (revision.c.article_id == article.c.id) & (revision.c.revision == 1))
        .where(article.c.site == site, revision.c.fetched_at.is_not(None))
    )
    for row in conn.execute(query.execution_options(yield_per=_AT_ONCE)):
        at = datetime.fromisoformat(row.first_fetched)
        yield row, at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
