"""The tables of a queue: made, or brought to the version of procrastinate that is installed.

procrastinate itself makes tables only where there are none, and leaves its migrations, SQL files whose names
sort by version, to its users (its documentation, "Migrations"). Which of them were applied stands in a table
of ours beside its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from procrastinate.schema import SchemaManager
from psycopg import sql

SCHEMA = "fleet"
"""The schema of the database in which the tables are, apart from those of the store."""

_LOCK = 0x7E1E7
"""Key of the advisory lock under which tables are made: any constant number."""
_LOCK_SECONDS = 60
"""How long a process waits for another one that makes them."""
_NOT_ALLOWED = psycopg.errors.InsufficientPrivilege

_OURS = """
CREATE TABLE queue_version (version text NOT NULL);
CREATE TABLE job_note (  -- what procrastinate has no column for
    job_id bigint PRIMARY KEY REFERENCES procrastinate_jobs (id) ON DELETE CASCADE,
    noted_at timestamptz NOT NULL DEFAULT now(),
    deaths integer NOT NULL DEFAULT 0,  -- workers that died with it, one after another
    reason text  -- why it failed
);
"""


class QueueSchemaError(Exception):
    """Tables that cannot be used; the message is a predicate for the queue."""

    def __init__(self, message: str, *, is_mistake: bool = False) -> None:
        super().__init__(message)
        self.is_mistake = is_mistake


def migrations() -> list[Path]:
    """Return the SQL files of all versions, the oldest first."""
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def prepare(options: dict[str, Any], *, migrate: bool) -> None:
    """Make the tables, or bring them to the present version (if ``migrate``); several processes may.

    ``options``: parameters of the connection. Raises QueueSchemaError: none or older ones (without
    ``migrate``), newer ones, those of another program, no right to make them; psycopg.Error.
    """
    with psycopg.connect(**options, autocommit=True) as conn:
        if _is_present(conn):
            return
        if not migrate:
            _refuse_absent(conn)
        conn.execute(f"SET lock_timeout = '{_LOCK_SECONDS}s'")
        conn.execute("SELECT pg_advisory_lock(%s)", [_LOCK])  # ends with this session
        try:
            _make(conn)
        except _NOT_ALLOWED as error:
            raise QueueSchemaError(
                f"cannot be made or upgraded by the user {conn.info.user}"
                f" ({str(error).splitlines()[0]}): grant it, or run scrapy fleet migrate once as the owner"
            ) from error


def _make(conn: psycopg.Connection[Any]) -> None:
    if _version(conn) is None:
        if _exists(conn, "procrastinate_jobs"):
            raise QueueSchemaError(
                f"has tables of another program in the schema {SCHEMA}: give the fleet a database of its own",
                is_mistake=True,
            )
        with conn.transaction():
            if not _has_schema(conn):
                conn.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(SCHEMA)))
            conn.execute(SchemaManager.get_schema())
            conn.execute(_OURS.encode())
            conn.execute("INSERT INTO queue_version VALUES (%s)", [migrations()[-1].stem])
        return
    for file in _missing(conn):
        with conn.transaction():
            conn.execute(file.read_bytes())
            conn.execute("UPDATE queue_version SET version = %s", [file.stem])


def _missing(conn: psycopg.Connection[Any]) -> list[Path]:
    """Return the migrations that are not applied yet. Raises QueueSchemaError for a newer version."""
    version = _version(conn)
    known = migrations()
    names = [file.stem for file in known]
    if version not in names:
        raise QueueSchemaError(
            f"was made by another version of procrastinate (schema {version}, known up to {names[-1]}):"
            " install the version that the other workers have"
        )
    return known[names.index(version) + 1 :]


def _is_present(conn: psycopg.Connection[Any]) -> bool:
    return _version(conn) is not None and not _missing(conn)


def _refuse_absent(conn: psycopg.Connection[Any]) -> None:
    if _version(conn) is None:
        raise QueueSchemaError(
            "does not exist yet: start a worker, or run scrapy fleet migrate", is_mistake=True
        )
    raise QueueSchemaError("has tables of an older version: start a worker, or run scrapy fleet migrate")


def _version(conn: psycopg.Connection[Any]) -> str | None:
    """Return the name of the last migration that was applied; None: there are no tables of ours."""
    if not _exists(conn, "queue_version"):
        return None
    row = conn.execute("SELECT version FROM queue_version").fetchone()
    return None if row is None else str(row[0])


def _exists(conn: psycopg.Connection[Any], table: str) -> bool:
    found = conn.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{SCHEMA}.{table}"]).fetchone()
    return bool(found and found[0])


def _has_schema(conn: psycopg.Connection[Any]) -> bool:
    found = conn.execute("SELECT to_regnamespace(%s) IS NOT NULL", [SCHEMA]).fetchone()
    return bool(found and found[0])
