"""``scrapy retry``: what failed is due now instead of later."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Make failed URLs pending again, also those that were given up."""

    takes = "[--site NAME] [--reason NAME]"
    summary = "Let the next crawl try again what failed (scrapy status names the reasons)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument(
            "--site", metavar="NAME", help="only of this newspaper, as scrapy status names it"
        )
        parser.add_argument("--reason", metavar="NAME", help="only what failed or was refused so")

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print how many are pending now. Raises UsageError with arguments, StoreError."""
        from crawler.performing.retry import Retry

        Retry(self).perform(args, opts)
