"""Something that a crawl does again and again, by the clock and not for each article."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Ticker:
    """Calls a function every so many seconds, from its start to its stop."""

    def __init__(self, seconds: float, do: Callable[[], None]) -> None:
        self._seconds = seconds
        self._do = do
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start; the first call is one interval later. The event loop must be running."""
        self._task = asyncio.get_running_loop().create_task(self._tick())

    def stop(self) -> None:
        """Stop; doing it again, or without a start, changes nothing."""
        if self._task is not None:
            self._task.cancel()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            self._do()
