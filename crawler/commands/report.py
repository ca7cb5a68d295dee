"""``scrapy report``: the runs and the corpus as one HTML file."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Write one HTML file of the runs and the corpus."""

    takes = "[--site NAME] [--since DATE] [-o FILE]"
    summary = "Write the runs and the corpus as one HTML file (report.html)"
    details = (
        "One HTML file, without scripts and without anything from elsewhere: what the last week brought, the"
        " failures with their sentences, articles a day, fields by month, requests and response times, what"
        " was not stored and why, edits, gone articles. Times are in the zone of the newspaper, else UTC."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="of this newspaper only")
        parser.add_argument(
            "--since", metavar="DATE", help="runs that began, and articles published, on this day or later"
        )
        parser.add_argument(
            "-o", "--output", metavar="FILE", default="report.html", help="the file (report.html; -: stdout)"
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write it. Raises UsageError for a wrong option or file, StoreError; status 1 if writing fails."""
        from crawler.performing.report import Report

        Report(self).perform(args, opts)
