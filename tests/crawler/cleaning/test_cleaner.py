"""Lines in, a story out: what frames it, and what is traced."""

from __future__ import annotations

import re
from typing import Any

import pytest

from crawler.cleaning import Line, Removal, clean, normalize
from crawler.rules import Cause
from crawler.site import NEWSPAPER, Site, SiteRule

TELEGRAF = Site(name="telegraf", timezone="Asia/Jakarta", publishers=("Telegraf",))

FIRST = "Warga berkumpul di balai desa sejak pagi, dan petugas mencatat nama mereka."
LAST = "Menurut camat, bantuan akan datang pada hari Senin."


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_text_is_normalised() -> None:
    assert normalize("\u00a0Cafe\u0301  di\tRo\u00adma\u200b \n") == "Café di Roma"
    assert clean([Line(" Cafe\u0301\u00a0di \n Roma. ")], NEWSPAPER).paragraphs == ["Café di Roma."]


def test_every_removal_is_traced_with_its_rule_and_place() -> None:
    page = [Line(FIRST), Line("Baca Juga: Harga Cabai Naik", place="div.entry-content > p[2]"), Line(LAST)]
    cleaned = clean(page, NEWSPAPER)
    assert cleaned.removed == [
        Removal(
            Cause("wording.related.baca_juga", "related_link"),
            "Baca Juga: Harga Cabai Naik",
            "div.entry-content > p[2]",
        )
    ]
    assert cleaned.counts == {"related_link": 1}


def test_lines_keep_their_kind() -> None:
    page = [Line(f"Rusia, Telegraf – {FIRST}"), Line("Listrik padam", kind="heading"), Line(LAST)]
    assert [(line.text, line.kind) for line in clean(page, TELEGRAF).lines] == [
        (FIRST, "p"),
        ("Listrik padam", "heading"),
        (LAST, "p"),
    ]


def test_the_headline_repeated_above_the_story_is_dropped() -> None:
    cleaned = clean(
        lines("HARGA CABAI NAIK", "Harga Cabai Naik.", FIRST), NEWSPAPER, headline="Harga Cabai Naik"
    )
    assert cleaned.paragraphs == [FIRST]
    assert cleaned.counts == {"repeated_headline": 2}


def test_the_headline_repeated_inside_the_story_stays() -> None:
    page = lines(FIRST, "Harga Cabai Naik", LAST)
    assert clean(page, NEWSPAPER, headline="Harga Cabai Naik").paragraphs == [line.text for line in page]


def test_a_date_with_its_hour_above_the_story_is_no_story() -> None:
    cleaned = clean(lines("Senin, 4 Maret 2024 10:15 WIB", f"Rembang, Telegraf – {FIRST}"), TELEGRAF)
    assert (cleaned.dateline, cleaned.paragraphs, cleaned.counts) == ("Rembang", [FIRST], {"date_line": 1})


@pytest.mark.parametrize("text", ["4 Maret 2024", "Pukul 10:15 WIB"])
def test_a_day_or_an_hour_alone_above_a_paragraph_is_a_chapter_of_the_story(text: str) -> None:
    assert clean(lines(text, FIRST), TELEGRAF).paragraphs == [text, FIRST]


@pytest.mark.parametrize(
    "below",
    [
        ["(Ist/sur)"],
        ["(Ist/sur)", "Editor: Sarwono Adi"],
        ["Editor: Sarwono Adi", "(Ist/sur)", "Komentar Anda"],
        ["(Ist/sur)", "***", "#Rusia #Suriah"],
        ["(Ist/sur)", "Tags: Rusia, Suriah", "Dibaca: 5.824"],
        ["(Ist/sur)", "[/et_pb_text][/et_pb_column]"],
        ["(Ist/sur)", "<!--more-->", "https://www.youtube.com/watch?v=abc"],
    ],
)
def test_a_signoff_is_found_among_the_lines_below_the_story(below: list[str]) -> None:
    cleaned = clean(lines(FIRST, LAST, *below), NEWSPAPER)
    assert (cleaned.signoff, cleaned.paragraphs) == ("Ist/sur", [FIRST, LAST])


@pytest.mark.parametrize("signed", [f"{LAST} (esy/jpnn)", "(esy/jpnn)"])
def test_a_label_that_announces_nothing_below_a_signed_story_is_no_story(signed: str) -> None:
    cleaned = clean(lines(FIRST, LAST, signed, "Kabar paling hangat sepekan:"), NEWSPAPER)
    assert cleaned.signoff == "esy/jpnn"
    assert cleaned.paragraphs == [FIRST, LAST, *([LAST] if signed.startswith(LAST) else [])]


def test_a_last_line_with_a_colon_in_an_unsigned_story_stays() -> None:
    page = lines(FIRST, LAST, "Kabar paling hangat sepekan:")
    assert clean(page, NEWSPAPER).paragraphs == [line.text for line in page]


