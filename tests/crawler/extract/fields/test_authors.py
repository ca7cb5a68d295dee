"""The authors of a page: which of its sources names them."""

from __future__ import annotations

import pytest

from tests.crawler.extract.fields.news import TEXT, news, read
from tests.crawler.extract.pages import article, jsonld, meta, portal

_LINK = '<a rel="author" href="/author/rina/">Rina Puspitasari</a>'
_RINA, _BUDI, _FULL = ["Rina Puspitasari"], ["Budi Santoso"], ["Rina Dwi Puspitasari"]

AUTHORS: dict[str, tuple[str, str, list[str]]] = {
    "the byline before all": (
        news(author={"name": "Budi Santoso"}) + '<meta name="author" content="Sri Ayu">',
        _LINK,
        _RINA,
    ),
    "JSON-LD before metas": (
        news(author={"name": "Budi Santoso"}) + '<meta name="author" content="Sri Ayu">',
        "",
        _BUDI,
    ),
    "the full name of a shorter byline": (news(author={"name": "Rina Dwi Puspitasari"}), _LINK, _FULL),
    "all of whom the byline names some": (
        news(author=[{"name": "Rina Puspitasari"}, {"name": "Budi Santoso"}]),
        _LINK,
        [*_RINA, *_BUDI],
    ),
    "the byline before a meta": ('<meta name="author" content="Koran Media">', _LINK, _RINA),
    "a meta where no byline is": ('<meta name="author" content="Budi Santoso">', "", _BUDI),
    "a labelled text for a card": (
        meta(twitter__label1="Ditulis oleh", twitter__data1="Budi Santoso"),
        "",
        _BUDI,
    ),
    "no other labelled text": (
        meta(twitter__label1="Waktu baca", twitter__data1="Dua Menit"),
        "",
        [],
    ),
    "what is printed": ("", _LINK, _RINA),
    "a line of the text": ("", "", []),
    "a person before an organisation": (
        news(author={"@type": "Organization", "name": "Redaksi Koran"})
        + '<meta name="author" content="Budi Santoso">',
        "",
        _BUDI,
    ),
    "a printed person before an organisation": (
        news(author={"@type": "Organization", "name": "Koran"}),
        _LINK,
        _RINA,
    ),
    "an organisation where nobody is named": (
        news(author={"@type": "Organization", "name": "Redaksi"}),
        "",
        ["Redaksi"],
    ),
    "the paper's own name is no person's": (
        meta(og__site_name="Suara Desa") + '<meta name="author" content="Suara Desa">',
        _LINK,
        _RINA,
    ),
    "an account": (news(author={"name": "admin"}), _LINK, _RINA),
    "an account and nobody else": (news(author={"name": "admin"}), "", []),
    "an address": (meta(article__author="https://facebook.com/koran"), _LINK, _RINA),
    "an account of a network": ('<meta name="author" content="@koran">', _LINK, _RINA),
    "no section in the author's box, where JSON-LD names nobody": (
        news(author={"@type": "Person", "name": ""}, articleSection="Kabar Daerah"),
        '<div class="author"><a href="/daerah/">Kabar Daerah</a></div>',
        [],
    ),
    "no section before the date, where JSON-LD has an empty author": (
        news(author="", articleSection="Ekonomi Bisnis"),
        "<div>Ekonomi Bisnis - 8 Maret 2026 14:05</div>",
        [],
    ),
    "a columnist who has a section": (
        news(author="", articleSection="Rina Puspitasari"),
        '<div class="author">Oleh <span>Rina Puspitasari</span></div>',
        _RINA,
    ),
    "a columnist who has a section, by a link": (news(author="", articleSection=_RINA[0]), _LINK, _RINA),
    "a reference": (
        jsonld(
            {
                "@graph": [
                    {"@type": "Article", "author": {"@id": "#b"}},
                    {"@type": "Person", "@id": "#b", "name": "Budi Santoso"},
                ]
            }
        ),
        "",
        _BUDI,
    ),
}


@pytest.mark.parametrize(("head", "above", "authors"), AUTHORS.values(), ids=AUTHORS.keys())
def test_the_authors(head: str, above: str, authors: list[str]) -> None:
    assert read(head, above).authors == authors


def test_the_folder_of_the_url_is_no_author() -> None:
    box = '<div class="author"><a href="/kabar-daerah/">Kabar Daerah</a></div>'
    url = "https://koran.example/kabar-daerah/2026/03/jembatan-dibuka"
    assert read(news(author="", url=url), box, url=url).authors == []


def test_a_line_below_the_story_names_its_writer() -> None:
    html = portal(TEXT + "<p>Penulis: Rina Puspitasari | Editor: Budi Santoso</p>")
    assert article(html).authors == _RINA
