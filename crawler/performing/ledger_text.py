"""What ``scrapy ledger`` prints: for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crawler.corpus.ledger import KIND_NAMES, Kind, Ledger, Month
from crawler.corpus.ledger.keeping import MOST_KEPT
from crawler.reasons import explain
from crawler.text import counted

_SHOWN = 5
"""URLs of each reason that are printed."""


def as_text(ledger: Ledger, *, fetching: Sequence[str] = (), all_months: bool = False) -> Iterator[str]:
    """Yield a ledger as lines. ``fetching``: the commands that fetch what should not be missing."""
    says = "the site does not tell how many it has"
    if ledger.site_says is not None:
        says = f"the site says it has {ledger.site_says:,}"
    asked = counted(ledger.requests, "request")
    yield f"{ledger.site}: {counted(ledger.stored, 'article')} stored, {says} ({asked})"
    known = [
        each for each in reversed(ledger.months) if each.total or each.stored or each.gone or each.lacking
    ]
    shown = known if all_months else [each for each in known if each.differs]
    if shown:
        yield ""
        yield from _table(shown)
    yield from _hidden([each for each in known if each not in shown], is_under_table=bool(shown))
    for kind, name in KIND_NAMES.items():
        if number := ledger.number(kind):
            yield ""
            yield f"{number:,} {name}"
            yield from _by_reason(ledger, kind)
    if ledger.notes:
        yield ""
        yield from ledger.notes
    yield ""
    yield from _verdict(ledger, fetching)


def _table(months: Sequence[Month]) -> Iterator[str]:
    yield f"{'month':<8}  {'site says':>9}  {'stored':>9}  {'gone':>6}  {'missing':>7}"
    for each in months:
        says = "?" if each.total is None else f"{each.total:,}"
        name = each.month or "unknown"
        yield f"{name:<8}  {says:>9}  {each.stored:>9,}  {each.gone:>6,}  {each.lacking:>7,}"


def _hidden(months: Sequence[Month], *, is_under_table: bool) -> Iterator[str]:
    """Yield what is to be said of the months that are not in the table."""
    compared = sum(each.total is not None for each in months)
    untold = sum(each.total is None and each.month is not None for each in months)
    if compared and is_under_table:
        yield f"In {counted(compared, 'other month')} nothing differs (--all shows them)."
    if compared and untold:
        yield f"Of {counted(untold, 'month')} the site does not tell how many articles it has."


def _by_reason(ledger: Ledger, kind: Kind) -> Iterator[str]:
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    for each in ledger.differences(kind):
        if len(by_reason[each.reason]) < _SHOWN:
            by_reason[each.reason].append(each.url)
    for reason, number in ledger.numbers.get(kind, {}).items():
        meaning = explain(reason)
        yield f"  {reason} ({number:,})" + (f": {meaning}" if meaning else "")
        yield from (f"    {url}" for url in by_reason[reason])
        if number > len(by_reason[reason]):
            yield f"    ... and {number - len(by_reason[reason]):,} more (--json has all)"


def _verdict(ledger: Ledger, fetching: Sequence[str]) -> Iterator[str]:
    number = ledger.number_unexplained
    if not number:
        is_all = not ledger.number("missing")
        yield "Nothing is missing." if is_all else "Nothing is missing without a good reason."
        return
    yield f"{number:,} {'article is' if number == 1 else 'articles are'} missing and should not be."
    if fetching:
        at_once = f", {MOST_KEPT:,} at a time" if ledger.number("unexplained") > MOST_KEPT else ""
        yield f"Fetch them{at_once}:"
        yield from (f"  {each}" for each in fetching)
