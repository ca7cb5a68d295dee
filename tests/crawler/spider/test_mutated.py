"""Whole crawls of the small newspaper whose responses were changed by chance: they end, and say how."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.crawler.spider.crawling import Folder
from tests.newsroom.answer import Answer
from tests.newsroom.mutations import Mutation, mutations
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("crawls sites made at random")

PARTS = {
    "api": (r"wp-json", r"/posts\?", r"/types"),
    "sitemap": (r"wp-sitemap\.xml", r"wp-sitemap-posts", r"robots\.txt"),
    "feed": (r"/feed/", r"/feed/\?paged"),
    "archive": (r"/$", r"/page/2", r"/(?:category|tag)/"),
}
"""How the newspaper is discovered -> the paths of what is read on the way."""
FEW = 20
CRAWLS = int(os.environ.get("MUTATED_CRAWLS", FEW))
"""``MUTATED_CRAWLS=500`` looks for more, other ones each time."""
ARTICLES = r"-nomor-\d+/"


@settings(max_examples=CRAWLS, deadline=None, derandomize=CRAWLS == FEW)
@given(
    target=st.sampled_from(
        [(way, path) for way, paths in PARTS.items() for path in (*paths, r"/$", ARTICLES)]
    ),
    mutation=mutations(),
)
def test_a_crawl_of_changed_responses_ends_with_a_status_and_no_traceback(
    target: tuple[str, str], mutation: Mutation
) -> None:
    way, path = target

    def spoil(asked: str, answer: Answer) -> Answer:
        return mutation(answer) if re.search(path, asked) else answer

    with tempfile.TemporaryDirectory() as name, serve(fixtures=None, generated=4, per_page=2) as site:
        site.spoil = spoil
        folder = Folder(Path(name))
        crawled = folder.crawl(site.url, f"discover={way}", "RETRY_TIMES=0", "DOWNLOAD_TIMEOUT=5")
        assert crawled.status in (0, 1)
        ((ended,),) = folder.sql("SELECT ended_at IS NOT NULL FROM run ORDER BY id DESC LIMIT 1") or [(True,)]
        assert ended
        assert len(site.requests) < 200
