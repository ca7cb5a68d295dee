"""What a page shows around its headline: dates and authors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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


_SHIFTED = "2024-06-04T14:05:00+00:00"

LOCAL: dict[str, tuple[str, str]] = {
    "printed in it": (f'<time datetime="{_SHIFTED}">4 Juni 2024 14:05</time>', "14:05:00+07:00"),
    "with a point": (f'<time datetime="{_SHIFTED}">Selasa, 4 Juni 2024, 14.05 WIB</time>', "14:05:00+07:00"),
    "of twelve hours": (f'<time datetime="{_SHIFTED}">June 4, 2024 2:05 pm</time>', "14:05:00+07:00"),
    "beside it": (f'<p><time datetime="{_SHIFTED}">4 Juni 2024</time> | 14:05</p>', "14:05:00+07:00"),
    "with seconds": (
        '<time datetime="2024-06-04T14:05:33+00:00">4 Juni 2024 14:05</time>',
        "14:05:33+07:00",
    ),
    "for microdata of the same theme": (
        f'<time class="updated" datetime="{_SHIFTED}">4 Juni 2024 14:05</time>'
        f'<meta itemprop="datePublished" content="{_SHIFTED}">',
        "14:05:00+07:00",
    ),
    "another one": (f'<time datetime="{_SHIFTED}">4 Juni 2024 21:05</time>', "21:05:00+07:00"),
    "none": (f'<time datetime="{_SHIFTED}">4 Juni 2024</time>', "21:05:00+07:00"),
    "that of UTC": (f'<time datetime="{_SHIFTED}">4 Juni 2024 14:05 UTC</time>', "21:05:00+07:00"),
    "another zone": ('<time datetime="2024-06-04T14:05:00+08:00">14:05</time>', "13:05:00+07:00"),
}


@pytest.mark.parametrize("page", [portal, wordpress], ids=["portal", "WordPress"])
@pytest.mark.parametrize(("above", "clock"), LOCAL.values(), ids=LOCAL.keys())
def test_a_clock_that_readers_see_tells_that_a_date_marked_with_utc_is_local(
    above: str, clock: str, page: Callable[..., str]
) -> None:
    assert article(page(_P, above=above), _KORAN).published_at == f"2024-06-04T{clock}"


def test_the_change_of_a_theme_that_marks_local_dates_with_utc_is_local_too() -> None:
    above = (
        f'<time class="entry-date published" datetime="{_SHIFTED}">4 Juni 2024 14:05</time>'
        '<meta itemprop="dateModified" content="2024-06-05T08:00:00+00:00">'
    )
    found = article(wordpress(_P, above=above), _KORAN)
    assert found.modified_at == "2024-06-05T08:00:00+07:00"


def test_where_no_zone_is_known_utc_is_believed() -> None:
    above = f'<time datetime="{_SHIFTED}">4 Juni 2024 14:05</time>'
    assert article(wordpress(_P, above=above)).published_at == _SHIFTED


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
    "a line of several": (
        '<div class="writer"><b>Rina <i>Puspitasari</i></b><br><span>Jurnalis</span><br>Selasa, 4 Juni</div>',
        _RINA,
    ),
    "a line of each": (
        '<div class="writer">Rina Puspitasari<br>Bagus Wicaksono</div>',
        ["Rina Puspitasari", "Bagus Wicaksono"],
    ),
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


def test_where_no_heading_is_shown_the_story_s_first_line_takes_its_place() -> None:
    far = "<div><span>Kabar</span></div>" * 400
    html = portal(_P, above=f'{far}<span class="tanggal">4 Juni 2024</span>').replace("h1", "b")
    assert article(html).published_at == "2024-06-04"


def test_what_stands_deeper_than_any_recursion_is_read() -> None:
    deep = "<div>" * 1_800 + '<time datetime="2024-06-04">4</time><span class="author">Rina Sari</span>'
    found = article(f"<h1>Jembatan dibuka</h1>{_P}{deep}")
    assert found.published_at == "2024-06-04"


def test_a_link_to_an_author_between_headline_and_story_is_the_byline_whatever_its_box_is_called() -> None:
    box = '<div class="author-box"><a href="/author/1">Rina Puspitasari</a></div>'
    assert article(portal(_P, above=box)).authors == _RINA
    assert article(portal(_P, below=box.replace("Rina", "Bagus"))).authors == []
