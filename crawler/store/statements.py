"""Statements as they are said to a PostgreSQL server, for all stores of one process.

An engine of SQLAlchemy keeps each statement that it has compiled, a megabyte for those of a crawl. Twenty
sites in one process say the same statements to the same server, so they share them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import URL, Dialect
from sqlalchemy.util import LRUCache

_MOST = 500
"""Statements; the default of an engine (``query_cache_size``)."""


@dataclass(frozen=True)
class Statements:
    """What is known of a server, and the statements that were compiled for it."""

    dialect: Dialect
    """As an engine has prepared it at its first connection. Compiled statements belong to it."""
    compiled: LRUCache[Any, Any] = field(default_factory=lambda: LRUCache(_MOST))

    _last: ClassVar[tuple[tuple[URL, object], Statements] | None] = None

    @classmethod
    def of(cls, url: URL, dialect: Dialect) -> Statements:
        """Return those of a server; ``dialect``: what was found out about it just now.

        A server of another version, or another database, begins anew: a process has one at a time.
        """
        key = (url, dialect.server_version_info)
        if cls._last is None or cls._last[0] != key:
            cls._last = (key, cls(dialect))
        return cls._last[1]
