"""REST as sites have it: with notices, sticky posts, orders of their own, wrong totals, parts hidden."""

from __future__ import annotations

import re

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.crawler.spider.odd_rest import (
    claim,
    edit,
    hide,
    hide_totals,
    ignore,
    order_by,
    print_around,
    publish,
    stick,
)
from tests.newsroom.answer import Answer
from tests.newsroom.server import serve

pytestmark = pytest.mark.slow("a crawl for each oddity of REST")

NOTICE = b"<br />\n<b>Notice</b>:  Undefined index: foo[bar] in <b>/x.php</b> on line <b>95</b><br />\n"
OVERDUE = "FULL_LISTING_DAYS=0"


def test_a_notice_before_the_list_and_a_comment_behind_it_cost_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=130) as site:
        print_around(site, NOTICE, b"\n<!-- Page cached [1] {} -->")
        assert folder.crawl(site.url, "discover=api").urls == articles(site)
        site.trash(lost := site.stories[50].slug)
        changed = {edit(site, 20), publish(site, "kabar-baru")}
        assert folder.crawl(site.url, "discover=api").urls == changed
        assert folder.gone() == {f"{site.url}/{lost}/"}


@pytest.mark.parametrize("says_so", [True, False])
def test_old_sticky_posts_on_top_hide_nothing_and_cost_nothing(says_so: bool, folder: Folder) -> None:
    with serve(fixtures=None, generated=230) as site:
        stick(site, [site.stories[number].slug for number in (50, 120, 180, 228, 229)], says_so=says_so)
        assert folder.crawl(site.url).urls == articles(site)
        changed = {edit(site, 90), publish(site, "kabar-baru")}
        site.requests.clear()
        crawled = folder.crawl(site.url)
        assert (crawled.urls, len(site.requests)) == (changed, 5)
        many = {edit(site, number) for number in range(100, 145)}
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, many)
        assert "WARNING" not in crawled.log


@pytest.mark.parametrize(("orderby", "order"), [("slug", "asc"), ("id", "desc"), ("date", "desc")])
def test_an_order_of_its_own_hides_no_article_and_edits_are_found_by_listing_all(
    orderby: str, order: str, folder: Folder
) -> None:
    with serve(fixtures=None, generated=230) as site:
        order_by(site, orderby, order)
        assert folder.crawl(site.url).urls == articles(site)
        edited, new = edit(site, 150), publish(site, "kabar-baru")
        crawled = folder.crawl(site.url)
        assert new in crawled.urls
        assert "edits are found by listing everything" in crawled.log
        assert edited in folder.crawl(site.url, OVERDUE).urls | crawled.urls
        assert not folder.gone()


@pytest.mark.parametrize("name", ["before", "after", "offset", "page", "per_page", "include"])
def test_a_parameter_that_is_ignored_hides_nothing(name: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=130) as site:
        ignore(site, name)
        assert folder.crawl(site.url).urls == articles(site)
        changed = {edit(site, number) for number in range(40, 85)} | {publish(site, "kabar-baru")}
        site.publish("kabar-lama", "Kabar lama", ["Isi."], published=site.stories[100].published)
        crawled = folder.crawl(site.url)
        assert crawled.urls == changed | {f"{site.url}/kabar-lama/"}
        assert folder.stored() == articles(site)
        assert not folder.gone()


def test_what_a_site_counts_and_does_not_show_is_said_and_not_looked_for_each_time(folder: Folder) -> None:
    with serve(fixtures=None, generated=130) as site:
        claim(site, 7)
        said = "says that it has 137 articles, but 7 of them could not be listed"
        assert said in folder.crawl(site.url, "discover=api").log
        site.requests.clear()
        crawled = folder.crawl(site.url, "discover=api")
        assert "WARNING" not in crawled.log
        assert "could not be listed" in crawled.log
        assert len(site.requests) <= 5
        assert said in folder.crawl(site.url, "discover=api", OVERDUE).log
        site.trash(lost := site.stories[100].slug)
        folder.crawl(site.url, "discover=api")
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_a_first_walk_that_lost_articles_is_completed_by_the_totals(folder: Folder) -> None:
    with serve(fixtures=None, generated=230) as site:
        answer = site.answer

        def losing(path: str, headers: dict[str, str]) -> Answer:
            given = answer(path, headers)
            if "before=" in path and "_embed" in path:  # a cache that holds an empty page
                return Answer(b"[]", 200, given.content_type, given.headers)
            return given

        site.answer = losing  # type: ignore[method-assign, assignment]
        assert folder.crawl(site.url, "discover=api").urls == articles(site)


def test_articles_that_rest_does_not_show_are_found_in_the_sitemap(folder: Folder) -> None:
    with serve(fixtures=None, generated=60, lastmod=True) as site:
        hidden = [site.stories[number].slug for number in (5, 17, 40)]
        hide(site, hidden)
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "REST of " in crawled.log
        assert "does not show 3 articles that sitemaps name" in crawled.log
        assert len(site.asked("nomor")) == 3
        site.requests.clear()
        assert folder.crawl(site.url).lines == []
        assert len(site.requests) == 5
        site.trash(lost := site.stories[50].slug)
        folder.crawl(site.url)
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_the_sitemap_is_compared_again_after_some_days_and_asks_nothing_that_is_known(folder: Folder) -> None:
    with serve(fixtures=None, generated=60, lastmod=True) as site:
        hide(site, [site.stories[5].slug])
        folder.crawl(site.url)
        site.requests.clear()
        hidden = publish(site, "kabar-tersembunyi")
        hide(site, ["kabar-tersembunyi"])
        crawled = folder.crawl(site.url, OVERDUE)
        assert crawled.urls == {hidden}
        assert site.asked("nomor|kabar") == ["/kabar-tersembunyi/"]
        assert not folder.gone()


