"""One table says which URLs are listings; who asks takes the words that are sure enough for the purpose."""

from __future__ import annotations

import re

import pytest

from crawler.urls import listings


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        (listings.LISTING_PATH, "/rubrik/ekonomi/"),
        (listings.LISTING_PATH, "/topics/kereta/page/2/"),
        (listings.LISTING_PATH, "/page/3/"),
        (listings.REFUSED_PATH, "/topic/kereta/"),
        (listings.REFUSED_PATH, "/kanal/ekonomi"),
        (listings.REFUSED_PATH, "/indeks/"),
        (listings.REFUSED_AUTHOR_PATH, "/profil/rina/"),
        (listings.REFUSED_DATE_PATH, "/berita/2024/06/"),
        (listings.SEARCH_PATH, "/pencarian/"),
        (listings.NOT_AN_ARTICLE_PATH, "/authors/rina/"),
        (listings.NOT_AN_ARTICLE_PATH, "/cari/kereta/"),
        (listings.CATEGORY_PATH, "/rubrik/ekonomi/"),
        (listings.CATEGORY_LINK, "/rubrik/ekonomi/"),
        (listings.CATEGORY_LINK, "/kanal/ekonomi/"),
        (listings.TAG_LINK, "/topik/kereta"),
        (listings.TERM_LINK, "/kategori/ekonomi"),
        (listings.TERM_LINK, "/topik/kereta"),
        (listings.AUTHOR_LINK, "/wartawan/rina"),
    ],
)
def test_a_listing_is_known_by_its_url(pattern: re.Pattern[str], path: str) -> None:
    assert pattern.search(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        (listings.LISTING_PATH, "/rubrik/ekonomi/harga-cabai-turun/"),
        (listings.REFUSED_PATH, "/kanal/ekonomi/harga-cabai-turun/"),
        (listings.REFUSED_PATH, "/kategoris/ekonomi/"),
        (listings.REFUSED_AUTHOR_PATH, "/wartawan/dipukul-massa/"),
        (listings.REFUSED_DATE_PATH, "/berita/nasional/2024/"),
        (listings.NOT_AN_ARTICLE_PATH, "/kanal/ekonomi/harga-cabai-turun/"),
        (listings.NOT_AN_ARTICLE_PATH, "/wartawan/dipukul-massa/"),
        (listings.NOT_AN_ARTICLE_PATH, "/berita/3024/"),
        (listings.CATEGORY_PATH, "/kanal/ekonomi/harga-cabai-turun/"),
        (listings.AUTHOR_LINK, "/profil/bupati-blora"),
    ],
)
def test_an_article_is_not_taken_for_a_listing(pattern: re.Pattern[str], path: str) -> None:
    assert pattern.search(path) is None
