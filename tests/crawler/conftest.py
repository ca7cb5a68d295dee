"""What the tests of this folder are given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.store import Store
from tests.crawler.spider.crawling import Folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield an empty store on disk."""
    opened = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return an empty folder to crawl a newspaper into."""
    return Folder(tmp_path)
