"""``scrapy duplicates``: which articles are near-duplicates of an earlier one."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Compare what is not compared yet, and print the near-duplicates."""

    takes = "[--site NAME] [--json] [--rebuild]"
    summary = "Show which articles are near-duplicates of an earlier one"
    details = (
        "Compares first what is stored and not compared yet, of all newspapers of the store. Then it prints"
        " each article that has near-duplicates, and below it these, with what differs in them."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument(
            "--site", metavar="NAME", help="only where an article of this newspaper is involved"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON array, for programs")
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="compare everything anew, as after a change of DUPLICATES_DAYS",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Compare and print. Raises UsageError, StoreError; exit status 130: stopped while it compares."""
        from crawler.performing.duplicates import ShowDuplicates

        ShowDuplicates(self).perform(args, opts)
