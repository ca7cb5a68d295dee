"""Requests of one host never come sooner than its delay allows, as its access log tells."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest

from crawler import settings
from crawler.middlewares.turns import host_of
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.certificates import Authority
from tests.newsroom.server import RunningNewspaper, Server, serve

slow = pytest.mark.slow("waits, as a polite crawl does")


def arrivals(*sites: RunningNewspaper) -> list[float]:
    return sorted(each.at for site in sites for each in site.requests)


def smallest_gap(*sites: RunningNewspaper) -> float:
    return min(after - before for before, after in pairwise(arrivals(*sites)))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://koran.example/a", "koran.example"),
        ("https://koran.example/a", "koran.example"),  # the same server
        ("https://Koran.Example:443/a", "koran.example"),
        ("https://koran.example:80/a", "koran.example:80"),
        ("http://user:secret@koran.example:8080/", "koran.example:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("http://www.koran.example/", "www.koran.example"),
    ],
)
def test_turns_are_counted_by_server(url: str, host: str) -> None:
    assert host_of(url) == host


@slow
def test_two_connections_keep_the_delay(folder: Folder) -> None:
    with serve(fixtures=None, generated=8) as site:
        site.trouble("nomor", delay=0.5)  # so that a second connection is needed
        crawled = folder.crawl(site.url, "discover=sitemap", "DOWNLOAD_DELAY=0.3")
        assert crawled.urls == articles(site)
        assert smallest_gap(site) >= 0.95 * 0.3


@slow
def test_a_busy_event_loop_brings_no_two_requests_together(folder: Folder) -> None:
    extensions = json.dumps(settings.EXTENSIONS | {"tests.crawler.middlewares.busy.Busy": 95})
    with serve(fixtures=None, generated=10) as site:
        options = ("discover=sitemap", "DOWNLOAD_DELAY=0.2", f"EXTENSIONS={extensions}")
        crawled = folder.crawl(site.url, *options)
        assert crawled.urls == articles(site)
        assert smallest_gap(site) >= 0.95 * 0.2


@slow
def test_a_slow_handshake_brings_no_two_requests_together(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, began = Authority(tmp_path), 0

    def get_request(server: Server):  # type: ignore[no-untyped-def]
        nonlocal began
        began += 1
        connection, address = server.socket.accept()
        if began == 2:
            time.sleep(0.7)
        connection = context.wrap_socket(connection, server_side=True)
        return connection, address

    context = authority.context()
    monkeypatch.setattr(Server, "get_request", get_request)
    with serve(fixtures=None, generated=8) as site:
        site.origin = site.origin.replace("http:", "https:")
        site.trouble("nomor", delay=0.3)
        options = ("discover=sitemap", "DOWNLOAD_DELAY=0.2", f"CA_FILE={authority.file}")
        crawled = folder.crawl(site.url, *options)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert began >= 2
        assert smallest_gap(site) >= 0.95 * 0.2


@slow
def test_redirects_retries_and_closed_connections_wait_for_their_turn(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        site.trouble(site.stories[0].slug, 503, times=1)
        site.trouble(site.stories[1].slug, times=1, cut=True)
        moved = site.stories[2].slug
        site.trouble(f"{moved}/$", 302, headers=(("Location", f"/{moved}/?x=1"),), times=1)
        crawled = folder.crawl(site.url, "discover=sitemap", "DOWNLOAD_DELAY=0.3")
        assert crawled.status == 0
        assert len(site.requests) >= 6 + 3
        assert smallest_gap(site) >= 0.95 * 0.3


@slow
def test_a_redirect_to_another_host_keeps_the_delay_of_each(folder: Folder) -> None:
    with ExitStack() as stack:
        first, other = (
            stack.enter_context(serve(fixtures=None, generated=4, host=f"127.0.0.{n}")) for n in (2, 3)
        )
        first.trouble(
            first.stories[0].slug, 302, headers=(("Location", f"{other.url}/{other.stories[0].slug}/"),)
        )
        options = ("discover=sitemap", "DOWNLOAD_DELAY=0.3", "PRIVATE_NETWORKS=127.0.0.0/8")
        crawled = folder.crawl(first.url, *options)
        assert crawled.status == 0
        assert len(other.requests) >= 2
        assert min(smallest_gap(first), smallest_gap(other)) >= 0.95 * 0.3


@slow
def test_without_a_delay_nothing_waits(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.urls == articles(site)
        assert arrivals(site)[-1] - arrivals(site)[0] < 0.2 * len(site.requests)
