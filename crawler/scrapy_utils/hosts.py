"""Which hosts are the crawled site's own: what holds for all of one of them, holds for the run."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Spider


def own_hosts(spider: Spider | None) -> set[str]:
    """Return hosts with ports: those of the URLs that the user named, and of the front page once fetched."""
    known: set[str] | None = getattr(spider, "own_hosts", None)
    return known if known is not None else hosts_of(getattr(spider, "named_urls", ()))


def hosts_of(urls: tuple[str, ...]) -> set[str]:
    """Return the hosts, with ports, of URLs."""
    return {urlsplit(url).netloc for url in urls}
