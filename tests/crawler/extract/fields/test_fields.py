"""In which order the fields of an article are read: the first source that tells one has it."""

from __future__ import annotations

import pytest

from crawler.article import Article
from crawler.site import NEWSPAPER, Site
from tests.crawler.extract.pages import STORY, URL, article, jsonld, meta, paragraphs, portal, wordpress

_P = paragraphs(*STORY)
_NOON, _ONE = "2024-06-04T12:00:00+07:00", "2024-06-04T13:00:00+07:00"
_DATED = meta(article__published_time=_NOON)
_TIME = '<time class="entry-date published" datetime="2024-06-04T14:00:00+07:00">4 Juni</time>'


def news(**properties: object) -> str:
    """Return the JSON-LD of the page's own article."""
    return jsonld({"@type": "NewsArticle", "headline": "Jembatan dibuka", "url": URL} | properties)


def read(head: str = "", above: str = "", *, site: Site = NEWSPAPER, url: str = URL) -> Article:
    return article(portal(_P, head=head, above=above), site, url=url)


PUBLISHED: dict[str, tuple[str, str, str, str | None]] = {
    "JSON-LD before all": (news(datePublished=_NOON) + meta(article__published_time=_ONE), _TIME, URL, _NOON),
    "OpenGraph before what is printed": (meta(article__published_time=_ONE), _TIME, URL, _ONE),
    "what is printed": ("", _TIME, URL, "2024-06-04T14:00:00+07:00"),
    "dateCreated": (news(dateCreated=_NOON), "", URL, _NOON),
    "JSON-LD of the page": (jsonld({"@type": "WebPage", "datePublished": _NOON}), "", URL, _NOON),
    "another meta": ('<meta name="pubdate" content="2024-06-04T12:00:00+07:00">', "", URL, _NOON),
    "a meta of microdata": (
        '<meta itemprop="datePublished" content="2024-06-04T12:00:00+07:00">',
        "",
        URL,
        _NOON,
    ),
    "a date in words": (news(datePublished="Selasa, 4 Juni 2024 12:00 WIB"), "", URL, _NOON),
    "broken JSON-LD": (
        jsonld(
            f'{{"@type": "NewsArticle", /* x */ "headline": "Jembatan dibuka", "datePublished": "{_NOON}",}}'
        ),
        "",
        URL,
        _NOON,
    ),
    "JSON-LD in a graph": (
        jsonld({"@graph": [{"@type": ["Article"], "datePublished": _NOON}]}),
        "",
        URL,
        _NOON,
    ),
    "JSON-LD in a list": (
        jsonld([{"@type": "WebSite"}, {"@type": "Article", "datePublished": _NOON}]),
        "",
        URL,
        _NOON,
    ),
    "of another story": (
        jsonld(
            {"@type": "NewsArticle", "headline": "Gula naik", "url": "https://x.test/", "datePublished": _ONE}
        )
        + news(datePublished=_NOON),
        "",
        URL,
        _NOON,
    ),
    "an empty database field": (
        news(datePublished="0000-00-00 00:00:00"),
        _TIME,
        URL,
        "2024-06-04T14:00:00+07:00",
    ),
    "no date at all": (news(datePublished="kemarin"), "", URL, None),
    "the address": ("", "", "https://www.koran.test/2024/06/04/jembatan", "2024-06-04"),
    "the address with its parts in one": (
        "",
        "",
        "https://www.koran.test/read/2024-6-4/jembatan",
        "2024-06-04",
    ),
    "an address with a month alone": ("", "", "https://www.koran.test/2024/06/jembatan", None),
    "numbers that are no day": ("", "", "https://www.koran.test/2024/31/99/jembatan", None),
    "a day, and its hour printed": (
        news(datePublished="2024-06-04"),
        _TIME,
        URL,
        "2024-06-04T14:00:00+07:00",
    ),
    "a day, and the hour of another": (news(datePublished="2024-06-03"), _TIME, URL, "2024-06-03"),
    "a day in the address, and its hour printed": (
        "",
        '<p class="tanggal">4 Juni 2024 14:00 WIB</p>',
        "https://www.koran.test/2024/06/04/jembatan",
        "2024-06-04T14:00:00+07:00",
    ),
    "a local time": (meta(article__published_time="2024-06-04 12:00:00"), "", URL, "2024-06-04"),
}


