"""Crawls of a real WordPress newspaper, each field against the text its editors typed.

``WORDPRESS_URL`` is its front page, ``WORDPRESS_GOLD`` a file of JSON lines: what a reader gets of each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
URL = os.environ.get("WORDPRESS_URL", "")
GOLD = os.environ.get("WORDPRESS_GOLD", "")
SOURCES = ("auto", "api", "sitemap", "feed", "archive")
NOT_ON_EVERY_PAGE = {"modified_at", "caption", "credit"}
"""What a theme may leave out of the article's page: null there, never wrong."""

pytestmark = pytest.mark.skipif(not (URL and GOLD), reason="WORDPRESS_URL and WORDPRESS_GOLD are not set")


def expected(gold: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an article as a reader of the newspaper would write them down."""
    return {
        "headline": gold["headline"],
        "text": "\n\n".join(gold["paragraphs"]),
        "dateline": gold["dateline_place"] or None,
        "signoff": gold["desk"].strip("()") or None,
        "caption": gold["caption"] or None,
        "credit": gold["credit"] or None,
        "section": gold["section"],
        "tags": sorted(gold["tags"]),
        "authors": [gold["author"]],
        "published_at": datetime.fromisoformat(gold["published"]),
        "modified_at": datetime.fromisoformat(gold["modified"]),
    }


def crawled(folder: Path, *options: str) -> dict[str, dict[str, Any]]:
    """Crawl the newspaper into an empty store and return its articles by address, comparable with gold."""
    out = folder / "out.jsonl"
    command = [sys.executable, "-m", "scrapy", "crawl", "telegraf", "-a", f"site={URL}", "-O", str(out)]
    settings = {"STORE_URL": f"sqlite:///{folder}/articles.db", "ARCHIVE_DIR": str(folder / "archive")}
    run = subprocess.run(
        [*command, "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", *options],
        cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    for line in lines:
        line["tags"].sort()
        for name in ("published_at", "modified_at"):
            line[name] = line[name] and datetime.fromisoformat(line[name])
    assert len({line["url"] for line in lines}) == len(lines), "an article was exported twice"
    return {line["url"]: line for line in lines}


def differences(articles: Mapping[str, dict[str, Any]], may_be_null: set[str]) -> list[str]:
    """Return one sentence for each missing or additional article and each field that differs from gold."""
    gold = {g["url"]: expected(g) for g in map(json.loads, Path(GOLD).read_text("utf-8").splitlines())}
    found = [f"missing: {url}" for url in gold.keys() - articles.keys()]
    found += [f"no article of the newspaper: {url}" for url in articles.keys() - gold.keys()]
    for url in gold.keys() & articles.keys():
        for name, want in gold[url].items():
            got = articles[url][name]
            if got != want and not (got is None and name in may_be_null):
                found.append(f"{url} {name}: {got!r} is not {want!r}")
    return found


@pytest.mark.parametrize("way", SOURCES)
def test_every_article_is_there_and_every_field_is_exact(way: str, tmp_path: Path) -> None:
    articles = crawled(tmp_path, "-a", f"discover={way}")
    assert not differences(articles, set() if way in ("auto", "api") else NOT_ON_EVERY_PAGE)


def test_the_records_of_the_pages_fill_what_the_pages_do_not_show(tmp_path: Path) -> None:
    articles = crawled(tmp_path, "-a", "discover=sitemap", "-s", "READ_REST_RECORD=1")
    assert not differences(articles, set())
