"""Reading on all cores, in order, with little in memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from crawler.reextraction.checking import Checked, Checker, Wanted
from crawler.reextraction.reading import Read, Reader, Visit
from crawler.site import Site
from crawler.store import Store

_A_TASK = 24
"""Visits that are handed to a process at once."""
_AHEAD = 3
"""Tasks that wait for each process, so that none is idle; the rest of the archive is on the disk."""

_reader: Reader | None = None
_checker: Checker | None = None
"""Of a process of the pool."""

Result = TypeVar("Result")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _set_up(
    files: Mapping[str, Path], newspapers: Mapping[str, Site], store_url: str | None, wanted: Wanted
) -> None:
    global _reader, _checker  # noqa: PLW0603  # one a process, as the pool wants it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that began this one ends it
    _reader = Reader(files, newspapers)
    _checker = None if store_url is None else Checker(Store.open(store_url, create=False), wanted)


def _read(visits: list[Visit], keys: frozenset[str] | None) -> list[Read]:
    assert _reader is not None
    return [_reader.read(visit, keys) for visit in visits]


def _check(visits: list[Visit]) -> Checked:
    assert _reader is not None
    assert _checker is not None
    return _checker.check([_reader.read(visit, is_to_be_stored=False) for visit in visits])


class Workers:
    """Processes that read visits; begun before anything is open that they should not inherit."""

    def __init__(
        self,
        number: int,
        files: Mapping[str, Path],
        newspapers: Mapping[str, Site],
        *,
        store_url: str | None,
        wanted: Wanted,
    ) -> None:
        self._number = number
        self._set_up = (files, newspapers, store_url, wanted)
        self._pool: ProcessPoolExecutor | None = None
        if number > 1:
            method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
            self._pool = ProcessPoolExecutor(
                number,
                mp_context=multiprocessing.get_context(method),
                initializer=_set_up,
                initargs=self._set_up,
            )
            self._pool.submit(os.getpid).result()  # begins the processes
        else:
            _set_up(*self._set_up)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def read(self, visits: Iterable[Visit], keys: frozenset[str] | None = None) -> Iterator[list[Read]]:
        """Yield what visits give, some at once, in their order; ``keys``: of these articles alone."""
        yield from self._map(partial(_read, keys=keys), visits)

    def check(self, visits: Iterable[Visit]) -> Iterator[Checked]:
        """Compare what visits give with the store."""
        yield from self._map(_check, visits)

    def _map(self, work: Callable[[list[Visit]], Result], visits: Iterable[Visit]) -> Iterator[Result]:
        stream = iter(visits)
        tasks = iter(lambda: list(islice(stream, _A_TASK)), [])
        if self._pool is None:
            yield from map(work, tasks)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(self._pool.submit(work, task))
                if len(waiting) >= self._number * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()
