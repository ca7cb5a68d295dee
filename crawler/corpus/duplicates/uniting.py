"""Which articles form a group, and which is its earliest: what the store says of that is put right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from crawler.corpus.duplicates.periods import A_DAY
from crawler.corpus.duplicates.sql import ask, rows, run
from crawler.dates import has_time

MEMBERS = {
    "sqlite": "SELECT article_id FROM sketch WHERE leader {in_ids}",
    # OFFSET 0: one by one, since a server without statistics takes any group for a large part of the table.
    "postgresql": """
        SELECT found.article_id FROM {ids} AS given CROSS JOIN LATERAL (
            SELECT article_id FROM sketch WHERE leader = given.value OFFSET 0
        ) AS found
    """,
}
_EDGES = "SELECT article_id, other_id FROM duplicate WHERE article_id {in_ids} AND other_id > article_id"
_PLACES = """
    SELECT given.value, sketch.leader, sketch.published, article.published_at, article.url,
           article.near_duplicate_of
    FROM {ids} AS given
    LEFT JOIN sketch ON sketch.article_id = given.value LEFT JOIN article ON article.id = given.value
"""
_LEAD = """
    UPDATE sketch SET leader = CAST(given.other AS integer) FROM {pairs} AS given WHERE article_id = given.one
"""
_NAME = """
    UPDATE article SET near_duplicate_of = given.other FROM {pairs} AS given WHERE id = given.one
"""


class _Place(NamedTuple):
    """Where an article stands in the store."""

    leader: int | None
    published: int | None
    """In microseconds since 1970: of a day its beginning, in UTC."""
    published_at: str | None
    """As in :class:`crawler.article.Article`."""
    url: str | None
    """None: it was deleted, and will be due."""
    near_duplicate_of: str | None


class Forest:
    """Sets of articles, united by pairs."""

    def __init__(self, alone: Iterable[int]) -> None:
        self._above = {each: each for each in alone}

    def __iter__(self) -> Iterator[int]:
        return iter(self._above)

    def unite(self, one: int, other: int) -> None:
        """Make one set of those of two articles."""
        self._above[self.root(one)] = self.root(other)

    def root(self, one: int) -> int:
        """Return the article that stands for the set of one."""
        path = []
        while (above := self._above.setdefault(one, one)) != one:
            path.append(one)
            one = above
        for each in path:
            self._above[each] = one
        return one

    def sets(self) -> list[list[int]]:
        """Return the sets."""
        found: dict[int, list[int]] = {}
        for each in [*self._above]:
            found.setdefault(self.root(each), []).append(each)
        return [*found.values()]


def regroup(
    conn: Connection,
    pairs: Iterable[tuple[int, int]],
    *,
    batch: Collection[int],
    broken: Collection[int],
    leaders: Mapping[int, int | None],
) -> None:
    """Unite near-duplicates, and name the earliest of each group in all others.

    ``pairs``: near-duplicates, at least one of each in the ``batch``; ``broken``: the earliest ones of groups
    that may have lost some, and are put together anew; ``leaders``: of the articles outside of the batch.
    Groups that only grow are united by their earliest ones: nobody walks through them.
    """
    single, all_pairs = {*batch}, [*pairs]
    if broken:
        members = _members(conn, broken)
        single.update(members)
        all_pairs += [(one, other) for one, other in ask(conn, _EDGES, rows(members))]
    forest = Forest(single)
    for pair in all_pairs:
        one, other = (each if each in single else leaders.get(each) or each for each in pair)
        forest.unite(one, other)
    places = _places(conn, forest)
    wanted: dict[int, int | None] = {}
    moved: dict[int, int] = {}
    for nodes in forest.sets():
        first = min(nodes, key=lambda each: _age(each, places[each]))
        is_alone = len(nodes) == 1
        for each in nodes:
            if each in single or places[each].leader is None:
                wanted[each] = None if is_alone else first
            elif each != first:
                moved[each] = first
    if moved:
        entering = _members(conn, moved)
        places |= _places(conn, entering)
        wanted |= {each: moved[places[each].leader or each] for each in entering}
    _write(conn, wanted, places)


def _members(conn: Connection, leaders: Iterable[int]) -> list[int]:
    """Return all articles of the groups of these earliest ones."""
    return [member for (member,) in ask(conn, MEMBERS[conn.dialect.name], rows(leaders))]


def _places(conn: Connection, ids: Iterable[int]) -> dict[int, _Place]:
    return {article_id: _Place(*place) for article_id, *place in ask(conn, _PLACES, rows(ids))}


def _age(article_id: int, place: _Place) -> tuple[bool, int, str, int]:
    """Return what sorts articles from the earliest on, those without a date behind all others.

    What tells the day alone comes behind what tells a time of that day: saying less does not make it first.
    """
    published = place.published or 0
    if place.published_at is not None and not has_time(place.published_at):
        published += A_DAY
    return place.published is None, published, place.url or "", article_id


def _write(conn: Connection, wanted: Mapping[int, int | None], places: Mapping[int, _Place]) -> None:
    """Write what is not as it is wanted: the earliest article of the group of each; None: it is alone."""
    led = [(each, first) for each, first in wanted.items() if places[each].leader != first]
    if led:
        run(conn, _LEAD, rows(led))
    named = []
    for each, first in wanted.items():
        url = None if first is None or first == each else places[first].url
        if places[each].near_duplicate_of != url:
            named.append((each, url))
    if named:
        run(conn, _NAME, rows(named))
