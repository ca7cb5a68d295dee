"""Newspapers that nobody has named: after their host, and after its port where two ports share one store."""

from __future__ import annotations

import pytest

from crawler.frontier import Frontier
from crawler.frontier.naming import name_after_host
from crawler.rows import Candidate
from crawler.store import Store
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import serve
from tests.services.postgresql import ON_BOTH


@pytest.mark.parametrize(
    ("known", "site_url", "name"),
    [
        (None, "http://koran.test:8081/", "koran.test"),
        ("http://koran.test:8081/", "http://koran.test:8081/", "koran.test"),
        ("http://koran.test:8081/", "http://koran.test:8082/", "koran.test:8082"),
        ("http://koran.test:8081/", "https://koran.test/", "koran.test:443"),
        ("http://koran.test/", "https://koran.test/", "koran.test"),
        ("https://koran.test:443/", "https://koran.test/", "koran.test"),
        ("http://cdn.test:8081/peta.xml", "http://koran.test:8082/", "koran.test"),
        ("http://[bad", "http://koran.test:8082/", "koran.test"),
    ],
)
def test_the_port_is_named_where_the_store_has_another_one(
    known: str | None, site_url: str, name: str, store: Store
) -> None:
    if known is not None:
        frontier = Frontier(store, "koran.test")
        frontier.begin_round("", [Candidate(known, "listing", "sitemap")])
    assert name_after_host(store, "koran.test", site_url) == name


@ON_BOTH
@pytest.mark.slow("two crawls, or many rows")
def test_two_ports_of_a_host_are_two_newspapers_in_one_store(folder: Folder) -> None:
    with serve(fixtures=None, generated=8) as first, serve(fixtures=None, generated=5) as second:
        assert folder.crawl(first.url, spider="newspaper").urls == articles(first)
        assert folder.crawl(second.url, spider="newspaper").urls == articles(second)
        assert folder.stored() == articles(first) | articles(second)
        names = dict(folder.sql("SELECT site, count(*) FROM article GROUP BY site"))
        port = second.url.rpartition(":")[2]
        assert names == {"127.0.0.1": 8, f"127.0.0.1:{port}": 5}
        lost = second.stories[2].slug
        second.trash(lost)
        for site in (first, second):
            assert folder.crawl(site.url, "FULL_LISTING_DAYS=0", spider="newspaper").lines == []
        assert folder.gone() == {f"{second.url}/{lost}/"}
