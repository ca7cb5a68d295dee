"""Statements that insert a row or change the one that is there, as both databases have them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.sql.dml import Insert


def upsert(conn: Connection, table: Table, key: tuple[str, ...], *changed: str) -> Insert:
    """Return the statement that inserts a row, or changes these columns of the one with the same key.

    ``INSERT ... ON CONFLICT``, https://www.sqlite.org/lang_upsert.html: one statement where a look before
    would take two. It is built once.
    """
    return _built(conn.dialect.name, table, key, changed)


def dialect_of(name: str) -> Any:
    """Return SQLAlchemy's package of a database; importing that of another one costs 3 MB."""
    return import_module(f"sqlalchemy.dialects.{name}")


@cache
def _built(dialect: str, table: Table, key: tuple[str, ...], changed: tuple[str, ...]) -> Insert:
    inserted: Any = dialect_of(dialect).insert(table)
    values = {table.c[name]: inserted.excluded[name] for name in changed}
    statement: Insert = inserted.on_conflict_do_update(
        index_elements=[table.c[name] for name in key], set_=values
    )
    return statement
