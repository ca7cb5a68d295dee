"""Pages that stand for a day where articles belong: what is lost today is there tomorrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.reextraction.test_reextract import reextract
from tests.crawler.spider.crawling import Crawled, Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

pytestmark = pytest.mark.slow("several crawls a test, on different days")

COMPLETE = "FULL_LISTING_DAYS=0"
SHELL = b"<!DOCTYPE html><html><head><title>Koran</title></head><body><div id='root'></div></body></html>"
DIES = (
    b"<!DOCTYPE html><html><head><title>WordPress &rsaquo; Error</title></head><body id='error-page'>"
    b"<div class='wp-die-message'><p>There has been a critical error on this website.</p></div></body></html>"
)
JSON = (("Content-Type", "application/json"),)
PDF = (("Content-Type", "application/pdf"),)


def instead(headline: str, head: str = "") -> bytes:
    """Return a page with a text that is long enough for an article's."""
    text = (
        "Kami sedang merawat server. Silakan kembali beberapa saat lagi, terima kasih atas kesabaran Anda. "
    )
    return (
        f"<!DOCTYPE html><html lang='id'><head><title>{headline}</title>{head}</head><body><main><article>"
        f"<h1>{headline}</h1><p>{text * 2}</p><p>{text}</p></article></main></body></html>"
    ).encode()


MAINTENANCE = instead("Pengumuman Untuk Pembaca Kami")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def crawl(folder: Folder, site: RunningNewspaper, *options: str) -> Crawled:
    return folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0", *options)


def due_now(folder: Folder) -> None:
    folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")


def row(folder: Folder, part: str = "nomor-1/") -> tuple[str, str, int]:
    ((state, reason, tries),) = folder.sql(
        "SELECT state, reason, tries FROM frontier WHERE kind = 'article' AND url LIKE ?", f"%{part}"
    )
    return state, reason, tries


@pytest.mark.parametrize(
    ("status", "body", "headers", "reason"),
    [
        (200, b"", (), "empty"),
        (200, b'{"error": "x"}', JSON, "not_html"),
        (200, b"upstream connect error", (("Content-Type", "text/plain"),), "not_html"),
        (200, DIES, (), "error_page"),
        (202, b"", (), "http_202"),
        (202, SHELL, (), "http_202"),
    ],
)
def test_a_response_that_tells_nothing_of_the_article_is_a_failure(
    status: int, body: bytes, headers: tuple[tuple[str, str], ...], reason: str, folder: Folder
) -> None:
    with serve(fixtures=None, generated=4) as site:
        site.trouble("nomor-1/", status, body=body, headers=headers)
        assert crawl(folder, site).status == 0
        assert row(folder) == ("failed", reason, 1)
        site.calm()
        due_now(folder)
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)


def test_a_pdf_is_not_a_failure(folder: Folder) -> None:
    with serve(fixtures=None, generated=4) as site:
        site.trouble("nomor-1/", 200, body=b"%PDF-1.7 ...", headers=PDF)
        crawl(folder, site)
    assert row(folder) == ("done", "refused:not_html", 1)


def test_pages_without_an_article_are_asked_for_again_by_a_complete_round(folder: Folder) -> None:
    with serve(fixtures=None, generated=4) as site:
        site.trouble("nomor", 200, body=SHELL)
        assert crawl(folder, site).status == 1
        asked = len(site.asked("nomor"))
        crawl(folder, site)  # lists what is new: nothing
        assert len(site.asked("nomor")) == asked
        site.calm()
        assert crawl(folder, site, COMPLETE).status == 0
        assert folder.stored() == articles(site)
        assert row(folder) == ("done", "stored", 0)


def test_a_static_page_is_asked_for_again_three_times_and_rings_no_bell(folder: Folder) -> None:
    with serve(fixtures=None, generated=8) as site:
        site.trouble("nomor-[1-6]/", 200, body=SHELL)
        statuses = [crawl(folder, site, COMPLETE).status for _ in range(6)]
        assert statuses == [0] * 6
        assert len(site.asked("nomor-1/")) == 1 + 3
    assert row(folder) == ("done", "refused:no_text", 4)


