"""The ledger: what a site says it has, beside what the store has of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

Kind = Literal["missing", "unexplained", "extra"]
"""Of a difference. ``missing`` and ``unexplained``: the site names it, and it is not stored; ``extra``: it is
stored, and the site does not name it. What is ``unexplained`` should be stored; the others have a good
reason."""

KINDS: tuple[Kind, ...] = ("missing", "unexplained", "extra")

KIND_NAMES: dict[Kind, str] = {
    "missing": "missing for a known reason",
    "unexplained": "missing without a good reason",
    "extra": "stored, and not listed by the site",
}
"""The kinds in words, for people."""


class Difference(NamedTuple):
    """An article that only the site has, or only the store."""

    url: str
    reason: str
    """One word, see :mod:`crawler.reasons`."""


@dataclass(frozen=True, slots=True)
class Month:
    """The articles of a month, counted."""

    month: str | None
    """As "2024-03"; None: articles of which neither the site nor the store tells the month."""
    site_says: Mapping[str, int]
    """Way of discovery -> how many articles the site has, by that way."""
    stored: int
    """Articles that are stored and not gone, by the date that they print."""
    gone: int = 0
    """Stored articles that the site no longer had when a crawl asked for them."""
    unnamed: int = 0
    """How many more the site has than are stored or named below: nobody can say which these are."""
    missing: int = 0
    """How many of the articles that are ``missing`` are of this month."""
    unexplained: int = 0
    """How many of those that are ``unexplained`` are."""

    @property
    def total(self) -> int | None:
        """How many the site has, by the way that is to be believed most; None: it does not tell."""
        return next((self.site_says[way] for way in BEST_WAYS if way in self.site_says), None)

    @property
    def lacking(self) -> int:
        """How many articles the site has and the store has not, whatever the reason."""
        return self.missing + self.unexplained + self.unnamed

    @property
    def differs(self) -> bool:
        """Whether the site tells another number than there are in the store, or something is missing."""
        return bool(self.lacking) or (self.total is not None and self.total != self.stored)


BEST_WAYS = ("api", "sitemap", "archive")
"""The ways of discovery by which a site tells a month, the best one first."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a site says it has, beside what the store has of it, at one moment."""

    site: str
    at: datetime
    months: list[Month]
    """Oldest first; the one without a month is the last."""
    missing: list[Difference]
    """The newest months first; so are the others."""
    unexplained: list[Difference]
    extra: list[Difference]
    numbers: Mapping[Kind, Mapping[str, int]]
    """How many there are, by reason: the lists may be cut."""
    requests: int = 0
    notes: list[str] = field(default_factory=list)
    """Sentences about what could not be read, or not be told."""

    @property
    def is_explained(self) -> bool:
        """Whether there is a good reason for everything that the store lacks."""
        return not self.number_unexplained

    @property
    def number_unexplained(self) -> int:
        """How many articles are missing and should not be, also those that nobody can name."""
        return self.number("unexplained") + sum(each.unnamed for each in self.months)

    @property
    def site_says(self) -> int | None:
        """How many articles the site has in all months of which it tells that; None: of none."""
        totals = [each.total for each in self.months if each.total is not None]
        return sum(totals) if totals else None

    @property
    def stored(self) -> int:
        """How many articles are stored and not gone."""
        return sum(each.stored for each in self.months)

    @property
    def differing(self) -> list[Month]:
        """The months in which the site and the store differ, newest first."""
        return [each for each in reversed(self.months) if each.differs]

    def number(self, kind: Kind) -> int:
        """Return how many differences there are of a kind, also those that its list leaves out."""
        return sum(self.numbers.get(kind, {}).values())

    def differences(self, kind: Kind) -> list[Difference]:
        """Return the differences of a kind."""
        found: list[Difference] = getattr(self, kind)
        return found

    def as_json(self) -> dict[str, Any]:
        """Return it for programs; :func:`from_json` reads it."""
        return {
            "site": self.site,
            "at": self.at.isoformat(timespec="seconds"),
            "requests": self.requests,
            "months": [
                {
                    "month": each.month,
                    "site_says": dict(each.site_says),
                    "stored": each.stored,
                    "gone": each.gone,
                    "missing": each.missing,
                    "unexplained": each.unexplained,
                    "unnamed": each.unnamed,
                }
                for each in self.months
            ],
            **{kind: [each._asdict() for each in self.differences(kind)] for kind in KINDS},
            "numbers": {kind: dict(self.numbers.get(kind, {})) for kind in KINDS},
            "notes": list(self.notes),
        }


def from_json(told: Mapping[str, Any]) -> Ledger:
    """Return the ledger that :meth:`Ledger.as_json` told."""
    return Ledger(
        site=told["site"],
        at=datetime.fromisoformat(told["at"]),
        months=[Month(**each) for each in told["months"]],
        **{kind: [Difference(**each) for each in told[kind]] for kind in KINDS},
        numbers=told["numbers"],
        requests=told["requests"],
        notes=told["notes"],
    )
