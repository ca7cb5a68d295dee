"""``scrapy history``: the revisions of one article, and what changed between them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import pairwise

from sqlalchemy import Connection

from crawler.article import Article
from crawler.performing.naming import similar_addresses, why_not_stored
from crawler.performing.opening import is_address, only_argument, open_store
from crawler.performing.performance import Performance
from crawler.scrapy_utils.printing import print_error, print_lines
from crawler.store import gone_since, revision_causes, stored_revisions
from crawler.store.differences import Difference, differences, label


class History(Performance):
    """Print the history of an article."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it. Raises UsageError without a URL, StoreError; exit status 1 if it is not stored."""
        url = only_argument(args, "name one article: scrapy history URL")
        with closing(open_store(self.settings)) as store, store.read() as conn:
            revisions = stored_revisions(conn, url)
            causes = revision_causes(conn, url)
            gone = gone_since(conn, url)
            hints = [] if revisions else _hints(conn, url)
        if not revisions:
            print_error(" ".join((f"{url}: this article is not stored.", *hints)))
            self.end(1)
            return
        lines = list(_history(revisions, causes))
        if gone is not None:
            lines += ["", f"The site no longer has it: gone at {gone.isoformat(timespec='seconds')}"]
        print_lines(lines)


def _hints(conn: Connection, url: str) -> list[str]:
    """Return what helps somebody whose article is not stored: why it is not, or what is stored instead."""
    if not is_address(url):
        return ["Name it by its whole URL, as https://www.koran.example/berita/banjir/."]
    if why := why_not_stored(conn, url):
        return [why]
    similar = similar_addresses(conn, url)
    return [f"Stored are: {', '.join(similar)}"] if similar else []


def _history(revisions: list[Article], causes: Mapping[int, str]) -> Iterator[str]:
    first = revisions[0]
    yield f"{revisions[-1].url}"
    yield ""
    yield f"revision {first.revision}  {_when(first)}"
    yield f"  {first.headline}"
    for before, after in pairwise(revisions):
        found = differences(before, after)
        cause = "  (re-extracted, no edit)" if causes.get(after.revision or 0) == "extractor" else ""
        yield ""
        yield f"revision {after.revision}  {_when(after)}  {label(found)}{cause}"
        if before.url != after.url:
            yield f"  moved from {before.url}"
        for each in found:
            yield from _shown(each)


def _when(article: Article) -> str:
    """Return when a revision was made, as the site says, else when it was fetched."""
    if article.modified_at:
        return f"modified {article.modified_at}"
    return f"seen {article.fetched_at or 'at an unknown time'}"


def _shown(each: Difference) -> Iterator[str]:
    yield f"  {each.place}:" if each.kind in ("metadata", "headline") else f"  {each.place} ({each.kind}):"
    if each.before is not None:
        yield f"    - {each.before}"
    if each.after is not None:
        yield f"    + {each.after}"