def test_what_was_given_up_is_asked_for_again_three_times(folder: Folder) -> None:
    with serve(fixtures=None, generated=4) as site:
        site.trouble("nomor-1/", 500)
        statuses = [crawl(folder, site, COMPLETE, "MAX_TRIES=1").status for _ in range(6)]
        assert statuses == [0] * 6
        assert len(site.asked("nomor-1/")) == 1 + 3
        assert row(folder) == ("done", "given_up:http_500", 4)


def test_a_text_at_all_addresses_is_not_stored_and_the_articles_are_had_when_it_ends(folder: Folder) -> None:
    with serve(fixtures=None, generated=7) as site:
        site.trouble("nomor", 200, body=MAINTENANCE)
        crawled = crawl(folder, site)
        assert crawled.status == 1
        assert folder.stored() == set()
        assert (
            "Instead of 7 articles the site shows one and the same text, which is not stored" in crawled.log
        )
        assert 'one text at several addresses, which is not stored: "Pengumuman' in crawled.log
        assert "telegraf: 0 new, 0 changed, 0 unchanged, not stored: same_text 7" in crawled.log
        assert folder.sql("SELECT DISTINCT state, reason, tries FROM frontier WHERE kind = 'article'") == [
            ("failed", "same_text", 1)
        ]
        assert "0 new, 0 changed" in reextract(folder).stdout
        assert folder.stored() == set()
        site.calm()
        due_now(folder)
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)
        assert "0 new, 0 changed" in reextract(folder).stdout


def test_of_a_text_at_all_addresses_no_other_print_is_stored_either(folder: Folder) -> None:
    # "cetak/satu" is a print of the article "satu", which a copy of the text under a third name has refused.
    names = ("satu-sama", "dua-sama", "tiga-sama", "cetak/satu-sama", "cetak/dua-sama")
    urls = folder.path / "urls.txt"
    with serve(fixtures=None, generated=1) as site:
        site.spoil = lambda path, answer: Answer(MAINTENANCE) if "-sama" in path else answer
        urls.write_text("\n".join(f"{site.url}/{name}/" for name in names))
        crawled = folder.crawl(site.url, f"urls={urls}", "CONCURRENT_REQUESTS=1")
    assert "0 new, 0 changed, 0 unchanged, not stored: same_text 5" in crawled.log
    assert folder.stored() == set()


def test_stored_articles_stay_what_they_are_while_a_text_stands_in_their_place(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        crawl(folder, site)
        before = folder.sql("SELECT * FROM article ORDER BY id"), folder.sql("SELECT * FROM revision")
        site.trouble("nomor", 200, body=MAINTENANCE)
        crawled = crawl(folder, site, "RECHECK_PER_DAY=6")
        assert crawled.status == 1
        assert "same_text 6" in crawled.log
        now = folder.sql("SELECT * FROM article ORDER BY id"), folder.sql("SELECT * FROM revision")
        assert now == before
        assert "0 new, 0 changed" in reextract(folder).stdout


@pytest.mark.parametrize(
    "head", ["", "<meta property='article:published_time' content='2020-03-01T10:00:00+07:00'>"]
)
def test_a_text_that_a_newspaper_prints_twice_is_stored_twice(head: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=5) as site:
        site.trouble("nomor-[12]/", 200, body=instead("Ralat: Harga Ikan di Pasar", head))
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)


def test_a_dated_text_that_was_imported_several_times_is_stored(folder: Folder) -> None:
    head = "<meta property='article:published_time' content='2020-03-01T10:00:00+07:00'>"
    with serve(fixtures=None, generated=5) as site:
        site.trouble("nomor-[1-4]/", 200, body=instead("Harga Ikan di Pasar", head))
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)
