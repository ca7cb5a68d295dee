"""``scrapy extract``: one page in, its article out."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Print the article of a page as a JSON line."""

    default_settings = ProjectCommand.default_settings | {"ITEM_PIPELINES": {}, "EXTENSIONS": {}}
    takes = "URL|FILE|ARCHIVE.warc.gz [--explain] [--save] | --url URL --archived"
    summary = "Print the article of one page, and where each field was read"
    details = (
        "The declaration is that of the page's host (--spider names another); without one the page is read as"
        " that of an unknown newspaper. A saved page names its URL itself, or --url does. With"
        " --archived the page is the one that was archived last: nothing is requested."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument(
            "--explain",
            action="store_true",
            help="show where each field was read, and what each rule removed",
        )
        parser.add_argument(
            "--save", action="store_true", help="save page and article as a fixture, to be reviewed"
        )
        parser.add_argument(
            "--archived",
            action="store_true",
            help="read what the archive holds of the URL, without a request",
        )
        parser.add_argument("--spider", metavar="NAME", help="the newspaper's declaration")
        parser.add_argument("--url", help="the URL of a saved page, or of an archived one")

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the article. Raises UsageError.

        Exit status: 1 if the page cannot be fetched or is not an article, 2 for a mistake of the user.
        """
        from crawler.performing.extract import Extract

        Extract(self).perform(args, opts)
