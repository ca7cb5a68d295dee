"""What sitemaps say of a site that has closed its REST API, and which articles only they name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.store import Store
from tests.crawler.corpus.ledger.asked import ask, fill, numbers, slugs
from tests.crawler.corpus.ledger.sides import keep
from tests.crawler.storing import NOON
from tests.newsroom.answer import Answer
from tests.newsroom.server import serve


@pytest.mark.parametrize("sitemap", ["core", "plugin"])
def test_a_closed_rest_api_leaves_the_sitemaps(store: Store, sitemap: str) -> None:
    with serve(fixtures=None, generated=60, rest=403, sitemap=sitemap) as site:
        lost, gone = site.stories[20].slug, site.stories[40].slug
        fill(store, site, but={lost})
        site.trash(gone)
        ledger = ask(store, site)
    assert slugs(ledger, "unexplained") == {lost: "never_listed"}
    assert slugs(ledger, "extra") == {gone: "gone"}


def test_a_sitemap_of_the_newest_articles_alone_makes_no_other_one_extra(store: Store) -> None:
    with serve(fixtures=None, generated=200, rest="hidden", sitemap="plugin", news=True) as site:
        fill(store, site)
        site.trouble("post-sitemap", 404)
        ledger = ask(store, site, "sitemap")
    assert not ledger.extra
    assert ledger.is_explained
    assert any("200 are stored" in note for note in ledger.notes)


def test_a_sitemap_that_cannot_be_read_makes_nothing_extra(store: Store) -> None:
    with serve(fixtures=None, generated=40, rest="hidden", sitemap_size=20) as site:
        fill(store, site)
        site.trouble("posts-post-2", 503)
        ledger = ask(store, site, "sitemap")
    assert not ledger.extra
    assert any("1 sitemap could not be read (http_503 1)" in note for note in ledger.notes)


def test_a_sitemap_that_names_few_of_the_stored_articles_makes_no_other_one_extra(store: Store) -> None:
    with serve(fixtures=None, generated=30, rest="hidden") as site:
        fill(store, site)
        keep(store, *(f"lama-{number}" for number in range(40)))
        ledger = ask(store, site, "sitemap")
    assert not ledger.extra
    assert any("name 30 articles, and 70 are stored" in note for note in ledger.notes)


def test_a_sitemap_with_dates_of_publication_tells_the_months(store: Store) -> None:
    with serve(fixtures=None, generated=30, rest="hidden", sitemap="plugin", news=True) as site:
        fill(store, site)
        ledger = ask(store, site, "sitemap")
    assert numbers(ledger, "sitemap") == {"2018-06": (30, 30)}


def test_more_sitemaps_than_requests_are_read_from_the_newest_on(store: Store) -> None:
    with serve(fixtures=None, generated=400, rest="hidden", sitemap_size=10, lastmod=True) as site:
        fill(store, site)
        ledger = ask(store, site, "sitemap")
        asked = site.asked("wp-sitemap-posts")
        assert len(site.requests) <= 20
    assert "wp-sitemap-posts-post-40" in asked[0]
    assert any("not read" in note for note in ledger.notes)
    assert not ledger.extra


def test_what_only_a_sitemap_names_is_no_alarm_where_rest_was_read_to_its_end(store: Store) -> None:
    with serve(fixtures=None, generated=30) as site:
        hidden = site.stories[5]
        fill(store, site, but={hidden.slug})
        answer = site.answer

        def without_hidden(path: str, headers: dict[str, str]) -> Answer:
            if "/wp-json/" not in path:
                return answer(path, headers)
            site.trash(hidden.slug)
            try:
                return answer(path, headers)
            finally:
                site.restore(hidden.slug)

        site.answer = without_hidden  # type: ignore[method-assign,assignment]
        ledger = ask(store, site)
    assert slugs(ledger, "missing") == {hidden.slug: "sitemap_only"}
    assert ledger.is_explained


def test_an_article_without_a_date_is_new_if_its_page_says_so(store: Store) -> None:
    with serve(fixtures=None, generated=30, rest="hidden") as site:
        lost = site.stories[3].slug
        fill(store, site, but={lost})
        site.publish("baru", "Berita Baru", ["Isi berita baru."], NOON.astimezone() + timedelta(minutes=1))
        ledger = ask(store, site, "sitemap")
    assert slugs(ledger, "missing") == {"baru": "new"}
    assert slugs(ledger, "unexplained") == {lost: "never_listed"}


def test_not_more_than_some_articles_are_asked_for_their_dates(store: Store) -> None:
    with serve(fixtures=None, generated=60, rest="hidden") as site:
        fill(store, site, but={each.slug for each in site.stories[:40]})
        ledger = ask(store, site, "sitemap")
        assert len(site.requests) <= 20
    assert len(slugs(ledger, "unexplained")) == 40


def test_sections_and_pages_are_no_articles(store: Store) -> None:
    with serve(generated=10, rest="hidden", sitemap="plugin") as site:
        fill(store, site)
        ledger = ask(store, site, "sitemap")
    assert (ledger.missing, ledger.unexplained, ledger.extra) == ([], [], [])
