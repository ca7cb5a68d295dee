"""The table of fingerprints: which articles have a hash.

Each article has some thirty hashes, which lie all over the table: writing them one article at a time would
write thirty pages of the disk for it. So the newest articles are not filed: all of them are looked through,
which is quick, and once they are many they are filed together, in the order of the table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection

from crawler.corpus.duplicates.periods import periods_around
from crawler.corpus.duplicates.sketching import FEWEST_SHARED, HARDLY_MORE, Sketch
from crawler.corpus.duplicates.sql import ask, keys, rows, run
from crawler.corpus.duplicates.taken import Taken

FILED_TOGETHER = 512
"""Articles. Twice as many would halve what is written, and double what each batch looks through."""

UNFILED = "SELECT article_id, period, packed FROM sketch WHERE NOT filed"
_FILE = """
    INSERT INTO fingerprint (period, hash, article_id)
    SELECT one, other, third FROM {triples} AS given WHERE true ON CONFLICT DO NOTHING
"""
_NOTHING: frozenset[int] = frozenset()

_FILED = "UPDATE sketch SET filed = true WHERE NOT filed"

LOOK_UP = {
    "sqlite": """
        SELECT sought.hash, (
            SELECT group_concat(article_id) FROM fingerprint
            WHERE fingerprint.period = sought.period AND fingerprint.hash = sought.hash
        ) AS found
        FROM {keys} AS sought WHERE found IS NOT NULL
    """,
    # OFFSET 0: row by row, since the server cannot know how few rows the JSON has.
    "postgresql": """
        SELECT sought.hash, found.ids FROM {keys} AS sought CROSS JOIN LATERAL (
            SELECT string_agg(CAST(article_id AS text), ',') AS ids FROM (
                SELECT article_id FROM fingerprint
                WHERE fingerprint.period = sought.period AND fingerprint.hash = sought.hash OFFSET 0
            ) AS one
        ) AS found
        WHERE found.ids IS NOT NULL
    """,
}
"""A hash that a thousand articles have is one row: reading a thousand would cost more than finding them."""


class Unfiled(NamedTuple):
    """An article that is not filed."""

    id: int
    period: int
    values: frozenset[int]


def read_unfiled(conn: Connection) -> list[Unfiled]:
    """Return all articles that are not filed."""
    return [Unfiled(article_id, period, _values(packed)) for article_id, period, packed in ask(conn, UNFILED)]


@lru_cache(2 * FILED_TOGETHER)  # each is read for several batches
def _values(packed: bytes) -> frozenset[int]:
    return frozenset(Sketch.unpack(packed).values)


def find_sharing(
    conn: Connection, taken: Sequence[Taken], unfiled: Sequence[Unfiled], window: int
) -> dict[int, list[int]]:
    """Return the articles that share enough hashes with each of these, by their IDs.

    All that are within the ``window`` (in microseconds) are among them, and some that are not.
    """
    sought: dict[int, set[int]] = defaultdict(set)
    for each in taken:
        for period in periods_around(each.instant, window):
            sought[period].update(each.sketch.values)
    having: dict[int, list[str]] = defaultdict(list)
    for value, ids in ask(conn, LOOK_UP[conn.dialect.name], keys(sought)):
        having[value] += ids.split(",")
    for other in unfiled:
        for value in sought.get(other.period, _NOTHING).intersection(other.values):
            having[value].append(str(other.id))
    return {each.id: _sharing(each.sketch.values, having) for each in taken}


def _sharing(values: Sequence[int], having: Mapping[int, Sequence[str]]) -> list[int]:
    enough = 1 if len(values) < HARDLY_MORE else FEWEST_SHARED
    counted = Counter(chain.from_iterable(having.get(value, ()) for value in values))
    return [int(article_id) for article_id, number in counted.items() if number >= enough]


def file(conn: Connection, unfiled: Sequence[Unfiled]) -> None:
    """File all articles that are not filed, if they are many."""
    if len(unfiled) >= FILED_TOGETHER:
        run(
            conn,
            _FILE,
            rows(sorted((each.period, value, each.id) for each in unfiled for value in each.values)),
        )
        run(conn, _FILED)
