"""Which of a page's JSON-LD objects tell of its article, and what they say."""

from __future__ import annotations

import pytest

from crawler.extract.body.page_hints import PageHints
from crawler.extract.fields.schema import Schema
from crawler.extract.parse.jsonld import Node
from tests.crawler.extract.pages import URL, document, jsonld, meta, paragraphs, wordpress

_OWN: Node = {
    "@type": "NewsArticle",
    "headline": "Jembatan dibuka",
    "url": URL,
    "datePublished": "2024-06-04T14:05:00+07:00",
}
_OTHER: Node = {
    "@type": "NewsArticle",
    "headline": "Harga gula naik lagi di pasar induk",
    "url": "https://www.koran.test/gula/",
    "datePublished": "2020-01-01",
}


def schema(*blocks: object, head: str = "") -> Schema:
    page = document(wordpress(paragraphs("Kalimat."), head=jsonld(*blocks) + head))
    return Schema(page, PageHints(page))


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ("NewsArticle", True),
        ("Article", True),
        ("BlogPosting", True),
        ("LiveBlogPosting", True),
        ("ReportageNewsArticle", True),
        ("Report", True),
        (["WebPage", "https://schema.org/NewsArticle"], True),
        ("WebPage", False),
        ("Person", False),
        (None, False),
    ],
)
def test_articles_are_schema_orgs_kinds_of_them(types: object, expected: bool) -> None:
    found = schema({"@type": types, "headline": "Jembatan dibuka"})
    assert (found.has_article, bool(found.articles)) == (expected, expected)


MEANT: dict[str, tuple[list[Node], list[Node]]] = {
    "the only one, whatever it says": ([_OTHER], [_OTHER]),
    "the one with the page's address and headline": ([_OTHER, _OWN], [_OWN]),
    "the same in the other order": ([_OWN, _OTHER], [_OWN]),
    "the one with its address under mainEntityOfPage": (
        [_OTHER, {"@type": "Article", "mainEntityOfPage": {"@id": URL}}],
        [{"@type": "Article", "mainEntityOfPage": {"@id": URL}}],
    ),
    "one that says neither stays behind": (
        [{"@type": "Article", "articleSection": "Daerah"}, _OWN],
        [_OWN, {"@type": "Article", "articleSection": "Daerah"}],
    ),
}


@pytest.mark.parametrize(("blocks", "expected"), MEANT.values(), ids=MEANT.keys())
def test_of_blocks_that_disagree_the_page_s_own_is_meant(blocks: list[Node], expected: list[Node]) -> None:
    assert schema(*blocks).articles == expected


def test_the_address_that_opengraph_gives_is_the_page_s_too() -> None:
    amp = {**_OWN, "url": "https://www.koran.test/?p=7"}
    assert schema(_OTHER, amp, head=meta(og__url="https://www.koran.test/?p=7")).articles == [amp]


AUTHORS: dict[str, tuple[object, list[str]]] = {
    "a text": ("Rina Puspitasari", ["Rina Puspitasari"]),
    "a person": ({"@type": "Person", "name": "Rina Puspitasari"}, ["Rina Puspitasari"]),
    "persons": ([{"name": "Rina"}, {"name": "Budi"}], ["Rina", "Budi"]),
    "names in one person": ({"@type": "Person", "name": ["Rina", "Budi"]}, ["Rina", "Budi"]),
    "first and last name": ({"givenName": "Rina", "familyName": "Puspitasari"}, ["Rina Puspitasari"]),
    "a reference": ({"@id": "#rina"}, ["Rina Puspitasari"]),
    "a reference with its type": ({"@type": "Person", "@id": "#rina"}, ["Rina Puspitasari"]),
    "a reference with its name": ({"@id": "#rina", "name": "Rina P."}, ["Rina P."]),
    "references": ([{"@id": "#rina"}, {"@id": "#budi"}], ["Rina Puspitasari", "Budi"]),
    "a reference to nothing": ({"@id": "#siapa"}, []),
    "nothing": (None, []),
    "an empty name": ({"name": ""}, []),
}


@pytest.mark.parametrize(("author", "names"), AUTHORS.values(), ids=AUTHORS.keys())
def test_authors_are_named_in_any_of_schema_org_s_ways(author: object, names: list[str]) -> None:
    graph = [
        {"@type": "NewsArticle", "author": author},
        {"@type": "Person", "@id": "#rina", "name": "Rina Puspitasari"},
        {"@type": "Person", "@id": "#budi", "name": "Budi"},
    ]
    assert schema({"@graph": graph}).authors() == names


def test_a_creator_stands_in_for_an_author() -> None:
    assert schema({"@type": "NewsArticle", "creator": ["Rina"]}).authors() == ["Rina"]


@pytest.mark.parametrize(
    ("image", "url"),
    [
        ("https://koran.test/a.jpg", "https://koran.test/a.jpg"),
        ({"@type": "ImageObject", "url": "https://koran.test/a.jpg"}, "https://koran.test/a.jpg"),
        ({"@type": "ImageObject", "contentUrl": "https://koran.test/a.jpg"}, "https://koran.test/a.jpg"),
        (["https://koran.test/logo.png", "https://koran.test/a.jpg"], "https://koran.test/a.jpg"),
        ({"@id": "#gambar"}, "https://koran.test/b.jpg"),
        ({"url": "https://koran.test/logo-koran.png"}, None),
        (None, None),
    ],
)
def test_the_picture_is_an_address_and_no_logo(image: object, url: str | None) -> None:
    picture = {"@type": "ImageObject", "@id": "#gambar", "url": "https://koran.test/b.jpg"}
    assert schema({"@type": "NewsArticle", "image": image}, picture).image() == url


def crumbs(*names: str) -> Node:
    items = [{"@type": "ListItem", "position": i, "name": name} for i, name in enumerate(names, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@pytest.mark.parametrize(
    ("block", "section"),
    [
        (crumbs("Beranda", "Daerah", "Jembatan dibuka"), "Daerah"),
        (crumbs("Beranda", "Berita", "Daerah"), "Daerah"),
        (crumbs("Beranda", "Jembatan dibuka"), None),
        (crumbs("Beranda"), None),
        (
            {
                "@type": "BreadcrumbList",
                "itemListElement": [{"item": {"name": "Beranda"}}, {"item": {"name": "Desa"}}],
            },
            "Desa",
        ),
        ({"@type": "BreadcrumbList", "itemListElement": "rusak"}, None),
        ({"@type": "BreadcrumbList"}, None),
    ],
    ids=[
        "with the article",
        "without it",
        "the article alone",
        "the front page alone",
        "items",
        "broken",
        "empty",
    ],
)
def test_the_section_is_the_last_place_before_the_article(block: Node, section: str | None) -> None:
    assert schema(block).section_in_breadcrumb() == section


def test_organisations_are_those_that_publish_and_that_the_page_describes() -> None:
    blocks = [
        {"@type": "WebSite", "name": "Koran"},
        {
            "@type": "NewsArticle",
            "publisher": {"@type": "Organization", "name": "PT Koran"},
            "author": {"@id": "#o"},
        },
        {"@type": "Organization", "@id": "#o", "name": "Redaksi"},
        {"@type": "Person", "name": "Rina"},
    ]
    assert set(schema(*blocks).organisations()) == {"Koran", "PT Koran", "Redaksi"}
