"""The work of ``scrapy fleet migrate``."""

from __future__ import annotations

import argparse
import asyncio

from scrapy.exceptions import UsageError

from crawler.fleet.connecting import queue_url
from crawler.fleet.queue import open_queue
from crawler.performing.performance import Performance
from crawler.store import Store


class FleetMigrate(Performance):
    """Make the tables of the store and of the queue, or bring them to the present version, then end."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it. Raises UsageError, StoreError, QueueError."""
        if args:
            raise UsageError("scrapy fleet migrate takes no argument", print_help=False)
        url = str(self.settings["STORE_URL"])
        queue_url(url)
        Store.open(url).close()
        asyncio.run(_make_queue(url))


async def _make_queue(url: str) -> None:
    async with open_queue(url):
        pass
