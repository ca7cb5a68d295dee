"""Newspapers that name nothing: the story is found by where its running text stands."""

from __future__ import annotations

import json

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, read, texts

HEADLINE = "Jembatan dibuka untuk umum"
TEASER = (
    "<p>Ringkasan kabar yang lain, cukup panjang untuk terlihat seperti sebuah paragraf dari berita ini.</p>"
)


def newspaper(main: str, *, head: str = "", title: str = HEADLINE) -> str:
    """Return a page of a newspaper without any known name."""
    cards = "".join(
        f'<div class="k{i}"><h3><a href="/k/{i}">Kabar yang lain</a></h3>{TEASER}</div>' for i in range(3)
    )
    return f"""<!DOCTYPE html><html lang="id"><head><title>{title} | Warta</title>{head}</head><body>
<div class="atas"><p>Warta – kabar dari desa dan kota, setiap hari, dari tangan pertama.</p></div>
<div class="tengah"><h1>{HEADLINE}</h1><div class="oleh">Oleh Budi</div>{main}</div>
<div class="kanan"><h3>Terkini</h3>{cards}</div>
<div class="bawah"><p>Warta terbit di Sukabumi sejak 1998. Hak cipta dilindungi undang-undang.</p></div>
</body></html>"""


def story(html: str) -> list[str]:
    """Return the lines of a page that must have been read by density."""
    body = read(html)
    assert body.how == "density"
    return [line.text for line in body.lines]


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(f"<div>{paragraphs(*STORY)}</div>", id="one section"),
        pytest.param(paragraphs(*STORY), id="no section at all"),
        pytest.param("<div>" + "<br><br>".join(STORY) + "</div>", id="breaks"),
        pytest.param(
            "<div>" + "".join(f"<div>{text}</div>" for text in STORY) + "</div>", id="div for paragraphs"
        ),
        pytest.param(
            "".join(f'<section class="s"><div class="t"><p>{text}</p></div></section>' for text in STORY),
            id="a section for each paragraph",
        ),
        pytest.param(
            f'<div class="b">{paragraphs(*STORY[:2])}</div><div class="iklan">Iklan</div>'
            f'<div class="b">{paragraphs(*STORY[2:])}</div>',
            id="two sections",
        ),
        pytest.param(f"<table><tr><td>{paragraphs(*STORY)}</td></tr></table>", id="a table for the layout"),
        pytest.param(
            f'<span class="wrap"><div>{paragraphs(*STORY)}</div></span>', id="inside an inline element"
        ),
        pytest.param(
            f'<div class="comments-on share-wrap">{paragraphs(*STORY)}</div>', id="inside a misleading name"
        ),
    ],
)
def test_the_story_is_found_however_it_is_cut(main: str) -> None:
    assert story(newspaper(main)) == list(STORY)


def test_short_lines_of_the_story_stay_at_its_start_in_its_middle_and_at_its_end() -> None:
    lines = ["Desa bersuka.", STORY[0], "Kenapa baru sekarang?", *STORY[1:], "Begitulah."]
    assert story(newspaper(f"<div>{paragraphs(*lines)}</div>")) == lines


def test_subheadings_lists_and_quotes_are_lines_of_the_story() -> None:
    main = (
        f"<div>{paragraphs(STORY[0])}<h2>Yang kurang</h2><ul><li>lampu</li><li>pagar</li></ul>"
        f"{paragraphs(*STORY[1:])}<blockquote><p>Jaga jembatan kita.</p></blockquote></div>"
    )
    assert story(newspaper(main)) == [
        STORY[0],
        "Yang kurang",
        "lampu",
        "pagar",
        *STORY[1:],
        "Jaga jembatan kita.",
    ]


