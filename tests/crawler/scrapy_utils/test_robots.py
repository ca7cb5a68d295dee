"""robots.txt is read up to 500 KiB (RFC 9309, 2.5), however it comes."""

from __future__ import annotations

import gzip

import pytest

from crawler.scrapy_utils.robots import MAX_BYTES
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import serve

PADDING = b"# seratus huruf dalam satu baris, supaya berkas ini lebih besar daripada yang dibaca\n"
FORBIDDEN = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("is_packed", [False, True])
def test_what_stands_behind_the_limit_is_not_read(folder: Folder, is_packed: bool) -> None:
    body = b"User-agent: *\nAllow: /\n" + PADDING * (2 * MAX_BYTES // len(PADDING)) + b"Disallow: /\n"

    def spoil(path: str, answer: Answer) -> Answer:
        if path != "/robots.txt":
            return answer
        packed = (("Content-Encoding", "gzip"),) if is_packed else ()
        return Answer(gzip.compress(body) if is_packed else body, 200, "text/plain", packed)

    with serve(fixtures=None, generated=2) as site:
        site.spoil = spoil
        assert folder.crawl(site.url).urls == articles(site)


def test_what_stands_before_the_limit_holds(folder: Folder) -> None:
    body = FORBIDDEN + PADDING * (2 * MAX_BYTES // len(PADDING))
    with serve(fixtures=None, generated=2) as site:
        site.spoil = lambda path, answer: Answer(body, 200, "text/plain") if "robots" in path else answer
        crawled = folder.crawl(site.url)
    assert (crawled.status, crawled.lines) == (1, [])
    assert "may not be crawled" in crawled.log
