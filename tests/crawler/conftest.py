"""What the tests of this folder are given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield an empty store on disk."""
    opened = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    yield opened
    opened.close()
