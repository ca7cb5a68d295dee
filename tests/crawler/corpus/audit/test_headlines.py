"""Headlines inside texts: whose they are, and lines that are none."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.corpus.audit.examined import Examined, paragraphs_of
from crawler.corpus.audit.headlines import find_own_headline

HEADLINE = "Warga Dua Kampung Membangun Jembatan Gantung"


def article(text: str, **changes: Any) -> Examined:
    given = {"number": 1, "url": "https://koran.example/1/", "headline": HEADLINE, "text": text, **changes}
    return Examined(**given, paragraphs=paragraphs_of(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n\nJembatan itu selesai.",
        f"Jembatan itu selesai.\n\n{HEADLINE.upper()}\n\nWarga senang.",
        f"{HEADLINE} – Koran Pagi\n\nJembatan itu selesai.",
        f"Jembatan itu selesai.\n\nBaca juga: {HEADLINE}",
        f"{HEADLINE} Warga di dua kampung di Garut senang.",
        f"{HEADLINE}!\n\nJembatan itu selesai.",
        f"{HEADLINE}. Warga di dua kampung senang.",
        f"{HEADLINE} – Garut, Senin, warga senang.",
        f"{HEADLINE}: Warga di dua kampung senang.",
        f"{HEADLINE}Warga di dua kampung senang.",
        f"{HEADLINE.upper()} Warga di dua kampung senang.",
        f"{HEADLINE} “Kami senang,” kata warga.",
        f"{HEADLINE} Senin, 12 Mei 2017 14:05 WIB Jembatan itu selesai.",
        f"Beranda » Daerah » {HEADLINE} Jembatan itu selesai.",
        f"Daerah | {HEADLINE} | Jembatan itu selesai.",
        f"Bagikan: {HEADLINE}",
        f"Jembatan itu selesai. {HEADLINE}",
        "Warga Dua Kampung Membangun Jem…\n\nJembatan itu selesai.",
    ],
)
def test_the_own_headline_is_found(text: str) -> None:
    assert find_own_headline(article(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Warga dua kampung membangun jembatan gantung di atas Cimanuk, Senin.",
        f"{HEADLINE.capitalize()} di atas Cimanuk.",
        f"Film berjudul “{HEADLINE}” itu diputar di Bandung.",
        "Warga dua kampung membangun jembatan gantung Senin pagi di atas Cimanuk.",
        "Warga dua kampung membangun jembatan gantung. Mereka senang.",
        "Warga dua kampung membangun jembatan gantung, Senin.",
        f"Ia membaca “{HEADLINE}” di koran. Warga senang.",
        f"Film {HEADLINE} Karya Budi diputar.",
        "Jembatan itu selesai.",
        "",
    ],
)
def test_a_sentence_with_the_words_of_the_headline_is_kept(text: str) -> None:
    assert find_own_headline(article(text)) is None


def test_a_short_headline_and_a_question_may_be_subheadings() -> None:
    assert find_own_headline(article("Kabar.\n\nApa itu stunting?", headline="Apa Itu Stunting?")) is None
    asked = "Mengapa Harga Beras Masih Naik?"
    assert find_own_headline(article(f"Kabar.\n\n{asked}\n\nKarena kemarau.", headline=asked)) is None


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Dinas perhubungan Garut Evaluasi Jalur Evakuasi di 13 Lokasi",
            "{} Rabu pagi, dinas perhubungan Garut mengevaluasi jalur evakuasi di sejumlah lokasi.",
        ),
        ("Petani Garut panen kopi di tengah kemarau", "{} Petani di Garut panen kopi."),
        ("Petani Garut panen kopi di tengah kemarau", "{} Setelah kering, kopi dipanen setelah hujan."),
        ("Petani Garut panen kopi di tengah kemarau", "{}. Kopi itu dijual ke kota."),
        ("Petani Garut panen kopi di tengah kemarau", "{} – Kopi itu dijual ke kota."),
        ("Harga beras naik lagi di pasar", "{}Kopi itu dijual ke kota."),
    ],
)
def test_a_headline_of_any_print_is_told_from_the_sentence_that_follows(headline: str, text: str) -> None:
    assert find_own_headline(article(text.format(headline), headline=headline)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "{} Senin lalu, kata Budi.",
        "{} yang panjang.",
        "{}.000 hektare. Panen raya bulan depan.",
        "{} menjelang panen raya. Panen raya bulan depan.",
        "{}, kata Budi Hidayat.",
        "Ia heran mengapa {} Budi.",
    ],
)
def test_a_first_sentence_may_begin_with_the_words_of_the_headline(text: str) -> None:
    headline = "Petani Garut panen kopi di tengah kemarau"
    assert find_own_headline(article(text.format(headline), headline=headline)) is None


def test_a_name_may_go_on_where_the_headline_was_cut() -> None:
    headline = "Warga Jember mengatakan sudah dua kali melapor ke"
    text = f"{headline} Perusahaan Air Minum.\n\nSetiap perusahaan menjawab."
    assert find_own_headline(article(text, headline=headline)) is None


def test_a_headline_that_the_lead_continues_is_no_title() -> None:
    headline = "Dewan Pendidikan Kabupaten Garut menolak usul Budi"
    text = f"{headline} Hidayat tentang sekolah terapung."
    assert find_own_headline(article(text, headline=headline)) is None
