"""What the site says it has: the newest ledger, laid out."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.corpus.ledger import KIND_NAMES, KINDS, Ledger
from crawler.reasons import explain
from crawler.report.figures import SiteFigures
from crawler.report.wording import moment, percent

_MONTHS = 36
"""Months in the table, the newest of those that differ."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month in which the site and the store differ."""

    month: str
    says: int | None
    """None: the site does not tell."""
    stored: int
    gone: int
    missing: int
    is_bad: bool
    """Whether some are missing without a good reason, by a ledger that is not old."""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Why articles are only on the site, or only in the store."""

    kind: str
    reason: str
    meaning: str
    number: int
    share: int
    """Of the most frequent one, in percent: the length of its bar."""
    is_bad: bool


@dataclass(frozen=True, slots=True)
class LedgerBlock:
    """The ledger of a site, as the page shows it."""

    when: str
    says: int | None
    """Articles on the site, by its own word; None: it does not tell."""
    stored: int
    months: list[MonthRow]
    further: int
    """How many more months differ."""
    reasons: list[ReasonRow]
    notes: list[str]
    lost: int
    """How many articles are missing without a good reason."""
    is_old: bool
    """Whether a run has begun since then."""


def lay_out_ledger(figures: SiteFigures, zone: str) -> LedgerBlock | None:
    """Return the ledger of a site as the page shows it; None: there is none."""
    ledger = figures.ledger
    if ledger is None:
        return None
    differing = ledger.differing
    return LedgerBlock(
        when=moment(ledger.at, zone),
        says=ledger.site_says,
        stored=ledger.stored,
        months=[
            MonthRow(
                each.month or "no date",
                each.total,
                each.stored,
                each.gone,
                each.lacking,
                not figures.is_ledger_old and each.unexplained + each.unnamed > 0,
            )
            for each in differing[:_MONTHS]
        ],
        further=max(0, len(differing) - _MONTHS),
        reasons=_reasons(ledger, is_old=figures.is_ledger_old),
        notes=ledger.notes,
        lost=ledger.number_unexplained,
        is_old=figures.is_ledger_old,
    )


def _reasons(ledger: Ledger, *, is_old: bool) -> list[ReasonRow]:
    most = max((number for kind in KINDS for number in ledger.numbers.get(kind, {}).values()), default=0)
    return [
        ReasonRow(
            KIND_NAMES[kind],
            reason,
            explain(reason) or "",
            number,
            percent(number, most) or 0,
            kind == "unexplained" and not is_old,
        )
        for kind in KINDS
        for reason, number in sorted(
            ledger.numbers.get(kind, {}).items(), key=lambda counted: (-counted[1], counted[0])
        )
    ]
