"""Reading on all cores, in order, with little in memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Protocol, Self, TypeVar

from crawler.reextraction.checking import Checker, CheckResult, Selection
from crawler.reextraction.reading import Visit, VisitReader, VisitResult
from crawler.site import Site
from crawler.store import Store

_A_TASK = 24
"""Number of visits that a process is given at once."""
_AHEAD = 3
"""Tasks that wait for each process, so that none is idle; the rest stays on disk."""

_LOOK = 1.0
"""Seconds between checks whether the parent process still exists."""

_PATIENCE = 2.0
"""Seconds in which a process that is asked to end may finish the page that it reads, before it is killed."""
_GRACE = 10.0
"""Seconds after which it ends by itself, if nothing else ends it."""
_STOPPING = (signal.SIGINT, signal.SIGTERM)

_reader: VisitReader | None = None
_checker: Checker | None = None
"""The reader of this process of the pool."""
_asked_to_end: float | None = None
"""Since when this process is to end."""

Result = TypeVar("Result")


class Reads(Protocol):
    """What gives the results of visits, in their order and in batches."""

    def read(
        self, visits: Iterable[Visit], keys: frozenset[str] | None = None
    ) -> Iterator[list[VisitResult]]:
        """Yield the results of visits; ``keys``: only of these articles."""

    def check(self, visits: Iterable[Visit]) -> Iterator[CheckResult]:
        """Compare the results of visits with the store."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(parent: int, *given: Any) -> None:
    """Prepare a process of the pool: its parent ends it, and does not leave it behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_later)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _set_up(*given)


def _end_later(number: int, frame: FrameType | None) -> None:
    """Let this process read no further visit; it ends after a while, unless the pool ends it.

    A signal may go to the whole process group: the pool then ends in order, which it cannot if a process dies
    while it writes a result. If a process was lost, the pool itself sends this signal to the others.
    """
    global _asked_to_end  # noqa: PLW0603  # of this process
    _asked_to_end = _asked_to_end or time.monotonic()


def _end_with(parent: int) -> None:
    """End this process when its parent is gone or does not end it, since nothing else would."""
    while os.getppid() == parent and (_asked_to_end is None or time.monotonic() < _asked_to_end + _GRACE):
        time.sleep(_LOOK)
    os._exit(1)


def _set_up(
    files: Mapping[str, Path], newspapers: Mapping[str, Site], store_url: str | None, wanted: Selection
) -> None:
    global _reader, _checker  # noqa: PLW0603  # one per process, as the pool requires
    _reader = VisitReader(files, newspapers)
    _checker = None if store_url is None else Checker(Store.open(store_url, create=False), wanted)


def _read(visits: list[Visit], keys: frozenset[str] | None) -> list[VisitResult]:
    assert _reader is not None
    return [_reader.read(visit, keys) for visit in visits if _asked_to_end is None]


def _check(visits: list[Visit]) -> CheckResult:
    assert _reader is not None
    assert _checker is not None
    return _checker.check([_reader.read(visit) for visit in visits if _asked_to_end is None])


class Workers:
    """Processes that read visits; started before anything is open that they should not inherit."""

    def __init__(
        self,
        number: int,
        files: Mapping[str, Path],
        newspapers: Mapping[str, Site],
        *,
        store_url: str | None,
        wanted: Selection,
    ) -> None:
        self._number = number
        given = (files, newspapers, store_url, wanted)
        self._pool: ProcessPoolExecutor | None = None
        self._processes: list[BaseProcess] = []
        if number > 1:
            others = set(multiprocessing.active_children())
            method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
            self._pool = ProcessPoolExecutor(
                number,
                mp_context=multiprocessing.get_context(method),
                initializer=_begin,
                initargs=(os.getpid(), *given),
            )
            before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)  # until each has its signal handler
            try:
                self._pool.submit(os.getpid).result()  # starts the processes
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            self._processes = [each for each in multiprocessing.active_children() if each not in others]
        else:
            _set_up(*given)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            if _checker is not None:  # of this process, which may go on
                _checker.close()
            return
        killing = threading.Timer(_PATIENCE, self._kill)
        killing.daemon = True
        if kind is not None:  # what is read now is not wanted any more, and may be a page that takes minutes
            for each in self._processes:
                each.terminate()
            killing.start()
        self._pool.shutdown(wait=True, cancel_futures=True)
        killing.cancel()

    def _kill(self) -> None:
        for each in self._processes:
            each.kill()

    def read(
        self, visits: Iterable[Visit], keys: frozenset[str] | None = None
    ) -> Iterator[list[VisitResult]]:
        """Yield the results of visits in batches, in order; ``keys``: only of these articles."""
        yield from self._map(partial(_read, keys=keys), visits)

    def check(self, visits: Iterable[Visit]) -> Iterator[CheckResult]:
        """Compare the results of visits with the store."""
        yield from self._map(_check, visits)

    def _map(self, work: Callable[[list[Visit]], Result], visits: Iterable[Visit]) -> Iterator[Result]:
        stream = iter(visits)
        tasks = iter(lambda: list(islice(stream, _A_TASK)), [])
        if self._pool is None:
            yield from map(work, tasks)
            return
        waiting: deque[Future[Result]] = deque()
        for task in tasks:  # stopping in between waits for few; only the pool cancels, see __exit__
            waiting.append(self._pool.submit(work, task))
            if len(waiting) >= self._number * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
