"""What a page shows around its headline: dates, authors, section and tags."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.article import Article
from crawler.site import Site
from tests.crawler.extract.pages import STORY, article, paragraphs, portal, wordpress

_P = paragraphs(*STORY)
_KORAN = Site(name="koran", timezone="Asia/Jakarta")

DATES: dict[str, tuple[str, str | None]] = {
    "a time": ('<time datetime="2024-06-04T14:05:00+07:00">kemarin</time>', "2024-06-04T14:05:00+07:00"),
    "a time in UTC": ('<time datetime="2024-06-04T07:05:00Z">kemarin</time>', "2024-06-04T07:05:00+00:00"),
    "a time that gives its day, its text the hour": (
        '<time datetime="2024-06-04">Selasa, 4 Juni 2024 14:05 WIB</time>',
        "2024-06-04T14:05:00+07:00",
    ),
    "a day": ('<time datetime="2024-06-04">kemarin</time>', "2024-06-04"),
    "a time without a zone": ('<time datetime="2024-06-04T14:05:00">kemarin</time>', "2024-06-04"),
    "a time in words alone": ("<time>4 Juni 2024, 14.05 WITA</time>", "2024-06-04T14:05:00+08:00"),
    "a time that says nothing": ("<time>kemarin</time>", None),
    "microdata": (
        '<span itemprop="datePublished" content="2024-06-04T14:05:00+07:00">kemarin</span>',
        "2024-06-04T14:05:00+07:00",
    ),
    "hAtom": (
        '<abbr class="published" title="2024-06-04T14:05:00+07:00">14.05</abbr>',
        "2024-06-04T14:05:00+07:00",
    ),
    "hAtom's other way": ('<span class="entry-date published">4 Juni 2024</span>', "2024-06-04"),
    "the published of two": (
        '<time class="updated" datetime="2024-06-09T01:00:00Z">9 Juni</time>'
        '<time class="entry-date published" datetime="2024-06-04T07:05:00Z">4 Juni</time>',
        "2024-06-04T07:05:00+00:00",
    ),
    "WIB": ('<div class="tanggal">Selasa, 4 Juni 2024 | 14:05 WIB</div>', "2024-06-04T14:05:00+07:00"),
    "WITA": ('<div class="tanggal">Selasa, 4 Juni 2024 | 14:05 WITA</div>', "2024-06-04T14:05:00+08:00"),
    "WIT": ('<div class="tanggal">Selasa, 4 Juni 2024 | 14:05 WIT</div>', "2024-06-04T14:05:00+09:00"),
    "Agu": ('<p class="post-date">Sen, 6 Agu 2018 09.30 WIB</p>', "2018-08-06T09:30:00+07:00"),
    "Jum'at": ('<p class="waktu">Jum\'at, 2 Pebruari 2018 - 21:10 WIB</p>', "2018-02-02T21:10:00+07:00"),
    "Jumat with a curly mark": (
        '<p class="waktu">Jum’at, 2 Februari 2018, 21:10 WIB</p>',
        "2018-02-02T21:10:00+07:00",
    ),
    "digits": ('<span class="date">04/06/2024, 14:05 WIB</span>', "2024-06-04T14:05:00+07:00"),
    "a line that is called nothing": (
        "<div>Selasa, 4 Juni 2024 14:05 WIB</div>",
        "2024-06-04T14:05:00+07:00",
    ),
    "a line with its label": (
        "<div>Diterbitkan pada 4 Juni 2024 14:05 WIB</div>",
        "2024-06-04T14:05:00+07:00",
    ),
    "a line with other scraps": (
        "<div>Rina <i></i> Selasa, 4 Juni 2024 | 14:05 WIB <i></i> 1.204</div>",
        "2024-06-04T14:05:00+07:00",
    ),
    "a sentence with a date and an hour": (
        "<div>Gempa terjadi 4 Juni 2024, 14:05 WIB, di Banda.</div>",
        None,
    ),
    "a sentence with a date": ("<div>Gempa terjadi 4 Juni 2024 di laut Banda.</div>", None),
    "a day that no calendar has": ('<div class="tanggal">31 Februari 2024</div>', None),
    "the date of a box beside": ('<aside><time datetime="2020-01-01">2020</time></aside>', None),
    "the date of a related story": (
        '<div class="related-posts"><time datetime="2020-01-01">2020</time></div>',
        None,
    ),
    "nothing": ("", None),
}


@pytest.mark.parametrize("page", [portal, wordpress], ids=["portal", "WordPress"])
@pytest.mark.parametrize(("above", "published"), DATES.values(), ids=DATES.keys())
def test_the_date_is_the_one_printed_nearest_to_the_headline(
    above: str, published: str | None, page: Callable[..., str]
) -> None:
    assert article(page(_P, above=above)).published_at == published


@pytest.mark.parametrize(
    ("printed", "unknown", "jakarta"),
    [
        ("4 Juni 2024 14:05", "2024-06-04", "2024-06-04T14:05:00+07:00"),
        ("4 Juni 2024 14:05 WITA", "2024-06-04T14:05:00+08:00", "2024-06-04T13:05:00+07:00"),
        ("4 Juni 2024", "2024-06-04", "2024-06-04"),
    ],
)
def test_a_local_time_is_one_of_the_site_s_zone_or_its_day_alone(
    printed: str, unknown: str, jakarta: str
) -> None:
    html = portal(_P, above=f'<p class="tanggal">{printed}</p>')
    assert [article(html).published_at, article(html, _KORAN).published_at] == [unknown, jakarta]


MODIFIED: dict[str, tuple[str, str | None]] = {
    "beside the publication": (
        '<time class="published" datetime="2024-06-04T07:05:00Z">4 Juni</time>'
        '<time class="updated" datetime="2024-06-09T01:00:00Z">9 Juni</time>',
        "2024-06-09T01:00:00+00:00",
    ),
    "microdata": (
        '<meta itemprop="dateModified" content="2024-06-09T01:00:00Z">',
        "2024-06-09T01:00:00+00:00",
    ),
    "the only date, as hAtom demands it": (
        '<time class="updated" datetime="2024-06-04T07:05:00Z">4</time>',
        None,
    ),
    "one for both": ('<time class="published updated" datetime="2024-06-04T07:05:00Z">4</time>', None),
}


@pytest.mark.parametrize(("above", "modified"), MODIFIED.values(), ids=MODIFIED.keys())
def test_a_change_is_what_is_marked_so_beside_the_publication(above: str, modified: str | None) -> None:
    assert article(wordpress(_P, above=above)).modified_at == modified


_RINA = ["Rina Puspitasari"]

AUTHORS: dict[str, tuple[str, list[str]]] = {
    "a link": ('<a rel="author" href="/author/rina/">Rina Puspitasari</a>', _RINA),
    "a vCard": (
        '<span class="author vcard">Oleh <a class="fn n" href="/x/rina/">Rina Puspitasari</a></span>',
        _RINA,
    ),
    "microdata": (
        '<div itemprop="author"><img><b itemprop="name">Rina Puspitasari</b> (Reporter)</div>',
        _RINA,
    ),
    "the address of an author": (
        '<a href="https://www.koran.test/author/rina/">Rina Puspitasari</a>',
        _RINA,
    ),
    "plain permalinks": ('<a href="/?author=3">Rina Puspitasari</a>', _RINA),
    "an Indonesian address": ('<a href="/penulis/rina">Rina Puspitasari</a>', _RINA),
    "a class": ('<div class="reporter">Reporter: Rina Puspitasari</div>', _RINA),
    "two": (
        '<div class="byline"><a rel="author">Rina Puspitasari</a>, <a rel="author">Bagus Wicaksono</a></div>',
        ["Rina Puspitasari", "Bagus Wicaksono"],
    ),
    "two in a line": (
        '<div class="penulis">Oleh Rina Puspitasari dan Bagus Wicaksono</div>',
        ["Rina Puspitasari", "Bagus Wicaksono"],
    ),
    "a line without any name": ("<div>Oleh <b>Rina Puspitasari</b> | Selasa, 4 Juni 2024</div>", _RINA),
    "a label": ("<span>Laporan: Rina Puspitasari</span>", _RINA),
    "no rubric that starts like a label": ("<span>Laporan Khusus</span>", []),
    "no word that starts like one": ("<span>Oleh-oleh Khas Bandung</span>", []),
    "no sentence that starts like one": ("<div>Oleh karena itu Jembatan Cikelat dibuka.</div>", []),
    "an organisation": ('<a rel="author" href="/author/redaksi/">Redaksi</a>', ["Redaksi"]),
    "an account": ('<a rel="author" href="/author/admin/">admin</a>', []),
    "the account of another system": ('<span class="author">Super User</span>', []),
    "those of a box below": ('<div class="related-posts"><a rel="author">Bagus Wicaksono</a></div>', []),
    "a comment's": ('<ol class="commentlist"><li class="comment"><b class="fn">Bagus</b></li></ol>', []),
}


@pytest.mark.parametrize("page", [portal, wordpress], ids=["portal", "WordPress"])
@pytest.mark.parametrize(("above", "authors"), AUTHORS.values(), ids=AUTHORS.keys())
def test_the_authors_are_those_marked_nearest_to_the_headline(
    above: str, authors: list[str], page: Callable[..., str]
) -> None:
    assert article(page(_P, above=above)).authors == authors


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


def test_where_no_heading_is_shown_the_story_s_first_line_takes_its_place() -> None:
    far = "<div><span>Kabar</span></div>" * 400
    html = portal(_P, above=f'{far}<span class="tanggal">4 Juni 2024</span>').replace("h1", "b")
    assert article(html).published_at == "2024-06-04"


def test_a_slug_of_two_words_is_no_end_of_another() -> None:
    assert post("category-baru", menu='<a href="/category/desa-baru/">Desa Baru</a>').section is None


def test_what_stands_deeper_than_any_recursion_is_read() -> None:
    deep = "<div>" * 1_800 + '<time datetime="2024-06-04">4</time><span class="author">Rina Sari</span>'
    found = article(f"<h1>Jembatan dibuka</h1>{_P}{deep}")
    assert found.published_at == "2024-06-04"
