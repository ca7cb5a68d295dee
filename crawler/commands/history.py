"""``scrapy history``: the revisions of one article, and what changed between them."""

from __future__ import annotations

import argparse

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand):
    """Print the history of an article."""

    takes = "URL"
    summary = "Show the revisions of an article, and what changed between them"

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it. Raises UsageError without a URL, StoreError; exit status 1 if it is not stored."""
        from crawler.performing.history import History

        History(self).perform(args, opts)
