"""``scrapy learn``: rules for what a site repeats in its articles, proposed to a person."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Print the proposals, and write them beside the site's declaration, none accepted."""

    default_settings = ScrapyCommand.default_settings  # it has a log
    takes = "NAME|URL|FOLDER [--pages 200] [--site NAME]"
    summary = "Propose cleaning rules for the lines that a site repeats in its articles"
    details = (
        "Reads articles of a newspaper of the project (NAME), of any other (URL), or saved pages"
        " (FOLDER). Proposals are printed, and written into the TOML file beside the site's declaration;"
        " none takes effect until a person has set its `accepted`."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--pages", metavar="N", default="200", help="how many articles to read (200)")
        parser.add_argument(
            "--site",
            metavar="NAME",
            help="the declaration to read the pages with; default: that of their host",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Process the options; by default only warnings are logged."""
        super().process_options(args, opts)
        self.settings.set(
            "LOG_LEVEL", "WARNING", priority="spider"
        )  # a setting of the command line has priority

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Learn. Raises UsageError; exit status 1 if no article could be read."""
        from crawler.performing.learn import Learn

        Learn(self).perform(args, opts)
