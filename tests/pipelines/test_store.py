"""Items on their way through the pipelines of a real crawl: stored, dropped, failed; each row ends once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest

from crawler.article import Article
from crawler.store import Store
from tests.crawler.storing import rows
from tests.services import postgresql

ROOT = Path(__file__).parents[2]


@dataclass
class Crawl:
    stats: dict[str, Any]
    lines: list[dict[str, Any]]
    log: str
    store: str

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        store = Store.open(self.store)
        answer = rows(store, query)
        store.close()
        return answer

    def counted(self) -> dict[str, int]:
        return {name: number for name, number in self.stats.items() if name.startswith("article/")}


def crawl(folder: Path, *slugs: str, on_server: str | None = None) -> Crawl:
    url = on_server or f"sqlite:///{folder / 'articles.db'}"
    export = folder / "out.jsonl"
    export.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.pipelines.crawling", url, str(export), *slugs]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = export.read_text("utf-8").splitlines() if export.exists() else []
    return Crawl(json.loads(done.stdout), [json.loads(line) for line in lines], done.stderr, url)


@pytest.fixture(scope="module", params=postgresql.KINDS)
def mixed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    """A crawl in which everything happens, into a file, and then into a server."""
    folder, slugs = tmp_path_factory.mktemp("mixed"), ("satu", "pindah", "kosong", "salah")
    if request.param == postgresql.SQLITE:
        yield crawl(folder, *slugs)
    else:
        with postgresql.database(request.getfixturevalue("server")) as url:
            yield crawl(folder, *slugs, on_server=url)


def test_the_statistics_name_what_became_of_every_article(mixed: Crawl) -> None:
    assert mixed.counted() == {
        "article/new": 4,
        "article/dropped/no_text": 2,
        "article/failed/error_ZeroDivisionError": 1,
    }


def test_the_export_holds_the_bare_articles_and_nothing_else(mixed: Crawl) -> None:
    assert {line["url"].rsplit("/", 2)[1] for line in mixed.lines} == {
        "satu",
        "pindah-ke-sini",
        "dibawa-satu",
        "dibawa-dua",
    }
    assert all(list(line) == [field.name for field in fields(Article)] for line in mixed.lines)
    assert {line["revision"] for line in mixed.lines} == {1}


def test_every_row_ended_with_its_outcome(mixed: Crawl) -> None:
    ended = mixed.ask("SELECT replace(url, 'https://telegraf.co.id/', ''), state, reason FROM frontier")
    assert sorted(ended) == [
        ("dibawa-dua/", "done", "stored"),
        ("dibawa-kosong/", "done", "dropped:no_text"),
        ("dibawa-satu/", "done", "stored"),
        ("kosong/", "done", "dropped:no_text"),
        ("pindah-ke-sini/", "done", "stored"),
        ("pindah/", "done", "moved"),
        ("salah/", "failed", "error_ZeroDivisionError"),
        ("satu/", "done", "stored"),
        ("wp-json/", "done", "listed"),
    ]


@pytest.mark.slow("several crawls, in processes of their own")
def test_unchanged_articles_go_no_further_and_cost_no_log_line(tmp_path: Path) -> None:
    crawl(tmp_path, "satu", "dua")
    again = crawl(tmp_path, "satu", "dua")
    assert again.lines == []
    assert again.counted() == {"article/unchanged": 4, "article/dropped/no_text": 1}
    assert "satu" not in again.log


@pytest.mark.slow("several crawls, in processes of their own")
def test_an_article_that_was_gone_and_is_back_unchanged_is_revived(tmp_path: Path) -> None:
    first = crawl(tmp_path, "satu")
    store = Store.open(first.store)
    with store.begin() as conn:
        conn.exec_driver_sql("UPDATE article SET gone_at = fetched_at WHERE url LIKE '%/satu/'")
    store.close()
    again = crawl(tmp_path, "satu")
    assert (again.counted()["article/revived"], again.lines) == (1, [])


def test_a_crawl_whose_store_is_lost_ends_and_says_so(tmp_path: Path) -> None:
    lost = crawl(tmp_path, "satu", "rusak-nanti", "tiga-nanti")
    assert lost.stats["finish_reason"] == "store_lost"
    assert lost.counted()["article/new"] == 3  # with the two that the listing carries
    assert "cannot be used: no such table: revision" in lost.log
    assert lost.ask("SELECT url, state FROM frontier WHERE kind = 'article' AND way = 'sitemap'") == [
        ("https://telegraf.co.id/satu/", "done"),
        ("https://telegraf.co.id/rusak-nanti/", "pending"),
        ("https://telegraf.co.id/tiga-nanti/", "pending"),
    ]


def test_nothing_is_reported_as_stored_whose_transaction_is_lost(tmp_path: Path) -> None:
    lost = crawl(tmp_path, "satu", "rusak", "tiga")
    assert (lost.counted(), lost.lines) == ({"article/dropped/no_text": 1}, [])
    assert lost.ask("SELECT count(*) FROM article") == [(0,)]
    assert (
        lost.ask("SELECT state FROM frontier WHERE kind = 'article' AND way = 'sitemap'")
        == [("pending",)] * 3
    )
