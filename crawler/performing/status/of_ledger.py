"""What ``scrapy status`` tells of the newest ledger: for people, and its URLs by reason."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from sqlalchemy import Connection, select

from crawler.corpus.ledger import KIND_NAMES, KINDS, Ledger, Month, load
from crawler.errors import some_of
from crawler.frontier.sites import sites_of
from crawler.performing.status.wrapping import LABEL, as_time, by_reason, wrapped
from crawler.reasons import LEDGER
from crawler.store.schema import article
from crawler.text import counted
from crawler.urls import article_key

_MONTHS = 6
"""Months of a ledger that are named."""
_AT_ONCE = 500


def as_text(ledger: Ledger, *, is_old: bool) -> Iterator[str]:
    """Yield a ledger as lines. ``is_old``: a run has begun since then."""
    says = "does not say how many articles it has"
    if ledger.site_says is not None:
        says = f"said it had {counted(ledger.site_says, 'article')}"
    were = "was" if ledger.stored == 1 else "were"
    yield f"  {'ledger':{LABEL}}{as_time(ledger.at)}: the site {says}, {ledger.stored:,} {were} stored"
    if is_old:
        yield "    (before the last run; scrapy ledger asks again)"
    if differing := ledger.differing:
        verb = "month differs" if len(differing) == 1 else "months differ"
        months = some_of([_month(each) for each in differing], most=_MONTHS)
        yield from wrapped("    ", f"{len(differing):,} {verb}: {months}")
    for kind in KINDS:
        if number := ledger.number(kind):
            yield f"    {KIND_NAMES[kind]}: {counted(number, 'URL')}"
            yield from by_reason(ledger.numbers[kind], indent=6)
    if not is_old and (commands := listing(ledger)):
        yield "    fetch them:"
        yield from (f"      {each}" for each in (*commands, "scrapy crawl NAME -a urls=lost.txt"))
    for note in ledger.notes:
        yield from wrapped("    ", note)


def listing(ledger: Ledger) -> list[str]:
    """Return the commands that list what should not be missing, for a crawl that fetches it."""
    return [
        f"scrapy status --site {quote(ledger.site)} --reason {reason} {'>>' if number else '>'} lost.txt"
        for number, reason in enumerate(ledger.numbers.get("unexplained", {}))
    ]


def addresses(conn: Connection, reason: str, site: str | None) -> Iterator[str]:
    """Yield the URLs of the newest ledgers for a reason that only ledgers have.

    What is stored by now is left out. ``site``: only those of this one.
    """
    if reason not in LEDGER:
        return
    for name in sites_of(conn) if site is None else [site]:
        ledger = load(conn, name)
        if ledger is None:
            continue
        lacking = (*ledger.missing, *ledger.unexplained)
        yield from _not_stored(conn, [each.url for each in lacking if each.reason == reason])
        yield from (each.url for each in ledger.extra if each.reason == reason)


def _not_stored(conn: Connection, urls: list[str]) -> Iterator[str]:
    for start in range(0, len(urls), _AT_ONCE):
        part = {article_key(url): url for url in urls[start : start + _AT_ONCE]}
        there = set(conn.execute(select(article.c.key).where(article.c.key.in_(part))).scalars())
        yield from (url for key, url in part.items() if key not in there)


def _month(month: Month) -> str:
    says = "?" if month.total is None else f"{month.total:,}"
    return f"{month.month or 'unknown'} ({says} on the site, {month.stored:,} stored)"
