"""In which order the fields of an article are read: the first source that tells one has it.

Its dates and its authors, whose sources are many, have files of their own.
"""

from __future__ import annotations

import pytest

from crawler.site import Site
from tests.crawler.extract.fields.news import TEXT, news, read
from tests.crawler.extract.pages import article, jsonld, meta, portal, wordpress

_DATED = meta(article__published_time="2024-06-04T12:00:00+07:00")

SECTION: dict[str, tuple[str, str, str | None]] = {
    "JSON-LD": (news(articleSection=["Daerah", "Desa"]) + meta(article__section="Nasional"), "", "Daerah"),
    "OpenGraph": (meta(article__section="Nasional"), "", "Nasional"),
    "what is printed": ("", '<a rel="category tag" href="/category/desa/">Desa</a>', "Desa"),
    "a name with a comma": (news(articleSection="Politik, Hukum"), "", "Politik, Hukum"),
    "HTML entities": (news(articleSection="Hukum &amp; HAM"), "", "Hukum & HAM"),
    "a breadcrumb": (
        jsonld({"@type": "BreadcrumbList", "itemListElement": [{"name": "Beranda"}, {"name": "Desa"}]}),
        "",
        "Desa",
    ),
    "nothing": ("", "", None),
}


@pytest.mark.parametrize(("head", "above", "section"), SECTION.values(), ids=SECTION.keys())
def test_the_section(head: str, above: str, section: str | None) -> None:
    assert read(head, above).section == section


@pytest.mark.parametrize(
    ("told", "classes", "section", "tags"),
    [
        ("Daerah, Desa, jembatan", "category-daerah category-desa tag-jembatan", "Daerah", ["jembatan"]),
        (
            "Kabar Desa, jembatan gantung",
            "category-kabar-desa tag-jembatan-gantung",
            "Kabar Desa",
            ["jembatan gantung"],
        ),
        ("Politik, Hukum", "category-politik-hukum", "Politik, Hukum", []),
    ],
    ids=["categories and tags", "of several words", "a name with a comma"],
)
def test_terms_joined_in_one_string_are_told_apart_by_the_post_s_slugs(
    told: str, classes: str, section: str, tags: list[str]
) -> None:
    html = wordpress(TEXT, head=news(articleSection=told)).replace("category-related tag-iklan", classes)
    found = article(html)
    assert (found.section, found.tags) == (section, tags)


TAGS: dict[str, tuple[str, str, list[str]]] = {
    "JSON-LD": (news(keywords=["jembatan", "desa"]), "", ["jembatan", "desa"]),
    "OpenGraph before the words that an SEO plugin wants to be found for": (
        news(keywords="jembatan baru") + meta(article__tag="jembatan") + meta(article__tag="desa"),
        "",
        ["jembatan", "desa"],
    ),
    "what is marked before them": (
        news(keywords="jembatan baru"),
        '<a rel="tag" href="/tag/desa/">desa</a>',
        ["desa"],
    ),
    "they before what only leads to tags": (
        news(keywords="jembatan baru"),
        '<a href="/tag/desa/">desa</a>',
        ["jembatan baru"],
    ),
    "JSON-LD in one string": (news(keywords="jembatan, desa,"), "", ["jembatan", "desa"]),
    "OpenGraph": (meta(article__tag="jembatan") + meta(article__tag="desa"), "", ["jembatan", "desa"]),
    "what is printed": ("", '<a rel="tag" href="/tag/jembatan/">jembatan</a>', ["jembatan"]),
    "words for news search": (
        '<meta name="news_keywords" content="jembatan; desa">',
        "",
        ["jembatan", "desa"],
    ),
    "words for search engines are none": ('<meta name="keywords" content="koran, berita">', "", []),
    "each once": (news(keywords=["#desa", "desa"]), "", ["desa"]),
    "nothing": ("", "", []),
}


@pytest.mark.parametrize(("head", "above", "tags"), TAGS.values(), ids=TAGS.keys())
def test_the_tags(head: str, above: str, tags: list[str]) -> None:
    assert read(head, above).tags == tags


