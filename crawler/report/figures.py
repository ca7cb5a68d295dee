"""What the report tells, as plain values: days in the page's zone, moments in UTC."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from crawler.corpus.ledger import Ledger

Verdict = Literal["healthy", "failed", "unended"]
"""``unended``: killed, or still going."""

FIELDS = {
    "published_at": "date",
    "modified_at": "modified",
    "section": "section",
    "tags": "tags",
    "authors": "authors",
    "dateline": "dateline",
    "signoff": "signoff",
    "image_url": "image",
    "caption": "caption",
    "credit": "credit",
    "language": "language",
}
"""Fields of an article that not each has -> what they are called above a narrow column."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a run was told to be sick of."""

    name: str
    """Of the health check; empty: the run failed by something else."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Run:
    """One crawl."""

    number: int
    started: datetime
    ended: datetime | None
    scope: str
    """The options that narrowed it; empty: it asked for everything."""
    verdict: Verdict
    reason: str
    """Why it ended, as a word or a sentence; empty: it did not, or nobody knows."""
    complaints: tuple[Complaint, ...]
    new: int
    changed: int
    gone: int
    requests: int
    pace: float | None
    """Seconds from a request to its response, on the average; None: not measured."""
    left_out: Mapping[tuple[str, str], int]
    """What was not stored: ``refused``, ``dropped`` or ``failed``, and the reason -> how often."""

    @property
    def seconds(self) -> float | None:
        """How long it took; None: it has no end."""
        return None if self.ended is None else (self.ended - self.started).total_seconds()


@dataclass(slots=True)
class Failures:
    """Failed runs in a row, of which one says the same as the next."""

    first: Run
    last: Run
    runs: int = 1


@dataclass(slots=True)
class Covered:
    """How many articles there are, and how many of them have each field."""

    articles: int = 0
    having: Counter[str] = field(default_factory=Counter)

    def add(self, other: Covered) -> None:
        """Add the articles of others."""
        self.articles += other.articles
        self.having.update(other.having)


@dataclass(frozen=True, slots=True)
class Gone:
    """An article that the site no longer has."""

    url: str
    headline: str
    at: datetime


@dataclass(slots=True)
class SiteFigures:
    """All that the report tells of one site."""

    name: str
    articles: int = 0
    gone: int = 0
    waiting: int = 0
    """URLs that no run has asked for yet."""
    left_out: dict[tuple[str, str], int] = field(default_factory=dict)
    """Why URLs gave no article, as it stands: ``failed``, ``given up``, ``refused`` or ``dropped``, and the
    reason -> number of URLs."""
    published: dict[date | None, Covered] = field(default_factory=dict)
    """By day of publication as the site prints it; None: unknown."""
    edits: Counter[date] = field(default_factory=Counter)
    """Revisions that the site made, by the day on which they were seen."""
    reread: int = 0
    """Revisions that only a newer extraction made."""
    went: Counter[date] = field(default_factory=Counter)
    """Articles that are gone, by the day on which that was seen."""
    last_gone: list[Gone] = field(default_factory=list)
    ledger: Ledger | None = None
    """The newest one; None: there is none."""
    is_ledger_old: bool = False
    """Whether a run has begun since then."""
    new: Counter[date] = field(default_factory=Counter)
    """Articles that runs stored, by the day on which the run began; so are the following."""
    changed: Counter[date] = field(default_factory=Counter)
    runs: dict[Verdict, Counter[date]] = field(default_factory=dict)
    reasons: dict[tuple[str, str], Counter[date]] = field(default_factory=dict)
    """What runs did not store, as in :attr:`Run.left_out`."""
    last_runs: list[Run] = field(default_factory=list)
    """Newest first."""
    failures: list[Failures] = field(default_factory=list)
    """Newest first."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time of which the report tells."""

    zone: str
    """IANA name of the zone of all its times."""
    until: datetime
    """The last moment of the newest run: the report's "now"."""
    first: date
    """The first day of which runs are told."""
    last: date
    chosen: date | None
    """The day that ``--since`` names, which may be after the last; None: it was not given."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the page is made of."""

    window: Window | None
    """None: nothing was crawled yet."""
    sites: list[SiteFigures]
