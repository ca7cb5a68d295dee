"""What the tests of a fleet are given, beside what all are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.services import postgresql


@pytest.fixture
def url(server: URL) -> Iterator[str]:
    """Yield the address of an empty database, in which there are no tables yet."""
    with postgresql.database(server) as url:
        yield url
