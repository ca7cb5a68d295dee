"""``scrapy retry``: what failed is due now, not when its time comes."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.exceptions import UsageError

from crawler.commands.opening import no_options, open_store
from crawler.frontier.report import retry_failures
from crawler.scrapy_utils.command import ProjectCommand
from crawler.store import StoreError


class Command(ProjectCommand):
    """Make failed addresses pending again, those that were given up as well."""

    takes = "[--reason NAME]"
    summary = "Let the next crawl try again what failed (scrapy status names the reasons)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the option."""
        super().add_options(parser)
        parser.add_argument("--reason", metavar="NAME", help="only what failed for this reason")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print how many are pending now. Raises UsageError with arguments, or without a store."""
        if no_options(args):
            raise UsageError("scrapy retry takes no arguments but --reason NAME")
        try:
            with closing(open_store(self.settings)) as store, store.begin() as conn:
                number = retry_failures(conn, opts.reason)
        except StoreError as error:
            raise UsageError(str(error)) from error
        print(f"{number:,} addresses will be tried again by the next crawl.")
