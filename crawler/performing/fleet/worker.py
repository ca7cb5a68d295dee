"""The work of ``scrapy fleet worker``."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.fleet.connecting import queue_url
from crawler.fleet.crawling import load_all
from crawler.fleet.event_loop import run_on_loop
from crawler.fleet.listing import Listing
from crawler.fleet.logs import set_up
from crawler.fleet.worker import FleetWorker as Fleet
from crawler.performing.opening import only_argument
from crawler.performing.performance import Performance

_MOST_SITES = 1000


class FleetWorker(Performance):
    """Crawl the sites of a file as they become due, until a signal comes.

    Exit status: 0 told to stop, or nothing is left to do (``--until-idle``); 1 the database stayed away;
    2 a mistake in the file or the command.
    """

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Work. Raises UsageError, SitesError, StoreMisnamed, QueueError."""
        file = only_argument(args, "name one file of sites: scrapy fleet worker SITES.toml")
        if not 1 <= opts.sites <= _MOST_SITES:
            raise UsageError(f"--sites {opts.sites} must be from 1 to {_MOST_SITES}", print_help=False)
        queue_url(str(self.settings["STORE_URL"]))
        self.settings.set("LOG_ENABLED", True, priority="command")
        self.settings.set("PROGRESS_LINE", False, priority="cmdline")
        listing = Listing(Path(file), self.settings)
        listing.sites()

        async def work() -> int:
            set_up(self.settings)
            load_all(self.settings)
            # Keeping the program itself out of garbage collections saves a tenth of the CPU time of a crawl.
            gc.freeze()
            return await Fleet(self.settings, listing, sites=opts.sites, until_idle=opts.until_idle).run()

        self.end(run_on_loop(work))
