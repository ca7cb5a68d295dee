"""``scrapy reextract``: every archived page again, with the differences."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand

SAMPLES = 5


class Command(ProjectCommand):
    """Read the archive again with today's extraction, and bring the store up to date."""

    takes = "[--dry-run] [--url URL] [--since DATE] [--section NAME] [FILE.warc.gz ...]"
    summary = "Read the archive again with today's extraction, without one request"
    details = (
        "Reads everything in ARCHIVE_DIR, or the files named, as a crawl would have read it. A text that"
        " differs becomes a new revision with the cause `extractor`; an article that the store does not"
        " have is restored. With --dry-run nothing is written, and the differences are shown."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
        parser.add_argument("--url", help="only this article")
        parser.add_argument("--since", metavar="DATE", help="articles published on this day or later")
        parser.add_argument("--section", metavar="NAME", help="articles of this section, by name or slug")
        parser.add_argument("--spider", metavar="NAME", help="the newspaper whose pages the files hold")
        parser.add_argument(
            "--sample", type=int, default=SAMPLES, metavar="N", help=f"differences to show ({SAMPLES})"
        )
        parser.add_argument("--jobs", type=int, metavar="N", help="processes that read (all cores)")

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read again. Raises UsageError; exit status 1: something is damaged, 75: a crawl is going on."""
        from crawler.performing.reextract import Reextract

        Reextract(self).perform(args, opts)
