"""What a site may lead a crawl to: the web, and what the user allows beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import serve

ELSEWHERE = "127.0.0.2"
"""An address of loopback that no test's user names."""


def test_a_listing_on_a_private_address_is_never_asked_and_is_counted(folder: Folder) -> None:
    with (
        serve(host=ELSEWHERE, fixtures=None, generated=3) as inner,
        serve(fixtures=None, generated=3, robots=f"Sitemap: {inner.url}/wp-sitemap.xml") as site,
    ):
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, crawled.urls, inner.requests) == (0, articles(site), [])
    assert "private_address" in crawled.log
    assert f"-s PRIVATE_NETWORKS={ELSEWHERE}" in crawled.log


@pytest.mark.parametrize("allowed", [ELSEWHERE, "127.0.0.0/8", f"intranet.example, {ELSEWHERE}"])
def test_a_private_address_that_the_user_allows_is_asked(folder: Folder, allowed: str) -> None:
    with (
        serve(host=ELSEWHERE, fixtures=None, generated=3) as inner,
        serve(fixtures=None, generated=3, robots=f"Sitemap: {inner.url}/wp-sitemap.xml") as site,
    ):
        folder.crawl(site.url, "discover=sitemap", f"PRIVATE_NETWORKS={allowed}")
        assert inner.asked("wp-sitemap")


def test_a_redirect_to_a_private_address_costs_its_article_alone(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site, serve(host=ELSEWHERE, fixtures=None) as inner:
        path = site.stories[0].url.partition("//")[2].partition("/")[2]
        site.trouble(path, 302, headers=(("Location", f"{inner.url}/"),))
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, len(crawled.urls), inner.requests) == (0, 2, [])
    assert "not stored: private_address 1" in crawled.log


@pytest.mark.parametrize(
    "location",
    ["http://[bad", "file:///etc/passwd", "ftp://127.0.0.1/", "http://127.0.0.1:99999/", "data:,x"],
)
def test_a_redirect_to_what_is_no_address_of_the_web_costs_its_article_alone(
    folder: Folder, location: str
) -> None:
    with serve(fixtures=None, generated=3) as site:
        path = site.stories[0].url.partition("//")[2].partition("/")[2]
        site.trouble(path, 302, headers=(("Location", location),))
        crawled = folder.crawl(site.url, "discover=sitemap")
    assert (crawled.status, len(crawled.urls)) == (0, 2)
    assert "not stored: bad_address 1" in crawled.log


def test_behind_a_proxy_the_proxy_knows_the_hosts_that_are_unknown_here(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(fixtures=None, generated=3) as site, proxy_to(site.url) as proxy:
        site.origin = "http://koran.test"
        monkeypatch.setenv("http_proxy", proxy)
        crawled = folder.crawl("http://koran.test/", "discover=sitemap")
        assert (crawled.status, crawled.urls) == (0, articles(site))


@contextmanager
def proxy_to(origin: str) -> Iterator[str]:
    """Run a proxy that takes every host for this one; yield its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("://")[2].partition("/")[2]
            try:
                with build_opener(ProxyHandler({})).open(f"{origin}/{path}") as answer:
                    status, media_type, body = answer.status, answer.headers["Content-Type"], answer.read()
            except HTTPError as error:
                status, media_type, body = error.code, error.headers["Content-Type"], error.read()
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_setting_that_is_no_network_is_a_mistake_of_the_user(folder: Folder) -> None:
    with serve(fixtures=None, generated=1) as site:
        crawled = folder.crawl(site.url, "PRIVATE_NETWORKS=10.0.0.0/99")
    assert crawled.status == 2
    assert "10.0.0.0/99" in crawled.log
