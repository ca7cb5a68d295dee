"""``scrapy export``: the whole corpus in one file."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Write the newest revision of every article, by date of publication and URL."""

    takes = (
        "FILE.{jsonl,csv,parquet}[.gz] [--site NAME] [--since DATE] [--until DATE] [--section NAME]"
        " [--without-gone] [--no-near-duplicates]"
    )
    summary = "Write the whole corpus to a file (-: JSON lines on stdout)"
    details = (
        "The newest revision of every article, by date of publication and URL; the last field, `gone_at`,"
        " says since when the site no longer has it. In CSV lists are joined by | and `removed` is JSON; in"
        " Parquet, which is compressed without .gz, they are lists, and `removed` is a list of pairs. The"
        " setting FEED_EXPORTERS may name more formats. The file appears when it is complete, never before."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options that narrow."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="of this newspaper, as scrapy status names it")
        parser.add_argument("--since", metavar="DATE", help="published on this day or instant, or later")
        parser.add_argument("--until", metavar="DATE", help="published on this day or instant, or earlier")
        parser.add_argument("--section", metavar="NAME", help="of this section, by name or slug")
        parser.add_argument(
            "--without-gone", action="store_true", help="leave out what the site no longer has"
        )
        parser.add_argument(
            "--no-near-duplicates",
            action="store_true",
            help="of articles that are near-duplicates, keep the earliest of those that are selected",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the file, and print to stderr how many articles it holds.

        Raises UsageError for a wrong file or option, StoreError; exit status 1 if writing fails.
        """
        from crawler.performing.export import Export

        Export(self).perform(args, opts)
