"""The version of the store's tables: they are made, checked, and brought to the newest one."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, inspect, select

from crawler.store.schema import metadata, schema
from crawler.store.triggers import create_triggers

VERSION = 6
"""Version of the tables in schema.py. A change of them raises it and adds a step to UPGRADES."""

UPGRADES: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE article ADD COLUMN extraction TEXT",
        "ALTER TABLE revision ADD COLUMN extraction TEXT",
        "ALTER TABLE revision ADD COLUMN cause TEXT NOT NULL DEFAULT 'site'",
    ),
    2: (
        "ALTER TABLE run ADD COLUMN status INTEGER",
        "ALTER TABLE run ADD COLUMN failed_checks JSON",
    ),
    3: ("ALTER TABLE archive_file ADD COLUMN place TEXT",),
    4: (
        "CREATE INDEX IF NOT EXISTS article_near_duplicate ON article (site, near_duplicate_of)"
        " WHERE near_duplicate_of IS NOT NULL",
        "INSERT INTO due (article_id) SELECT id FROM article ORDER BY published_instant, url",
    ),
    5: (),  # the table ledger
}
"""Version -> statements that bring a store of that version to the next; new tables are created anyway."""


class SchemaError(Exception):
    """A database whose tables this version cannot use; the message is the rest of a sentence about it."""


class NoTables(SchemaError):
    """An empty database, where one with articles is wanted."""


def prepare(conn: Connection, *, create: bool) -> int:
    """Create the tables in an empty database (if ``create``), and return the version of existing ones.

    Raises NoTables, SchemaError, with nothing changed: empty, tables of another program, a newer version.
    """
    present = set(inspect(conn).get_table_names())
    if schema.name not in present:
        if foreign := present & set(metadata.tables):
            raise SchemaError(f"holds a table {min(foreign)} of another program")
        if not create:
            raise NoTables("holds no articles yet: crawl first")
        _create(conn)
        conn.execute(insert(schema).values(version=VERSION))
    version = int(conn.execute(select(schema.c.version)).scalar_one())
    if version > VERSION:
        raise SchemaError(
            f"was written by a newer version of this program (schema {version}, known {VERSION})"
        )
    if create:  # a crawl must be able to write: fail now, not after an hour (SQLite skips idle updates)
        conn.execute(delete(schema))
        conn.execute(insert(schema).values(version=version))
    return version


def upgrade(conn: Connection) -> None:
    """Upgrade the tables of an older version to this one."""
    version = conn.execute(select(schema.c.version).with_for_update()).scalar_one()
    present = set(inspect(conn).get_table_names())
    _create(conn)
    missing = set(metadata.tables) - present  # they are made as they are today, so there is nothing to add
    for each in range(version, VERSION):
        for statement in UPGRADES[each]:
            if not (statement.startswith("ALTER TABLE ") and statement.split()[2] in missing):
                conn.exec_driver_sql(statement)
    conn.execute(schema.update().values(version=VERSION))


def _create(conn: Connection) -> None:
    """Create the tables that are not there, and the triggers."""
    metadata.create_all(conn)
    create_triggers(conn)
