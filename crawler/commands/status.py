"""``scrapy status``: what is stored, what was not, why, and what the last runs found."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand

RUNS = 10


class Command(ProjectCommand):
    """Print the state of each site in the store."""

    takes = "[--site NAME] [--runs N] [--json | --reason NAME | --reasons]"
    summary = "Show what is stored, what was not, why, and what the last runs found"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="only this newspaper")
        parser.add_argument(
            "--runs", type=int, default=RUNS, metavar="N", help=f"how many of the last runs to show ({RUNS})"
        )
        parser.add_argument("--json", action="store_true", help="the same as JSON, for programs")
        parser.add_argument(
            "--reason",
            metavar="NAME",
            help="print the URLs left out for this reason (no_text, timeout, gone ...), one per line",
        )
        parser.add_argument(
            "--reasons", action="store_true", help="explain all reasons for which something may be left out"
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it, one paragraph per site. Raises UsageError with arguments, StoreError."""
        from crawler.performing.status import Status

        Status(self).perform(args, opts)
