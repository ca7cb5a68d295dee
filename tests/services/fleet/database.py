"""A PostgreSQL server of our own that is stopped, frozen and started again, and asked by TCP."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.services import postgresql


class Server:
    """A server on a free port of loopback."""

    def __init__(self, binaries: Path, folder: Path, user: str | None) -> None:
        self._binaries = binaries
        self._user = user
        self._data = folder / "run" / "data"
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            self.port = unused.getsockname()[1]

    def url(self, port: int | None = None) -> str:
        """Return the URL of a store on it; ``port``: of a proxy."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{port or self.port}/postgres"

    def make(self) -> None:
        """Make its files, and start it."""
        self._run("initdb", "--auth=trust", "--encoding=UTF8", "-U", "postgres", "-D", str(self._data))
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"-p {self.port} -k {self._data} -c listen_addresses=127.0.0.1 -c max_connections=300"
        self._run(
            "pg_ctl", "-D", str(self._data), "-w", "-l", str(self._data / "log"), "-o", options, "start"
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop it as an operator does (``fast``), or as a power cut does (``immediate``)."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", mode, "stop")

    def freeze(self) -> None:
        """Let all its processes stand still."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let them go on."""
        self._signal(signal.SIGCONT)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Return what a query gives."""
        url = self.url().replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as conn:
            cursor = conn.execute(query)
            return cursor.fetchall() if cursor.description else []

    def _signal(self, number: int) -> None:
        postmaster = int((self._data / "postmaster.pid").read_text().split()[0])
        for each in (postmaster, *_children(postmaster)):
            with suppress(ProcessLookupError):  # a worker of autovacuum has just ended
                os.kill(each, number)

    def _run(self, program: str, *options: str) -> None:
        command: list[str | Path] = [self._binaries / program, *options]
        subprocess.run(command, user=self._user, cwd="/", check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server; skips the test where there is no PostgreSQL (with REQUIRE_SERVICES=1 it fails)."""
    binaries = postgresql.binaries()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    (folder / "run").mkdir()
    try:
        server = Server(*_usable(binaries, folder))
        server.make()
        try:
            yield server
        finally:
            server.thaw()
            server.stop("immediate")
    finally:
        shutil.rmtree(folder)


def _usable(binaries: Path, folder: Path) -> tuple[Path, Path, str | None]:
    usable, user = postgresql.unprivileged(binaries, folder)
    return usable, folder, user


def _children(parent: int) -> list[int]:
    """Return the processes that a process has begun (proc(5): the fourth field of ``stat``)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(stat.parent.name))
    return found