def test_the_writer_named_by_a_report_is_an_author_and_no_story() -> None:
    cleaned = clean(lines(FIRST, LAST, "Laporan: Rina Puspitasari | Editor: Sarwono Adi"), NEWSPAPER)
    assert (cleaned.authors, cleaned.paragraphs) == (["Rina Puspitasari"], [FIRST, LAST])


def test_initials_inside_the_story_stay() -> None:
    page = lines(f"{FIRST} (Ist/sur)", LAST)
    cleaned = clean(page, NEWSPAPER)
    assert (cleaned.signoff, cleaned.paragraphs) == (None, [page[0].text, LAST])


def test_comments_below_a_signed_story_are_no_story() -> None:
    cleaned = clean(lines(FIRST, f"{LAST} (rin)", "Komentar Anda", "Semoga cepat surut."), NEWSPAPER)
    assert cleaned.paragraphs == [FIRST, LAST]
    assert cleaned.counts == {"comment_prompt": 2}


def test_lines_below_a_comment_prompt_in_an_unsigned_story_stay() -> None:
    assert clean(lines(FIRST, "Komentar Anda", LAST), NEWSPAPER).paragraphs == [FIRST, LAST]


def test_related_links_in_brackets_and_behind_the_last_sentence_are_cut_out() -> None:
    page = lines(f"{FIRST} (Baca juga: Harga Cabai Naik)", f"{LAST} Baca juga: Harga Cabai (Rawit) Naik Lagi")
    cleaned = clean(page, NEWSPAPER)
    assert cleaned.paragraphs == [FIRST, LAST]
    assert cleaned.counts == {"related_link": 2}


def test_a_headline_behind_a_bare_label_in_brackets_is_cut_out() -> None:
    text = "Warga diminta maklum (baca: Hujan Belum Reda di Hulu Sungai) oleh camat."
    assert clean(lines(text), NEWSPAPER).paragraphs == ["Warga diminta maklum oleh camat."]


@pytest.mark.parametrize(
    "text",
    [
        "Papan itu berbunyi (baca juga papan kedua) dan sudah pudar.",
        "Camat berpesan kepada warga. Baca: begitu perintahnya.",
        "Warga diminta maklum (baca: sabar) karena hujan belum reda.",
        "Warga diminta maklum (baca: menunggu lebih lama lagi) karena hujan belum reda.",
        "Ketua partai itu (baca: Megawati Soekarnoputri) belum menjawab.",
        "Harga naik (lihat: Tabel 2) sejak Januari.",
    ],
)
def test_other_brackets_and_sentences_are_not_cut_out(text: str) -> None:
    assert clean(lines(text, LAST), NEWSPAPER).paragraphs == [text, LAST]


def test_accepted_rules_of_a_site_are_applied_and_take_their_links_along() -> None:
    rule = SiteRule("learned_kanal", re.compile(r"Kanal \w+ kami"), with_links=True)
    site = Site(name="telegraf", rules=(rule,))
    page = [Line(FIRST), Line("Kanal video kami"), Line("ikut turun", linked=1.0), Line(LAST)]
    cleaned = clean(page, site)
    assert (cleaned.paragraphs, cleaned.counts) == ([FIRST, LAST], {"learned_kanal": 2})
    assert clean(page, NEWSPAPER).paragraphs == [line.text for line in page]


def test_the_address_of_a_story_of_the_site_alone_in_a_paragraph_is_no_story() -> None:
    site = Site(name="telegraf", domain="telegraf.test")
    address = "https://telegraf.test/harga-cabai-naik/"
    assert clean(lines(FIRST, address, LAST), site).counts == {"embed_mark": 1}
    assert clean(lines(FIRST, "Lihat alamat berikut:", address, LAST), site).counts == {}
    assert clean(lines(FIRST, "Lihat alamat berikut:", address), site).counts == {}
    assert clean(lines(FIRST, "https://telegraf.test.arsip.test/harga/", LAST), site).counts == {}
    assert clean(lines(FIRST, address, LAST), NEWSPAPER).counts == {}


def test_the_end_of_a_text_is_cut_off_without_looking_at_its_start_again() -> None:
    seen: list[str] = []

    class Watched(str):
        def endswith(self, *args: Any) -> bool:
            seen.append(self)
            return super().endswith(*args)

    first = Line(Watched("Warga desa berkumpul di balai sejak pagi, kata kepala desa."))
    story = [
        first,
        *(Line(f"Paragraf {i} dari cerita yang sama, seperti semua yang lain.") for i in range(9)),
    ]
    assert clean([*story, *[Line("Tags: desa, jalan")] * 50], NEWSPAPER).lines == story
    once = len(seen)
    clean([*story, *[Line("Tags: desa, jalan")] * 500], NEWSPAPER)
    assert len(seen) == 2 * once
