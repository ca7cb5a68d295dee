"""Rows that a statement is given as one parameter, as both databases read them: JSON.

The statements of this package run for every few articles that a crawl stores, so they are sent as they stand
here: building them anew, or binding thousands of parameters, would cost more than what they do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

_SQLITE = {
    "ids": "(SELECT value FROM json_each(?))",
    "in_ids": "IN (SELECT value FROM json_each(?))",
    "pairs": """(
        SELECT json_extract(value, '$[0]') AS one, json_extract(value, '$[1]') AS other FROM json_each(?)
    )""",
    "keys": """(
        SELECT CAST(line.key AS integer) AS period, given.value AS hash
        FROM json_each(?) AS line, json_each(line.value) AS given
    )""",
    "triples": """(
        SELECT json_extract(value, '$[0]') AS one, json_extract(value, '$[1]') AS other,
               json_extract(value, '$[2]') AS third
        FROM json_each(?)
    )""",
}
_IDS = "CAST(translate(?, '[]', '{}') AS integer[])"
"""As an array: the server sees how few they are, and so that an index is quicker than a look at all rows."""

_POSTGRESQL = {
    "ids": f"(SELECT unnest({_IDS}) AS value)",
    "in_ids": f"= ANY ({_IDS})",
    "pairs": """(
        SELECT CAST(value ->> 0 AS integer) AS one, value ->> 1 AS other
        FROM json_array_elements(CAST(? AS json)) AS given(value)
    )""",
    "keys": """(
        SELECT CAST(line.key AS integer) AS period, CAST(given.value AS integer) AS hash
        FROM json_each(CAST(? AS json)) AS line, LATERAL json_array_elements_text(line.value) AS given(value)
    )""",
    "triples": """(
        SELECT CAST(value ->> 0 AS integer) AS one, CAST(value ->> 1 AS integer) AS other,
               CAST(value ->> 2 AS integer) AS third
        FROM json_array_elements(CAST(? AS json)) AS given(value)
    )""",
}


def ask(conn: Connection, question: str, *given: Any) -> list[Any]:
    """Execute a statement that answers with rows, and return these; ``?`` stands for what is given.

    ``{ids}`` in it is a table (value) of numbers, ``{in_ids}`` says of a column that it is one of them,
    ``{pairs}`` is a table (one, other), of which PostgreSQL takes ``other`` for text, ``{triples}`` a table
    (one, other, third), ``{keys}`` a table (period, hash); each for one JSON text (:func:`rows`,
    :func:`keys`).
    """
    return list(conn.exec_driver_sql(spelled(conn.dialect.name, question), given).all())


def run(conn: Connection, statement: str, *given: Any) -> None:
    """Execute a statement that has no answer; see :func:`ask`."""
    conn.exec_driver_sql(spelled(conn.dialect.name, statement), given)


def run_for_each(conn: Connection, statement: str, given: Sequence[tuple[Any, ...]]) -> None:
    """Execute a statement for each of several rows of parameters; nothing if there is none."""
    if given:
        conn.exec_driver_sql(spelled(conn.dialect.name, statement), list(given))


def rows(values: Iterable[Any]) -> str:
    """Return rows as the JSON text that stands for them."""
    return _as_json([*values])


def keys(hashes: Mapping[int, Iterable[int]]) -> str:
    """Return periods with their hashes as the JSON text that stands for them, in the order of the table."""
    return _as_json({period: sorted(hashes[period]) for period in sorted(hashes)})


@cache
def spelled(dialect: str, statement: str) -> str:
    """Return a statement as a database wants it."""
    if dialect == "sqlite":
        return statement.format_map(_SQLITE)
    return statement.format_map(_POSTGRESQL).replace("?", "%s")


def _as_json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
