"""When a worker may begin one more crawl: not at once with another one, later while its loop lags."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

TOLERATED = 0.2
"""Seconds that the event loop may be late; beyond this, a beginning would make all its crawls later still."""
LONGEST = 3.0
"""Seconds for which a beginning is put off at most: on a machine that is always busy, each site has its turn.
The gaps between requests hold however late the loop is (:mod:`crawler.middlewares.turns`)."""
_EVERY = 0.1
"""Seconds between two measurements."""
_REMEMBERED = 10
"""Measurements that count."""


class Pace:
    """Measures the lag of the event loop, and spreads the beginnings of crawls."""

    def __init__(self, sites: int, is_idle: Callable[[], bool] = lambda: False) -> None:
        """``is_idle``: says whether no crawl runs, so that the machine is late, and not because of us."""
        self._is_idle = is_idle
        self._gap = 1 / sites
        self._next_at = 0.0
        self._late: deque[float] = deque(maxlen=_REMEMBERED)

    @property
    def lag(self) -> float:
        """By how many seconds the loop was late within the last second, at most."""
        return max(self._late, default=0.0)

    async def measure(self) -> None:
        """Measure the lag until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            await asyncio.sleep(_EVERY)
            self._late.append(loop.time() - began - _EVERY)

    async def wait(self) -> None:
        """Wait until a crawl may begin. One at a time waits."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(self._next_at - loop.time(), 0.0))
        until = loop.time() + LONGEST
        while self.lag > TOLERATED and not self._is_idle() and loop.time() < until:
            await asyncio.sleep(_EVERY)
        self._next_at = loop.time() + self._gap
