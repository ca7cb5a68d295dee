"""``scrapy retry``: what failed is due now instead of later."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.exceptions import UsageError

from crawler.frontier.report import retry_failures
from crawler.performing.opening import check_reason, check_site, no_options, open_store
from crawler.performing.performance import Performance
from crawler.scrapy_utils.printing import print_text
from crawler.text import counted


class Retry(Performance):
    """Make failed URLs pending again, also those that were given up."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print how many are pending now. Raises UsageError with arguments, StoreError."""
        if no_options(args):
            raise UsageError("scrapy retry takes no arguments, only --reason NAME and --site NAME")
        with closing(open_store(self.settings)) as store, store.begin() as conn:
            check_site(conn, opts.site)
            number = retry_failures(conn, opts.reason, opts.site)
            if not number and opts.reason is not None:
                check_reason(conn, opts.reason, opts.site)
        print_text(f"{counted(number, 'URL')} will be tried again by the next crawl.")
