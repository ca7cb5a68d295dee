"""``scrapy status``: what is stored, what was not, why, and what the last runs found."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain

from scrapy.exceptions import UsageError

from crawler.frontier.report import addresses_of_reason
from crawler.performing.opening import check_reason, check_site, no_options, open_store
from crawler.performing.performance import Performance
from crawler.performing.status.looking import look
from crawler.performing.status.of_ledger import addresses
from crawler.performing.status.program import as_json
from crawler.performing.status.text import as_text, reasons_as_text
from crawler.scrapy_utils.printing import print_error, print_lines, print_text
from crawler.scrapy_utils.program import as_called
from crawler.store import Store

MOST_RUNS = 100_000
"""Ten years of a run each hour; a database takes no number of any size."""


class Status(Performance):
    """Print the state of each site in the store."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it, one paragraph per site. Raises UsageError with arguments, StoreError."""
        if no_options(args):
            raise UsageError("scrapy status takes no arguments, only options: --site NAME ...")
        if not 0 <= opts.runs <= MOST_RUNS:
            raise UsageError(f"--runs {opts.runs} must be a whole number from 0 to {MOST_RUNS}")
        asked = [name for name in ("reason", "reasons", "json") if getattr(opts, name) not in (None, False)]
        if len(asked) > 1:
            raise UsageError(f"--{asked[0]} and --{asked[1]} cannot be used together")
        if opts.reasons:
            print_lines(map(as_called, reasons_as_text()))
            return
        with closing(open_store(self.settings)) as store:
            if opts.reason is not None:
                _print_addresses(store, opts.reason, opts.site)
                return
            with store.read() as conn:
                check_site(conn, opts.site)
            views = look(store, opts.site, opts.runs)
        now = datetime.now(UTC)
        if opts.json:
            print_text(as_json(views, now))
        else:
            print_lines(map(as_called, as_text(views, now)))


def _print_addresses(store: Store, reason: str, site: str | None) -> None:
    """Print the URLs that were left out for a reason, or that the ledger has for it.

    Raises UsageError if there is no such reason.
    """
    with store.read() as conn:
        check_site(conn, site)
        is_known = False
        for url in chain(addresses_of_reason(conn, reason, site), addresses(conn, reason, site)):
            is_known = True
            if not print_lines([url or "(empty)"]):
                return
        if not is_known:
            check_reason(conn, reason, site)
            print_error(f"scrapy status: no URL was left out for the reason {reason!r}")
