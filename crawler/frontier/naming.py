"""The name of a newspaper that nobody has named: its host, with the port where that tells it apart."""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import select

from crawler.store import Store
from crawler.store.schema import frontier
from crawler.urls import fetchable

_ENOUGH = 100
"""Rows that are looked at: the first ones are the listings with which the first crawl began."""

_USUAL = (None, 80, 443)
"""Ports that need not be named: http and https are two doors of one site."""


def name_after_host(store: Store, host: str, site_url: str) -> str:
    """Return the name of the newspaper at a URL: its host, or host and port.

    The port is named if the store has another port of that host under the plain name: two servers on one
    host are two newspapers, which must neither wait for each other nor be counted as one.
    """
    port = _port(site_url)
    query = select(frontier.c.url).where(frontier.c.site == host).order_by(frontier.c.id).limit(_ENOUGH)
    with store.read() as conn:
        urls = [url for url in conn.execute(query).scalars() if fetchable(url) is not None]
    first = next((url for url in urls if urlsplit(url).hostname == host), None)
    if first is None or _port(first) == port:
        return host
    return f"{host}:{port or {'http': 80, 'https': 443}[urlsplit(site_url).scheme]}"


def _port(url: str) -> int | None:
    """Return the port that a URL names; None: a usual one."""
    port = urlsplit(url).port
    return None if port in _USUAL else port
