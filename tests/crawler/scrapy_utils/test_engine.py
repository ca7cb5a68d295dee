"""What this project uses of Scrapy's inside, on a real crawl: a test that names it when Scrapy moves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

CRAWL = """
import asyncio
import json
from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from crawler.scrapy_utils import engine
from crawler.scrapy_utils.stopping import Stopped

seen = {}

class Probe(Spider):
    name = "probe"

    async def start(self):
        slot = self.crawler.engine._slot
        seen["slot"] = sorted(name for name in ("inprogress", "scheduler", "closing") if hasattr(slot, name))
        seen["scraper"] = hasattr(self.crawler.engine.scraper, "slot")
        seen["at rest before"] = engine.is_idle(self.crawler)
        for number in range(3):
            yield Request(f"http://127.0.0.1:9/{number}", self.parse, errback=self.failed, dont_filter=True)
        await self.crawler.signals.wait_for(signals.scheduler_empty)
        slots = self.crawler.engine.downloader.slots
        seen["busy"] = not engine.is_idle(self.crawler)
        seen["waiting"] = sum(len(each.queue) for each in slots.values())
        engine.fail_waiting(self.crawler, Stopped("stopped"))
        seen["left"] = sum(len(each.queue) for each in slots.values())
        seen["closing before"] = engine.is_closing(self.crawler)
        engine.close(self.crawler, "enough")
        await asyncio.sleep(0)
        seen["closing after"] = engine.is_closing(self.crawler)

    def failed(self, failure):
        seen["stopped"] = seen.get("stopped", 0) + (failure.check(Stopped) is not None)

process = AsyncCrawlerProcess({
    "DOWNLOAD_DELAY": 60, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": False,
})
crawler = process.create_crawler(Probe)
process.crawl(crawler)
process.start()
seen["reason"] = crawler.stats.get_value("finish_reason")
print(json.dumps(seen))
"""


def test_the_inside_of_scrapys_engine_is_where_it_was() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CRAWL],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, f"Scrapy has moved what crawler/scrapy_utils/engine.py uses: {done.stderr}"
    seen = json.loads(done.stdout)
    assert seen == {
        "slot": ["closing", "inprogress", "scheduler"],
        "scraper": True,
        "at rest before": True,
        "busy": True,
        "waiting": 2,
        "left": 0,
        "closing before": False,
        "closing after": True,
        "stopped": 2,
        "reason": "enough",
    }