def test_a_list_that_ends_the_story_stays() -> None:
    main = f"<div>{paragraphs(*STORY, 'Jadwal pemeriksaan:')}<ul><li>Juni</li><li>Desember</li></ul></div>"
    assert story(newspaper(main)) == [*STORY, "Jadwal pemeriksaan:", "Juni", "Desember"]


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("<h4>Bagikan</h4>", id="heading"),
        pytest.param("<p>Bagikan</p>", id="label"),
        pytest.param('<p><a href="/topik">Sukabumi</a> <a href="/topik2">Jembatan</a></p>', id="links"),
        pytest.param('<div class="lain"><p>Foto lain</p></div>', id="another section"),
        pytest.param(
            '<div class="bio-box"><p>Budi menulis tentang desa dan sungai sejak 2008.</p></div>', id="box"
        ),
    ],
)
def test_what_stands_below_the_last_sentence_is_no_story(tail: str) -> None:
    assert story(newspaper(f"<div>{paragraphs(*STORY)}{tail}</div>")) == list(STORY)


def test_a_closing_note_that_begins_with_the_author_is_no_story() -> None:
    head = (
        '<script type="application/ld+json">'
        '{"@type": "NewsArticle", "author": {"name": "Budi Setiawan"}}</script>'
    )
    note = "Budi Setiawan adalah wartawan yang tinggal di Sukabumi dan menulis tentang sungai."
    assert story(newspaper(f"<div>{paragraphs(*STORY, note)}</div>", head=head)) == list(STORY)
    assert story(newspaper(f"<div>{paragraphs(*STORY, note)}</div>")) == [*STORY, note]


def test_lines_above_the_headline_are_no_story() -> None:
    assert story(newspaper(f"<div>{paragraphs(*STORY)}</div>"))[0] == STORY[0]


SUMMARY = "Warga Cikelat kini punya jembatan, sembilan bulan setelah yang lama hanyut."


def test_a_summary_above_the_story_comes_first() -> None:
    main = (
        f'<p class="standfirst">{SUMMARY}</p><div class="oleh">Oleh Budi</div><div>{paragraphs(*STORY)}</div>'
    )
    assert story(newspaper(main)) == [SUMMARY, *STORY]


def test_a_second_headline_is_no_summary() -> None:
    main = f'<p class="standfirst">{SUMMARY.rstrip(".")}</p><div>{paragraphs(*STORY)}</div>'
    assert story(newspaper(main)) == list(STORY)


def test_a_picture_between_summary_and_story_is_the_lead() -> None:
    figure = '<figure><img src="/a.jpg"><figcaption>Warga melintas</figcaption></figure>'
    main = f'<p class="standfirst">{SUMMARY}</p>{figure}<div>{paragraphs(*STORY)}</div>'
    body = read(newspaper(main))
    assert (body.image_url, body.printed_caption) == ("/a.jpg", "Warga melintas")


def test_what_the_text_in_json_ld_does_not_hold_is_no_story() -> None:
    promise = "Langganan sekarang dan baca semua kabar tentang jembatan, kapan saja dan di mana saja."
    teaser = (
        '<section class="x7"><h3>Masih menunggu</h3>'
        "<p>Desa tetangga juga menunggu jembatan, sejak lima tahun lalu, kata camat.</p></section>"
    )
    main = f"<div>{paragraphs(*STORY[:2])}{teaser}{paragraphs(*STORY[2:], *STORY, promise)}</div>"
    told = json.dumps({"@type": "NewsArticle", "articleBody": "<p>".join([*STORY, *STORY])})
    head = f'<script type="application/ld+json">{told}</script>'
    assert story(newspaper(main, head=head)) == [*STORY, *STORY]
    assert len(story(newspaper(main))) == len([*STORY, *STORY]) + 3


def test_a_text_in_json_ld_that_is_another_one_is_not_believed() -> None:
    told = json.dumps({"@type": "NewsArticle", "articleBody": "Kabar lain sama sekali. " * 40})
    head = f'<script type="application/ld+json">{told}</script>'
    assert story(newspaper(f"<div>{paragraphs(*STORY)}</div>", head=head)) == list(STORY)


