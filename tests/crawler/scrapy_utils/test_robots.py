"""robots.txt as RFC 9309 reads it: up to 500 KiB (2.5), however it comes, and whatever stands in it."""

from __future__ import annotations

import codecs
import gzip
import time

import pytest

from crawler.scrapy_utils.robots import MAX_BYTES, RobotRules, decoded
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import serve

PADDING = b"# seratus huruf dalam satu baris, supaya berkas ini lebih besar daripada yang dibaca\n"
FORBIDDEN = b"User-agent: *\nDisallow: /\n"
STORY = "https://koran.test/berita/tuna/"
HTML = b"<html><body><pre>\nUser-agent: *\nDisallow: /\n</pre></body></html>"


def rules(text: bytes | str, agent: str = "telegraf-corpus") -> RobotRules:
    return RobotRules(decoded(text.encode() if isinstance(text, str) else text), agent)


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


@pytest.mark.parametrize(
    "body",
    [
        FORBIDDEN,
        codecs.BOM_UTF8 + FORBIDDEN,
        b"\xc3\xaf\xc2\xbb\xc2\xbf" + FORBIDDEN,
        codecs.BOM_UTF8 + b"\n" + codecs.BOM_UTF8 + FORBIDDEN,
        FORBIDDEN.decode().encode("utf-16"),
        codecs.BOM_UTF16_BE + FORBIDDEN.decode().encode("utf-16-be"),
        FORBIDDEN.decode().encode("utf-32"),
        FORBIDDEN.decode().encode("utf-16-le"),
        FORBIDDEN.replace(b"\n", b"\r"),
        FORBIDDEN.replace(b"\n", b"\r\n"),
        FORBIDDEN.replace(b"\n", b"\0\n"),
        b"user-agent : *\nDISALLOW :/  # semua\n",
        b"  User-agent:*\n\tDisallow:\t/\n",
        b"User-agent *\nDisallow /\n",
        b"User agent: *\nDissallow: /",
        b"User-agent: *\n\n\nDisallow: /\n",
        b"User-agent: *\nX-Kabar: 1\nDisallow: /\n",
        b"Kabar\n\nUser-agent: *\nSitemap: https://koran.test/s.xml\nDisallow: /\n",
        b"User-agent: *\nDisallow: /wp-admin/\nUser-agent: lain\nDisallow:\nUser-agent: *\nDisallow: /\n",
        b"User-agent: *\nNoindex: /x\nUser-agent: lain\nDisallow: /\n",
        b"User-agent: *\nSitemap: https://koran.test/s.xml\nUser-agent: lain\nDisallow: /\n",
        b"User-agent: telegraf\nDisallow:\nUser-agent: *\nDisallow: /\n",
        b"User-agent: corpus\nAllow: /\nUser-agent: *\nDisallow: /\n",
        b"User-agent: Telegraf-Corpus/0.1\nDisallow: /\nUser-agent: *\nAllow: /\n",
        b"User-agent: TELEGRAF-CORPUS*\nDisallow: /\n",
        b"User-agent: lain\nUser-agent: telegraf-corpus\nDisallow: /\n",
        b"User-agent: telegraf-corpus\nDisallow: /a\nUser-agent: *\nUser-agent: telegraf-corpus\nDisallow: /",
        b"<br />\n<b>Warning</b>: include(): kabar in <b>/x.php</b> on line <b>3</b><br />\n" + FORBIDDEN,
        b"User-agent: *\nDisallow: /*\n",
        b"User-agent: *\nDisallow: *\n",
        b"User-agent: *\nDisallow: /berita/*/$\n",
        b"User-agent: *\nDisallow: /b%65rita/\n",
        b"User-agent: *\nAllow: /ber\nDisallow: /berita/\n",
    ],
)
def test_a_rule_that_can_be_read_holds(body: bytes) -> None:
    assert not rules(body).allowed(STORY)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xef\xbb\xbf",
        HTML,
        b"\n <!-- kabar -->\n<!DOCTYPE html>\nUser-agent: *\nDisallow: /\n",
        b"User-agent: *\nDisallow:\n",
        b"Disallow: /\n",
        b"User-agent:\nDisallow: /\n",
        b"# User-agent: *\nDisallow: /\n",
        b"User-agent: *\n# Disallow: /\n",
        b"User-agent: *\nDisallow: berita\n",
        b"User-agent: *\nDisallow: https://koran.test/berita/\n",
        b"User-agent: *\nDisallow: /Berita/\n",
        b"User-agent: *\nDisallow: /berita/tuna/$x\nDisallow: /berita$\nDisallow: /tuna/\n",
        b"User-agent: *\nDisallow: /berita/\nAllow: /berita/\n",
        b"User-agent: *\nAllow: /berita/tuna\nDisallow: /berita\n",
        b"User-agent: *\nDisallow: /\nAllow: /berita/*\n",
        b"User-agent: *\nDisallow: /caf\xe9/\nDisallow: /berita/\xfftuna\n",
        b"User-agent: *\nDisallow: /\n\nUser-agent: telegraf-corpus\nDisallow: /admin/\n",
        b"User-agent: telegraf-corpus\n\nUser-agent: *\nCrawl-delay: 1\n\nUser-agent: *\nDisallow: /x\n",
        b"User-agent: *\nCrawl-delay: 10\n\nUser-agent: BadBot\nDisallow: /\n",
        b"User-agent: BadBot\nDisallow: /\nSitemap: https://koran.test/sitemap.xml\n",
        b"User-agent: my-telegraf-corpus\nDisallow: /\n",
    ],
)
def test_what_is_no_rule_for_this_agent_and_url_forbids_nothing(body: bytes) -> None:
    assert rules(body).allowed(STORY)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/foo/bar?baz=quz", "/foo/bar?baz=quz"),
        ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"),
        ("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar"),
        ("/foo/bar/ツ", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84"),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz"),
        ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html"),
        ("/path/foo-%24", "/path/foo-$"),
        ("/a\u2028b", "/a%E2%80%A8b"),
        ("/*.php$", "/index.php"),
        ("/*?replytocom=", "/berita/?replytocom=12"),
    ],
)
def test_patterns_and_paths_are_compared_by_what_they_mean(pattern: str, path: str) -> None:
    """The examples of RFC 9309, 2.2.2 and 2.2.3, and some more."""
    text = f"User-agent: *\nDisallow: {pattern}\n"
    assert not rules(text).allowed(f"https://koran.test{path}")
    assert rules(text).allowed("https://koran.test/path/file-with-a-b.html")


