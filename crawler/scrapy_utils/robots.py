"""robots.txt as Scrapy's middleware reads it, cut where RFC 9309 allows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

MAX_BYTES = 500 * 1024
"""Crawlers must read this much of a robots.txt, and need not read more (RFC 9309, 2.5)."""


class BoundedRobotParser(ProtegoRobotParser):
    """Scrapy's parser (setting ROBOTSTXT_PARSER); what is behind the limit is not read."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        """Read the beginning of a robots.txt, up to its last whole line."""
        body = robotstxt_body
        if len(body) > MAX_BYTES:
            body = body[: body.rfind(b"\n", 0, MAX_BYTES) + 1]
        return cls(body.replace(b"\0", b""), crawler.spider)


def is_robots_request(request: Request) -> bool:
    """Say whether a request is the one that Scrapy's middleware makes for robots.txt."""
    return bool(request.meta.get("dont_obey_robotstxt")) and urlparse_cached(request).path == "/robots.txt"


@contextmanager
def limited(crawler: Crawler, request: Request) -> Iterator[None]:
    """Stop the download of a robots.txt behind the limit, so that an endless one ends."""
    received = 0

    def count(data: bytes, request: Request, spider: Spider) -> None:
        nonlocal received
        if request is wanted:
            received += len(data)
            if received > MAX_BYTES:
                raise StopDownload(fail=False)

    wanted = request
    crawler.signals.connect(count, signal=signals.bytes_received)
    try:
        yield
    finally:
        crawler.signals.disconnect(count, signal=signals.bytes_received)
