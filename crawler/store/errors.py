"""What goes wrong with a store: one sentence for its user."""

from __future__ import annotations

from sqlite3 import SQLITE_READONLY

from sqlalchemy import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError

from crawler.errors import Trouble
from crawler.store.secrets import shown, without_secrets

_MISTAKES_OF_OURS = (IntegrityError, DataError, ProgrammingError, NotSupportedError)
"""Errors that another disk or server would not mend."""

_DEADLOCK = "40P01"
"""SQLSTATE of PostgreSQL: two transactions wait for each other, and this one was given up."""
_OF_THE_SERVER = {"42501", "42P01", "3F000"}
"""SQLSTATEs of PostgreSQL that another server would mend, though its driver calls them mistakes of a program:
the user of the URL lacks a privilege; a table, or its schema, is not there any more."""
_READ_ONLY = {"25006", "42501"}
"""SQLSTATEs of PostgreSQL: a standby, or a user who may only read."""


class StoreError(Trouble):
    """A store that cannot be opened, or was lost: one sentence for its user, with its URL."""


class StoreMisnamed(StoreError):
    """A STORE_URL that names no store: no URL, an unknown kind, what is not there. Its user has to change it.

    What is there and cannot be used (a server that refuses, a file that is no database, read-only, damaged or
    locked) is not the user's mistake.
    """

    is_mistake = True


class StoreLost(StoreError):
    """The connection that held the lock of a site has ended: what works on that store has to end as well."""


class StoreReadOnly(StoreError):
    """A store that may be read and not written: a medium, a folder of another user, a standby."""


class StoreContended(StoreError):
    """Another process wrote the same rows in another order: this transaction may be tried again."""


def store_error(error: DBAPIError, url: URL) -> StoreError | None:
    """Return what an error of the disk or the server means for a store; None: it is a mistake of ours."""
    is_mistake = isinstance(error, _MISTAKES_OF_OURS) and not _is_of_the_server(error)
    if is_mistake and error.statement is not None:
        return None  # without a statement it is the user's: a wrong parameter of the connection
    kind = StoreMisnamed if is_mistake else _kind(error)
    return kind(f"The store {shown(url)} cannot be used: {without_secrets(reason_of(error), url)}.")


def _kind(error: DBAPIError) -> type[StoreError]:
    state, code = getattr(error.orig, "sqlstate", None), getattr(error.orig, "sqlite_errorcode", 0)
    if state in _READ_ONLY or code & 0xFF == SQLITE_READONLY:
        return StoreReadOnly
    return StoreContended if state == _DEADLOCK else StoreError


def reason_of(error: DBAPIError) -> str:
    """Return the first line of what the database said, fit for the middle of a sentence.

    It may hold secrets of the URL, see :func:`crawler.store.secrets.without_secrets`.
    """
    return first_line(str(error.orig or error)) or type(error).__name__


def first_line(said: str) -> str:
    """Return the first line of what a driver said that says something, without its full stop.

    Of a server with several addresses psycopg tells the last attempt first, and then lists all.
    """
    lines = said.strip().splitlines()
    return lines[0].rstrip(".") if lines else ""


def _is_of_the_server(error: DBAPIError) -> bool:
    """Say whether what a driver calls a mistake is the state of a PostgreSQL server."""
    return getattr(error.orig, "sqlstate", None) in _OF_THE_SERVER
