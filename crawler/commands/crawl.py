"""``scrapy crawl``: Scrapy's own, with an exit status that tells how the crawl went."""

from __future__ import annotations

import argparse
import asyncio
import gc

from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.commands.opening import known_spider
from crawler.extensions.run import Run
from crawler.scrapy_utils.command import ProjectCommand
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED, LOCKED, MISUSED
from crawler.scrapy_utils.feeds import gzip_options, split_format
from crawler.scrapy_utils.logs import be_brief
from crawler.spider.options import DISCOVER
from crawler.stats import FINISH_REASON
from crawler.store import StoreError
from crawler.store.lock import SiteLocked


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
        f" ({', '.join(DISCOVER[:-1])} or {DISCOVER[-1]}), urls (a file of URLs, instead of discovery)."
    )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Process the options; Scrapy itself has no compressed exports on the command line."""
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
        if len(args) != 1:
            raise UsageError("name one newspaper: scrapy crawl telegraf")
        be_brief()  # not earlier: starting the process sets up Scrapy's loggers again
        name = known_spider(args[0], self.crawler_process.spider_loader.list())
        crawler = self._create_crawler(name)
        crawling = asyncio.ensure_future(self.crawler_process.crawl(crawler, **opts.spargs))
        # Keeping the program itself out of garbage collections saves 9 % of the CPU time of a crawl.
        gc.freeze()
        self.crawler_process.start()
        self._end(crawler, crawling)

    def _end(self, crawler: Crawler, crawling: asyncio.Future[None]) -> None:
        """Set the exit status of a crawl that has ended; print a user's mistake to stderr."""
        if not crawling.done():
            self.fail("stopped at once by a second signal; the next run continues it", INTERRUPTED)
            return
        error = None if crawling.cancelled() else crawling.exception()
        match error:
            case None:
                run = crawler.get_extension(Run)
                is_broken = crawler.stats.get_value(FINISH_REASON.name) == "start_error"
                self.exitcode = (run and run.status) or (FAILED if is_broken else 0)
            case SiteLocked():
                self.fail(str(error), LOCKED)
            case StoreError():
                self.fail_by_store(error)
            case UsageError():
                self.fail(str(error), MISUSED)
            case _:
                raise error
