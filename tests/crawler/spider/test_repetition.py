"""Listings that never say that they are over: they are ended, and nothing is taken for gone by them."""

from __future__ import annotations

import re

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

OVERDUE = "FULL_LISTING_DAYS=0"
"""Everything is listed anew."""


def repeat_last_page(site: RunningNewspaper, last: int) -> None:
    """Let all pages behind ``last`` show what that one does, with a link to the next."""

    def spoil(path: str, answer: Answer) -> Answer:
        found = re.fullmatch(r"/page/(\d+)/?", path)
        if found is None or int(found[1]) < last:
            return answer
        page = site.printed(site.answer(f"/page/{last}/", {}))
        link = f'<a class="next page-numbers" href="/page/{int(found[1]) + 1}/">Lama</a></body>'
        return Answer(page.body.replace(b"</body>", link.encode()), 200, page.content_type)

    site.spoil = spoil


def test_an_archive_that_repeats_its_last_page_is_over_after_three(folder: Folder) -> None:
    with serve(fixtures=None, generated=20, per_page=5) as site:
        repeat_last_page(site, 4)
        crawled = folder.crawl(site.url, "discover=archive")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "name nothing new (3 in a row)" in crawled.log
        assert len(site.asked(r"^/page/\d+/$")) == 3 + 3


def test_a_walk_that_was_ended_marks_nothing_as_gone(folder: Folder) -> None:
    with serve(fixtures=None, generated=20, per_page=5) as site:
        folder.crawl(site.url, "discover=archive")
        site.trash(site.stories[7].slug)
        repeat_last_page(site, 3)
        folder.crawl(site.url, "discover=archive", OVERDUE)
        assert folder.gone() == set()
        assert folder.sql("SELECT count(*) FROM frontier WHERE reason = 'repeats'") == [(1,)]


@pytest.mark.slow("several crawls, in processes of their own")
def test_what_the_store_knows_already_does_not_end_a_walk(folder: Folder) -> None:
    with serve(fixtures=None, generated=60, per_page=5) as site:
        folder.crawl(site.url, "discover=archive")
        site.trash(site.stories[7].slug)
        crawled = folder.crawl(site.url, "discover=archive", OVERDUE)
        assert "nothing new" not in crawled.log
        assert len(folder.gone()) == 1


def test_pages_of_which_the_run_wants_nothing_do_not_end_a_walk(folder: Folder) -> None:
    with serve(fixtures=None, generated=60, per_page=5) as site:
        oldest = min(story.published.date() for story in site.stories)
        crawled = folder.crawl(site.url, "discover=archive", f"until={oldest}")
        assert crawled.lines
        assert "nothing new" not in crawled.log


@pytest.mark.parametrize("has_totals", [True, False])
def test_rest_that_ignores_the_page_and_has_one_date_for_all_is_over(
    folder: Folder, has_totals: bool
) -> None:
    def spoil(path: str, answer: Answer) -> Answer:
        if "/posts?" not in path:
            return answer
        body = re.sub(
            rb'"(date|date_gmt|modified|modified_gmt)": "[^"]*"', rb'"\1": "2018-06-30T10:00:00"', first.body
        )
        headers = (("X-WP-Total", "900"), ("X-WP-TotalPages", "90")) if has_totals else ()
        return Answer(body, 200, first.content_type, headers)

    with serve(fixtures=None, generated=12) as site:
        first = site.printed(site.answer("/wp-json/wp/v2/posts?per_page=100", {}))
        site.spoil = spoil
        crawled = folder.crawl(site.url, "discover=api")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert len(site.asked("/posts")) <= 7
        assert ("888 of them could not be listed" in crawled.log) is has_totals
