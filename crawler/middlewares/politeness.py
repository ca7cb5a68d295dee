"""Politeness: Crawl-delay and Retry-After are obeyed, whatever delay is set."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.scrapy_utils.failures import NotAsked
from crawler.scrapy_utils.response import text_header
from crawler.scrapy_utils.stopping import CRAWL_DELAY, RETRY_AFTER, Stopped, stop
from crawler.text import as_number

logger = logging.getLogger(__name__)

LONGEST_WAIT = 900
"""Seconds. If a site asks for a longer pause, the crawl ends, and the next run continues it."""

_BUSY = (429, 503)
_A_MOMENT = 0.5
"""Seconds between checks whether the crawl is being stopped."""


class Politeness:
    """Downloader middleware that makes each request wait for its turn at its host."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._own = {urlsplit(url).netloc for url in getattr(crawler.spider, "named_urls", ())}
        self._delays: dict[str, float] = {}
        self._too_slow: dict[str, float] = {}
        self._turns: dict[str, float] = {}
        self._is_leaving = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, and connect it to the signal that has robots.txt."""
        politeness = cls(crawler)
        crawler.signals.connect(politeness.robots_parsed, signal=signals.robots_parsed)
        return politeness

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Note a host's Crawl-delay."""
        delay = robotparser.crawl_delay(self._agent) or 0.0
        host = urlparse_cached(request).netloc
        if delay > LONGEST_WAIT:
            self._too_slow[host] = delay
        elif delay > 0:  # "nan" is neither
            self._delays[host] = delay
            self._turns[host] = monotonic() + delay  # robots.txt itself was a request
            logger.info("%s asks for %g seconds between two requests (Crawl-delay).", host, delay)

    async def process_request(self, request: Request) -> None:
        """Wait for the request's turn. Raises Stopped if the crawl is stopped meanwhile, NotAsked."""
        host = urlparse_cached(request).netloc
        if host in self._too_slow:
            self._refuse(host)
        while (wait := self._turns.get(host, 0.0) - monotonic()) > 0:
            await asyncio.sleep(min(wait, _A_MOMENT))
            if self._is_leaving or not self._crawler.engine.running:
                raise Stopped("the crawl was stopped")
        if host in self._delays:
            self._turns[host] = monotonic() + self._delays[host]

    async def process_response(self, request: Request, response: Response) -> Response:
        """Note how long a pause a busy host asks for."""
        if response.status in _BUSY:
            seconds = retry_after(text_header(response, "Retry-After"), datetime.now(UTC))
            host = urlparse_cached(request).netloc
            if seconds > LONGEST_WAIT:
                self._leave(host, seconds)
            elif seconds > 0:
                logger.info("%s asks for a pause of %g seconds (Retry-After).", host, seconds)
                self._turns[host] = max(self._turns.get(host, 0.0), monotonic() + seconds)
        return response

    def _refuse(self, host: str) -> None:
        """Deal with a host whose Crawl-delay no run waits for: the site's own ends the crawl."""
        sentence = (
            f"{host} asks for {self._too_slow[host]:,.0f} seconds between two requests (Crawl-delay); a run"
            f" waits at most {LONGEST_WAIT}, so it cannot be crawled."
        )
        if host not in self._own:
            raise NotAsked("crawl_delay", sentence)
        stop(self._crawler, CRAWL_DELAY, sentence)
        raise Stopped("the crawl was stopped")

    def _leave(self, host: str, seconds: float) -> None:
        """End the crawl; the frontier remembers what is left."""
        self._turns[host] = monotonic() + seconds
        if not self._is_leaving:
            self._is_leaving = True
            logger.warning(
                "%s asks for a pause of %g seconds (Retry-After): this run ends here.", host, seconds
            )
            stop(self._crawler, RETRY_AFTER)


def retry_after(value: str, now: datetime) -> float:
    """Return the seconds that a ``Retry-After`` header asks for, in seconds or as a date; 0: none.

    >>> retry_after("120", datetime.now(UTC))
    120.0
    """
    seconds = as_number(value)
    if seconds is not None:
        return float(seconds)
    try:
        until = parsedate_to_datetime(value)
        until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
        return max(0.0, (until - now).total_seconds())
    except (ValueError, OverflowError):
        return 0.0
