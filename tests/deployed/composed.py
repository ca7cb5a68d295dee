"""What compose.yaml starts, without an engine: the same commands and environment, a PostgreSQL of our own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import yaml
from sqlalchemy import URL

from tests.deployed.shown import ROOT
from tests.services.postgresql import server_with_password

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SECRETS = "/run/secrets/"
"""Where an engine puts the secrets of a service."""


@contextmanager
def corpus_server(password: str) -> Iterator[URL]:
    """Yield a server with a user and a database ``corpus``, as docs/fleet.md has them."""
    with server_with_password(password) as url:
        with psycopg.connect(admin(url, password), autocommit=True) as conn:
            conn.execute(f"CREATE ROLE corpus LOGIN PASSWORD '{password}'")
            conn.execute("CREATE DATABASE corpus OWNER corpus")
        yield url


def admin(server: URL, password: str, database: str = "postgres") -> str:
    """Return the address of a database for its superuser, as libpq takes it."""
    url = server.set(drivername="postgresql", password=password, database=database)
    return url.render_as_string(hide_password=False)


def run(
    service: str, folder: Path, server: URL, *more: str, secrets: Path, command: list[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run what a service runs, in a folder in place of the image's.

    ``server`` stands for the host ``db``, ``secrets`` for their folder; ``more``: arguments behind its own.
    """
    given = {
        name: str(value).replace("corpus@db/", f"corpus@{server.host}:{server.port}/")
        for name, value in SERVICES[service]["environment"].items()
    }
    given = {name: value.replace(SECRETS, f"{secrets}/") for name, value in given.items()}
    kept = {name: value for name, value in os.environ.items() if name not in ("STORE_URL", "PGPASSWORD")}
    return subprocess.run(
        [sys.executable, "-m", "crawler.cli", *(command or SERVICES[service]["command"]), *more],
        cwd=folder,
        env=kept | given | {"PYTHONPATH": str(ROOT), "AGREEMENT_BUDGET": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


def write_password_file(secrets: Path, server: URL, password: str) -> Path:
    """Write what docs/fleet.md writes, for a server elsewhere than at ``db:5432``."""
    file = secrets / "pgpass"
    file.write_text(f"{server.host}:{server.port}:corpus:corpus:{password}\n")
    file.chmod(0o600)
    return file
