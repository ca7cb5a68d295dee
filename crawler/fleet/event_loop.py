"""An event loop on which crawls run beside other work: Twisted's reactor on a loop that runs already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import Any

from twisted.internet import asyncioreactor


def run_on_loop(work: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run a coroutine on a new event loop on which crawls can run, too; return what it returns."""
    return asyncio.run(_with_reactor(work))


async def _with_reactor(work: Callable[[], Coroutine[Any, Any, int]]) -> int:
    asyncioreactor.install(asyncio.get_running_loop())  # type: ignore[no-untyped-call]
    reactor = import_module("twisted.internet.reactor")  # not earlier: importing it chooses one
    reactor.startRunning(installSignalHandlers=False)
    try:
        return await work()
    finally:
        # Not fireSystemEvent("shutdown"): that stops the loop under us. Its threads would keep the process.
        reactor.getThreadPool().stop()
