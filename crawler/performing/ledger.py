"""``scrapy ledger``: what a site says it has, month by month, beside what is stored."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing

from scrapy.exceptions import UsageError

from crawler.corpus.ledger import Ledger
from crawler.corpus.ledger.asking import WAYS
from crawler.extensions.outcome import outcome_of
from crawler.performing.ledger_hints import announcement, fetching
from crawler.performing.ledger_site import Chosen, choose
from crawler.performing.ledger_text import as_text
from crawler.performing.opening import no_options, open_store
from crawler.performing.performance import Performance
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED
from crawler.scrapy_utils.json_logs import is_json, log_as_json
from crawler.scrapy_utils.logs import be_brief
from crawler.scrapy_utils.printing import print_error, print_lines, print_text
from crawler.scrapy_utils.program import as_called
from crawler.scrapy_utils.store import wait_for_store
from crawler.spider.ledger import LedgerSpider
from crawler.spider.options import NAMES
from crawler.stats import FINISH_REASON

_STOPPED = "shutdown"
"""Scrapy's reason for a spider that was stopped by a signal."""
_NAMES = ("site", "discover")
"""Options of -a; the others that a crawl has narrow it, which is said of them elsewhere."""
_DISCOVER = ("auto", *WAYS)


class TakeStock(Performance):
    """Ask the site, and print the ledger."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take stock. Raises UsageError, StoreError; status 1: something is missing and should not be."""
        if len(no_options(args)) > 1:
            raise UsageError("name one newspaper: scrapy ledger telegraf")
        _check_given(opts.spargs)
        be_brief()  # not earlier: starting the process sets up Scrapy's loggers again
        wait_for_store(self.settings)
        with closing(open_store(self.settings)) as store:
            chosen = choose(self.settings, store, args[0] if args else None, opts.site, opts.spargs)
            if sys.stderr is not None and sys.stderr.isatty():  # what a scheduled job prints is mailed
                print_error(f"scrapy ledger: {announcement(self.settings, store, chosen)}")
        discover = chosen.options.discover
        ledger = self._ask(chosen, WAYS if discover == "auto" else (discover,))
        if ledger is None:
            return
        if not ledger.is_explained:
            self.end(FAILED)
        if opts.json:
            print_text(json.dumps(ledger.as_json(), ensure_ascii=False))
        else:
            commands = fetching(self.settings, chosen, ledger)
            print_lines(map(as_called, as_text(ledger, fetching=commands, all_months=opts.all)))

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


def _check_given(given: Mapping[str, str]) -> None:
    """Check the options of -a that a ledger has other ones of than a crawl. Raises UsageError."""
    unknown = sorted(given.keys() - {*_NAMES, *NAMES})
    if unknown:
        raise UsageError(
            f"there is no option -a {unknown[0]}=; choose from: {', '.join(_NAMES)}", print_help=False
        )
    discover = given.get("discover", "auto")
    if discover not in _DISCOVER:
        raise UsageError(
            f"-a discover={discover} cannot tell all that a site has; choose from: {', '.join(_DISCOVER)}",
            print_help=False,
        )
