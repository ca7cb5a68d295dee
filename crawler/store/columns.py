"""What the columns of the store's tables are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.compiler import DDLCompiler

_WHERE = "where"
_ROWID = "rowid"

WITHOUT_ROWID: dict[str, Any] = {_ROWID: False}
"""The ``info`` of a table that SQLite keeps in its primary key, and nowhere else.

Half the size for rows of three numbers (https://www.sqlite.org/withoutrowid.html). PostgreSQL has no such
tables.
"""

OPTIONAL_JSON = JSON(none_as_null=True)


class Instant(TypeDecorator[datetime]):
    """An instant, aware and UTC in Python; SQLite, which has no time zones, holds it as text in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert it to UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Make it aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def article_columns() -> list[Column[object]]:
    """Return the fields of :class:`crawler.article.Article`, in their order, as columns."""
    return [
        Column("url", Text, nullable=False),
        Column("canonical_url", Text),
        Column("site", Text, nullable=False),
        Column("headline", Text, nullable=False),
        Column("dateline", Text),
        Column("text", Text, nullable=False),
        Column("section", Text),
        Column("tags", JSON, nullable=False),
        Column("authors", JSON, nullable=False),
        Column("signoff", Text),
        Column("published_at", Text),
        Column("modified_at", Text),
        Column("image_url", Text),
        Column("caption", Text),
        Column("credit", Text),
        Column("language", Text),
        Column("fetched_at", Text),
        Column("content_hash", Text, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("near_duplicate_of", Text),
        Column("source", Text, nullable=False),
        Column("removed", JSON, nullable=False),
    ]


def where(condition: str) -> dict[str, Any]:
    """Return the arguments of an index that holds only the rows that meet a condition."""
    return {"info": {_WHERE: condition}}


@compiles(CreateIndex)
def _create_index(create: CreateIndex, compiler: DDLCompiler, **options: Any) -> str:
    """Add the condition: SQLite and PostgreSQL write it alike.

    SQLAlchemy has an argument of each database for it, and imports all drivers that it knows of both.
    """
    statement: str = compiler.visit_create_index(create, **options)  # type: ignore[no-untyped-call]
    condition = create.element.info.get(_WHERE)
    return f"{statement} WHERE {condition}" if condition else statement


@compiles(CreateTable, "sqlite")
def _create_table(create: CreateTable, compiler: DDLCompiler, **options: Any) -> str:
    """Add how SQLite keeps a table; SQLAlchemy's own argument for it imports drivers as well."""
    statement: str = compiler.visit_create_table(create, **options)  # type: ignore[no-untyped-call]
    return statement if create.element.info.get(_ROWID, True) else f"{statement.rstrip()} WITHOUT ROWID"
