"""``scrapy list``: Scrapy's own, which also says what could not be loaded."""

from __future__ import annotations

import argparse

from scrapy.spiderloader import get_spider_loader

from crawler.scrapy_utils.command import ProjectCommand
from crawler.scrapy_utils.exit_status import MISUSED
from crawler.scrapy_utils.printing import print_lines


class Command(ProjectCommand):
    """List the newspapers of the project; exit status 2 if one of them is broken."""

    requires_project = True
    requires_crawler_process = False
    summary = "List the newspapers of the project, and say which of them are broken and why"

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the names, one per line, and what is broken to stderr."""
        loader = get_spider_loader(self.settings)
        names = sorted(loader.list())
        if names:
            print_lines(names)
        for broken in getattr(loader, "broken", ()):  # the setting may name another loader
            self.fail(f"{broken.name}: {broken.sentence}", MISUSED)
