"""Scrapy's commands with a fleet of less patience, as a program: ``python -m tests.crawler.fleet.hasty ...``.

Environment: SILENCE, seconds after which a worker that does nothing ends; DEADLY, a site whose crawl kills
its process.
"""

from __future__ import annotations

import os
import signal
from asyncio import get_running_loop
from importlib import import_module
from typing import Any


def hurry() -> None:
    """Shorten what a worker waits for, before it is imported."""
    guarding: Any = import_module("crawler.fleet.guarding")
    guarding.SILENCE = float(os.environ.get("SILENCE", guarding.SILENCE))
    sweeping: Any = import_module("crawler.fleet.sweeping")
    sweeping.EVERY, sweeping.HEARTBEAT, sweeping.STALLED = 0.3, 0.3, 2.0
    worker: Any = import_module("crawler.fleet.worker")
    worker.TICK_EVERY = 1.0


def kill_with(deadly: str) -> None:
    """Let the crawl of a site kill its process."""
    crawling: Any = import_module("crawler.fleet.crawling")
    run = crawling.Crawling._run

    async def dying(self: Any, site: Any, subject: Any) -> Any:
        if site.name == deadly:
            get_running_loop().call_later(0.5, os.kill, os.getpid(), signal.SIGKILL)
        return await run(self, site, subject)

    crawling.Crawling._run = dying


if __name__ == "__main__":
    hurry()
    if "DEADLY" in os.environ:
        kill_with(os.environ["DEADLY"])
    import_module("scrapy.cmdline").execute()
