"""Triggers of the database: whatever changes an article notes it in the table ``due``.

They hear every statement, also what somebody types into a shell of the database, so that nothing that stores,
edits, joins or deletes articles has to think of those who compare them.
"""

from __future__ import annotations

from sqlalchemy import Connection

_WATCHED = ("headline", "text", "published_at", "published_instant", "gone_at", "url")
"""What matters to who compares articles."""
_DIFFERENT = " OR ".join(f"OLD.{column} IS {{differs}} NEW.{column}" for column in _WATCHED)
"""A text that is stored again as it was makes no article due, nor does a change of another column."""
_CHANGED = f"UPDATE OF {', '.join(_WATCHED)}"

_SQLITE = tuple(
    statement
    for name, event, row in (
        ("article_added", "INSERT ON article", "NEW"),
        ("article_changed", f"{_CHANGED} ON article WHEN {_DIFFERENT.format(differs='NOT')}", "NEW"),
        ("article_deleted", "DELETE ON article", "OLD"),
    )
    for statement in (
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} AFTER {event} BEGIN INSERT INTO due (article_id) VALUES ({row}.id); END",
    )
)

# A session may have any search_path: the table is where the one with the trigger is, whatever its schema is
# called by now.
_NOTE_ONE = """
    CREATE OR REPLACE FUNCTION article_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        EXECUTE 'INSERT INTO ' || quote_ident(TG_TABLE_SCHEMA) || '.due (article_id) VALUES ($1)'
        USING CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END;
        RETURN NULL;
    END $$
"""
_NOTE_ALL = """
    CREATE OR REPLACE FUNCTION articles_are_due() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        place text := quote_ident(TG_TABLE_SCHEMA);
    BEGIN
        EXECUTE 'INSERT INTO ' || place || '.due (article_id) SELECT article_id FROM ' || place || '.sketch';
        RETURN NULL;
    END $$
"""
_ONE, _ALL = (
    "EACH ROW {when}EXECUTE FUNCTION article_is_due()",
    "EACH STATEMENT EXECUTE FUNCTION articles_are_due()",
)
_POSTGRESQL = (
    _NOTE_ONE,
    _NOTE_ALL,
    *(
        statement
        for name, event, what in (
            ("article_added", "INSERT", _ONE.format(when="")),
            (
                "article_changed",
                _CHANGED,
                _ONE.format(when=f"WHEN ({_DIFFERENT.format(differs='DISTINCT FROM')}) "),
            ),
            ("article_deleted", "DELETE", _ONE.format(when="")),
            ("articles_emptied", "TRUNCATE", _ALL),
        )
        for statement in (
            f"DROP TRIGGER IF EXISTS {name} ON article",
            f"CREATE TRIGGER {name} AFTER {event} ON article FOR {what}",
        )
    ),
)


def create_triggers(conn: Connection) -> None:
    """Create the triggers, in place of earlier ones; the tables are there already."""
    for statement in _SQLITE if conn.dialect.name == "sqlite" else _POSTGRESQL:
        conn.exec_driver_sql(statement)
