"""The archive, visit by visit."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import ColumnElement, Connection

from crawler.archive import RecordLocation
from crawler.archive.index import DROPPED, FURTHER, GONE, RECORD, Capture, find_original, followers, heads
from crawler.reextraction.checking import CheckResult
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reach import Reach
from crawler.reextraction.reading import Visit, VisitResult
from crawler.store import Store

_AT_ONCE = 200
_MOST_LOST = 20
UNKNOWN = "of_no_known_newspaper"


@dataclass(slots=True)
class Tally:
    """Counts what was read again, and what was not."""

    captures: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """Number of responses that give no article, by reason."""
    lost: dict[str, str] = field(default_factory=dict)
    """Stored articles whose page is no longer an article -> why; the first ones."""
    lost_number: int = 0
    damages: list[str] = field(default_factory=list)

    def take(self, some: VisitResult | CheckResult) -> None:
        """Add the refusals and the damage of some visits."""
        self.refused += some.refused
        self.damages += some.damages

    def note_lost(self, url: str, reason: str) -> None:
        """Note a stored article whose page is not an article today."""
        self.lost_number += 1
        if len(self.lost) < _MOST_LOST:
            self.lost[url] = reason


class Visits:
    """The archive, visit by visit, in chronological order; ``keys``: only of these articles.

    ``reach``: only what is here; None: all of the index is.
    ``within``: a condition of the table ``capture`` that the first capture of a visit meets.
    """

    def __init__(
        self,
        index: Store,
        newspapers: Newspapers,
        tally: Tally,
        keys: frozenset[str] | None = None,
        *,
        reach: Reach | None = None,
        within: ColumnElement[bool] | None = None,
    ) -> None:
        self._index = index
        self._reach = reach
        self._newspapers = newspapers
        self._tally = tally
        self._keys = keys
        self._within = within
        self.gone: deque[tuple[int, Capture]] = deque()
        """Decisions that an article is gone, each with the number of visits before it."""

    def __iter__(self) -> Iterator[Visit]:
        """Yield the visits; decisions are put into :attr:`gone`."""
        with self._index.read(aside=True) as conn:
            places = None if self._reach is None else self._reach.places
            stream = heads(conn, keys=self._keys, places=places, within=self._within)
            number = 0
            while batch := list(islice(stream, _AT_ONCE)):
                following = followers(conn, [each.record for each in batch])
                for head in batch:
                    if self._reach is not None and head.place.file not in self._reach.files:
                        continue
                    self._tally.captures += 1
                    if head.role == GONE:
                        self.gone.append((number, head))
                        continue
                    key = self._newspapers.key_of(head)
                    if key is None:
                        self._tally.refused[UNKNOWN] += 1
                        continue
                    mine = following.get(head.record, [])
                    bodies = {
                        each.record: original.place
                        for each in (head, *mine)
                        if each.type == "revisit" and (original := find_original(conn, each, places))
                    }
                    number += 1
                    yield Visit(
                        newspaper=key,
                        head=head,
                        further=[each for each in mine if each.role == FURTHER],
                        record=next((each for each in reversed(mine) if each.role == RECORD), None),
                        dropped=frozenset(each.key for each in mine if each.role == DROPPED),
                        bodies=bodies,
                        is_elsewhere=self._is_elsewhere(conn, [head, *mine], bodies),
                    )

    def _is_elsewhere(
        self, conn: Connection, captures: Sequence[Capture], bodies: Mapping[str, RecordLocation]
    ) -> bool:
        """Say whether a part of a visit lies elsewhere: its file was moved without the others."""
        if self._reach is None:
            return False
        parts = (each for each in captures if each.role not in (DROPPED, GONE))
        return any(
            each.place.file not in self._reach.files
            or (
                each.type == "revisit" and each.record not in bodies and find_original(conn, each) is not None
            )
            for each in parts
        )
