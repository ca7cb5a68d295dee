"""Many small newspapers, each on a loopback address of its own, with an access log that has the times.

``python -m tests.services.fleet.papers --hosts 20 --articles 30 --log FILE`` serves them in one process until
it is killed, and prints the port. A line of the log: seconds of the machine's clock, host, path.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from tests.newsroom.answer import HOST
from tests.newsroom.generated import generate
from tests.newsroom.sitemaps import document

ROOT = Path(__file__).parents[3]


class Asked(NamedTuple):
    """A line of the access log."""

    at: float
    """Seconds, monotonic."""
    host: str
    path: str


@dataclass(frozen=True)
class Papers:
    """Newspapers that are being served."""

    port: int
    hosts: tuple[str, ...]
    articles: int
    """Of each."""
    log: Path

    @property
    def urls(self) -> list[str]:
        """Their front pages."""
        return [f"http://{host}:{self.port}/" for host in self.hosts]

    def asked(self) -> list[Asked]:
        """Return the access log."""
        lines = [line.split(" ", 2) for line in self.log.read_text().splitlines()]
        return [Asked(float(at), host, path) for at, host, path in lines]

    def smallest_gap(self) -> tuple[float, str]:
        """Return the shortest time between two requests of one host, in seconds, and where it was."""
        smallest, where = float("inf"), ""
        last: dict[str, Asked] = {}
        for each in self.asked():
            before = last.get(each.host)
            if before is not None and each.at - before.at < smallest:
                smallest, where = each.at - before.at, f"{each.host}: {before.path} and {each.path}"
            last[each.host] = each
        return smallest, where

    def asked_again(self) -> int:
        """Return how many requests for articles were not the first ones."""
        counts = Counter((each.host, each.path) for each in self.asked() if each.path.startswith("/berita-"))
        return sum(counts.values()) - len(counts)


def hosts(number: int) -> tuple[str, ...]:
    """Return so many addresses of loopback."""
    return tuple(f"127.0.1.{each}" for each in range(1, number + 1))


@contextmanager
def served(log: Path, *, number: int = 20, articles: int = 30, crawl_delay: float = 0) -> Iterator[Papers]:
    """Serve newspapers in a process of their own, so that nothing here delays their clock."""
    command = [sys.executable, "-m", "tests.services.fleet.papers", "--hosts", str(number)]
    command += ["--articles", str(articles), "--crawl-delay", str(crawl_delay), "--log", str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Papers(int(process.stdout.readline()), hosts(number), articles, log)
        finally:
            process.kill()


class _Serving:
    """Answers for all hosts."""

    def __init__(self, log: Path, articles: int, crawl_delay: float) -> None:
        self._lines: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._write, args=(log,), daemon=True).start()
        self._crawl_delay = crawl_delay
        self._pages = {f"/berita-{number}/": story for number, story in enumerate(generate(articles), 1)}

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what comes over a connection."""
        try:
            while line := await reader.readline():
                at = time.monotonic()
                path = line.split()[1].decode()
                host = ""
                while (header := await reader.readline()).strip():
                    if header.lower().startswith(b"host:"):
                        host = header.split(b":", 1)[1].strip().decode()
                self._lines.put(f"{at:.4f} {host.partition(':')[0]} {path}\n")
                writer.write(self._answer(host, path))
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    def _write(self, log: Path) -> None:
        """Write the log, in a thread: a disk that is busy with a database's commits would delay the clock."""
        with log.open("w", buffering=1) as file:
            while True:
                file.write(self._lines.get())

    def _answer(self, host: str, path: str) -> bytes:
        origin, kind, status = f"http://{host}", "text/html; charset=utf-8", "200 OK"
        if path == "/robots.txt":
            kind, body = "text/plain", f"User-agent: *\nAllow: /\nSitemap: {origin}/sitemap.xml\n".encode()
            if self._crawl_delay:
                body += f"Crawl-delay: {self._crawl_delay:g}\n".encode()
        elif path == "/sitemap.xml":
            entries = [(f"{origin}{path}", story.modified) for path, story in self._pages.items()]
            kind, body = "application/xml", document("urlset", entries)
        elif path in self._pages:
            story = self._pages[path]
            body = story.pages[0].replace(story.url.encode(), f"{origin}{path}".encode())
            body = body.replace(HOST.encode(), origin.encode())
        elif path == "/":
            body = b"<html><head><title>Koran</title></head><body><h1>Koran</h1></body></html>"
        else:
            status, body = "404 Not Found", b"<html><body>tidak ada</body></html>"
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


async def _serve(number: int, articles: int, crawl_delay: float, log: Path) -> None:
    with suppress(PermissionError):
        os.nice(-10)  # on a busy machine the log would else tell when this process had its turn
    log.touch()
    serving = _Serving(log, articles, crawl_delay)
    first, *others = hosts(number)
    server = await asyncio.start_server(serving.connected, first, 0)
    port = server.sockets[0].getsockname()[1]
    for each in others:
        await asyncio.start_server(serving.connected, each, port)
    print(port, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--crawl-delay", type=float, default=0)
    parser.add_argument("--log", type=Path, required=True)
    given = parser.parse_args()
    asyncio.run(_serve(given.hosts, given.articles, given.crawl_delay, given.log))
