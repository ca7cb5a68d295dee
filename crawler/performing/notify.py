"""``scrapy notify``: whether notices of failures would arrive."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from scrapy.exceptions import UsageError

from crawler.extensions.notify import notify_settings, place
from crawler.notification.configuring import WAYS
from crawler.notification.sending import send
from crawler.notification.wording import trial
from crawler.performing.opening import no_options
from crawler.performing.performance import Performance
from crawler.scrapy_utils.printing import print_lines


class Notify(Performance):
    """Send a test notice by each way that is configured."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Send it. Raises UsageError with arguments, without ways, with wrong settings."""
        if no_options(args):
            raise UsageError("scrapy notify takes no arguments, only --test")
        if not opts.test:
            raise UsageError("say what to do: scrapy notify --test")
        configuration = notify_settings(self.settings)
        if not configuration.ways:
            settings = f"{', '.join(WAYS[:-1])} or {WAYS[-1]}"
            raise UsageError(f"nobody is told of failures: set {settings}", print_help=False)
        notice = trial(datetime.now(UTC), place(self.settings))
        for answer in send([(way, notice) for way in configuration.ways], configuration.timeout):
            if answer.is_taken:
                print_lines([f"{answer.way.name} has accepted a test notice."])
            if answer.trouble is not None:
                self.fail(answer.trouble)
