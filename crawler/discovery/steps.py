"""Reading a large page in steps, so that a crawl hears a signal to stop in between."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import TypeVar

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""A reading that may pause wherever it yields."""

A_MOMENT = 0.01
"""Seconds of a pause: a signal that came meanwhile is dealt with."""


def at_once(steps: Steps[Result]) -> Result:
    """Read without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


async def in_steps(steps: Steps[Result]) -> Result:
    """Read with pauses, in which the crawl may be ended: then this is cancelled."""
    while True:
        await asyncio.sleep(A_MOMENT)
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
