"""Compares candidates, and keeps which of them are near-duplicates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection

from crawler.corpus.duplicates.comparing import is_near_duplicate
from crawler.corpus.duplicates.periods import as_instant
from crawler.corpus.duplicates.sql import ask, rows, run
from crawler.corpus.duplicates.stories import Story, compared_text
from crawler.corpus.duplicates.taken import Taken

_MOST_STORIES = 256
"""Parsed ones that are kept: of a crawl in order of dates the same old articles come up again and again."""

_READ = "SELECT id, headline, text, published_instant, gone_at FROM article WHERE id {in_ids}"
"""A condition on gone_at would lead PostgreSQL to the index of all that are not gone."""
_KEEP = """
    INSERT INTO duplicate (article_id, other_id)
    SELECT one, CAST(other AS integer) FROM {pairs} AS given WHERE true ON CONFLICT DO NOTHING
"""

_Printed = tuple[str, datetime | None]
"""What of an article is compared, and when it was published."""


def pair_up(
    conn: Connection, taken: Sequence[Taken], candidates: Collection[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the pairs of these that are near-duplicates, and keep them.

    An article that was edited or deleted meanwhile is due itself, and is compared with all others then.
    """
    if not candidates:
        return []
    printed: dict[int, _Printed] = {each.id: (each.text, each.published) for each in taken}
    others = {each for pair in candidates for each in pair} - printed.keys()
    if others:
        for article_id, headline, text, published, gone_at in ask(conn, _READ, rows(others)):
            if gone_at is None:
                printed[article_id] = compared_text(headline, text), as_instant(published)
    pairs = [
        (one, other)
        for one, other in sorted(candidates)
        if one in printed and other in printed and _are_near_duplicates(printed[one], printed[other])
    ]
    if pairs:
        run(conn, _KEEP, rows([*pairs, *((other, one) for one, other in pairs)]))
    return pairs


def _are_near_duplicates(one: _Printed, other: _Printed) -> bool:
    """Compare two articles; the same text is not read first, as a site may print it hundreds of times."""
    return one[0] == other[0] or is_near_duplicate(_story(*one), _story(*other))


@lru_cache(_MOST_STORIES)
def _story(text: str, published: datetime | None) -> Story:
    return Story.of(text, published)
