"""Crawls begin one after the other, and none more while the event loop is late."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import pytest

from crawler.fleet.pace import TOLERATED, Pace


async def late(is_idle: Callable[[], bool]) -> bool:
    """Ask whether a crawl may begin on a loop that was just held up."""
    pace = Pace(20, is_idle)
    measuring = asyncio.ensure_future(pace.measure())
    await asyncio.sleep(0)
    time.sleep(3 * TOLERATED)
    await asyncio.sleep(0.01)
    try:
        return await pace.may_begin()
    finally:
        measuring.cancel()


@pytest.mark.parametrize(("is_idle", "may"), [(False, False), (True, True)])
def test_no_further_crawl_begins_on_a_late_loop_but_a_first_one_does(is_idle: bool, may: bool) -> None:
    assert asyncio.run(late(lambda: is_idle)) is may


def test_crawls_begin_apart() -> None:
    async def began() -> list[float]:
        pace = Pace(10)
        times = []
        for _ in range(3):
            assert await pace.may_begin()
            times.append(asyncio.get_running_loop().time())
        return times

    first, second, third = asyncio.run(began())
    assert second - first >= 0.099 and third - second >= 0.099
