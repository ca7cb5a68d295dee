"""``scrapy crawl``: Scrapy's own, with an exit status that tells how the crawl went."""

from __future__ import annotations

import argparse
import asyncio
import gc
from collections.abc import Callable

# First of all: what this makes deprecated looks through all modules that are loaded, for each frame.
import scrapy.core.downloader.contextfactory  # noqa: F401
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.extensions.notify import tell_unbegun
from crawler.extensions.outcome import outcome_of
from crawler.performing.opening import check_declared, known_spider, say_left_out
from crawler.performing.performance import Performance
from crawler.scrapy_utils.command import ProjectCommand
from crawler.scrapy_utils.exit_status import MISUSED
from crawler.scrapy_utils.json_logs import is_json, log_as_json
from crawler.scrapy_utils.logs import be_brief
from crawler.scrapy_utils.store import wait_for_store
from crawler.scrapy_utils.terminal_line import give_back_stderr


class Crawl(Performance):
    """Crawl a newspaper.

    Exit status: 0 healthy, 1 the job could not be done, 2 a mistake of the user, 75 another run is going on.
    """

    def __init__(self, command: ProjectCommand, create_crawler: Callable[[str], Crawler]) -> None:
        super().__init__(command)
        self._create_crawler = create_crawler

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl. Raises UsageError for an unknown spider."""
        if len(args) == 2 and "://" in args[1]:
            raise UsageError(f"an address is given as an option: scrapy crawl {args[0]} -a site={args[1]}")
        if len(args) != 1:
            raise UsageError("name one newspaper: scrapy crawl telegraf")
        be_brief()  # not earlier: starting the process sets up Scrapy's loggers again
        loader = self.crawler_process.spider_loader
        check_declared(loader, args[0])
        name = known_spider(args[0], loader.list())
        say_left_out(loader)
        crawler = self._create_crawler(name)
        if is_json(self.settings):
            log_as_json(crawler.settings, crawler)
        wait_for_store(crawler.settings)
        crawling = asyncio.ensure_future(self.crawler_process.crawl(crawler, **opts.spargs))
        # Keeping the program itself out of garbage collections saves 9 % of the CPU time of a crawl.
        gc.freeze()
        self.crawler_process.start()
        self._end(crawler, crawling)

    def _end(self, crawler: Crawler, crawling: asyncio.Future[None]) -> None:
        """Set the exit status of a crawl that has ended; print a user's mistake to stderr."""
        give_back_stderr()  # after a second signal the extension that draws a line has not ended
        outcome = outcome_of(crawler, crawling)
        if outcome.error is None:
            if crawling.done():
                self.end(outcome.status)
            else:
                self.fail(str(outcome.sentence), outcome.status)
            return
        if outcome.is_unforeseen:
            tell_unbegun(crawler, str(outcome.sentence))
            raise outcome.error
        self.fail(str(outcome.sentence), outcome.status)
        if outcome.is_store_lost and outcome.status != MISUSED:
            tell_unbegun(crawler, str(outcome.sentence))