def test_an_article_that_rest_shows_later_counts_from_then_on(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        hidden = [site.stories[number].slug for number in (5, 17)]
        hide(site, hidden)
        folder.crawl(site.url)
        hidden.clear()
        assert folder.crawl(site.url).status == 0
        site.requests.clear()
        folder.crawl(site.url)
        assert len(site.requests) == 5
        lost = site.stories[5].slug
        site.trash(lost)
        folder.crawl(site.url)
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_edits_and_deletions_of_what_rest_does_not_show_are_found_by_the_comparison(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, lastmod=True) as site:
        hide(site, [site.stories[number].slug for number in range(5, 15)])
        folder.crawl(site.url)
        lost, edited = f"{site.url}/{site.stories[7].slug}/", edit(site, 12)
        site.trash(site.stories[7].slug)
        crawled = folder.crawl(site.url, OVERDUE)
        assert (crawled.urls, folder.gone()) == ({edited}, {lost})
        site.requests.clear()
        assert not folder.crawl(site.url, OVERDUE).lines
        assert not site.asked("nomor")


def test_what_was_found_while_rest_was_closed_is_looked_after_once_it_shows_a_part(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, lastmod=True) as site:
        site.trouble("wp-json", 401)
        folder.crawl(site.url)
        assert folder.stored() == articles(site)
        site.calm()
        hide(site, [site.stories[number].slug for number in range(5, 15)])
        assert "does not show 10 articles that sitemaps name" in folder.crawl(site.url).log
        lost, edited = f"{site.url}/{site.stories[7].slug}/", edit(site, 12)
        site.trash(site.stories[7].slug)
        crawled = folder.crawl(site.url, OVERDUE)
        assert (crawled.urls, folder.gone()) == ({edited}, {lost})


def test_what_rest_does_not_show_comes_back_after_it_was_gone(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, lastmod=True) as site:
        hide(site, [site.stories[number].slug for number in range(5, 15)])
        late = site.stories[8].slug
        site.trouble(f"^/{late}/", 404)
        assert f"{site.url}/{late}/" not in folder.crawl(site.url).urls
        site.calm()
        assert folder.crawl(site.url, OVERDUE).urls == {f"{site.url}/{late}/"}


@pytest.mark.parametrize("sitemap", ["none", "html", "empty", "cut"])
def test_a_sitemap_that_is_none_costs_its_requests_alone(sitemap: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=30, sitemap=sitemap) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "WARNING" not in crawled.log
        assert re.search(r"INFO: Compared with sitemaps \(.*not read: ", crawled.log)
        site.requests.clear()
        folder.crawl(site.url)
        assert len(site.requests) == 5


def test_the_sitemap_of_a_shop_is_not_compared(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        index = site.printed(site.answer("/wp-sitemap.xml", {})).body
        shop = b"<sitemap><loc>URL/wp-sitemap-posts-product-1.xml</loc></sitemap></sitemapindex>"
        body = index.replace(b"</sitemapindex>", shop.replace(b"URL", site.url.encode()))
        site.trouble("^/wp-sitemap.xml", 200, body=body)
        assert len(folder.crawl(site.url).lines) == 30
        assert site.asked("sitemap") == ["/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml"]


def test_rest_alone_is_asked_if_the_user_says_so(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        hide(site, [site.stories[5].slug])
        assert len(folder.crawl(site.url, "discover=api").urls) == 29
        assert not site.asked("sitemap")


def test_a_deletion_on_a_site_without_totals_is_found_by_a_complete_listing(folder: Folder) -> None:
    with serve(fixtures=None, generated=130) as site:
        hide_totals(site)
        assert folder.crawl(site.url).urls == articles(site)
        site.trash(lost := site.stories[50].slug)
        site.requests.clear()
        crawled = folder.crawl(site.url)
        assert "does not say how many articles it has: deletions are found by listing" in crawled.log
        assert not folder.gone()
        assert len(site.requests) <= 6
        folder.crawl(site.url, OVERDUE)
        assert folder.gone() == {f"{site.url}/{lost}/"}


def test_totals_that_come_and_go_mark_nothing(folder: Folder) -> None:
    with serve(fixtures=None, generated=130) as site:
        is_hidden = True
        hide_totals(site, lambda: is_hidden)
        for option in ("discover=api", OVERDUE, "discover=api", OVERDUE):
            assert folder.crawl(site.url, option).status == 0
            is_hidden = not is_hidden
        assert folder.stored() == articles(site)
        assert not folder.gone()


def test_a_post_type_that_is_closed_or_empty_hides_no_other(folder: Folder) -> None:
    with serve(fixtures=None, generated=30, videos=3) as site:
        site.trouble("wp/v2/video", 401)
        crawled = folder.crawl(site.url, "discover=api")
        assert (crawled.status, len(crawled.lines)) == (0, 30)
        assert "wp/v2/video is not shown (http_401)" in crawled.log
        changed = {edit(site, 9), publish(site, "kabar-baru")}
        assert folder.crawl(site.url, "discover=api").urls == changed
        site.trash(lost := site.stories[20].slug)
        folder.crawl(site.url, "discover=api")
        assert folder.gone() == {f"{site.url}/{lost}/"}
