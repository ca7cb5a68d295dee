"""Articles that their site no longer has: marked once that is certain, kept, and back again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("several crawls a test: what is gone shows in a later one")

OVERDUE = "FULL_LISTING_DAYS=0"
"""Everything is listed anew."""


def test_rest_totals_lead_to_an_article_in_the_trash(folder: Folder) -> None:
    with serve(fixtures=None, generated=300) as site:
        folder.crawl(site.url)
        lost = site.stories[170].slug
        site.trash(lost)
        site.requests.clear()
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.lines) == (0, [])
        assert folder.gone() == {f"{site.url}/{lost}/"}
        assert len(folder.stored()) == 300
        assert len(site.requests) <= 25
        site.requests.clear()
        folder.crawl(site.url)
        assert len(site.requests) <= 6


def test_several_that_are_gone_are_all_found(folder: Folder) -> None:
    with serve(fixtures=None, generated=250) as site:
        folder.crawl(site.url)
        lost = {site.stories[number].slug for number in (3, 4, 120, 249)}
        for slug in lost:
            site.trash(slug)
        folder.crawl(site.url)
        assert folder.gone() == {f"{site.url}/{slug}/" for slug in lost}


def test_one_gone_while_another_came_out_is_found(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        lost = site.stories[20].slug
        site.trash(lost)
        now = datetime.now(UTC)
        site.publish("kabar-baru", "Kabar baru", ["Satu kabar baru."], published=now, modified=now)
        assert len(folder.crawl(site.url).lines) == 1
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_an_article_that_is_back_loses_the_mark(folder: Folder) -> None:
    with serve(fixtures=None, generated=150) as site:
        folder.crawl(site.url)
        lost = site.stories[120].slug
        site.trash(lost)
        folder.crawl(site.url)
        assert folder.gone()
        site.restore(lost)  # with the dates that it had: no list of changes names it
        assert folder.crawl(site.url).lines == []
        assert not folder.gone()


@pytest.mark.parametrize("source", ["sitemap", "feed", "archive"])
def test_a_complete_listing_tells_it_in_the_other_ways(source: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url, f"discover={source}")
        lost = site.stories[20].slug
        site.trash(lost)
        folder.crawl(site.url, f"discover={source}")
        assert not folder.gone()
        crawled = folder.crawl(site.url, f"discover={source}", OVERDUE)
        assert (crawled.status, crawled.lines) == (0, [])
        assert folder.gone() == {f"{site.url}/{lost}/"}
        site.restore(lost)
        folder.crawl(site.url, f"discover={source}", OVERDUE)
        assert not folder.gone()


def test_an_article_answering_410_or_led_to_the_front_page_is_gone(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        lost, led_away = site.stories[9].slug, site.stories[19].slug
        site.trash(lost)
        site.trash(led_away)
        site.trouble(f"^/{lost}/", 410)
        site.trouble(f"^/{led_away}/", 301, headers=(("Location", f"{site.url}/"),))
        folder.crawl(site.url)
        assert folder.gone() == {f"{site.url}/{lost}/", f"{site.url}/{led_away}/"}


def test_a_page_that_says_with_status_200_that_it_was_not_found_is_gone(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, soft_404=True) as site:
        folder.crawl(site.url)
        site.trash(lost := site.stories[9].slug)
        folder.crawl(site.url)
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_a_site_that_answers_404_to_every_article_marks_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url, "discover=sitemap")
        broken = site.trouble("nomor", 404)
        for _ in range(2):
            crawled = folder.crawl(site.url, "discover=sitemap", "RECHECK_PER_DAY=1000", "MAX_TRIES=9")
            assert crawled.status == 1
            assert not folder.gone()
            assert "none is marked as gone" in crawled.log
            assert "Of 30 articles none could be had: http_404 30." in crawled.log
            folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        broken.times = 0
        assert folder.crawl(site.url, "discover=sitemap").lines == []
        assert folder.sql("SELECT count(*) FROM frontier WHERE state = 'failed'") == [(0,)]


def test_a_site_that_answers_404_to_everything_marks_nothing_and_the_job_fails(folder: Folder) -> None:
    with serve(fixtures=None, generated=10) as site:
        folder.crawl(site.url)
        site.trouble("", 404)
        crawled = folder.crawl(site.url)
        assert crawled.status == 1
        assert f"{site.url}/ responds with status 404." in crawled.log
        assert not folder.gone()


def test_a_listing_that_failed_half_way_marks_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, sitemap_size=10) as site:
        folder.crawl(site.url, "discover=sitemap")
        site.trash(site.stories[25].slug)
        site.trouble("posts-post-2", 500)
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap", OVERDUE, "RETRY_TIMES=0")
        assert not folder.gone()
        assert not site.asked("nomor")


def test_a_sitemap_that_lost_its_half_marks_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, sitemap_size=15) as site:
        folder.crawl(site.url, "discover=sitemap")
        empty = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
        site.trouble("posts-post-2", 200, body=empty)
        assert folder.crawl(site.url, "discover=sitemap", OVERDUE).lines == []
        assert not folder.gone()
        assert folder.stored() == articles(site)


def test_rest_totals_that_fail_mark_nothing_and_are_tried_again(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        site.trash(lost := site.stories[9].slug)
        trouble = site.trouble("_fields=id", 500)
        crawled = folder.crawl(site.url, "RETRY_TIMES=0")
        assert crawled.status == 0
        assert not folder.gone()
        trouble.times = 0
        folder.crawl(site.url)
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_a_total_that_never_fits_is_looked_into_once(folder: Folder) -> None:
    with serve(fixtures=None, generated=150) as site:
        site.publish("tanpa-isi", "Foto tanpa isi", [""])
        folder.crawl(site.url)
        folder.crawl(site.url)
        site.requests.clear()
        folder.crawl(site.url)
        assert len(site.requests) <= 5
        site.trash(lost := site.stories[100].slug)
        folder.crawl(site.url)
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_an_article_gone_in_a_narrowed_run_is_not_searched(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        site.trash(site.stories[9].slug)
        for option in ("since=2018-06-30", "section=nasional", "CLOSESPIDER_PAGECOUNT=1"):
            assert folder.crawl(site.url, option).status == 0
        assert not folder.gone()


def test_articles_that_are_known_by_another_host_are_not_asked_there(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as live:
        folder.crawl(live.url)
        live.requests.clear()
        with serve(fixtures=None, generated=3) as copy:
            for option in ("discover=api", "discover=sitemap", "FULL_LISTING_DAYS=0"):
                assert folder.crawl(copy.url, option, "RECHECK_PER_DAY=100").status == 0
        assert not live.requests
        assert not folder.gone()
