"""``scrapy notify``: whether notices of failures would arrive."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Send a test notice by each way that is configured.

    Exit status: 0 all were accepted, 1 one was not, 2 none is configured, or one wrongly.
    """

    takes = "--test"
    summary = "Try whether a notice of a failed crawl would arrive (settings NOTIFY_...)"
    details = (
        "Sends a test notice by each way that the settings name (NOTIFY_COMMAND, NOTIFY_EMAIL,"
        " NOTIFY_WEBHOOK, NOTIFY_APPRISE), and says of each whether it was accepted."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the option."""
        super().add_options(parser)
        parser.add_argument("--test", action="store_true", help="send a test notice by each way")

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Send it. Raises UsageError with arguments, without ways, with wrong settings."""
        from crawler.performing.notify import Notify

        Notify(self).perform(args, opts)
