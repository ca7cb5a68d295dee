"""A web server on raw sockets: it sends the bytes of a case as they are, also what no library would send.

One response per connection. Beside its own address (127.0.0.1) it listens at others of the machine, on the
same port: nothing on the internet may lead a crawl there, so each connection to them is counted.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

OWN = "127.0.0.1"
PRIVATE = ("127.0.0.2", "127.0.0.3", "::1")
"""Addresses that no case may make a crawl connect to; the last one only where the machine speaks IPv6."""

LONGEST_HEAD = 64 * 1024
"""Bytes of a request; longer ones are not read further."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    path: str
    query: Mapping[str, str]
    is_over: threading.Event
    """Set when the server stops: a reply that waits must wait for this."""

    def wait(self, seconds: float) -> bool:
        """Wait; False: the server stops."""
        return not self.is_over.wait(seconds)


Reply = Callable[[Asked], Iterable[bytes]]
"""What is sent in response, byte by byte. Raises Reset."""


class Reset(Exception):
    """The connection is to be reset (RST) in place of being closed."""


class Server:
    """Serves from one thread per connection until it is stopped."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        """The paths that were requested, with their queries."""
        self.private: list[str] = []
        """The private addresses that were connected to, once for each connection."""
        self.reply: Callable[[Asked], Iterable[bytes]] = lambda asked: ()
        self._is_over = threading.Event()
        self._listening, self.port = _listen()
        self._open: set[socket.socket] = set()

    @property
    def url(self) -> str:
        """The origin, without a slash at its end."""
        return f"http://{OWN}:{self.port}"

    def start(self) -> None:
        """Accept connections."""
        for name, listener in self._listening.items():
            threading.Thread(target=self._accept, args=(name, listener), daemon=True).start()

    def stop(self) -> None:
        """Close what is open; replies that wait end."""
        self._is_over.set()
        for each in (*self._listening.values(), *list(self._open)):
            with contextlib.suppress(OSError):  # its other end closed it before
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self, name: str, listener: socket.socket) -> None:
        while not self._is_over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return  # stopped
            if name != OWN:
                self.private.append(name)
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):  # a client may leave whenever it likes
            try:
                target = _read_target(connection)
                self.requests.append(target)
                parts = urlsplit(target)
                query = dict(parse_qsl(parts.query, keep_blank_values=True))
                for part in self.reply(Asked(parts.path, query, self._is_over)):
                    connection.sendall(part)
            except Reset:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._open.discard(connection)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server on a free port."""
    server = Server()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _read_target(connection: socket.socket) -> str:
    """Read a request; return what its first line asks for. Raises OSError if the client leaves before."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < LONGEST_HEAD:
        part = connection.recv(65536)
        if not part:
            raise ConnectionAbortedError
        head += part
    return head.split(b" ", 2)[1].decode("latin-1")


def _listen(tries: int = 20) -> tuple[dict[str, socket.socket], int]:
    """Listen on one free port of all addresses. Raises OSError if none is free at all of them."""
    for left in reversed(range(tries)):
        own = socket.create_server((OWN, 0), backlog=64)
        port: int = own.getsockname()[1]
        found = {OWN: own}
        try:
            for name in PRIVATE:
                found |= _listen_at(name, port)
        except OSError:
            for each in found.values():
                each.close()
            if not left:
                raise
            continue
        return found, port
    raise AssertionError("no try")


def _listen_at(name: str, port: int) -> dict[str, socket.socket]:
    """Return a listener by its name; none for IPv6 where the machine does not speak it."""
    family = socket.AF_INET6 if ":" in name else socket.AF_INET
    try:
        return {name: socket.create_server((name, port), family=family, backlog=8)}
    except OSError as error:
        if family == socket.AF_INET6 and error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
            return {}
        raise
