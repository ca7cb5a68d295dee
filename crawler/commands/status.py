"""``scrapy status``: what is stored, what is pending, and what failed by reason."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Print the state of each site in the store."""

    takes = "[--reason NAME]"
    summary = "Show what is stored, what is pending, and what failed by reason"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument(
            "--reason",
            metavar="NAME",
            help="print the URLs left out for this reason (no_text, timeout, gone ...), one per line",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it, one paragraph per site. Raises UsageError with arguments, StoreError."""
        from crawler.performing.status import Status

        Status(self).perform(args, opts)
