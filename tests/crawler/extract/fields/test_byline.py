"""The byline between headline and story: whom it names, in whatever box, and whom it does not."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, article, paragraphs, portal, wordpress

_P = paragraphs(*STORY)
_SITI, _TWO = ["Siti Aminah"], ["Siti Aminah", "Budi Santoso"]

BYLINES: dict[str, tuple[str, list[str]]] = {
    # words before a name, in boxes without a telling name
    "oleh": ("<div>Oleh Siti Aminah</div>", _SITI),
    "a lead-in in a line of its own": ("<p>Ditulis oleh</p><p>Siti Aminah</p>", _SITI),
    "a lead-in behind a date": ("<p>5 Maret 2024 · 3 menit baca · Oleh Siti Aminah</p>", _SITI),
    "German, with a date": ("<p>VON <a href='/x'>SITI AMINAH</a> am 5. März 2024</p>", ["SITI AMINAH"]),
    "in a section on a day": (
        '<div>Written by <a href="/siti">Siti Aminah</a> in <a href="/pasar">Pasar Desa</a>'
        " on 5 March 2024. 51 Comments</div>",
        _SITI,
    ),
    "a section behind a comma": (
        '<p>Oleh <a rel="author">Siti Aminah</a> Di <a href="/x">Wisata</a>, <a>Panduan Wisata</a></p>',
        _SITI,
    ),
    "several, one connected": ("<p>Laporan: Siti Aminah dan Budi Santoso</p>", _TWO),
    "several in elements": ("<p>By <b>Siti Aminah</b>, <b>Budi Santoso</b></p>", _TWO),
    "several in lines": (
        '<p>Oleh</p><p><a href="/penulis/1">Siti Aminah</a></p><p><a href="/penulis/2">Budi Santoso</a></p>',
        _TWO,
    ),
    "in a heading": ("<h3>Oleh Siti Aminah</h3>", _SITI),
    "a single name": ("<p>Oleh <b>Siti</b></p>", ["Siti"]),
    "no photographer": ("<p>Teks: Siti Aminah / Foto: Budi Santoso</p>", _SITI),
    "no photographer in one text": ("<p>Text von Siti Aminah Illustration von Budi Santoso</p>", _SITI),
    "no editor": ("<p>Penulis: Siti Aminah</p><p>Editor: <a rel='author'>Budi Santoso</a></p>", _SITI),
    "no editor before the writer": (
        '<p>Editor: <a rel="author" href="/b">Budi Santoso</a> | Penulis: Siti Aminah</p>',
        _SITI,
    ),
    # marks
    "rel": ('<address><a rel="author">Siti Aminah</a> and <a rel="author">Budi Santoso</a></address>', _TWO),
    "an aside": (
        '<aside class="author-info"><a rel="author">Siti Aminah</a><span>Reporter</span></aside>',
        _SITI,
    ),
    "a role in the link": ('<a rel="author"><span>Siti Aminah</span><span>Staff Writer</span></a>', _SITI),
    "first and family name": ('<a rel="author"><span>Siti</span> <span>Aminah</span></a>', _SITI),
    "no buttons": (
        '<p class="author">By <a rel="author" href="/staff/1">Siti Aminah</a></p><span>Link Copied</span>',
        _SITI,
    ),
    "no links to an archive": (
        'By <a href="/author/siti/">Siti Aminah</a> <a href="/author/siti/">View author archive</a>'
        ' <a href="/author/siti/feed/">Get author RSS feed</a>',
        _SITI,
    ),
    "microdata with a job": (
        '<p itemprop="author"><b itemprop="name">Siti Aminah</b><i itemprop="jobTitle">Peneliti Air</i></p>',
        _SITI,
    ),
    "a link to a profile": ('<p><a href="/staff/siti-aminah">Siti Aminah</a> · 5 Maret 2024</p>', _SITI),
    "a class": ('<div class="penulis">Siti Aminah</div>', _SITI),
    # a name alone
    "a name with the role of a writer": ("<p>Siti Aminah</p><p>Wartawan Koran</p>", _SITI),
    # keep: these name no writer
    "keep: a name alone": ("<p>Siti Aminah</p><p>5 Maret 2024</p>", []),
    "keep: a name with another role": ("<p>Siti Aminah</p><p>Gubernur</p>", []),
    "keep: a tag": ('<p class="tags"><a href="/person/siti-aminah">Siti Aminah</a></p>', []),
    "keep: a section": ('<p><a href="/berita-utama">Berita Utama</a> | 5 Maret 2024</p>', []),
    "keep: a sentence with by": ("<p>Jembatan yang dibangun oleh Budi Santoso itu dibuka Rabu.</p>", []),
    "keep: a sentence that begins with oleh": ("<p>Oleh Karena Itu Warga Gembira</p>", []),
    "keep: a related card": (
        '<div class="related"><a href="/x">Cabai naik</a> oleh <a rel="author">Budi Santoso</a></div>',
        [],
    ),
    "keep: a place": ("<p>Oleh Jakarta Selatan</p>", []),
    "keep: a label": ("<p>By <span>5 min read</span></p>", []),
    "keep: who edited": ("<p>Edited by <a rel='author'>Budi Santoso</a></p>", []),
}


@pytest.mark.parametrize(("above", "authors"), BYLINES.values(), ids=BYLINES.keys())
@pytest.mark.parametrize("theme", [portal, wordpress])
def test_the_byline_stands_between_headline_and_story(above: str, authors: list[str], theme: object) -> None:
    page = portal if theme is portal else wordpress
    assert article(page(_P, above=above)).authors == authors


def test_the_byline_below_a_standfirst_is_the_byline() -> None:
    html = portal(f"<p>{STORY[0]}</p><div>Oleh Siti Aminah</div>{paragraphs(*STORY[1:])}")
    assert article(html).authors == _SITI


def test_nothing_inside_the_text_replaces_the_byline() -> None:
    inside = (
        f'{_P}<p>Buku <a href="/author/2" rel="author">Budi Santoso</a> laku.</p><p>Oleh Budi Santoso</p>'
    )
    assert article(portal(inside, above="<p>Oleh Siti Aminah</p>")).authors == _SITI
    assert (
        article(portal(_P + '<p>Kata <a href="/profil/budi">Budi Santoso</a>, airnya surut.</p>')).authors
        == []
    )


def test_a_name_alone_is_the_author_where_a_biography_says_so() -> None:
    biography = '<div class="author-bio"><p>Siti Aminah adalah wartawan lepas.</p></div>'
    story_about = "<p>Siti Aminah adalah gubernur.</p>"
    assert article(portal(_P, above="<p>Siti Aminah</p>", below=biography)).authors == _SITI
    assert article(portal(_P + story_about, above="<p>Siti Aminah</p>")).authors == []


def test_microdata_right_above_the_headline_is_the_byline() -> None:
    html = portal(_P, head='<meta name="author" content="Media Kita Grup">').replace(
        "<h1>", '<p itemprop="author"><a>Siti Aminah</a></p><h1>'
    )
    assert article(html).authors == _SITI


def test_many_names_are_a_list_of_people_and_no_byline() -> None:
    names = "".join(f'<p><a rel="author">Siti Aminah{letter}</a></p>' for letter in "abcdefghij")
    assert len(article(portal(_P, above=names)).authors) != 1


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<div>Siti Aminah | Selasa, 5 Maret 2024</div>", _SITI),
        ("<div>Kabar Desa | Selasa, 5 Maret 2024</div>", []),
        ('<a href="/gaya-hidup">Gaya Hidup</a><div>Gaya Hidup | 5 Maret 2024</div>', []),
        (
            '<div class="authors"><span class="author">Siti Aminah</span>'
            '<span class="author">Budi Santoso</span></div>',
            _TWO,
        ),
        ('<div class="byline"><a href="/daerah">Daerah</a></div>', []),
        ("<p>Reporter: Siti Aminah<br>Penulis: Budi Santoso<br>Editor: Rina Dewi</p>", _TWO),
    ],
)
def test_the_byline_may_stand_in_an_article_below_the_headline(byline: str, names: list[str]) -> None:
    head = '<title>Jembatan dibuka - Kabar Desa</title><meta property="og:type" content="article"><body>'
    page = f"{head}<main><h1>Jembatan dibuka</h1><article>{byline}{_P}</article></main>"
    assert article(page).authors == names


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("Oleh Presiden Joko Widodo, jalan itu diresmikan di depan ratusan warga desa.", []),
        ("Oleh Bupati Anton, Jalan Merdeka ditutup.", []),
        ("Oleh: Siti Aminah, wartawan Telegraf di Padang", ["Siti Aminah"]),
    ],
)
def test_a_first_sentence_that_begins_as_a_byline_names_no_author(first: str, names: list[str]) -> None:
    assert article(portal(f"<p>{first}</p>{paragraphs(*STORY)}")).authors == names
