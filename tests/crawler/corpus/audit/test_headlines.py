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


def test_a_headline_that_the_lead_continues_is_no_title() -> None:
    headline = "Dewan Pendidikan Kabupaten Garut menolak usul Budi"
    text = f"{headline} Hidayat tentang sekolah terapung."
    assert find_own_headline(article(text, headline=headline)) is None
