"""What a store has, told to somebody who named something that it does not have."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from scrapy.exceptions import UsageError
from sqlalchemy import Connection, func, select

from crawler.errors import some_of
from crawler.frontier.report import GONE
from crawler.store import schema
from crawler.text import is_called
from crawler.urls import article_key

_MOST_ADDRESSES = 3
_SHORTEST = 8
"""Characters of the last part of a URL from which on it tells one article from another."""


def check_section(conn: Connection, wanted: str, site: str | None) -> None:
    """Raise UsageError for a section that no stored article (of a site) has; it names some that exist."""
    sections = select(schema.article.c.section).distinct()
    if site is not None:
        sections = sections.where(schema.article.c.site == site)
    known = sorted(each for each in conn.execute(sections).scalars() if each)
    if any(is_called(each, wanted) for each in known):
        return
    there = f"known: {some_of(known, wanted)}" if known else "none of them has one"
    raise UsageError(f"no stored article has the section {wanted!r}; {there}")


def why_not_stored(conn: Connection, url: str) -> str | None:
    """Return what the store knows of a URL that is no stored article's, as a sentence; None: nothing."""
    table = schema.frontier
    known = select(table.c.state, table.c.reason).where(
        table.c.key == article_key(url), table.c.kind == "article"
    )
    for row in conn.execute(known.order_by(table.c.state)):
        reason = row.reason or ""
        if row.state == "pending":
            return "It is known, and waits for the next crawl."
        if row.state == "failed":
            return f"It could not be read ({reason}); it is tried again later, by scrapy retry now."
        if ":" in reason or reason == GONE:
            return f"It was left out: {reason.rpartition(':')[2]} (scrapy status --reasons explains all)."
    return None


def similar_addresses(conn: Connection, url: str) -> list[str]:
    """Return URLs of stored articles that end like this one: under another section, date or number."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    if len(last) < _SHORTEST:
        return []
    table = schema.article
    alike = func.lower(table.c.url).contains(last.lower(), autoescape=True)
    query = select(table.c.url).where(alike).order_by(table.c.url).limit(_MOST_ADDRESSES)
    return list(conn.execute(query).scalars())
