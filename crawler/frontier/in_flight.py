"""The rows that are being requested, in memory: a killed process leaves nothing to clean up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.frontier.finishing import ListingState
from crawler.rows import Outcome, Row


@dataclass(slots=True)
class Load:
    """The articles that a listing in flight carries; it ends with the last of them."""

    left: int
    """How many of them are not recorded yet, not even in the open transaction."""
    answer: ListingState
    outcome: Outcome
    """That of the listing."""

    def count(self, number: int) -> None:
        """Note that one of them is recorded (-1), or that this was undone (1)."""
        self.left += number


class InFlight:
    """The rows that one run is requesting, by their IDs, and what the listings among them carry."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._loads: dict[int, Load] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def __contains__(self, row: Row) -> bool:
        return row.id in self._rows

    @property
    def ids(self) -> frozenset[int]:
        """The IDs of the rows."""
        return frozenset(self._rows)

    def start(self, rows: Iterable[Row]) -> None:
        """Note that rows are requested from now on."""
        self._rows |= {row.id: row for row in rows}

    def carry(self, row: Row, load: Load) -> None:
        """Note what a listing carries."""
        self._loads[row.id] = load

    def load(self, row: Row) -> Load | None:
        """Return what a listing carries; None: nothing, or nothing more."""
        return self._loads.get(row.id)

    def drop_load(self, row: Row) -> None:
        """Forget what a listing carries: it is requested again."""
        self._loads.pop(row.id, None)

    def land(self, row: Row) -> None:
        """Note that a row has ended."""
        self._rows.pop(row.id, None)
        self.drop_load(row)
