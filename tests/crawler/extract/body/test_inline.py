"""Links to other stories between the sentences of a paragraph."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, read, texts, wordpress

_LINK = '<a href="/gula/">Harga Gula Naik Tipis</a>'


def paragraph(inner: str) -> str:
    """Return what is read of a paragraph between two others."""
    first, second, third = texts(wordpress(f"<p>{STORY[0]}</p><p>{inner}</p><p>{STORY[3]}</p>"))
    assert (first, third) == (STORY[0], STORY[3])
    return second


@pytest.mark.parametrize(
    "pointer",
    [
        pytest.param(f"<strong>Baca juga: {_LINK}</strong>", id="in bold type"),
        pytest.param(f"<strong>Baca Juga {_LINK}</strong>", id="without a colon"),
        pytest.param(f"<strong>Baca juga:</strong> {_LINK}", id="the link behind it"),
        pytest.param(f"<b>Baca juga</b>: {_LINK}", id="the colon between them"),
        pytest.param(f"<b>Baca juga:</b> <b>{_LINK}</b>", id="both in bold type"),
        pytest.param(f"<em><b>Baca:</b> {_LINK}</em>", id="the label inside"),
        pytest.param(f"<span>Simak juga video: {_LINK}</span>", id="of a film"),
        pytest.param(f"<span>(Simak juga: {_LINK})</span>", id="in brackets"),
        pytest.param('<a href="/gula/"><b>Baca juga: Harga Gula</b></a>', id="all of it a link"),
    ],
)
def test_a_link_with_its_label_between_sentences_is_left_out(pointer: str) -> None:
    assert paragraph(f"Bantuan datang besok. {pointer} Camat minta warga sabar.") == (
        "Bantuan datang besok. Camat minta warga sabar."
    )


def test_it_is_left_out_at_the_start_and_at_the_end_of_a_paragraph() -> None:
    pointer = f"<strong>Baca juga: {_LINK}</strong>"
    assert paragraph(f"{pointer} Camat minta warga sabar.") == "Camat minta warga sabar."
    assert paragraph(f"Camat minta warga sabar. {pointer}") == "Camat minta warga sabar."


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("Ia minta warga <b>baca juga</b> buku lain.", "Ia minta warga baca juga buku lain."),
        (f"Ia minta warga <b>baca juga</b> {_LINK}.", "Ia minta warga baca juga Harga Gula Naik Tipis."),
        (
            "Ia diam. <b>Baca juga <a href='/x/'>buku</a> itu</b>, katanya.",
            "Ia diam. Baca juga buku itu, katanya.",
        ),
        ("Ia diam. <b>Baca juga</b> buku, katanya.", "Ia diam. Baca juga buku, katanya."),
        (
            "Ia diam. <a href='/x/'>Baca juga aturan desa</a> itu.",
            "Ia diam. Baca juga aturan desa itu.",
        ),
        (
            f"Ia diam. <b>Baca juga: {_LINK}</b> itulah judulnya.",
            "Ia diam. Baca juga: Harga Gula Naik Tipis itulah judulnya.",
        ),
    ],
)
def test_words_of_a_sentence_stay(inner: str, shown: str) -> None:
    assert paragraph(inner) == shown


def test_what_was_left_out_is_told() -> None:
    page = f"<p>{STORY[0]} <b>Baca juga: {_LINK}</b> {STORY[3]}</p>"
    assert [(each.rule, each.text) for each in read(wordpress(page)).dropped] == [
        ("related_link", "Baca juga: Harga Gula Naik Tipis")
    ]


def test_a_label_beside_a_paragraph_takes_nothing_of_the_text_with_it() -> None:
    content = f"<div>{STORY[0]} <b>Baca juga:</b><p>{_LINK}</p>{STORY[1]} <i hidden>x</i> {STORY[2]}</div>"
    assert texts(wordpress(content))[-1] == f"{STORY[1]} {STORY[2]}"