@pytest.mark.parametrize(("head", "above", "url", "published"), PUBLISHED.values(), ids=PUBLISHED.keys())
def test_the_date_of_publication(head: str, above: str, url: str, published: str | None) -> None:
    assert read(head, above, url=url).published_at == published


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("2024-06-04 12:00:00", _NOON),
        ("2024-06-04T05:00:00Z", _NOON),
        ("2024-06-04T13:00:00+08:00", _NOON),
        ("2024-06-04", "2024-06-04"),
    ],
)
def test_a_site_with_a_zone_has_all_its_times_in_it(told: str, published: str) -> None:
    site = Site(name="koran", timezone="Asia/Jakarta")
    assert read(meta(article__published_time=told), site=site).published_at == published


MODIFIED: dict[str, tuple[str, str | None]] = {
    "JSON-LD": (news(dateModified=_NOON) + meta(article__modified_time=_ONE), _NOON),
    "OpenGraph": (meta(article__modified_time=_ONE), _ONE),
    "the other property": (meta(og__updated_time=_ONE), _ONE),
    "nothing": (news(datePublished=_NOON), None),
}


@pytest.mark.parametrize(("head", "modified"), MODIFIED.values(), ids=MODIFIED.keys())
def test_the_date_of_the_last_change(head: str, modified: str | None) -> None:
    assert read(head).modified_at == modified


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


def test_a_line_below_the_story_names_its_writer() -> None:
    html = portal(_P + "<p>Penulis: Rina Puspitasari | Editor: Budi Santoso</p>")
    assert article(html).authors == _RINA


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
    html = wordpress(_P, head=news(articleSection=told)).replace("category-related tag-iklan", classes)
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
    "what is shown": (portal(_P), "Jembatan dibuka"),
    "what is shown, whatever JSON-LD and OpenGraph agree on": (
        portal(_P, head=news(headline="Jembatan Cikelat dibuka") + meta(og__title="Jembatan Cikelat dibuka")),
        "Jembatan dibuka",
    ),
    "what JSON-LD and OpenGraph agree on where none is shown": (
        portal(
            _P, head=news(headline="Jembatan Cikelat dibuka") + meta(og__title="Jembatan Cikelat dibuka")
        ).replace("h1>", "div>"),
        "Jembatan Cikelat dibuka",
    ),
    "no date in a link in it": (
        portal(_P, head=meta(og__title="Jembatan dibuka")).replace(
            "<h1>Jembatan dibuka</h1>",
            '<h1><a href="#"><time>4 Juni 2024</time> Jembatan&nbsp;dibuka</a></h1>',
        ),
        "Jembatan dibuka",
    ),
    "no name of the site behind it": (
        portal(_P, head=meta(og__site_name="Kabar Kita"), title="Jembatan dibuka – Kabar Kita"),
        "Jembatan dibuka",
    ),
    "a name in it that is not the site's": (
        portal(_P, head=meta(og__site_name="Kabar Kita"), title="Jembatan dibuka – Kabar Desa"),
        "Jembatan dibuka – Kabar Desa",
    ),
    "what WordPress shows, whatever a plugin says": (
        wordpress(_P, head=news(headline="Jembatan dibuka!") + meta(og__title="Jembatan dibuka!")),
        "Jembatan dibuka",
    ),
    "no kicker above it": (
        portal(_P, head=meta(og__title="Jembatan dibuka"))
        .replace("<h1>", "<h1><span>Liputan</span> <span>")
        .replace("</h1>", "</span></h1>"),
        "Jembatan dibuka",
    ),
    "JSON-LD where nothing is shown": (portal(_P, head=news()).replace("h1", "b"), "Jembatan dibuka"),
    "OpenGraph without the site": (
        portal(
            _P,
            head=_DATED + meta(og__title="Jembatan dibuka - Kabar Kita", og__site_name="Kabar Kita"),
        ).replace("h1", "b"),
        "Jembatan dibuka",
    ),
    "the title of the page": (
        portal(_P, head=_DATED + meta(og__site_name="Kabar Kita")).replace("h1", "b"),
        "Jembatan dibuka",
    ),
    "invisible characters": (portal(_P, title="Jembatan\u200b \xa0 di\u00adbuka"), "Jembatan dibuka"),
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
    assert article(portal(_P).replace('<html lang="id">', start)).language == language


def test_the_declaration_tells_what_no_page_says() -> None:
    site = Site(name="koran", language="id")
    found = article(portal(_P).replace(' lang="id"', ""), site)
    assert (found.site, found.language) == ("koran", "id")
    assert article(portal(_P)).site == "www.koran.test"
