"""``scrapy ledger``: what a site says it has, month by month, beside what is stored."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.utils.conf import arglist_to_dict

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Print what is missing, what is left over, and why; status 1 if something should not be."""

    default_settings = ScrapyCommand.default_settings  # it has a log
    takes = "[NAME] [--site NAME] [-a OPTION=VALUE ...] [--all] [--json]"
    summary = "Show what a site has and the store has not: by month, and by URL with the reason"
    details = (
        "Asks a site by at most three requests for each of its months, as politely as a crawl, and compares"
        " what it says with the store. NAME is the newspaper, as scrapy status or scrapy list names it"
        " (default: the only one of the store). Exit status: 0 nothing is missing without a good reason,"
        " 1 something is, or the site cannot be asked, 2 a mistake of the user, 75 a run of this newspaper"
        " is going on. Options, each as -a NAME=VALUE: site (URL; default: where it was crawled last),"
        " discover (auto, api, sitemap or archive)."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="the newspaper, as scrapy status names it")
        parser.add_argument(
            "-a",
            dest="spargs",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="site=URL or discover=WAY (may be repeated)",
        )
        parser.add_argument(
            "--all",
            action="store_true",
            help="print all months that have articles, not only those that differ",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object, for programs")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Process the options; by default only warnings are logged. Raises UsageError."""
        super().process_options(args, opts)
        try:
            opts.spargs = arglist_to_dict(opts.spargs)
        except ValueError:
            raise UsageError("an option is written -a NAME=VALUE", print_help=False) from None
        self.settings.set("LOG_LEVEL", "WARNING", priority="spider")  # the command line has priority

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take stock. Raises UsageError, StoreError."""
        from crawler.performing.ledger import TakeStock

        TakeStock(self).perform(args, opts)
