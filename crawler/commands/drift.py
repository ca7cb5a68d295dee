"""``scrapy drift``: since when a field is missing, by month and layout."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand

SAMPLE = 20


class Command(ProjectCommand):
    """Print how many articles have each field, by month and layout, and what fell by half."""

    takes = "[--site NAME] [--json] [--sample N]"
    summary = "Show since when a field is missing: coverage by month and layout"
    details = (
        "Counts how many articles have each field, by the month in which they were first fetched and by the"
        " layout of their pages (the theme, as some archived pages of each month show it), and names the day"
        " since which a field is missing that most articles had before."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="only this newspaper of the store")
        parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")
        parser.add_argument(
            "--sample",
            metavar="N",
            type=int,
            default=SAMPLE,
            help=f"archived pages of a month that are looked at for their layout ({SAMPLE}; 0: none)",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it. Raises UsageError, StoreError."""
        from crawler.performing.drift import Drift

        Drift(self).perform(args, opts)
