"""Undoing a response's content encodings, completely or not at all: half an answer is no answer."""

from __future__ import annotations

from itertools import chain
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response
from scrapy.responsetypes import responsetypes

from crawler import content_encoding
from crawler.content_encoding import LARGEST_BODY, NotEncoded, unpack
from crawler.scrapy_utils import robots
from crawler.scrapy_utils.failures import CutOff, TooLarge

ACCEPTED = "gzip, deflate, br, zstd"
PARTIAL = 206


class Decoding:
    """Downloader middleware in place of Scrapy's HttpCompressionMiddleware, which reads as far as it can.

    A stream without its end, and a part that nobody asked for (RFC 9110, 15.3.7), would be stored as the
    article. They are requested again, as what failed on its way.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE") or LARGEST_BODY  # 0: none of Scrapy's

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Say which encodings are understood."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response without its encodings, or a retry. Raises CutOff, TooLarge."""
        if response.status == PARTIAL and "Range" not in request.headers:
            return self._again(request, f"{response.url} returned a part that was not requested (206)")
        names = _encodings(response)
        if not names or not response.body:
            return response
        is_robots = robots.is_robots_request(request)
        limit = robots.MAX_BYTES if is_robots else int(request.meta.get("download_maxsize") or self._limit)
        try:
            return _replaced(response, unpack(response.body, names, limit))
        except NotEncoded:
            return _replaced(response, response.body)
        except content_encoding.CutOff as cut:
            if is_robots and "download_stopped" in response.flags:  # by us, behind the limit
                return _replaced(response, cut.body)
            return self._again(request, f"{response.url}: the end of its {names[-1]} stream is missing")
        except content_encoding.TooLarge as error:
            if is_robots:
                return _replaced(response, error.body)
            raise TooLarge(f"{response.url}: {error}") from None

    def _again(self, request: Request, sentence: str) -> Request:
        spider, again = self._crawler.spider, None
        if spider is not None and not request.meta.get("dont_retry"):
            again = get_retry_request(request, spider=spider, reason=CutOff.reason)
        if again is None:
            raise CutOff(sentence)
        return again


def _encodings(response: Response) -> list[str]:
    lines = (line.decode("latin-1") for line in response.headers.getlist("Content-Encoding"))
    names = chain.from_iterable(line.lower().split(",") for line in lines)
    return [name.strip() for name in names if name.strip() not in ("", "identity")]


def _replaced(response: Response, body: bytes) -> Response:
    """Return the response with a plain body, as the type that it then is."""
    headers = response.headers.copy()
    headers.pop("Content-Encoding", None)
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    replaced: Response = response.replace(cls=kind, headers=headers, body=body)
    return replaced
