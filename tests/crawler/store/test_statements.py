"""Stores of one server share what is compiled for it; those of another server or version do not."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects import postgresql

from crawler.store.statements import Statements

HERE = "postgresql+psycopg://sri@127.0.0.1/koran"


def statements(url: str, version: tuple[int, ...]) -> Statements:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    dialect.server_version_info = version
    return Statements.of(make_url(url), dialect)


@pytest.mark.parametrize(
    ("url", "version", "is_shared"),
    [
        (HERE, (18, 1), True),
        (HERE, (19, 0), False),
        ("postgresql+psycopg://sri@127.0.0.1/kabar", (18, 1), False),
    ],
)
def test_statements_are_shared_by_stores_of_one_database_and_version(
    url: str, version: tuple[int, ...], is_shared: bool
) -> None:
    first = statements(HERE, (18, 1))
    assert (statements(url, version) is first) is is_shared
