"""A process beside a worker's loop, for work that would hold up its crawls and its signs of life."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import TypeVar

from crawler.errors import Trouble

_LOOK = 1.0
"""Seconds between checks whether the parent process still exists."""
_PATIENCE = 3.0
"""Seconds in which the work may take its temporary files away, before its process is killed."""

Result = TypeVar("Result")


class ProcessLost(Trouble):
    """The process ended in the middle of its work: it was killed, or there was no memory."""


class Beside:
    """One process that does one thing at a time. It ends with its parent, and begins anew when it was ended.

    It is started anew (``spawn``), not copied: a copy would share the connections of the loop.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._processes: list[BaseProcess] = []

    async def do(self, work: Callable[..., Result], *given: object) -> Result:
        """Call a function in the process, which is ended if this is cancelled.

        Raises what the function raises; ProcessLost.
        """
        future = self._started().submit(_do, work, *given)
        try:
            return await asyncio.wrap_future(future)
        except BrokenProcessPool as error:
            await asyncio.shield(asyncio.to_thread(self.end))
            raise ProcessLost(
                "the process that read ended unexpectedly: it was killed, or memory is short"
            ) from error
        except asyncio.CancelledError:
            await asyncio.shield(asyncio.to_thread(self.end))
            raise

    def end(self) -> None:
        """End the process, whatever it does."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for each in self._processes:
            each.terminate()
        killing = threading.Timer(_PATIENCE, self._kill)
        killing.daemon = True
        killing.start()
        pool.shutdown(wait=True, cancel_futures=True)
        killing.cancel()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            others = set(multiprocessing.active_children())
            self._pool = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(os.getpid(),),
            )
            self._pool.submit(os.getpid)  # starts it
            self._processes = [each for each in multiprocessing.active_children() if each not in others]
        return self._pool

    def _kill(self) -> None:
        for each in self._processes:
            each.kill()


_is_busy = False
"""Whether this process is at its work."""


def _do(work: Callable[..., Result], *given: object) -> Result:
    global _is_busy  # noqa: PLW0603  # of this process
    _is_busy = True
    try:
        return work(*given)
    finally:
        _is_busy = False


def _begin(parent: int) -> None:
    """Prepare the process: its parent ends it, and does not leave it behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _stop(number: int, frame: FrameType | None) -> None:
    """Leave the work, so that its temporary files go; then there is nothing more to do."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if not _is_busy:
        os._exit(0)
    threading.Thread(target=_end_soon, daemon=True).start()
    raise KeyboardInterrupt


def _end_soon() -> None:
    time.sleep(_PATIENCE / 2)
    os._exit(1)


def _end_with(parent: int) -> None:
    """End this process when its parent is gone, since nothing else would."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
