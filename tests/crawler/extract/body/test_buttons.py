"""Buttons whose label is text, and those that only do something."""

from __future__ import annotations

import pytest

from tests.crawler.extract.pages import STORY, amid, paragraphs, portal, texts, wordpress


@pytest.mark.parametrize(
    "heading",
    [
        '<h3><button type="button">Ke mana warga melapor?</button></h3>',
        '<h2><button class="t"><span>Ke mana warga melapor?</span><svg></svg></button></h2>',
        "<h4>\n<span><button>Ke mana warga melapor?</button></span>\n</h4>",
    ],
)
def test_a_heading_that_is_a_button_is_a_heading(heading: str) -> None:
    html = wordpress(amid(heading))
    assert texts(html) == [*STORY[:2], "Ke mana warga melapor?", *STORY[2:]]


@pytest.mark.parametrize(
    "told",
    [
        "Sekitar 180 <button>anak sekolah</button> kini menyeberang dalam sepuluh menit, kata kepala desa.",
        "<button>Dinas</button> memeriksa kabel jembatan itu setiap enam bulan, kata kepala desa.",
        "Kabelnya diperiksa oleh <button class='istilah'>dinas</button>.",
    ],
)
def test_a_word_that_is_a_button_is_a_word(told: str) -> None:
    plain = told.replace("</button>", "").replace("<button>", "").replace("<button class='istilah'>", "")
    assert plain in texts(wordpress(paragraphs(*STORY[:2], told, *STORY[2:])))
    assert plain in texts(portal(paragraphs(*STORY[:2], told, *STORY[2:])))


@pytest.mark.parametrize(
    "control",
    [
        "<h3>Kata warga <button>Salin tautan</button></h3>",
        "<h3>Kata warga <button>A</button><button>A</button></h3>",
        "<div><button>Bagikan</button> <button>Simpan</button></div><h3>Kata warga</h3>",
        "<p><button>Dengarkan</button></p><h3>Kata warga</h3>",
        "<ul><li><button>Bagikan</button></li></ul><h3>Kata warga</h3>",
        "<div>Ukuran huruf <button>A</button> sedang</div><h3>Kata warga</h3>",
    ],
)
def test_a_button_that_does_something_is_no_text(control: str) -> None:
    html = wordpress(amid(control))
    read = [text for text in texts(html) if "Ukuran" not in text]
    assert read == [*STORY[:2], "Kata warga", *STORY[2:]]


def test_a_button_behind_a_sentence_is_no_text() -> None:
    html = wordpress(paragraphs(*STORY[:3], f"{STORY[3]} <button>Bagikan</button>"))
    assert texts(html) == list(STORY)
