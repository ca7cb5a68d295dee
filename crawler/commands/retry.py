"""``scrapy retry``: what failed is due now instead of later."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.exceptions import UsageError

from crawler.commands.opening import no_options, open_store
from crawler.frontier.report import retry_failures
from crawler.scrapy_utils.command import ProjectCommand
from crawler.scrapy_utils.printing import print_text
from crawler.text import counted


class Command(ProjectCommand):
    """Make failed URLs pending again, also those that were given up."""

    takes = "[--reason NAME]"
    summary = "Let the next crawl try again what failed (scrapy status names the reasons)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the option."""
        super().add_options(parser)
        parser.add_argument("--reason", metavar="NAME", help="only what failed or was refused so")

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print how many are pending now. Raises UsageError with arguments, StoreError."""
        if no_options(args):
            raise UsageError("scrapy retry takes no arguments, only --reason NAME")
        with closing(open_store(self.settings)) as store, store.begin() as conn:
            number = retry_failures(conn, opts.reason)
        print_text(f"{counted(number, 'URL')} will be tried again by the next crawl.")
