"""Half an answer is no answer: it is asked for again, and never stored."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import serve


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


ENCODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate, bare": ("deflate", bare_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
    "two upon each other": ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
}


def encoded(name: str, share: float = 1.0, status: int = 200) -> Callable[[str, Answer], Answer]:
    """Return what sends articles in an encoding, or only a share of them."""
    header, encode = ENCODINGS[name]

    def spoil(path: str, answer: Answer) -> Answer:
        if "-nomor-" not in path:
            return answer
        body = encode(answer.body)
        headers = (*answer.headers, ("Content-Encoding", header))
        return Answer(body[: int(share * len(body))], status, answer.content_type, headers)

    return spoil


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoded_page_is_read(folder: Folder, name: str) -> None:
    with serve(fixtures=None, generated=2) as site:
        site.spoil = encoded(name)
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, crawled.urls) == (0, articles(site))


@pytest.mark.slow("several crawls, in processes of their own")
@pytest.mark.parametrize("name", ENCODINGS)
def test_a_stream_without_its_end_is_asked_again_and_stored_when_it_is_whole(
    folder: Folder, name: str
) -> None:
    with serve(fixtures=None, generated=2) as site:
        site.spoil = encoded(name, share=0.7)
        cut = folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=1")
        assert cut.lines == []
        assert "not stored: cut_off 2" in cut.log
        assert len(site.asked("-nomor-")) == 4
        site.spoil = encoded(name)
        folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        assert folder.crawl(site.url, "discover=sitemap").urls == articles(site)


@pytest.mark.parametrize(("status", "reason"), [(206, "cut_off"), (304, "http_304")])
def test_a_part_or_an_unchanged_page_that_nobody_asked_for_is_a_failure(
    folder: Folder, status: int, reason: str
) -> None:
    with serve(fixtures=None, generated=2) as site:
        site.trouble("-nomor-1", status)
        crawled = folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0")
        assert (crawled.status, len(crawled.urls)) == (0, 1)
        assert f"not stored: {reason} 1" in crawled.log


def test_a_listing_that_is_called_unchanged_without_being_asked_so_is_a_failure(folder: Folder) -> None:
    with serve(fixtures=None, generated=2) as site:
        site.trouble("wp-sitemap-posts", 304)
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, crawled.lines) == (1, [])


def test_bytes_that_are_not_in_the_encoding_of_their_header_are_taken_as_they_are(folder: Folder) -> None:
    with serve(fixtures=None, generated=2) as site:
        site.spoil = lambda path, answer: (
            Answer(answer.body, 200, answer.content_type, (("Content-Encoding", "gzip"),))
            if "-nomor-" in path
            else answer
        )
        assert folder.crawl(site.url, "discover=sitemap").urls == articles(site)
