"""What crawls have met, what is not stored, and what the site did not name when the ledger asked.

A month that was not read to its end has a number and no names. The crawls know names: what they left out, or
could not have yet, stands in the frontier; so does what they stored and somebody deleted since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import and_, exists, select

from crawler.corpus.ledger.calendar import month_in_path
from crawler.corpus.ledger.judging import STORED, Judge
from crawler.corpus.ledger.naming import hash_of
from crawler.corpus.scratch import Scratch
from crawler.discovery import RestApi
from crawler.extract.not_an_article import LISTINGS
from crawler.store import Store
from crawler.store.schema import alias, article, frontier

_AT_ONCE = 500
_NOT_THERE = ("gone", "not_found", "http_404", "http_410")
"""Reasons of what the site does not count, as it was not there when a crawl asked for it."""
_NO_ARTICLES = (*LISTINGS, "attachment", "static_page", "other_site")
"""Reasons of pages of other types, which sitemaps list and REST does not count."""


class Unstored(NamedTuple):
    """An article that a crawl has met, and that is stored under none of its URLs."""

    url: str
    month: str | None
    """As its address tells it."""
    was_stored: bool
    """Whether a crawl stored it; else it was left out, failed, or waits."""


def unstored(store: Store, judge: Judge, scratch: Scratch) -> Iterator[Unstored]:
    """Yield them, each once, but for what the site does not count among its articles."""
    is_stored = exists().where(article.c.key == frontier.c.key)
    is_known = exists().where(and_(alias.c.key == frontier.c.key, alias.c.article_id == article.c.id))
    query = select(
        frontier.c.key, frontier.c.url, frontier.c.state, frontier.c.reason, frontier.c.source
    ).where(
        frontier.c.site == judge.site,
        frontier.c.kind == "article",
        ~is_stored,
        ~is_known,
    )
    for scope in sorted(judge.scopes):  # that of the whole site, which is to be believed most, is the first
        of_scope = query.where(frontier.c.scope == scope).execution_options(yield_per=_AT_ONCE)
        with store.read(aside=True) as conn:
            for rows in conn.execute(of_scope).partitions():
                by_hash = {hash_of(row.key): row for row in rows}
                for each in _unnoted(scratch, list(by_hash)):
                    row = by_hash[each]
                    if not _is_counted(row.reason or "", row.source):
                        continue
                    was_stored = row.state != "pending" and row.reason in STORED
                    yield Unstored(row.url, month_in_path(row.url), was_stored)


def _is_counted(reason: str, way: str) -> bool:
    """Say whether the site counts such a page among its articles; what REST names it does."""
    why = reason.rpartition(":")[2]
    return why not in _NOT_THERE and (way == RestApi.name or why not in _NO_ARTICLES)


def _unnoted(scratch: Scratch, hashes: Sequence[int]) -> list[int]:
    """Return the hashes of what neither the site named nor another scope has, and note them."""
    marks = ", ".join("?" * len(hashes))
    query = (
        f"SELECT hash FROM named WHERE hash IN ({marks}) UNION SELECT hash FROM met WHERE hash IN ({marks})"
    )
    noted = {each for (each,) in scratch.ask(query, *hashes, *hashes)}
    new = [each for each in hashes if each not in noted]
    scratch.run_for_each("INSERT INTO met VALUES (?)", [(each,) for each in new])
    return new
