"""The section and the tags of a post, as its page prints and tells them."""

from __future__ import annotations

import pytest

from crawler.article import Article
from tests.crawler.extract.pages import STORY, URL, article, jsonld, paragraphs, portal, wordpress

_P = paragraphs(*STORY)


def post(classes: str, above: str = "", below: str = "", menu: str = "") -> Article:
    """Read a WordPress post with these classes of ``post_class()``."""
    html = wordpress(_P, above=above, below=below).replace("category-related tag-iklan", classes)
    return article(html.replace("<header>", f"<header><nav>{menu}</nav>"))


SECTIONS: dict[str, tuple[str, str, str, str | None]] = {
    "marked as the category": ("", '<a rel="category tag" href="/category/daerah/">Daerah</a>', "", "Daerah"),
    "the first of two": (
        "category-daerah category-desa",
        '<a rel="category" href="/x/daerah/">Daerah</a><a rel="category" href="/x/desa/">Desa</a>',
        "",
        "Daerah",
    ),
    "a link that leads to the post's slug": (
        "category-daerah",
        '<a href="/category/daerah/">Kabar Daerah</a>',
        "",
        "Kabar Daerah",
    ),
    "below a parent": ("category-desa", '<a href="/category/daerah/desa/">Desa</a>', "", "Desa"),
    "plain permalinks": ("category-daerah", '<a href="/?cat=3" rel="category">Daerah</a>', "", "Daerah"),
    "the block of terms": (
        "",
        '<div class="taxonomy-category wp-block-post-terms"><a href="/x/daerah/" rel="tag">Daerah</a></div>',
        "",
        "Daerah",
    ),
    "from the menu, by its slug": (
        "category-daerah",
        "",
        '<a href="/category/ekonomi/">Ekonomi</a><a href="/category/daerah/">Daerah</a>',
        "Daerah",
    ),
    "not another one of the menu": ("category-daerah", "", '<a href="/category/ekonomi/">Ekonomi</a>', None),
    "in breadcrumbs": (
        "",
        '<nav class="breadcrumb"><a href="/">Depan</a> / <a href="/category/daerah/">Daerah</a></nav>',
        "",
        "Daerah",
    ),
    "the last of breadcrumbs": (
        "",
        '<div class="crumbs"><a href="/category/daerah/">Daerah</a> <a href="/category/daerah/desa/">Desa</a>'
        "</div>",
        "",
        "Desa",
    ),
    "the last of a path that is called nothing": (
        "",
        '<div><a href="/category/daerah/">Daerah</a> / <a href="/category/daerah/desa/">Desa</a></div>',
        "",
        "Desa",
    ),
    "no word of a sentence": (
        "",
        f'<p>{STORY[0]} <a href="/category/daerah/">Kabar</a> {STORY[1]}</p>',
        "",
        None,
    ),
    "no menu in the post": (
        "",
        "".join(f'<a href="/category/k{i}/">K{i}</a>' for i in range(4)),
        "",
        None,
    ),
    "no menu without slugs": ("", "", '<a href="/category/ekonomi/">Ekonomi</a>', None),
}


@pytest.mark.parametrize(("classes", "above", "menu", "section"), SECTIONS.values(), ids=SECTIONS.keys())
def test_the_section_is_the_first_category_of_the_post(
    classes: str, above: str, menu: str, section: str | None
) -> None:
    assert post(classes, above=above, menu=menu).section == section


TAGS: dict[str, tuple[str, str, list[str]]] = {
    "marked as tags": (
        "",
        '<a rel="tag" href="/tag/jembatan/">jembatan</a> <a rel="tag" href="/tag/desa/">desa</a>',
        ["jembatan", "desa"],
    ),
    "with a sign": ("", '<a rel="tag" href="/tag/jembatan/">#jembatan</a>', ["jembatan"]),
    "links that lead to the post's slugs": (
        "tag-jembatan",
        '<a href="/label/jembatan/">Jembatan</a>',
        ["Jembatan"],
    ),
    "plain permalinks": ("tag-jembatan", '<a href="/?tag=jembatan" rel="tag">Jembatan</a>', ["Jembatan"]),
    "addresses of tags": ("", '<a href="/tag/jembatan/">Jembatan</a>', ["Jembatan"]),
    "addresses of tags on AMP": ("", '<a href="/tag/jembatan/amp/">Jembatan</a>', ["Jembatan"]),
    "each once": ("", '<a rel="tag" href="/tag/x/">Desa</a><a rel="tag" href="/tag/x/">Desa</a>', ["Desa"]),
    "no categories that are marked as tags": (
        "",
        '<a rel="category tag" href="/category/daerah/">Daerah</a>',
        [],
    ),
    "no tags of a cloud beside": ("", '<aside><a rel="tag" href="/tag/banjir/">banjir</a></aside>', []),
    "no classes of a theme": ("td-tag-x category-daerah", '<a href="/x/">x</a>', []),
    "nothing": ("", "", []),
}


