"""What the tests of this folder are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.spider.crawling import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return an empty folder to crawl into."""
    return Folder(tmp_path)
