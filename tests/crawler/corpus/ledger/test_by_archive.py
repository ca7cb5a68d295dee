"""What archives of months say of a site that has neither REST nor sitemaps."""

from __future__ import annotations

from datetime import datetime

import pytest

from crawler.corpus.ledger.asking import NoListing
from crawler.store import Store
from tests.crawler.corpus.ledger.asked import ask, fill, numbers, slugs
from tests.newsroom.server import serve

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


def test_a_site_without_any_of_them_is_refused_with_the_reasons(store: Store) -> None:
    with serve(fixtures=None, generated=15, rest=401, sitemap="none", robots="Disallow: /wp-json/") as site:
        fill(store, site)
        site.trouble(r"^/20|[?&]m=", 404)
        with pytest.raises(NoListing, match="REST: robots; sitemaps: http_404; archives of months: http_404"):
            ask(store, site)
