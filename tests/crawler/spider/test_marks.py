"""Nothing is skipped: narrowed and cut-short runs, shifting lists, clocks that lie."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

pytestmark = pytest.mark.slow("three crawls a test: the third shows what the second remembered")

SOURCES = ("auto", "sitemap", "feed", "archive")
OVERDUE = "FULL_LISTING_DAYS=0"


def now() -> datetime:
    return datetime.now(UTC)


def publish(site: RunningNewspaper, *slugs: str) -> None:
    for slug in slugs:
        headline = slug.replace("-", " ").capitalize()
        site.publish(slug, headline, [f"Isi {headline}."], published=now(), modified=now())


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("narrowing", ["since=2018-06-30", "until=2018-06-29", "section=daerah"])
def test_a_narrowed_run_moves_no_mark(source: str, narrowing: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=30, lastmod=True) as site:
        folder.crawl(site.url, f"discover={source}", narrowing)
        assert 0 < len(folder.stored()) < 30
        assert folder.crawl(site.url, f"discover={source}").status == 0
        assert folder.stored() == articles(site)
        edited = site.stories[12]
        site.edit(edited.slug, "buka", "tutup", modified=now())
        publish(site, "kabar-baru")
        folder.crawl(site.url, f"discover={source}", narrowing)
        folder.crawl(site.url, f"discover={source}", OVERDUE)
        assert folder.stored() == articles(site)
        if source in ("auto", "sitemap"):
            url = f"{site.url}/{edited.slug}/"
            assert folder.sql("SELECT revision FROM article WHERE url = ?", url) == [(2,)]


def test_a_run_of_given_addresses_moves_no_mark(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        urls = folder.path / "urls.txt"
        wanted = sorted(articles(site))[:3]
        urls.write_text("\n".join(["# pilihan", "", *wanted]), "utf-8")
        assert folder.crawl(site.url, f"urls={urls}").urls == set(wanted)
        assert len(folder.crawl(site.url).lines) == 27
        assert folder.stored() == articles(site)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    "cut", ["CLOSESPIDER_PAGECOUNT=3", "CLOSESPIDER_ITEMCOUNT=4", "CLOSESPIDER_ERRORCOUNT=1"]
)
def test_a_run_cut_short_is_healthy_and_the_next_ones_finish_it(
    source: str, cut: str, folder: Folder
) -> None:
    with serve(fixtures=None, generated=60) as site:
        site.trouble("nomor-40", 500)
        short = folder.crawl(site.url, f"discover={source}", cut, "RETRY_TIMES=0")
        assert short.status == 0
        site.calm()
        folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        assert folder.crawl(site.url, f"discover={source}").status == 0
        assert folder.stored() == articles(site)
        assert not folder.gone()


@pytest.mark.parametrize("source", SOURCES)
def test_articles_published_while_the_list_is_read_shift_every_page_and_none_is_skipped(
    source: str, folder: Folder
) -> None:
    with serve(fixtures=None, generated=230) as site:
        answer, number = site.answer, 0

        def publishing(path: str, headers: dict[str, str]) -> Answer:
            nonlocal number
            if re.search(r"page|before=|sitemap-posts", path) and number < 12:
                publish(site, *(f"selingan-{number + each}" for each in range(3)))
                number += 3
            return answer(path, headers)

        site.answer = publishing  # type: ignore[method-assign, assignment]
        folder.crawl(site.url, f"discover={source}")
        site.answer = answer  # type: ignore[method-assign]
        assert number
        folder.crawl(site.url, f"discover={source}")
        assert folder.stored() == articles(site)
        assert not folder.gone()


@pytest.mark.parametrize("source", ["feed", "archive"])
def test_a_burst_between_two_pages_of_news_hides_nothing(source: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=40) as site:
        folder.crawl(site.url, f"discover={source}")
        publish(site, *(f"baru-{number}" for number in range(25)))
        answer, is_first = site.answer, True

        def bursting(path: str, headers: dict[str, str]) -> Answer:
            nonlocal is_first
            if is_first and re.search(r"page/2|paged=2", path):
                is_first = False
                publish(site, *(f"ledakan-{number}" for number in range(10)))
            return answer(path, headers)

        site.answer = bursting  # type: ignore[method-assign, assignment]
        folder.crawl(site.url, f"discover={source}")
        site.answer = answer  # type: ignore[method-assign]
        folder.crawl(site.url, f"discover={source}")
        assert folder.stored() == articles(site)


@pytest.mark.parametrize("source", ["feed", "archive"])
def test_a_page_that_failed_is_not_mistaken_for_the_end_of_the_news(source: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=40) as site:
        folder.crawl(site.url, f"discover={source}")
        publish(site, *(f"baru-{number}" for number in range(25)))
        site.trouble(r"page/2|paged=2", 503)
        folder.crawl(site.url, f"discover={source}", "RETRY_TIMES=0")
        site.calm()
        publish(site, *(f"lagi-{number}" for number in range(10)))
        folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        folder.crawl(site.url, f"discover={source}")
        assert folder.stored() == articles(site)


def test_edits_while_the_list_of_changes_is_read_hide_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=150) as site:
        folder.crawl(site.url)
        for story in site.stories[:140]:
            site.edit(story.slug, "buka", "tutup", modified=now())
        answer = site.answer

        def editing(path: str, headers: dict[str, str]) -> Answer:
            if "offset=" in path:
                for story in site.stories[140:142]:
                    site.edit(story.slug, "kembali", "lagi", modified=now())
            return answer(path, headers)

        site.answer = editing  # type: ignore[method-assign, assignment]
        folder.crawl(site.url)
        site.answer = answer  # type: ignore[method-assign]
        folder.crawl(site.url)
        assert folder.sql("SELECT count(*) FROM article WHERE revision = 1") == [(8,)]


def test_a_rest_page_that_fails_in_the_middle_moves_no_mark(folder: Folder) -> None:
    with serve(fixtures=None, generated=250) as site:
        site.trouble("[?&](?:before|page)=", 500)  # not for the parameter: by page number it fails, too
        crawled = folder.crawl(site.url, "RETRY_TIMES=0")
        assert crawled.status == 0
        assert "a later run tries again" in crawled.log
        assert len(folder.stored()) == 100
        site.calm()
        folder.crawl(site.url)
        assert folder.stored() == articles(site)


def test_an_article_that_rest_cannot_print_hides_none_behind_it(folder: Folder) -> None:
    with serve(fixtures=None, generated=120) as site:
        broken = site.stories[50]
        answer = site.answer

        def failing(path: str, headers: dict[str, str]) -> Answer:
            given = answer(path, headers)
            if "_embed" in path and broken.headline.encode() in given.body:
                return Answer(b"<p>There has been a critical error on this website.</p>", 500)
            return given

        site.answer = failing  # type: ignore[method-assign, assignment]
        crawled = folder.crawl(site.url, "RETRY_TIMES=0")
        assert crawled.status == 0
        assert crawled.urls == articles(site)


def test_a_clock_that_went_back_skips_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, lastmod=True) as site:
        for source in ("api", "sitemap", "archive"):
            folder.crawl(site.url, f"discover={source}")
        for table, column in [
            ("run", "started_at"),
            ("run", "round_ended_at"),
            ("frontier", "asked_at"),
            ("frontier", "added_at"),
        ]:  # as if the crawls had been made by a clock that was 300 days ahead
            folder.sql(f"UPDATE {table} SET {column} = datetime({column}, '+300 days') || '.000000'")
        for number, source in enumerate(("api", "sitemap", "archive")):
            publish(site, f"baru-{number}")
            site.edit(site.stories[10 + 2 * number].slug, "buka", "tutup", modified=now())
            folder.crawl(site.url, f"discover={source}", "RECHECK_PER_DAY=100")
            assert folder.stored() == articles(site)
        revised = folder.sql("SELECT count(*) FROM article WHERE revision = 2")
        assert revised == [(3,)]


def test_a_server_whose_clock_was_ahead_for_a_while_skips_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        (checkpoint,) = folder.sql("SELECT mark FROM frontier WHERE mark LIKE '%seen%'")[0]
        seen = datetime.fromisoformat(re.findall(r'"seen": "([^"]*)"', checkpoint)[0])
        assert seen <= datetime.now(UTC).replace(tzinfo=None)


def test_articles_changed_in_the_future_hide_no_others(folder: Folder) -> None:
    with serve(fixtures=None, generated=60) as site:
        for story in site.stories[:25]:
            site.edit(story.slug, "buka", "tutup", modified=now() + timedelta(days=400))
        folder.crawl(site.url)
        assert folder.stored() == articles(site)
        assert folder.crawl(site.url).lines == []
        publish(site, "kabar-baru")
        site.edit(site.stories[50].slug, "buka", "tutup", modified=now())
        assert folder.crawl(site.url).revisions == [1, 2]
