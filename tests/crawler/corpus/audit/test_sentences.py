"""Texts that begin or end where no sentence does, and those that may."""

from __future__ import annotations

import pytest

from crawler.corpus.audit.sentences import find_mid_sentence, find_no_full_stop

BEFORE = ["Presiden tiba di Jakarta.", "Ia disambut gubernur."]

CUT = (
    "Ketua panitia, Drs. H.",
    "Hadir pula Prof.",
    "Ia akan bertemu dengan para",
    "Rapat digelar di Kudus setelah 6 pekan",
    "kata dia,",
    "sebagai berikut: beras dan",
    "“Kami siap",
    "harga naik 5",
    "akan dilaksanakan di...",
    "yang digelar […]",
    "[...]",
    "Presiden –",
    "Presiden (",
    "yang terdiri dari;",
    "Baca selengkapnya di sini",
    "“Kami siap,”",
    "B. J. Habibie menyatakan bahwa",
)
ENDED = (
    ["Ia berkata, “Kami siap.”"],
    ["“Kami siap”"],
    ["dan seterusnya…"],
    ["Ia dibantu oleh Slamet H."],
    ["Entahlah..."],
    ["(Ist/sur)"],
    ["Harga: Rp5.000)"],
    ["Aku ingin", "mencintaimu", "dengan sederhana"],
    ["1. Beras", "2. Gula"],
    ["- Beras"],
    ["Jadwal:", "Senin 08.00", "Selasa 09.00"],
    ["Siapa?"],
    ["Selamat!!!"],
    ["Kunjungi www.kemkes.go.id"],
    ["redaksi@koran.id"],
    ["Selesai. ***"],
    ["tutupnya.(*)"],
    ["Selamat 😊"],
    ["„Ja“"],
    ["«Oui»"],
    ["الله؟"],
    ["完了。"],
    ["Wallahu a’lam."],
)
BEGUN_INSIDE = (
    "(24/9/2018), setelah tertunda dua pekan, museum itu dibuka.",
    "yang digelar di Jakarta.",
    "di Jakarta, Senin.",
    ", kata Bupati.",
    "– Presiden tiba.",
    ") kata",
    "siap,” kata Budi.",
    "” kata Budi.",
    "...dilanjutkan besok.",
    "% dari total",
    "ke-2 kalinya ia",
    "-nya itu",
    "juta. Rencana itu disusun sejak April.",
    "[…] dan menyasar 638 peserta.",
    "[...] Kegiatan itu dijadwalkan lagi.",
    "(…) ia lalu pulang.",
    "( ... ) Ia lalu pulang.",
    "(Sambungan dari halaman 1) Ia lalu pulang.",
    "… dan kemudian ia pulang.",
    "| Presiden tiba.",
    "Kami siap,” kata Budi.",
)
BEGUN = (
    "(Foto) Museum itu dibuka kembali, Senin.",
    "iPhone baru",
    "e-KTP habis",
    "al-Qaeda",
    "dr. Tirta",
    "kompas.com",
    "“kami siap,” kata",
    "5 orang",
    "“Kami",
    "(Antara)",
    "“…dan rumah itu tetap menyala,” katanya.",
    "[FOTO] Warga mengungsi.",
    "(Bukan) Negeri di Awan",
    "#2019GantiPresiden",
    "@jokowi",
    "van Gaal cedera",
    "m-banking",
    "…Presiden",
    "¿Qué?",
    "a. Satu",
    "d’Masiv manggung",
    "”Kami siap,” kata",
    "1. Satu",
    "tvOne menayangkan",
    "pH air",
    "عرب",
    "日本",
)


@pytest.mark.parametrize("last", CUT)
def test_a_text_that_ends_inside_a_sentence_is_found(last: str) -> None:
    assert find_no_full_stop([*BEFORE, last]) == last


@pytest.mark.parametrize("last", ENDED, ids=" / ".join)
def test_a_text_that_ends_as_texts_do_is_kept(last: list[str]) -> None:
    assert find_no_full_stop([*BEFORE, *last]) is None


@pytest.mark.parametrize("first", BEGUN_INSIDE)
def test_a_text_that_begins_inside_a_sentence_is_found(first: str) -> None:
    assert find_mid_sentence([first, "Kata dia, “Ya.”"]) == first


@pytest.mark.parametrize("first", BEGUN)
def test_a_text_that_begins_as_texts_do_is_kept(first: str) -> None:
    assert find_mid_sentence([first, "Kata dia, “Ya.”"]) is None


def test_a_line_below_a_subheading_is_no_poem() -> None:
    assert find_no_full_stop([*BEFORE, "Menunggu kabar dari Tuban", "Rapat digelar di"]) is not None


def test_a_list_and_a_dialogue_begin_with_dashes() -> None:
    assert find_mid_sentence(["– Apa kabar?", "– Baik."]) is None


def test_a_text_without_a_paragraph_has_no_sentence() -> None:
    assert find_no_full_stop([]) is None
    assert find_mid_sentence([]) is None
