"""A large page is read in steps, between which the crawl may be ended."""

from __future__ import annotations

import asyncio

import pytest

from crawler.discovery.steps import Steps, at_once, in_steps


def reading(done: list[str]) -> Steps[int]:
    for step in ("sections", "links"):
        done.append(step)
        yield
    return len(done)


def test_steps_give_the_same_with_and_without_pauses() -> None:
    assert at_once(reading([])) == asyncio.run(in_steps(reading([]))) == 2


def test_a_crawl_that_ends_meanwhile_does_not_read_on() -> None:
    done: list[str] = []

    async def end_at_once() -> None:
        task = asyncio.ensure_future(in_steps(reading(done)))
        while not done:
            await asyncio.sleep(0)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(end_at_once())
    assert done == ["sections"]
