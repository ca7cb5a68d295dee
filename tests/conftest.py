"""What all tests are given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.newsroom.server import RunningNewspaper, serve


@pytest.fixture
def newsroom() -> Iterator[RunningNewspaper]:
    """Yield the small newspaper with its fixtures, on a free port; other ones by ``serve(...)``."""
    with serve() as site:
        yield site
