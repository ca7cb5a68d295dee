"""``scrapy clean``: plain scraped texts in, JSON lines out."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Print the article of each text, in the order of the files."""

    takes = "FILE... | -"
    summary = "Clean plain scraped texts: one article per file, as JSON lines on stdout"
    details = (
        "Each file is a text in UTF-8 as a scraper saw it: a line is a paragraph, the first one the"
        " headline; - is standard input. Files that cannot be cleaned are named on stderr; the rest is done."
    )

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the articles. Raises UsageError without a file.

        Exit status: 2 if none of the named files can be opened, 1 if a file cannot be cleaned, else 0.
        """
        from crawler.performing.clean import Clean

        Clean(self).perform(args, opts)
