"""Politeness: Crawl-delay and Retry-After are obeyed, whatever delay is set."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from crawler.finish_reasons import CRAWL_DELAY, RETRY_AFTER
from crawler.middlewares.noting import Noting
from crawler.middlewares.retry_after import PAUSING, asked_pause
from crawler.middlewares.turns import Turns
from crawler.scrapy_utils.engine import is_closing
from crawler.scrapy_utils.failures import NotAsked
from crawler.scrapy_utils.hosts import own_hosts
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.robots import agent_of
from crawler.scrapy_utils.stopping import Stopped, stop
from crawler.urls import fetchable

logger = logging.getLogger(__name__)

_REDIRECTS = range(300, 400)


class Politeness:
    """Downloader middleware that notes what hosts ask for; the requests' turns follow from it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent = agent_of(crawler.settings)
        self._longest = whole_number(crawler.settings["MAX_WAIT"], "MAX_WAIT")
        self._too_slow: dict[str, float] = {}
        self._is_leaving = False
        self.turns = Turns(crawler.settings, self._is_stopping)
        self._noting = Noting.of_crawl(crawler, self.turns, self._longest)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it, and connect it to the signal that has robots.txt. Raises UsageError for MAX_WAIT."""
        politeness = cls(crawler)
        crawler.signals.connect(politeness.robots_parsed, signal=signals.robots_parsed)
        return politeness

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Note a host's Crawl-delay; a robots.txt that is read again may have another one."""
        delay = robotparser.crawl_delay(self._agent) or 0.0
        host = urlparse_cached(request).netloc
        self._too_slow.pop(host, None)
        if delay > self._longest:
            self._too_slow[host] = delay
        is_kept = 0 < delay <= self._longest  # "nan" is neither
        slow = self.turns.of(request.url)
        slow.slow_down(urlparse_cached(request).scheme, delay if is_kept else 0.0)
        if self._noting is not None:
            self._noting.changed(slow)
        if is_kept:
            logger.info("%s asks for %g seconds between two requests (Crawl-delay).", host, delay)

    def process_request(self, request: Request) -> None:
        """Refuse a host that is too slow. Raises Stopped, NotAsked."""
        host = urlparse_cached(request).netloc
        if host in self._too_slow:
            self._refuse(host)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Note how long a pause a host asks for; with a redirect, that of the host that it leads to."""
        if response.status in PAUSING or response.status in _REDIRECTS:
            sent = _values(response, "Date")
            seconds = asked_pause(_values(response, "Retry-After"), sent, datetime.now(UTC))
            url = _paused_url(request, response)
            host = urlsplit(url).netloc
            if seconds > 0:
                self._pause(url, seconds)
            if seconds > self._longest:
                self._leave(host, seconds)
            elif seconds > 0:
                logger.info("%s asks for a pause of %g seconds (Retry-After).", host, seconds)
        return response

    def _pause(self, url: str, seconds: float) -> None:
        host = self.turns.of(url)
        host.pause(seconds)
        if self._noting is not None:
            self._noting.changed(host)

    def _refuse(self, host: str) -> None:
        """Deal with a host whose Crawl-delay no run waits for: the site's own ends the crawl."""
        sentence = (
            f"{host} asks for {self._too_slow[host]:,.0f} seconds between two requests (Crawl-delay); a run"
            f" waits at most {self._longest:,} (MAX_WAIT), so it cannot be crawled."
            " A larger MAX_WAIT lets a run wait."
        )
        if host not in own_hosts(self._crawler.spider):
            raise NotAsked("crawl_delay", sentence)
        stop(self._crawler, CRAWL_DELAY, sentence)
        raise Stopped("the crawl was stopped")

    def _leave(self, host: str, seconds: float) -> None:
        """End the crawl; the frontier remembers what is left."""
        if not self._is_leaving:
            self._is_leaving = True
            logger.warning(
                "%s asks for a pause of %g seconds (Retry-After): this run ends here.", host, seconds
            )
            stop(self._crawler, RETRY_AFTER)

    def _is_stopping(self) -> bool:
        return self._is_leaving or not self._crawler.engine.running or is_closing(self._crawler)


def _paused_url(request: Request, response: Response) -> str:
    """Return a URL of the host that has to wait (RFC 9110, 10.2.3)."""
    locations = response.headers.getlist("Location")
    if response.status in _REDIRECTS and locations:
        followed = fetchable(locations[-1].decode("latin-1"), response.url)  # Scrapy takes the last
        if followed is not None:
            return followed
    return request.url


def _values(response: Response, name: str) -> list[str]:
    return [value.decode("latin-1") for value in response.headers.getlist(name)]