HEADLINE: dict[str, tuple[str, str]] = {
    "what is shown": (portal(TEXT), "Jembatan dibuka"),
    "what is shown, whatever JSON-LD and OpenGraph agree on": (
        portal(
            TEXT, head=news(headline="Jembatan Cikelat dibuka") + meta(og__title="Jembatan Cikelat dibuka")
        ),
        "Jembatan dibuka",
    ),
    "what JSON-LD and OpenGraph agree on where none is shown": (
        portal(
            TEXT, head=news(headline="Jembatan Cikelat dibuka") + meta(og__title="Jembatan Cikelat dibuka")
        ).replace("h1>", "div>"),
        "Jembatan Cikelat dibuka",
    ),
    "no date in a link in it": (
        portal(TEXT, head=meta(og__title="Jembatan dibuka")).replace(
            "<h1>Jembatan dibuka</h1>",
            '<h1><a href="#"><time>4 Juni 2024</time> Jembatan&nbsp;dibuka</a></h1>',
        ),
        "Jembatan dibuka",
    ),
    "no name of the site behind it": (
        portal(TEXT, head=meta(og__site_name="Kabar Kita"), title="Jembatan dibuka – Kabar Kita"),
        "Jembatan dibuka",
    ),
    "a name in it that is not the site's": (
        portal(TEXT, head=meta(og__site_name="Kabar Kita"), title="Jembatan dibuka – Kabar Desa"),
        "Jembatan dibuka – Kabar Desa",
    ),
    "what WordPress shows, whatever a plugin says": (
        wordpress(TEXT, head=news(headline="Jembatan dibuka!") + meta(og__title="Jembatan dibuka!")),
        "Jembatan dibuka",
    ),
    "no kicker above it": (
        portal(TEXT, head=meta(og__title="Jembatan dibuka"))
        .replace("<h1>", "<h1><span>Liputan</span> <span>")
        .replace("</h1>", "</span></h1>"),
        "Jembatan dibuka",
    ),
    "JSON-LD where nothing is shown": (portal(TEXT, head=news()).replace("h1", "b"), "Jembatan dibuka"),
    "OpenGraph without the site": (
        portal(
            TEXT,
            head=_DATED + meta(og__title="Jembatan dibuka - Kabar Kita", og__site_name="Kabar Kita"),
        ).replace("h1", "b"),
        "Jembatan dibuka",
    ),
    "the title of the page": (
        portal(TEXT, head=_DATED + meta(og__site_name="Kabar Kita")).replace("h1", "b"),
        "Jembatan dibuka",
    ),
    "invisible characters": (portal(TEXT, title="Jembatan\u200b \xa0 di\u00adbuka"), "Jembatan dibuka"),
}


@pytest.mark.parametrize(("html", "headline"), HEADLINE.values(), ids=HEADLINE.keys())
def test_the_headline(html: str, headline: str) -> None:
    assert article(html).headline == headline


_SITE, _CDN = "https://www.koran.test", "https://cdn.test"


def links(canonical: str, image: str = "", base: str = "") -> str:
    return f'<base href="{base}"><link rel="canonical" href="{canonical}">{meta(og__image=image)}'


ADDRESSES: dict[str, tuple[str, str | None, str | None]] = {
    "relative": (links("/jembatan/", "/a.jpg"), f"{_SITE}/jembatan/", f"{_SITE}/a.jpg"),
    "OpenGraph's": (meta(og__url=f"{_CDN}/1"), f"{_CDN}/1", None),
    "relative to a base": (links("y", "a.jpg", f"{_CDN}/x/"), f"{_CDN}/x/y", f"{_CDN}/x/a.jpg"),
    "brackets that are no address": (links("http://[x", "http://[x"), None, None),
    "a base that is none": (links("/y", base="http://["), f"{_SITE}/y", None),
    "half a character": (news(image=f"{_CDN}/a\ud83d.jpg"), None, f"{_CDN}/a.jpg"),
    "nothing": ("", None, None),
}


@pytest.mark.parametrize(("head", "canonical", "image"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_addresses_are_absolute_or_null(head: str, canonical: str | None, image: str | None) -> None:
    found = read(head)
    assert (found.canonical_url, found.image_url) == (canonical, image)


LANGUAGE: dict[str, tuple[str, str | None]] = {
    "of the page": ("<html lang='en-GB'>", "en"),
    "a locale": ("<html lang='id_ID'>", "id"),
    "of XHTML": ("<html xml:lang='id'>", "id"),
    "JSON-LD": (f"<html>{news(inLanguage='id-ID')}", "id"),
    "OpenGraph": (f"<html>{meta(og__locale='id_ID')}", "id"),
    "nothing": ("<html>", None),
    "no language": ("<html lang='$lang'>", None),
}


@pytest.mark.parametrize(("start", "language"), LANGUAGE.values(), ids=LANGUAGE.keys())
def test_the_language_is_a_primary_tag(start: str, language: str | None) -> None:
    assert article(portal(TEXT).replace('<html lang="id">', start)).language == language


def test_the_declaration_tells_what_no_page_says() -> None:
    site = Site(name="koran", language="id")
    found = article(portal(TEXT).replace(' lang="id"', ""), site)
    assert (found.site, found.language) == ("koran", "id")
    assert article(portal(TEXT)).site == "www.koran.test"
