"""``scrapy reextract``: today's extraction over what was archived, without one request."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine

from tests.crawler.spider.crawling import ROOT, Folder
from tests.crawler.spider.test_second_crawl import now
from tests.newsroom.server import serve
from tests.services.postgresql import ON_BOTH

pytestmark = pytest.mark.slow("each test crawls, and reads the archive again in processes of its own")

ARTICLES = "SELECT * FROM article ORDER BY key"
REVISIONS = """
    SELECT article.key, revision.* FROM revision JOIN article ON article.id = article_id
    WHERE cause = 'site' ORDER BY article.key, revision.revision
"""
ALIASES = """
    SELECT alias.key, article.key AS owner FROM alias
    JOIN article ON article.id = article_id ORDER BY alias.key
"""
_NUMBERS = {"id", "run_id", "article_id"}


def reextract(folder: Folder, *args: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "reextract", *map(str, args)]
    done = subprocess.run(
        command, cwd=ROOT, env=folder.environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == status, done.stdout + done.stderr
    return done


def content(store: Path | Folder) -> list[list[dict[str, Any]]]:
    """Return what a store holds of articles, revisions and addresses, but for numbers of rows and runs."""
    url = store.url if isinstance(store, Folder) else f"sqlite:///{store}"
    with create_engine(url, poolclass=NullPool).connect() as conn:
        found = [conn.exec_driver_sql(query).mappings().all() for query in (ARTICLES, REVISIONS, ALIASES)]
    return [[{name: row[name] for name in row.keys() - _NUMBERS} for row in rows] for rows in found]


def differences(found: list[list[dict[str, Any]]], wanted: list[list[dict[str, Any]]]) -> list[Any]:
    """Return the rows that only one of two stores has, each with what is special about it."""
    different: list[Any] = []
    nothing: dict[str, Any] = {}
    for mine, theirs in zip(found, wanted, strict=True):
        for one, other in zip_longest(mine, theirs, fillvalue=nothing):
            names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
            if names:
                told = [(name, one.get(name), other.get(name)) for name in names]
                different.append((one.get("key"), other.get("key"), told))
    return different


def rebuilt(folder: Folder) -> list[list[dict[str, Any]]]:
    """Delete the database, restore it from the archive alone, and return what it holds then."""
    if folder.on_server:
        folder.sql("DROP SCHEMA public CASCADE")
        folder.sql("CREATE SCHEMA public")
    for path in folder.path.glob("articles.db*"):
        path.unlink()
    reextract(folder)
    return content(folder)


@ON_BOTH
@pytest.mark.parametrize("way", ["api", "sitemap", "archive"])
def test_what_was_crawled_is_read_again_with_no_difference_and_no_request(way: str, folder: Folder) -> None:
    with serve(generated=20) as site:
        folder.crawl(site.url, f"discover={way}")
        before, asked = content(folder), len(site.requests)
        for options in (["--dry-run"], []):
            done = reextract(folder, *options)
            assert f"{len(before[0])} articles compared: 0 new, 0 changed" in done.stdout
        assert len(site.requests) == asked
    assert content(folder) == before


@ON_BOTH
@pytest.mark.parametrize("way", ["api", "sitemap"])
def test_the_archive_alone_rebuilds_the_store(way: str, folder: Folder) -> None:
    with serve(generated=12, lastmod=True) as site:
        generated = [story.slug for story in site.stories if story.id >= 10_000]

        def edit(number: int, old: str, new: str) -> None:
            site.edit(generated[number], old, new, modified=now())

        def crawl() -> None:
            crawled = folder.crawl(site.url, f"discover={way}", "FULL_LISTING_DAYS=0")
            assert crawled.status == 0

        crawl()
        edit(0, "Kepala dinas", "Juru bicara")
        edit(1, "Kepala dinas", "Juru bicara")
        site.rename(generated[2], "nama-baru")
        crawl()
        site.trash(generated[3])
        site.trash(generated[4])
        crawl()
        site.restore(generated[4])
        edit(0, "Juru bicara", "Penyambung lidah")
        crawl()
        asked = len(site.requests)
        before = content(folder)
        assert len(before[1]) > len(before[0])
        assert len(folder.gone()) == 1
        after = rebuilt(folder)
        assert len(site.requests) == asked
    assert differences(after, before) == []


@ON_BOTH
def test_an_article_on_several_pages_and_its_rest_record_are_rebuilt(folder: Folder) -> None:
    with serve() as site:
        folder.crawl(site.url, "discover=sitemap", "READ_REST_RECORD=1")
        assert site.asked("/2/$")
    before = content(folder)
    assert differences(rebuilt(folder), before) == []


def test_a_visit_that_ended_before_the_last_page_gives_no_article(folder: Folder) -> None:
    with serve() as site:
        site.trouble("/2/$", 503)
        folder.crawl(site.url, "discover=sitemap")
        assert len(folder.stored()) == len(site.stories) - 1
    done = reextract(folder, "--dry-run")
    assert "0 new, 0 changed" in done.stdout
    assert "further_page_missing    1\n" in done.stdout


@ON_BOTH
def test_what_a_run_did_not_want_is_not_restored(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        for way in ("sitemap", "api"):
            folder.crawl(site.url, f"discover={way}", "since=2018-06-30")
    before = content(folder)
    assert 0 < len(before[0]) < 30
    assert differences(rebuilt(folder), before) == []


def test_a_store_in_use_by_a_crawl_is_left_alone(folder: Folder) -> None:
    from crawler.store import Store  # noqa: PLC0415
    from crawler.store.lock import SiteLock  # noqa: PLC0415

    with serve(fixtures=None, generated=3) as site:
        folder.crawl(site.url)
    store = Store.open(f"sqlite:///{folder.store}")
    with SiteLock(store, "telegraf"):
        reextract(folder, status=75)
        reextract(folder, "--dry-run")
    store.close()


def spoil(folder: Folder) -> str:
    """Let the store say what another extraction might have read; return the address of the article."""
    ((number, url, text),) = folder.sql("SELECT id, url, text FROM article ORDER BY key LIMIT 1")
    worse = text + "\n\nBaca Juga: Kabar Lain"
    folder.sql(
        "UPDATE article SET text = ?, removed = '{}', content_hash = 'lain' WHERE id = ?", worse, number
    )
    folder.sql(
        "UPDATE revision SET text = ?, removed = '{}', content_hash = 'lain' WHERE article_id = ?",
        worse,
        number,
    )
    return str(url)


@ON_BOTH
def test_a_text_that_is_read_otherwise_becomes_a_revision_with_its_cause(folder: Folder) -> None:
    with serve(fixtures=None, generated=5) as site:
        folder.crawl(site.url, "discover=sitemap")
    url = spoil(folder)
    dry = reextract(folder, "--dry-run")
    assert "0 new, 1 changed (1 with a new revision)" in dry.stdout
    assert "Nothing was written" in dry.stdout
    assert "Baca Juga: Kabar Lain" in dry.stdout
    assert folder.sql("SELECT count(*) FROM revision") == [(5,)]
    reextract(folder)
    rows = folder.sql(
        "SELECT revision.revision, cause, revision.text FROM revision JOIN article ON article.id = article_id"
        " WHERE article.url = ? ORDER BY 1",
        url,
    )
    assert [row[:2] for row in rows] == [(1, "site"), (2, "extractor")]
    assert "Baca Juga" not in rows[1][2]
    ((number, version),) = folder.sql("SELECT revision, extraction FROM article WHERE url = ?", url)
    assert (number, "+" in version) == (2, True)
    assert "0 new, 0 changed" in reextract(folder).stdout
    command = [sys.executable, "-m", "scrapy", "history", url]
    shown = subprocess.run(
        command, cwd=ROOT, env=folder.environment(), capture_output=True, text=True, check=True
    )
    assert "(re-extracted, no edit)" in shown.stdout


@ON_BOTH
def test_the_cause_is_seen_in_the_next_crawl_as_no_change(folder: Folder) -> None:
    with serve(fixtures=None, generated=5) as site:
        folder.crawl(site.url, "discover=sitemap")
        spoil(folder)
        reextract(folder)
        again = folder.crawl(site.url, "discover=sitemap", "FULL_LISTING_DAYS=0")
    assert again.lines == []


@ON_BOTH
def test_options_narrow(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url, "discover=sitemap")
        url = spoil(folder)
        ((section, published),) = folder.sql("SELECT section, published_at FROM article WHERE url = ?", url)
        assert "1 article compared: 0 new, 1 changed" in reextract(folder, "--dry-run", "--url", url).stdout
        assert "1 changed" in reextract(folder, "--dry-run", "--section", section).stdout
        assert "1 changed" in reextract(folder, "--dry-run", "--since", published[:10]).stdout
        later = reextract(folder, "--dry-run", "--since", "2030-01-01")
        assert "0 articles compared" in later.stdout
        assert later.stderr.endswith("the archive holds no article that --since and --section leave\n")
        slip = reextract(folder, "--dry-run", "--section", f"{section}x", status=2).stderr
        assert f"no stored article has the section '{section}x'; known: " in slip and section in slip
        unknown = f"{site.url}/tiada/"
        said = reextract(folder, "--dry-run", "--url", unknown, status=1).stderr
        assert said.endswith(f"the archive holds no article of {unknown}\n")


def test_what_is_damaged_is_named_and_the_rest_is_read(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as site:
        folder.crawl(site.url, "discover=sitemap")
    (path,) = (folder.path / "archive").glob("*.warc.gz")
    places = folder.sql("SELECT offset, length FROM capture WHERE role = 'article' ORDER BY id")
    offset, length = places[3]
    with path.open("r+b") as file:
        file.seek(offset + length // 2)
        file.write(b"\xff\x00\xff\x00\xff")
    os.truncate(path, places[-1][0] + 40)
    (folder.path / "archive" / "salah.warc.gz").write_text("bukan arsip")
    (folder.path / "archive" / "kosong.warc.gz").touch()
    for store in folder.path.glob("articles.db*"):
        store.unlink()
    for _ in range(2):
        done = reextract(folder, status=1)
        assert f"{path.name} at byte {offset}: the record is damaged" in done.stderr
        assert f"{path.name} at byte {places[-1][0]}: the record is cut off" in done.stderr
        assert "salah.warc.gz: is not a WARC file" in done.stderr
        assert "kosong.warc.gz: is empty" in done.stderr
        assert len(folder.stored()) == 10


def test_a_damaged_first_record_costs_no_article_and_is_named_each_time(folder: Folder) -> None:
    with serve(fixtures=None, generated=4) as site:
        folder.crawl(site.url, "discover=sitemap", spider="newspaper")
    before = content(folder)
    (path,) = (folder.path / "archive").glob("*.warc.gz")
    with path.open("r+b") as file:
        file.seek(60)
        file.write(b"\xff\x00\xff")
    for store in folder.path.glob("articles.db*"):
        store.unlink()
    for _ in range(2):
        done = reextract(folder, status=1)
        assert done.stderr.count(f"{path.name}: ") == 1
    assert differences(content(folder), before) == []


def test_files_of_another_archive_are_read_in(folder: Folder, tmp_path: Path) -> None:
    with serve(fixtures=None, generated=6) as site:
        folder.crawl(site.url, "discover=sitemap")
    other = Folder(tmp_path / "lain")
    other.path.mkdir()
    (path,) = (folder.path / "archive").glob("*.warc.gz")
    assert "6 new" in reextract(other, path).stdout
    assert content(other.store)[0] == content(folder)[0]
    assert "0 new, 0 changed" in reextract(other, path).stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["tidak-ada.warc.gz"], "there is no such file"),
        (["--since", "kemarin"], "is not a date"),
        ([], "holds no files yet"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_a_mistake_of_the_user_is_named(args: list[str], said: str, folder: Folder) -> None:
    done = reextract(folder, *args, status=2)
    assert said in done.stdout + done.stderr


def test_the_archive_can_be_switched_off(folder: Folder) -> None:
    assert "ARCHIVE_DIR is empty" in reextract(folder, "-s", "ARCHIVE_DIR=", status=2).stderr
