"""Shortcodes that no plugin replaced, and an editor's words in brackets."""

from __future__ import annotations

import pytest

from crawler.cleaning import Line, clean
from crawler.rules import cut_shortcodes
from crawler.site import NEWSPAPER

STORY = "Hujan deras merendam empat desa."


@pytest.mark.parametrize(
    "printed",
    [
        "[vc_row][vc_column_text]{}",
        "{}[/vc_column_text][/vc_row]",
        "{}[/fusion_text]",
        '[et_pb_text admin_label="Text" background_layout=”light”]{}',
        "[et_pb_section bb_built=”1″][et_pb_row][et_pb_text]{}",
        '{} [irp posts="12" name="Harga Beras"]',
        "{} [quads id=1]",
        '[su_box title="Catatan" style="soft"]{}[/su_box]',
        "[b]{}[/b]",
        "[embed]https://youtu.be/x[/embed] {}",
        "{} [youtube https://www.youtube.com/watch?v=abc]",
        '[caption id="attachment_1" width="300"] Warga di dapur umum[/caption] {}',
        '{} [ads size="300x250"/]',
    ],
)
def test_a_shortcode_beside_a_sentence_is_cut(printed: str) -> None:
    assert cut_shortcodes(printed.format(STORY))[0] == STORY


def test_a_shortcode_around_a_word_leaves_the_word() -> None:
    text = (
        '[dropcap]H[/dropcap]ujan deras merendam [su_highlight background="#fff"]empat[/su_highlight] desa.'
    )
    assert cut_shortcodes(text)[0] == STORY


def test_a_shortcode_between_two_words_leaves_them_two() -> None:
    assert cut_shortcodes('Harga beras[iklan id="7"]naik.')[0] == "Harga beras naik."
    assert cut_shortcodes("Harga [b]beras[/b]naik.")[0] == "Harga beras naik."


def test_a_shortcode_is_known_by_the_end_that_stands_in_another_paragraph() -> None:
    lines = [Line(f"[quote]{STORY}"), Line(f"{STORY} Air surut.[/quote]"), Line(STORY)]
    cleaned = clean(lines, NEWSPAPER)
    assert cleaned.paragraphs == [STORY, f"{STORY} Air surut.", STORY]
    assert [removal.by for removal in cleaned.removed] == ["wording.shortcode"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "“Air [sic] itu surut,” tulisnya.",
        "“Air itu [...] surut,” tulisnya.",
        "“Ia [camat] datang [dan] pergi,” tulisnya.",
        "[Catatan redaksi: angka di paragraf ketiga telah diperbaiki.]",
        "[UPDATE] Air di empat desa mulai surut.",
        "[update] Air di empat desa mulai surut.",
        "Air di empat desa mulai surut [1][2].",
        "Air surut [red.] pada pagi hari.",
        "[bantuan_desa] adalah nama akun itu.",
        "[caption] adalah kode untuk teks di bawah gambar.",
        "Rumus itu [E = mc²] terkenal.",
        "Nilainya [x = 3] dan [y = 4] sama.",
        "Kendaraan [km/jam] itu melaju.",
        "Larik a[i] dan b[j] dijumlahkan.",
        "Pilih [ya/tidak] pada layar.",
    ],
)
def test_words_in_brackets_stay(text: str) -> None:
    assert cut_shortcodes(text) == (text, [])
