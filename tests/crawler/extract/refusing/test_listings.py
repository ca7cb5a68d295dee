"""Pages that list the articles of others, in the shapes of unlike systems."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import jsonld, meta, paragraphs, refusal
from tests.crawler.extract.refusing.texts import LINKED_CARD, LONG, ROOT, SHORT, P, cards, headed, page

_ITEMS = [{"@type": "NewsArticle", "headline": f"Kabar ke-{i}", "url": f"{ROOT}/{i}/"} for i in range(4)]


def front(story: str, *, title: str) -> str:
    """Return a page with a long first story above the cards, and no heading of its own."""
    lead = f'<article><h2><a href="/1/">Panen garam</a></h2>{story}</article>'
    return page(f"<main>{lead}{cards(LINKED_CARD)}</main>", title=title)


LISTINGS: dict[str, tuple[str, str, str]] = {
    "cards with linked headings": ("listing", headed(cards(LINKED_CARD)), "/ekonomi"),
    "cards with a linked picture and a short teaser": (
        "listing",
        headed(
            cards(
                '<div><a href="/{i}"><img src="/{i}.jpg"></a><h3><a href="/{i}">Kabar {i} desa</a>'
                "</h3><div>{teaser}</div></div>",
                9,
            )
        ),
        "/ekonomi",
    ),
    "cards that are links as a whole": (
        "listing",
        headed(cards('<a href="/{i}"><h3>Kabar {i} dari desa</h3><p>{teaser}</p></a>')),
        "/ekonomi",
    ),
    "cards with a link at their end": (
        "listing",
        headed(
            cards('<div><h3>Kabar {i} dari desa</h3><p>{teaser}</p><a href="/{i}">Selengkapnya</a></div>')
        ),
        "/ekonomi",
    ),
    "the same in English": (
        "listing",
        headed(
            cards('<section><h2>News {i}</h2><p>{teaser}</p><p><a href="/{i}">Read more »</a></p></section>')
        ),
        "/ekonomi",
    ),
    "a list of definitions": (
        "listing",
        headed("<dl>" + cards('<dt><a href="/{i}">Kabar {i} desa</a></dt><dd>{teaser}</dd>') + "</dl>"),
        "/indeks/ekonomi",
    ),
    **{
        f"a list of titles and lines: {box[:6]}": (
            "listing",
            headed(f"<{outer}>{cards(box)}</{outer}>"),
            "/ekonomi",
        )
        for outer, box in (
            ("div", '<div><a class="t" href="/{i}">Kabar ke-{i} dari desa</a><p>{teaser}</p></div>'),
            ("div", '<p><b><a href="/{i}">Kabar ke-{i} dari desa</a></b></p><p>{teaser}</p>'),
            ("table", '<tr><td><a href="/{i}">Kabar ke-{i} dari desa</a><br>{teaser}</td></tr>'),
            ("ul", '<li><a href="/{i}">Kabar ke-{i} dari desa</a> {teaser}</li>'),
        )
    },
    "a list of what can be heard": (
        "listing",
        headed(cards('<div><h3>Obrolan {i}</h3><p>{teaser}</p><a href="/e/{i}">Dengarkan</a></div>')),
        "/obrolan",
    ),
    "whole stories, one below the other": (
        "listing",
        page(
            "<h1>Catatan</h1>"
            + "".join(f'<div><h2><a href="/{i}">Kabar ke-{i} dari desa</a></h2>{P}</div>' for i in range(3)),
            title="Catatan",
        ),
        "/catatan",
    ),
    "a feed": (
        "listing",
        "<rss><channel>"
        + "".join(f"<item><description>{t}</description></item>" for t in LONG)
        + "</channel></rss>",
        "/umpan",
    ),
    "a section that calls itself an article": (
        "listing",
        headed(cards(LINKED_CARD), head=meta(og__type="article")),
        "/ekonomi",
    ),
    "a section whose JSON-LD has the articles of others": (
        "listing",
        headed(cards(LINKED_CARD), head=jsonld(*_ITEMS)),
        "/kanal/ekonomi",
    ),
    "a section with an ItemList": (
        "listing",
        headed(
            cards(LINKED_CARD),
            head=jsonld(
                {"@type": "CollectionPage", "mainEntity": {"@type": "ItemList", "itemListElement": _ITEMS}}
            ),
        ),
        "/ekonomi",
    ),
    "the archive of a section that a plugin calls an article": (
        "listing",
        headed(
            f"<p>{LONG[0]}</p>{cards(LINKED_CARD)}",
            head=meta(og__type="article") + jsonld({"@type": "CollectionPage", "name": "Ekonomi"}),
        ),
        "/ekonomi",
    ),
    "a section with a description": (
        "listing",
        headed(f"<div>{paragraphs(*LONG[:2])}</div>{cards(LINKED_CARD)}"),
        "/ekonomi",
    ),
    "a tag with a long description": (
        "listing",
        headed(f"<div>{P}</div>{cards(LINKED_CARD, 12)}", "Garam"),
        "/tag/garam",
    ),
    "a topic with a description, without a word in its address": (
        "listing",
        headed(f"<div>{SHORT}</div>{cards(LINKED_CARD, 12)}", "Garam"),
        "/garam",
    ),
    "a first story that stands out": (
        "listing",
        headed(
            f'<article><h2><a href="/1/">Panen garam dimulai awal</a></h2>{SHORT}</article>'
            + cards('<li><a href="/{i}/">Kabar {i}</a></li>')
        ),
        "/ekonomi",
    ),
    "a front page with a long first story": (
        "front_page",
        front(P, title="Pantura"),
        "/",
    ),
    "the same in a folder of its language": (
        "front_page",
        front(P, title="Pantura"),
        "/id/",
    ),
    "an edition at an address of its own": (
        "listing",
        front(SHORT, title="Edisi Jawa Barat"),
        "/jabar",
    ),
    "a front page with a logo as its heading": (
        "front_page",
        page(f"<h1><a href=/>Pantura</a></h1>{cards(LINKED_CARD)}", title="Pantura"),
        "/index.html",
    ),
    "an author with a long biography": (
        "author_archive",
        headed(f"<div>{P}</div>{cards(LINKED_CARD)}", "Rina Kartika"),
        "/penulis/rina-kartika",
    ),
    "an author by OpenGraph": (
        "author_archive",
        headed(P, "Rina Kartika", head=meta(og__type="profile")),
        "/rina",
    ),
    "what a search found": ("search", headed(cards(LINKED_CARD), "Hasil pencarian: garam"), "/cari/garam"),
    "the same in English ": (
        "search",
        headed(cards(LINKED_CARD), 'Search results for "garam"', title="Search results"),
        "/find/garam",
    ),
    "a search without a result": (
        "search",
        headed(f"<p>{LONG[0]}</p>", "Search results"),
        "/search/?q=garam",
    ),
    "products in a list": (
        "listing",
        headed(
            cards('<li><h2><a href="/p/{i}">Garam {i} kg</a></h2><p>Rp 1{i}.000</p><p>{teaser}</p></li>'),
            title="Garam",
        ),
        "/toko/garam",
    ),
    "a calendar": (
        "listing",
        headed(
            cards(
                '<div><time datetime="2024-06-0{i}">Juni</time><h3><a href="/a/{i}">Acara {i} di alun'
                "</a></h3><p>{teaser}</p></div>"
            ),
            "Agenda",
        ),
        "/agenda",
    ),
    "an index of forums": (
        "listing",
        headed(
            "<table>"
            + cards('<tr><td><h3><a href="/f/{i}">Forum {i}</a></h3><p>{teaser}</p></td><td>12</td></tr>')
            + "</table>",
            "Forum",
        ),
        "/forum",
    ),
}


@pytest.mark.parametrize(("reason", "html", "path"), LISTINGS.values(), ids=LISTINGS)
def test_a_listing_is_refused(reason: str, html: str, path: str) -> None:
    assert refusal(html, url=f"{ROOT}{path}") == reason
