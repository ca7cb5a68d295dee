"""Which paragraphs of a page that names nothing are the story: its opening, its middle and its end."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, texts

_SHORT = "Tetapi ia salah."


def page(main: str) -> str:
    return (
        f"<html><head><title>Jembatan dibuka</title></head><body><main><h1>Jembatan dibuka</h1>{main}</main>"
        "<div class='bawah'><p>Warta terbit sejak 1998.</p><p>Hak cipta dilindungi.</p></div></body></html>"
    )


@pytest.mark.parametrize(
    "story",
    [
        f"<p>{STORY[0]}</p><div class='more'>{paragraphs(*STORY[1:])}</div>",
        f"<div class='part'>{paragraphs(*STORY[:3])}</div><p>{STORY[3]}</p>",
    ],
    ids=["above", "below"],
)
def test_a_paragraph_beside_the_wrapper_of_the_others_is_read(story: str) -> None:
    assert texts(page(f"<div class='isi'>{story}</div>")) == list(STORY)


def test_what_stands_beside_the_wrapper_in_an_element_of_its_own_is_read_unless_it_is_a_box() -> None:
    lead, rest = f"<p>{STORY[0]}</p>", f"<div class='more'>{paragraphs(*STORY[1:])}</div>"
    assert texts(page(f"<div><div class='lain'>{lead}</div>{rest}</div>")) == list(STORY)
    assert texts(page(f"<div><div class='fact-box'>{lead}</div>{rest}</div>")) == list(STORY[1:])


def test_headings_and_items_above_a_short_closing_sentence_stay() -> None:
    end = "<h2>Daftar tarif</h2><ul><li>Mobil: Rp5.000</li><li>Motor: Rp2.000</li></ul><p>Sepeda gratis.</p>"
    assert texts(page(f"<div class='isi'>{paragraphs(*STORY)}{end}</div>"))[len(STORY) :] == [
        "Daftar tarif",
        "Mobil: Rp5.000",
        "Motor: Rp2.000",
        "Sepeda gratis.",
    ]


def test_a_closing_list_stays_with_its_heading() -> None:
    end = "<h3>Nomor Darurat</h3><ul><li>BPBD: 119</li><li>PMI: 118</li></ul>"
    lines = texts(page(f"<div class='isi'>{paragraphs(*STORY)}{end}</div>"))
    assert lines == [*STORY, "Nomor Darurat", "BPBD: 119", "PMI: 118"]
    linked = "<h3>Topik</h3><ul><li><a href='/t/1'>jembatan</a></li><li><a href='/t/2'>desa</a></li></ul>"
    assert texts(page(f"<div class='isi'>{paragraphs(*STORY)}{linked}</div>")) == list(STORY)


def test_a_closing_heading_and_what_no_sentence_follows_are_left_out() -> None:
    end = "<h2>Daftar tarif</h2><div>Bagikan</div>"
    assert texts(page(f"<div class='isi'>{paragraphs(*STORY)}{end}</div>")) == list(STORY)


def test_a_short_sentence_below_the_last_section_stays() -> None:
    section = f"<section><h3>Kata Warga</h3><p>{STORY[3]}</p></section>"
    end = "<p>Jembatan itu dibangun 1984.</p><div><p>Ikuti kami.</p></div>"
    lines = texts(page(f"<div class='isi'>{paragraphs(*STORY[:3])}{section}{end}</div>"))
    assert lines == [*STORY[:3], "Kata Warga", STORY[3], "Jembatan itu dibangun 1984."]


@pytest.mark.parametrize(("name", "expected"), [("teks", [_SHORT]), ("iklan-lain", [])])
def test_a_short_paragraph_alone_in_its_wrapper_is_read_if_the_others_are_made_so(
    name: str, expected: list[str]
) -> None:
    wrapped = [f"<div class='teks'>{paragraphs(*part)}</div>" for part in (STORY[:2], STORY[2:])]
    alone = f"<div class='{name}'><p>{_SHORT}</p></div>"
    lines = texts(page(f"<article>{wrapped[0]}{alone}{wrapped[1]}</article>"))
    assert lines == [*STORY[:2], *expected, *STORY[2:]]


def test_a_heading_in_a_wrapper_above_a_section_is_read_but_not_one_that_is_a_link() -> None:
    parts = [f"<div class='cont'>{paragraphs(*part)}</div>" for part in (STORY[:2], STORY[2:])]
    for heading, expected in (("Gaji guru", ["Gaji guru"]), ('<a href="/gaji/">Gaji guru</a>', [])):
        title = f"<div class='title-wrap'><h2>{heading}</h2></div>"
        lines = texts(page(f"<div class='page'>{parts[0]}</div><div class='page'>{title}{parts[1]}</div>"))
        assert lines == [*STORY[:2], *expected, *STORY[2:]]


def test_a_summary_is_read_with_all_its_paragraphs() -> None:
    summary = paragraphs("Jembatan gantung di Cikelat dibuka.", "Warga tidak lagi memutar jauh.")
    lines = texts(page(f"<div class='summary'>{summary}</div><div class='isi'>{paragraphs(*STORY)}</div>"))
    assert lines == ["Jembatan gantung di Cikelat dibuka.", "Warga tidak lagi memutar jauh.", *STORY]


def test_a_list_of_key_points_is_no_summary() -> None:
    points = "<ul><li>Jembatan gantung di Cikelat dibuka.</li><li>Warga tidak lagi memutar jauh.</li></ul>"
    lines = texts(page(f"<div class='summary'>{points}</div><div class='isi'>{paragraphs(*STORY)}</div>"))
    assert lines == list(STORY)
