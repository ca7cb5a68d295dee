"""``scrapy ledger``: what a site says it has, month by month, beside what is stored."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing

from scrapy.exceptions import UsageError

from crawler.corpus.ledger import Kind, Ledger, Month
from crawler.corpus.ledger.asking import WAYS
from crawler.extensions.outcome import outcome_of
from crawler.performing.ledger_site import Chosen, choose
from crawler.performing.opening import no_options, open_store
from crawler.performing.performance import Performance
from crawler.reasons import explain
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED
from crawler.scrapy_utils.json_logs import is_json, log_as_json
from crawler.scrapy_utils.logs import be_brief
from crawler.scrapy_utils.printing import print_error, print_lines, print_text
from crawler.scrapy_utils.program import as_called
from crawler.scrapy_utils.store import wait_for_store
from crawler.spider.ledger import LedgerSpider
from crawler.stats import FINISH_REASON
from crawler.text import counted

_STOPPED = "shutdown"
"""Scrapy's reason for a spider that was stopped by a signal."""
_SHOWN = 20
"""URLs of each kind that are printed."""
_TITLES: dict[Kind, str] = {
    "missing": "missing, and the store knows why",
    "unexplained": "missing, and nobody knows why",
    "extra": "stored, and not listed by the site",
}


class TakeStock(Performance):
    """Ask the site, and print the ledger."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take stock. Raises UsageError, StoreError; status 1: something is missing and nobody knows why."""
        if len(no_options(args)) > 1:
            raise UsageError("name one newspaper: scrapy ledger telegraf")
        be_brief()  # not earlier: starting the process sets up Scrapy's loggers again
        wait_for_store(self.settings)
        with closing(open_store(self.settings)) as store:
            chosen = choose(self.settings, store, args[0] if args else None, opts.site, opts.spargs)
        ways = _ways(chosen.options.discover)
        if sys.stderr is not None and sys.stderr.isatty():
            print_error(
                f"scrapy ledger: asking {chosen.options.site_url}, at most three requests for each of its"
                " months; -L INFO tells more"
            )
        ledger = self._ask(chosen, ways)
        if ledger is None:
            return
        if not ledger.is_explained:
            self.end(FAILED)
        if opts.json:
            print_text(json.dumps(ledger.as_json(), ensure_ascii=False))
        else:
            print_lines(map(as_called, lines(ledger, all_months=opts.all)))

    def _ask(self, chosen: Chosen, ways: Sequence[str]) -> Ledger | None:
        """Ask the site; None: it could not be, and the reason is printed."""
        crawler = self.crawler_process.create_crawler(LedgerSpider)
        if is_json(self.settings):
            log_as_json(crawler.settings, crawler)
        crawling = asyncio.ensure_future(
            self.crawler_process.crawl(crawler, site=chosen.site, options=chosen.options, ways=ways)
        )
        self.crawler_process.start()
        outcome = outcome_of(crawler, crawling)
        if outcome.is_unforeseen and outcome.error is not None:
            raise outcome.error
        if outcome.status:
            self.fail(str(outcome.sentence), outcome.status)
            return None
        spider = crawler.spider
        ledger = spider.ledger if isinstance(spider, LedgerSpider) else None
        if ledger is None:
            reason = crawler.stats.get_value(FINISH_REASON.name) if crawler.stats is not None else None
            is_told = reason == _STOPPED
            self.fail(
                "stopped" if is_told else f"ended before all was asked ({reason})",
                INTERRUPTED if is_told else FAILED,
            )
        return ledger


def _ways(discover: str) -> Sequence[str]:
    """Return the ways by which a site is asked. Raises UsageError for one that tells only what is new."""
    if discover == "auto":
        return WAYS
    if discover not in WAYS:
        raise UsageError(
            f"-a discover={discover} names only what is new; choose from: auto, {', '.join(WAYS)}",
            print_help=False,
        )
    return (discover,)


def lines(ledger: Ledger, *, all_months: bool = False) -> Iterator[str]:
    """Yield a ledger as lines for people."""
    stored = sum(each.stored for each in ledger.months)
    told = [each.total for each in ledger.months if each.total is not None]
    says = f"the site says it has {sum(told):,}" if told else "the site does not tell how many it has"
    asked = counted(ledger.requests, "request")
    yield f"{ledger.site}: {counted(stored, 'article')} stored, {says} ({asked})"
    shown = ledger.months if all_months else [each for each in ledger.months if each.differs]
    if shown:
        yield ""
        yield from _table(shown, len(ledger.months))
    for kind, title in _TITLES.items():
        if ledger.number(kind):
            yield ""
            yield from _kind(ledger, kind, title)
    if ledger.notes:
        yield ""
        yield from ledger.notes
    yield ""
    yield _verdict(ledger)


def _table(months: Sequence[Month], of: int) -> Iterator[str]:
    """Yield a table; ``of``: how many months there are in all."""
    yield f"{'month':<8}  {'site says':>9}  {'stored':>9}  {'gone':>6}"
    for each in months:
        says = "?" if each.total is None else f"{each.total:,}"
        yield f"{each.month or 'unknown':<8}  {says:>9}  {each.stored:>9,}  {each.gone:>6,}"
    if len(months) < of:
        yield f"In {counted(of - len(months), 'other month')} both have the same number (--all shows them)."


def _kind(ledger: Ledger, kind: Kind, title: str) -> Iterator[str]:
    number = ledger.number(kind)
    yield f"{number:,} {title}"
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    for each in ledger.differences(kind)[:_SHOWN]:
        by_reason[each.reason].append(each.url)
    for reason, of_reason in ledger.numbers.get(kind, {}).items():
        meaning = explain(reason)
        yield f"  {reason} ({of_reason:,})" + (f": {meaning}" if meaning else "")
        yield from (f"    {url}" for url in by_reason[reason])
    if number > _SHOWN:
        yield f"  ... and {number - _SHOWN:,} more; --json has all"


def _verdict(ledger: Ledger) -> str:
    if ledger.is_explained:
        is_all = not ledger.number("missing")
        return "Nothing is missing." if is_all else "Nothing is missing that cannot be explained."
    number = ledger.number("unexplained") + sum(each.unexplained for each in ledger.months)
    are = "article is" if number == 1 else "articles are"
    return f"{number:,} {are} missing, and nobody knows why."
