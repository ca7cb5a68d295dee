"""A network that fails: a proxy before a server, whose connections stand still or end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Proxy:
    """Forwards connections to a port of loopback, in a thread of its own."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._flows = asyncio.Event()
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    def cut(self) -> None:
        """Let no byte pass from now on; the connections stand, as over a cable that was pulled out."""
        self._loop.call_soon_threadsafe(self._flows.clear)

    def mend(self, *, ended: bool) -> None:
        """Let bytes pass again; ``ended``: the connections from before the cut are reset."""
        if ended:
            self._loop.call_soon_threadsafe(self._reset)
        self._loop.call_soon_threadsafe(self._flows.set)

    def run(self, is_ready: threading.Event) -> None:
        """Forward until it is stopped."""
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._connected, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._flows.set()
        is_ready.set()
        try:
            self._loop.run_forever()
        finally:
            server.close()
            self._reset()
            left = asyncio.all_tasks(self._loop)
            for each in left:
                each.cancel()
            self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            self._loop.close()

    def stop(self) -> None:
        """Stop forwarding."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _reset(self) -> None:
        for writer in list(self._writers):
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._flows.wait()
        try:
            its_reader, its_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        await asyncio.gather(self._forward(reader, its_writer), self._forward(its_reader, writer))

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while data := await reader.read(65536):
                await self._flows.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            self._writers.discard(writer)
            writer.close()


@contextmanager
def proxied(target: int) -> Iterator[Proxy]:
    """Run a proxy before a port of loopback."""
    proxy = Proxy(target)
    is_ready = threading.Event()
    thread = threading.Thread(target=proxy.run, args=(is_ready,), daemon=True)
    thread.start()
    is_ready.wait()
    try:
        yield proxy
    finally:
        proxy.stop()
        thread.join(5)