def test_sitemaps_are_named_anywhere() -> None:
    text = (
        "Sitemap: https://koran.test/1.xml\nUser-agent: x\nsitemap : /2.xml\nDisallow: /\nSITEMAP https://a/3"
    )
    assert rules(text).sitemaps == ["https://koran.test/1.xml", "/2.xml", "https://a/3"]
    assert rules(HTML + b"\nSitemap: /x.xml").sitemaps == []


@pytest.mark.parametrize(
    ("line", "seconds"), [("2.5", 2.5), ("nan", None), ("-5", None), ("1e999", None), ("sebentar", None)]
)
def test_a_crawl_delay_is_a_number_of_seconds(line: str, seconds: float | None) -> None:
    assert rules(f"User-agent: *\nCrawl-delay: {line}\n").crawl_delay() == seconds


def test_a_crawl_delay_of_another_agent_or_of_none_is_not_ours() -> None:
    text = "Crawl-delay: 60\nUser-agent: lain\nCrawl-delay: 50\n\nUser-agent: *\nDisallow: /x\n"
    assert rules(text).crawl_delay() is None


def test_a_full_user_agent_is_named_by_its_product_token() -> None:
    text = "User-agent: Foobot\nDisallow: /\nUser-agent: *\nAllow: /\n"
    assert not rules(text, "Mozilla/5.0 (compatible; Foobot/1.0)").allowed(STORY)
    assert rules(text, "Mozilla/5.0 (compatible; NoFoobot/1.0)").allowed(STORY)


def test_the_digest_tells_other_rules_and_nothing_else() -> None:
    first = rules("# Senin\nUser-agent: *\nDisallow: /a\nDisallow: /b\n").digest
    same = "# Selasa\nUser-agent: lain\nDisallow: /\n\nUser-agent: *\nDisallow: /b\nDisallow: /a"
    assert rules(same).digest == first
    assert rules("User-agent: *\nDisallow: /a\n").digest != first
    assert rules(same + "\nCrawl-delay: 2\n").digest != first


def test_many_agents_with_many_rules_take_no_more_time_than_they_are_long() -> None:
    agents = "".join(f"User-agent: a{number}\n" for number in range(15_000))
    began = time.monotonic()
    rules(agents + "Disallow: /a\n" * 15_000)
    assert time.monotonic() - began < 5
