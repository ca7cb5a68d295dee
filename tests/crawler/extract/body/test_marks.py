"""Marks of notes, exponents and the readings of ruby."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, paragraphs, portal, texts, wordpress


def line(content: str) -> str:
    """Return how the second paragraph of a post is read."""
    return texts(wordpress(f"<p>{STORY[0]}</p><p>{content}</p>{paragraphs(*STORY[1:])}"))[1]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup>',
        '<sup class="reference"><a href="#cite_note-2">[2]</a></sup>',
        '<a href="#fn3" role="doc-noteref"><sup>3</sup></a>',
        '<a class="footnote-anchor" href="https://www.koran.test/p/x#footnote-4">4</a>',
        '<sup><a href="#catatan">*</a></sup>',
    ],
)
def test_the_mark_of_a_note_is_not_read(mark: str) -> None:
    assert line(f"Air naik satu meter pada pagi itu{mark}.") == "Air naik satu meter pada pagi itu."


@pytest.mark.parametrize(
    "content",
    [
        'Baca <a href="#bagian-2">bagian 2</a> di bawah.',
        'Angkanya (<a href="#ref-1">1</a>) tercatat.',
        'Nomor <a href="/nomor/12">12</a> menang.',
    ],
)
def test_another_link_is_read(content: str) -> None:
    assert "1" in line(content) or "2" in line(content)


def test_a_link_back_from_a_note_is_not_read() -> None:
    notes = (
        '<ol class="wp-block-footnotes"><li id="a1">Data badan bencana. <a href="#a1-link">↩︎</a></li></ol>'
    )
    assert texts(wordpress(paragraphs(*STORY) + notes)) == [*STORY, "Data badan bencana."]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Sekitar 10<sup>6</sup> ekor.", "Sekitar 10⁶ ekor."),
        ("Luasnya 12 km<sup>2</sup>.", "Luasnya 12 km²."),
        ("Massanya 3 x 10<sup>-9</sup> gram.", "Massanya 3 x 10⁻⁹ gram."),
        ("Bilangan 101<sub>2</sub> itu lima.", "Bilangan 101₂ itu lima."),
        ("Kadar CO<sub>2</sub> naik.", "Kadar CO2 naik."),
        ("Pada abad ke-19<sup>th</sup>.", "Pada abad ke-19th."),
        ("Dentuman Besar<sup>1</sup> itu.", "Dentuman Besar1 itu."),
    ],
)
def test_an_exponent_is_kept_apart_from_digits(content: str, expected: str) -> None:
    assert line(content) == expected


def test_the_reading_of_a_word_is_not_read() -> None:
    ruby = "<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>で地震。"
    assert line(ruby) == "東京で地震。"


@pytest.mark.parametrize("href", ["#b", "/kabar/1#b", "https://www.koran.test/kabar/1#b"])
@pytest.mark.parametrize("sign", ["#", "¶", "§"])
def test_the_sign_of_a_link_to_a_heading_is_not_read(sign: str, href: str) -> None:
    html = wordpress(f'<p>{STORY[0]}</p><h2 id="b">Rencana <a href="{href}">{sign}</a></h2><p>{STORY[1]}</p>')
    assert texts(html) == [STORY[0], "Rencana", STORY[1]]


def test_a_heading_that_links_to_itself_may_be_the_first_line() -> None:
    parts = "".join(
        f'<h2><a id="b{i}" href="#b{i}">Hari ke-{i}</a></h2><p>{p}</p>' for i, p in enumerate(STORY)
    )
    assert texts(portal(parts)) == [line for i, p in enumerate(STORY) for line in (f"Hari ke-{i}", p)]