@pytest.mark.parametrize(("classes", "below", "tags"), TAGS.values(), ids=TAGS.keys())
def test_the_tags_are_the_post_s_own(classes: str, below: str, tags: list[str]) -> None:
    assert post(classes, below=below).tags == tags


def test_a_slug_of_two_words_is_no_end_of_another() -> None:
    assert post("category-baru", menu='<a href="/category/desa-baru/">Desa Baru</a>').section is None


def told(page: str, **properties: object) -> Article:
    """Read a page whose JSON-LD tells these properties."""
    news = jsonld({"@type": "NewsArticle", "headline": "Jembatan dibuka", "url": URL} | properties)
    return article(page.replace("</head>", f"{news}</head>"))


JOINED: dict[str, tuple[str, str, str]] = {
    "categories with commas between them": ("Hiburan, Pantun, Siak", "", "Hiburan"),
    "without a space": ("Teknologi,Daerah", "", "Teknologi"),
    "the one that the post links to": (
        "Pilihan, Daerah",
        '<a rel="category tag" href="/category/daerah/">Daerah</a>',
        "Daerah",
    ),
    "one name with a comma": (
        "Politik, Hukum",
        '<a rel="category tag" href="/category/polhuk/">Politik, Hukum</a>',
        "Politik, Hukum",
    ),
}


@pytest.mark.parametrize(("section", "above", "first"), JOINED.values(), ids=JOINED.keys())
def test_of_categories_that_plugins_of_wordpress_join_the_first_is_the_section(
    section: str, above: str, first: str
) -> None:
    assert told(wordpress(_P, above=above), articleSection=section).section == first


def test_elsewhere_a_name_may_hold_a_comma() -> None:
    assert told(portal(_P), articleSection="Politik, Hukum").section == "Politik, Hukum"


_LINKS = '<a rel="tag" href="/tag/banjir/">Banjir</a> <a rel="tag" href="/tag/desa/">Desa</a>'

KEYWORDS: dict[str, tuple[str, str, str, list[str]]] = {
    "the post links to its tags": ("dapur umum", "", _LINKS, ["Banjir", "Desa"]),
    "the post's classes name them": ("dapur umum", "tag-banjir tag-desa", _LINKS, ["Banjir", "Desa"]),
    "they are the tags": ("desa, banjir", "tag-banjir tag-desa", "", ["desa", "banjir"]),
    "not all tags are printed": (
        "banjir, desa, air bersih",
        "tag-banjir tag-desa tag-air",
        _LINKS,
        ["banjir", "desa", "air bersih"],
    ),
    "nothing else tells any": ("dapur umum", "", "", ["dapur umum"]),
}


@pytest.mark.parametrize(("keywords", "classes", "below", "tags"), KEYWORDS.values(), ids=KEYWORDS.keys())
def test_words_for_search_engines_are_tags_only_where_the_page_prints_no_tags(
    keywords: str, classes: str, below: str, tags: list[str]
) -> None:
    page = wordpress(_P, below=below).replace("category-related tag-iklan", classes)
    assert told(page, keywords=keywords).tags == tags


@pytest.mark.parametrize(
    ("path", "section"),
    [
        (
            '<ol class="breadcrumb"><li><a href="/">Beranda</a></li>'
            '<li><a href="/daerah">Daerah</a></li></ol>',
            "Daerah",
        ),
        ('<div><a href="/">Beranda</a> › <a href="/daerah">Daerah</a> › Jembatan</div>', "Daerah"),
        ('<div aria-label="Breadcrumb"><a href="/">Home</a><a href="/a/">Ekonomi</a></div>', "Ekonomi"),
        ('<div><a href="/">Beranda</a> | <a href="/daerah">Daerah</a> | <a href="/x">Desa</a></div>', None),
        ('<div><a href="/">Beranda</a> <a href="/daerah">Daerah</a></div>', None),
        ('<div class="breadcrumbs"><a href="/">Beranda</a> <a href="#">Jembatan dibuka</a></div>', None),
    ],
)
def test_the_path_above_a_headline_tells_the_section(path: str, section: str | None) -> None:
    head = '<title>Jembatan dibuka</title><meta property="og:type" content="article"><body>'
    page = f"{head}<main>{path}<h1>Jembatan dibuka</h1>{_P}</main>"
    assert article(page).section == section
