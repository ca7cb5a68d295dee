"""``scrapy crawl``: Scrapy's own, with an exit status that tells how the crawl went."""

from __future__ import annotations

import argparse

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from crawler.scrapy_utils.command import ProjectCommand


class Command(ProjectCommand, crawl.Command):
    """Crawl a newspaper.

    Exit status: 0 healthy, 1 the job could not be done, 2 a mistake of the user, 75 another run is going on.
    """

    default_settings = crawl.Command.default_settings  # a crawl has a log
    takes = "[options] <spider>"
    summary = "Fetch what is new or changed in a newspaper"
    details = (
        "Options of a newspaper, each as -a NAME=VALUE: site (URL, may be a folder of a host), since"
        " and until (2016-09-06 or 2016-09-06T14:05), section (name or slug), discover"
        " (auto, api, sitemap, feed or archive), urls (a file of URLs, instead of discovery)."
    )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Process the options; Scrapy itself has no compressed exports on the command line."""
        from crawler.scrapy_utils.feeds import gzip_options, split_format

        compressed = {}
        for name in ("output", "overwrite_output"):
            given = getattr(opts, name) or []
            for file, kind in filter(None, map(split_format, given)):
                compressed[file] = gzip_options(kind, overwrite=name == "overwrite_output")
            setattr(opts, name, [each for each in given if each not in compressed] or None)
        super().process_options(args, opts)
        formats = self.settings.getwithbase("FEED_EXPORTERS")
        for name, options in compressed.items():
            if options["format"] not in formats:
                raise UsageError(f"the export {name} has no known format; write for example .jsonl.gz")
        if compressed:
            feeds = {**self.settings.getdict("FEEDS"), **compressed}
            self.settings.set("FEEDS", feeds, priority="cmdline")

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl. Raises UsageError for an unknown spider."""
        from crawler.performing.crawl import Crawl

        Crawl(self, self._create_crawler).perform(args, opts)
