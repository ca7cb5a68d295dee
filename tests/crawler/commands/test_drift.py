"""``scrapy drift``: since when a field is missing, by month and layout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.archive.catching_up import catch_up
from crawler.store import Store
from tests.crawler.archive.writing import exchange, open_writer, unknown
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.storing import another, save

FIRST = datetime(2026, 9, 20, 8, tzinfo=UTC)
NEW_THEME = datetime(2026, 10, 14, tzinfo=UTC)
DAYS = 50


def page(slug: str, theme: str) -> bytes:
    style = f'<link rel="stylesheet" href="/wp-content/themes/{theme}/style.css?ver=1.2">'
    return f"<html><head><title>{slug}</title>{style}</head><body><p>{slug * 9}</p></body></html>".encode()


def news() -> Iterator[tuple[str, datetime]]:
    """Yield two articles a day."""
    for number in range(2 * DAYS):
        yield f"berita-{number:03}", FIRST + timedelta(hours=12 * number)


@pytest.fixture
def archive(store: Store, tmp_path: Path) -> Path:
    """Fill the store and an archive: the theme of October 14 prints no authors, and half of the text."""
    folder = tmp_path / "archive"
    folder.mkdir()
    writer = open_writer(folder)
    for slug, at in news():
        is_new = at >= NEW_THEME
        lost: dict[str, Any] = {"authors": [], "text": "Isi berita."} if is_new else {}
        save(store, another(slug, fetched_at=at.isoformat(), **{"text": "Isi berita itu " * 9, **lost}))
        url = f"https://telegraf.co.id/{slug}/"
        body = page(slug, "koran-2" if is_new else "koran")
        writer.write(exchange(slug, body, url=url, at=at), unknown)
    writer.close()
    catch_up(store, sorted(folder.glob("*.warc.gz")), folder=None)
    return folder


def drift(store: Store, archive: Path, *options: str) -> dict[str, Any]:
    done = scrapy(store, "drift", "--json", "-s", f"ARCHIVE_DIR={archive}", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout)["sites"]["telegraf"])


def test_the_coverage_is_told_by_month_and_layout(store: Store, archive: Path) -> None:
    told = drift(store, archive)
    assert [(each["month"], each["layout"], each["articles"]) for each in told["months"]] == [
        ("2026-09", "theme koran 1.2", 22),
        ("2026-10", "theme koran 1.2", 26),
        ("2026-10", "theme koran-2 1.2", 36),
        ("2026-11", "theme koran-2 1.2", 16),
    ]
    assert [each["coverage"]["authors"] for each in told["months"]] == [1, 1, 0, 0]
    assert [each["coverage"]["section"] for each in told["months"]] == [1, 1, 1, 1]
    assert [each["median_words"] for each in told["months"]] == [27, 27, 2, 2]


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize("sample", ["1", "20"])
def test_what_fell_by_half_is_named_with_its_day_and_layout_however_few_pages_are_looked_at(
    sample: str, store: Store, archive: Path
) -> None:
    told = drift(store, archive, "--sample", sample)
    assert [(fall["field"], fall["until"], fall["since"], fall["layout"]) for fall in told["fell"]] == [
        ("authors", "2026-10-13", "2026-10-14", "theme koran-2 1.2"),
        ("words", "2026-10-13", "2026-10-14", "theme koran-2 1.2"),
    ]
    assert told["pages_looked_at"] < 100


def test_without_an_archive_the_layout_is_unknown_and_the_day_is_found_all_the_same(
    store: Store, archive: Path
) -> None:
    told = drift(store, archive, "--sample", "0")
    assert {each["layout"] for each in told["months"]} == {"unknown"}
    assert [(fall["field"], fall["until"], fall["since"]) for fall in told["fell"]] == [
        ("authors", "2026-10-13", "2026-10-14"),
        ("words", "2026-10-13", "2026-10-14"),
    ]


def test_people_read_a_table_and_a_line_for_each_field_that_fell(store: Store, archive: Path) -> None:
    done = scrapy(store, "drift", "--site", "telegraf", "-s", f"ARCHIVE_DIR={archive}")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "telegraf: 100 articles by the month in which they were first fetched (UTC)"
    assert lines[3].split() == [
        *("month", "layout", "articles", "dateline", "section", "tags", "authors", "signoff"),
        *("date", "time", "modified", "image", "caption", "credit", "words"),
    ]
    assert lines[4].split()[:8] == ["2026-09", "theme", "koran", "1.2", "22", "100%", "100%", "100%"]
    assert lines[-2:] == [
        "authors: 100% until 2026-10-13, 0% since 2026-10-14 (theme koran-2 1.2)",
        "words (mean): 27 until 2026-10-13, 2 since 2026-10-14 (theme koran-2 1.2)",
    ]


@pytest.mark.slow("the command in a process of its own for each case")
def test_a_site_that_is_not_stored_is_a_mistake_and_an_empty_store_is_none(store: Store) -> None:
    assert scrapy(store, "drift").stdout == "Nothing is stored yet.\n"
    save(store, another("berita"))
    done = scrapy(store, "drift", "--site", "koran")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the store has no site 'koran'; it has: telegraf" in done.stderr
