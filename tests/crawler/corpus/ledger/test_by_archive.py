"""What archives of months say of a site that has neither REST nor sitemaps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crawler.corpus.ledger.asking import NoListing
from crawler.store import Store
from tests.crawler.corpus.ledger.asked import ask, fill, numbers, slugs
from tests.crawler.storing import NOON
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

MONTHS = {"2018-05": (5, 5), "2018-06": (715, 715)}


@pytest.mark.parametrize("permalinks", ["pretty", "plain"])
def test_the_number_is_that_of_full_pages_and_of_the_last_one(store: Store, permalinks: str) -> None:
    with serve(
        fixtures=None, generated=720, rest="hidden", sitemap="none", permalinks=permalinks, per_page=8
    ) as site:
        fill(store, site)
        ledger = ask(store, site)
        assert len(site.requests) <= 20
    assert numbers(ledger, "archive") == MONTHS
    assert ledger.is_explained


def test_a_month_that_lacks_one_is_told_though_nobody_can_name_it(store: Store) -> None:
    with serve(fixtures=None, generated=720, rest="hidden", sitemap="none", per_page=8) as site:
        fill(store, site, but={site.stories[300].slug})
        ledger = ask(store, site)
    assert numbers(ledger, "archive")["2018-06"] == (715, 714)
    assert [each.unnamed for each in ledger.months] == [0, 1]
    assert not ledger.is_explained


def test_a_month_of_two_pages_is_listed_to_its_end(store: Store) -> None:
    with serve(fixtures=None, generated=15, rest="hidden", sitemap="none") as site:
        lost, gone = site.stories[3].slug, site.stories[7].slug
        fill(store, site, but={lost})
        site.trash(gone)
        ledger = ask(store, site)
    assert slugs(ledger, "unexplained") == {lost: "never_listed"}
    assert slugs(ledger, "extra") == {gone: "gone"}


def test_a_month_that_the_site_has_no_page_of_has_no_article(store: Store) -> None:
    with serve(fixtures=None, generated=15, rest="hidden", sitemap="none") as site:
        moment = datetime.fromisoformat("2018-03-02T08:00:00+07:00")
        site.publish("lama", "Berita Lama", ["Isi berita lama."], moment)
        fill(store, site)
        site.trash("lama")
        ledger = ask(store, site)
    assert numbers(ledger, "archive")["2018-03"] == (0, 1)
    assert slugs(ledger, "extra") == {"lama": "gone"}


@pytest.mark.parametrize(
    "lost", ["2018-04", "2018-06", "2017-11", "2015-02"], ids=["between", "newest", "a year before", "oldest"]
)
def test_a_month_of_which_nothing_is_stored_is_asked_for_all_the_same(store: Store, lost: str) -> None:
    with serve(fixtures=None, generated=3, rest="hidden", sitemap="none") as site:
        for month in ("2015-02", "2016-08", "2017-11", "2018-02", "2018-04", "2018-05"):
            moment = datetime.fromisoformat(f"{month}-02T08:00:00+07:00")
            site.publish(f"berita-{month}", f"Berita {month}", ["Isi berita lama."], moment)
        of_month = {each.slug for each in site.stories if each.published.isoformat().startswith(lost)}
        fill(store, site, but=of_month)
        ledger = ask(store, site)
        assert len(site.requests) <= 3 * 41
    assert slugs(ledger, "unexplained") == dict.fromkeys(of_month, "never_listed")
    assert numbers(ledger, "archive")[lost] == (len(of_month), 0)


def test_archives_that_lead_to_the_front_page_are_none(store: Store) -> None:
    with serve(fixtures=None, generated=15, rest="hidden", sitemap="none") as site:
        fill(store, site)
        site.trouble(r"^/20|[?&]m=", 301, headers=(("Location", f"{site.url}/"),))
        with pytest.raises(NoListing, match="archives of months: moved"):
            ask(store, site)


def test_archives_that_show_the_same_for_each_month_are_none(store: Store) -> None:
    with serve(fixtures=None, generated=30, rest="hidden", sitemap="none") as site:
        moment = datetime.fromisoformat("2018-03-02T08:00:00+07:00")
        site.publish("lama", "Berita Lama", ["Isi berita lama."], moment)
        fill(store, site)
        change_lists(site, lambda path, answer: answer("/"))
        with pytest.raises(NoListing, match="archives of months: no_articles"):
            ask(store, site)


def test_a_month_whose_further_pages_no_link_names_is_not_taken_for_whole(store: Store) -> None:
    with serve(fixtures=None, generated=15, rest="hidden", sitemap="none") as site:
        fill(store, site)
        change_lists(site, lambda path, answer: without_links_to_pages(answer(path)))
        ledger = ask(store, site)
    assert numbers(ledger, "archive") == {"2018-06": (None, 15)}
    assert not ledger.extra
    assert any("they link no last page" in note for note in ledger.notes)


def test_a_first_page_with_one_more_article_is_not_taken_for_the_size_of_all(store: Store) -> None:
    with serve(fixtures=None, generated=35, rest="hidden", sitemap="none", per_page=8) as site:
        fill(store, site)
        lead = site.stories[-1]
        link = f'<article><h2 class="entry-title"><a href="{site.url}/{lead.slug}/">Utama</a></h2></article>'

        def with_lead(path: str, answer: Callable[[str], Answer]) -> Answer:
            found = answer(path)
            if "/page/" in path:
                return found
            return replace(found, body=found.body.replace(b"<article", f"{link}<article".encode(), 1))

        site.trash(lead.slug)
        change_lists(site, with_lead)
        ledger = ask(store, site)
    assert numbers(ledger, "archive") == {"2018-06": (35, 35)}


def test_an_article_that_came_out_after_the_crawl_is_new(store: Store) -> None:
    with serve(fixtures=None, generated=5, rest="hidden", sitemap="none") as site:
        fill(store, site)
        site.publish("baru", "Berita Baru", ["Isi berita baru."], NOON.astimezone() + timedelta(minutes=1))
        ledger = ask(store, site)
    assert slugs(ledger, "missing") == {"baru": "new"}
    assert ledger.is_explained


def test_a_month_that_cannot_be_read_is_a_note(store: Store) -> None:
    with serve(fixtures=None, generated=15, rest="hidden", sitemap="none") as site:
        moment = datetime.fromisoformat("2018-05-02T08:00:00+07:00")
        site.publish("lama", "Berita Lama", ["Isi berita lama."], moment)
        fill(store, site)
        site.trouble("^/2018/06/", 503)
        ledger = ask(store, site)
    assert numbers(ledger, "archive") == {"2018-05": (1, 1), "2018-06": (None, 15)}
    assert any("(2018-06) could not be read (http_503)" in note for note in ledger.notes)


def change_lists(site: RunningNewspaper, change: Callable[[str, Callable[[str], Answer]], Answer]) -> None:
    """Change what archives of months and years respond."""
    plain = site.answer

    def answer(path: str, headers: dict[str, str]) -> Answer:
        if not path.startswith("/20"):
            return plain(path, headers)
        return change(path, lambda wanted: plain(wanted, headers))

    site.answer = answer  # type: ignore[method-assign,assignment]


def without_links_to_pages(answer: Answer) -> Answer:
    return replace(answer, body=re.sub(rb'href="[^"]*/page/[^"]*"', b"", answer.body))


def test_a_site_without_any_of_them_is_refused_with_the_reasons(store: Store) -> None:
    with serve(fixtures=None, generated=15, rest=401, sitemap="none", robots="Disallow: /wp-json/") as site:
        fill(store, site)
        site.trouble(r"^/20|[?&]m=", 404)
        with pytest.raises(NoListing, match="REST: robots; sitemaps: http_404; archives of months: http_404"):
            ask(store, site)
