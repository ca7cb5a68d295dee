"""``scrapy crawl``: Scrapy's own, with an exit status that tells how the crawl went."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
from collections.abc import Sequence

from scrapy.commands import crawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.settings import default_settings

from crawler.extensions.run import Run
from crawler.scrapy_utils.exit_status import FAILED, LOCKED, MISUSED
from crawler.scrapy_utils.feeds import gzip_options, split_format
from crawler.scrapy_utils.logs import be_brief
from crawler.store import StoreError
from crawler.store.lock import SiteLocked


class Command(crawl.Command):
    """Crawl a newspaper.

    Exit status: 0 healthy, 1 the job could not be done, 2 a user's mistake, 75 another run is still going.
    """

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "Fetch what is new or changed in a newspaper"

    def long_desc(self) -> str:
        """Say what the options are."""
        return (
            "Options of a newspaper, each as -a NAME=VALUE: site (URL, may name a folder of a host), since"
            " and until (2016-09-06 or 2016-09-06T14:05), section (name or slug), discover (auto, api,"
            " sitemap, feed or archive), urls (a file of addresses, in place of discovery)."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; Scrapy itself knows no compressed exports on the command line."""
        compressed = {}
        for name in ("output", "overwrite_output"):
            plain = []
            for each in getattr(opts, name) or []:
                if split := split_format(each):
                    compressed[split[0]] = gzip_options(split[1], overwrite=name == "overwrite_output")
                else:
                    plain.append(each)
            setattr(opts, name, plain or None)
        super().process_options(args, opts)
        assert self.settings is not None
        _check_numbers(opts.set)
        formats = self.settings.getwithbase("FEED_EXPORTERS")
        for name, options in compressed.items():
            if options["format"] not in formats:
                raise UsageError(f"the export {name} has no known format; write .jsonl.gz", print_help=False)
        if compressed:
            feeds = {**self.settings.getdict("FEEDS"), **compressed}
            self.settings.set("FEEDS", feeds, priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl. Raises UsageError for an unknown spider."""
        if len(args) != 1:
            raise UsageError("name one newspaper: scrapy crawl telegraf", print_help=False)
        assert self.crawler_process is not None
        be_brief()  # not earlier: starting the process sets up Scrapy's loggers anew
        known = self.crawler_process.spider_loader.list()
        if args[0] not in known:
            raise UsageError(
                f"there is no spider {args[0]!r}; known: {', '.join(sorted(known))}", print_help=False
            )
        crawler = self._create_crawler(args[0])
        crawling = asyncio.ensure_future(self.crawler_process.crawl(crawler, **opts.spargs))
        gc.freeze()  # the program is no garbage: collections look at what the crawl makes alone
        self.crawler_process.start()
        self.exitcode = _status(crawler, crawling)


def _check_numbers(given: Sequence[str]) -> None:
    """Look whether settings of Scrapy's own that are numbers were given as such. Raises UsageError."""
    for name, _, value in (each.partition("=") for each in given):
        if isinstance(getattr(default_settings, name, None), int | float):
            try:
                float({"true": "1", "false": "0"}.get(value.lower(), value))
            except ValueError:
                raise UsageError(f"the setting {name}={value} is no number", print_help=False) from None


def _status(crawler: Crawler, crawling: asyncio.Future[None]) -> int:
    """Return the exit status of a crawl that has ended; a user's mistake is named on stderr."""
    error = None if crawling.cancelled() else crawling.exception()
    match error:
        case None:
            run = crawler.get_extension(Run)
            is_broken = crawler.stats.get_value("finish_reason") == "start_error"
            return run.status if run and run.status else FAILED if is_broken else 0
        case SiteLocked():
            status = LOCKED
        case UsageError() | StoreError():
            status = MISUSED
        case _:
            raise error
    print(f"scrapy crawl: {error}", file=sys.stderr)
    return status
