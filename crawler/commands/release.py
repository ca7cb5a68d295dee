"""``scrapy release``: the corpus as typed, documented, citable data."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Write the corpus into a folder, as Parquet with the papers that describe it."""

    takes = (
        "FOLDER [--site NAME] [--split SPLITS] [--no-near-duplicates] [--min-words N]"
        " [--since-release FOLDER] [--limit N | --no-audit]"
    )
    summary = "Write the corpus as a release: Parquet, a dataset card, Croissant, provenance, checksums"
    details = (
        "Writes the newest revision of every article that the newspaper still has: Parquet, a dataset card"
        " as the Hugging Face Hub reads it (README.md), Croissant metadata (croissant.json), what is behind"
        " the data (provenance.json), and checksums (SHA256SUMS). The same store gives the same bytes. The"
        " folder must be new or empty, and appears when it is complete, never before. The corpus is audited"
        " first (scrapy audit): with more findings than --limit allows nothing is written, and the status"
        " is 1. docs/release.md says more."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="of this newspaper, as scrapy status names it")
        parser.add_argument(
            "--split",
            metavar="SPLITS",
            help="train/validation/test, shares of them such as 80/10/10, or train=90/test=10; no"
            " two versions of a story are parted",
        )
        parser.add_argument(
            "--no-near-duplicates",
            action="store_true",
            help="of articles that are near-duplicates, keep the earliest of those that are selected",
        )
        parser.add_argument("--min-words", metavar="N", help="only articles whose text has at least N words")
        parser.add_argument(
            "--since-release",
            metavar="FOLDER",
            help="compare with this earlier release: what was added, edited, gone since then",
        )
        audit = parser.add_mutually_exclusive_group()
        audit.add_argument(
            "--limit",
            metavar="N",
            help="write nothing if more articles have findings than N, a number or a share as 0.5%%"
            " (AUDIT_LIMIT)",
        )
        audit.add_argument("--no-audit", action="store_true", help="do not audit the corpus first")

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the release, and print to stderr what it holds.

        Raises UsageError for a wrong folder or option, StoreError; exit status 1: it cannot be written, there
        are no articles, or too many of them have findings.
        """
        from crawler.performing.release import Release

        Release(self).perform(args, opts)
