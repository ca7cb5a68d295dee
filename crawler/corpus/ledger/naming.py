"""The side of the site: what it names, and which of that is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import NamedTuple

from sqlalchemy import Connection, select, union_all

from crawler.corpus.ledger.said import Named
from crawler.corpus.scratch import Scratch
from crawler.store import Store
from crawler.store.schema import alias, article
from crawler.urls import MAX_LENGTH, article_key

_AT_ONCE = 500

_ADD = """
    INSERT INTO named (hash, id, elsewhere, month, at, ways, url) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (hash) DO UPDATE SET
        month = coalesce(month, excluded.month), at = coalesce(at, excluded.at), ways = ways | excluded.ways
"""


class _Place(NamedTuple):
    """Where an article is stored."""

    id: int
    site: str


def take_named(store: Store, site: str, scratch: Scratch, way: int, named: Sequence[Named]) -> None:
    """Write into the scratch file what a site names. ``way``: the bit of the way by which it does.

    The spellings of one URL are one, and so is what several ways name.
    """
    for start in range(0, len(named), _AT_ONCE):
        batch = named[start : start + _AT_ONCE]
        batch = [each._replace(url=_written(each.url)) for each in batch]
        keys = [article_key(each.url) for each in batch]
        permanent = [article_key(each.permalink) if each.permalink else "" for each in batch]
        with store.read() as conn:
            places = _places(conn, sorted({*keys, *filter(None, permanent)}))
        renamed = [places[key].id for key in permanent if key in places]
        months = dict(scratch.ask(f"SELECT id, month FROM stored WHERE id IN ({_marks(renamed)})", *renamed))
        rows, seen = [], []
        for each, key, permalink in zip(batch, keys, permanent, strict=True):
            place = places.get(key)
            if place is None and permalink in places and months.get(places[permalink].id) == each.month:
                # Under its former URL; the month, as a site that is set up anew gives numbers to others.
                place = places[permalink]
            own = place is not None and place.site == site
            if place is not None and own:
                seen.append((place.id,))
            at = None if each.at is None else _in_utc(each.at)
            known_id = place.id if place is not None and own else None
            elsewhere = place is not None and not own
            rows.append(
                (hash_of(key), known_id, elsewhere, each.month, at, way, None if known_id else each.url)
            )
        scratch.run_for_each(_ADD, rows)
        scratch.run_for_each("UPDATE stored SET seen = 1 WHERE id = ?", seen)


def _places(conn: Connection, keys: list[str]) -> dict[str, _Place]:
    """Return where the articles with these keys are stored, also under a further URL."""
    own = select(article.c.key, article.c.id, article.c.site).where(article.c.key.in_(keys))
    further = (
        select(alias.c.key, article.c.id, article.c.site)
        .join(article, article.c.id == alias.c.article_id)
        .where(alias.c.key.in_(keys))
    )
    return {key: _Place(number, site) for key, number, site in conn.execute(union_all(further, own))}


def _marks(values: Sequence[int]) -> str:
    return ", ".join("?" * len(values))


def _written(url: str) -> str:
    """Return a URL as it can be written down: JSON may hold half of a character, and any length."""
    return url[: MAX_LENGTH + 1].encode("utf-8", "replace").decode()


def _in_utc(at: datetime) -> str | None:
    try:
        return at.astimezone(UTC).isoformat()
    except OverflowError:  # a site may print the year 1
        return None


def hash_of(key: str) -> int:
    """Return a number for a key, an eighth of its size: among a million, two are alike in 1 of 10^7 cases."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)
