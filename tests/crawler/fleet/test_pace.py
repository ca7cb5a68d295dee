"""Crawls begin one after the other, later while the event loop is late, but not for ever."""

from __future__ import annotations

import asyncio
import time

import pytest

from crawler.fleet import pace
from crawler.fleet.pace import TOLERATED, Pace


async def waited(of: Pace, *, late_for: float) -> float:
    """Return for how many seconds a beginning is put off on a loop that is held up again and again."""
    loop = asyncio.get_running_loop()
    measuring = asyncio.ensure_future(of.measure())
    began = loop.time()

    async def hold_up() -> None:
        while loop.time() < began + late_for:
            await asyncio.sleep(0.01)
            time.sleep(1.5 * TOLERATED)

    holding = asyncio.ensure_future(hold_up())
    try:
        while of.lag <= TOLERATED:
            await asyncio.sleep(0.01)
        asked = loop.time()
        await of.wait()
        return loop.time() - asked
    finally:
        measuring.cancel()
        holding.cancel()


def test_a_further_crawl_begins_once_the_loop_is_no_longer_late() -> None:
    assert 0.5 < asyncio.run(waited(Pace(20), late_for=0.3)) < pace.LONGEST


def test_a_first_crawl_begins_on_a_late_loop() -> None:
    assert asyncio.run(waited(Pace(20, lambda: True), late_for=0.3)) < 0.5


def test_a_loop_that_stays_late_puts_off_no_crawl_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "LONGEST", 0.6)
    assert 0.6 <= asyncio.run(waited(Pace(20), late_for=30)) < 3


def test_crawls_begin_apart() -> None:
    async def began() -> list[float]:
        pace = Pace(10)
        times = []
        for _ in range(3):
            await pace.wait()
            times.append(asyncio.get_running_loop().time())
        return times

    first, second, third = asyncio.run(began())
    assert second - first >= 0.099 and third - second >= 0.099