def test_links_to_other_stories_inside_the_story_are_left_out_with_their_label() -> None:
    links = (
        '<p><b>Baca juga:</b></p><ul><li><a href="/a">Harga kabel naik lagi</a></li><li>'
        '<a href="/b">Desa lain menunggu</a></li></ul>'
    )
    single = '<p>FOTO | <a href="https://foto.koran.test/c">Warga menyeberang bersama</a></p>'
    main = f"<div>{paragraphs(*STORY[:2])}{links}{paragraphs(STORY[2])}{single}{paragraphs(STORY[3])}</div>"
    body = read(newspaper(main))
    assert [line.text for line in body.lines] == list(STORY)
    assert [removal.rule for removal in body.dropped] == ["related_link"] * 4


def test_links_that_lead_elsewhere_or_stand_in_a_sentence_stay() -> None:
    lines = [
        *STORY[:2],
        '<a href="https://toko.test/kabel">Kabel baja 12 milimeter</a>',
        '<a href="/data">Data lengkap ada di sini, kata dinas.</a>',
        *STORY[2:],
    ]
    found = story(newspaper(f"<div>{paragraphs(*lines)}</div>"))
    assert found == [
        *STORY[:2],
        "Kabel baja 12 milimeter",
        "Data lengkap ada di sini, kata dinas.",
        *STORY[2:],
    ]


def test_of_several_stories_on_a_page_the_one_with_its_headline_is_read() -> None:
    other = "Kabar panjang tentang hal yang sama sekali lain, yang mengisi halaman ini juga. " * 3
    page = f"""<html><head><title>{HEADLINE} | Warta</title></head><body>
        <article><h2>Kabar yang lain</h2><div class="isi">{paragraphs(*[other] * 9)}</div></article>
        <article><h2>{HEADLINE}</h2><div class="isi">{paragraphs(*STORY, *STORY, *STORY)}</div></article>
        </body></html>"""
    assert story(page) == [*STORY, *STORY, *STORY]


def test_a_short_story_among_longer_cards_is_the_one_below_the_headline() -> None:
    card = f'<article><h2><a href="/k">Kabar yang lain</a></h2><div class="isi">{TEASER * 4}</div></article>'
    page = f"<article><h1>{HEADLINE}</h1><div class=isi>{paragraphs(STORY[3])}</div></article>{card * 3}"
    assert story(f"<html><head><title>{HEADLINE}</title></head><body>{page}</body></html>") == [STORY[3]]


def test_comments_longer_than_the_story_are_not_taken_for_it() -> None:
    comment = "Saya dulu juga menyeberang naik rakit di situ, terharu sekali membaca kabar ini. " * 3
    comments = f'<div id="comments"><ol>{"".join(f"<li><p>{comment}</p></li>" for _ in range(20))}</ol></div>'
    assert story(newspaper(f"<div>{paragraphs(*STORY)}</div>{comments}")) == list(STORY)


def test_a_page_in_a_script_of_few_signs_is_read() -> None:
    lines = ["橋が水曜日に開通した。小学生ら約百八十人が通う。", "「もう休む理由はない」と校長は笑った。"]
    main = f"<h1>橋が開通</h1><div>{paragraphs(*lines)}</div>"
    assert texts(f"<html><body><div><p>会社案内</p></div>{main}</body></html>") == lines


@pytest.mark.parametrize(
    "main", ["", "<p>Kosong</p>", '<ul><li><a href="/a">Satu</a></li><li><a href="/b">Dua</a></li></ul>']
)
def test_a_page_without_running_text_has_no_story(main: str) -> None:
    body = read(f"<html><body><h1>Warta</h1>{main}</body></html>")
    assert (body.how, body.lines, body.dropped) == ("nothing", [], [])


def test_what_microdata_calls_the_body_of_the_article_is_its_story_however_short() -> None:
    cards = "".join(
        f'<div class="item"><h3><a href="/k/{i}">Kabar {i}</a></h3><p>{STORY[1]} Nomor {i}.</p></div>'
        for i in range(9)
    )
    body = f'<div itemprop="articleBody"><p>{STORY[0]}</p><p>Tidak ada korban.</p></div>'
    assert story(newspaper(f"{body}<div>{cards}</div>")) == [STORY[0], "Tidak ada korban."]
    empty = f'<div itemprop="articleBody"><p>Foto</p></div><div class="isi">{paragraphs(*STORY)}</div>'
    assert story(newspaper(empty)) == list(STORY)
