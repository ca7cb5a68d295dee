"""Writes what comes within a moment in one transaction: a transaction costs more than what is written in it.

Each item is written all or not at all, and is told its own error. None is told that it is stored before the
transaction is committed; a kill before that loses what waits for it, which is requested again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from crawler.store import Store, StoreContended, StoreError

logger = logging.getLogger(__name__)

MOMENT = 0.1
"""Seconds that the first item waits for others."""

MOST_ROWS = 16
"""Rows of the frontier whose items wait: so many, beside those in flight, a kill makes be requested again."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Together(Generic[Item, Result]):
    """Writes items of one store by a function, several in a transaction."""

    def __init__(
        self,
        store: Callable[[], Store],
        write: Callable[[Connection, Item], Result],
        *,
        row_of: Callable[[Item], int],
        most: int,
    ) -> None:
        """``most``: items that wait at most, since no more can come before these are written."""
        self._store = store
        self._write = write
        self._row_of = row_of
        self._most = most
        self._rows: set[int] = set()
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._timer: asyncio.TimerHandle | None = None

    async def write(self, item: Item) -> Result:
        """Write an item, and return once it is committed what the function returned.

        Raises what the function raised for this item, or StoreError, also for all others of its transaction.
        """
        loop = asyncio.get_running_loop()
        written: asyncio.Future[Result] = loop.create_future()
        self._waiting.append((item, written))
        self._rows.add(self._row_of(item))
        if len(self._waiting) >= self._most or len(self._rows) >= MOST_ROWS:
            self._commit()
        elif self._timer is None:
            self._timer = loop.call_later(MOMENT, self._commit)
        return await written

    def _commit(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, []
        self._rows.clear()
        results = self._write_all([item for item, _ in waiting])
        for (_, written), result in zip(waiting, results, strict=True):
            if written.cancelled():
                continue
            if isinstance(result, Exception):
                written.set_exception(result)
            else:
                written.set_result(result)

    def _write_all(self, items: list[Item]) -> list[Result | Exception]:
        """Write items; return what came of each. Where one of them fails, each is written by itself."""
        if len(items) > 1:
            try:
                with self._store().begin() as conn:
                    return [self._write(conn, item) for item in items]
            except Exception as error:
                if isinstance(error, StoreError) and not isinstance(error, StoreContended):
                    return [error] * len(items)
                logger.debug("%d items cannot be written together, but each by itself: %s", len(items), error)
        return [self._write_one(item) for item in items]

    def _write_one(self, item: Item, *, again: bool = True) -> Result | Exception:
        """Write an item by itself; once again if another process wrote the same rows meanwhile."""
        try:
            with self._store().begin() as conn:
                return self._write(conn, item)
        except Exception as error:
            is_contended = isinstance(error, IntegrityError | StoreContended)
            return self._write_one(item, again=False) if again and is_contended else error
