"""The first lines of a text: where a dateline may stand among them, and where only a story does."""

from __future__ import annotations

import pytest

from crawler.cleaning import Line, clean
from crawler.site import NEWSPAPER, Site

TELEGRAF = Site(name="telegraf", timezone="Asia/Jakarta", publishers=("Telegraf",))

FIRST = "Warga berkumpul di balai desa sejak pagi, dan petugas mencatat nama mereka."
LAST = "Menurut camat, bantuan akan datang pada hari Senin."


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_a_declared_newspaper_needs_no_names_from_its_page() -> None:
    text = f"KORAN KITA - {FIRST}"
    assert clean(
        lines(text), TELEGRAF, publishers=["Koran Kita", "korankita.co.id", "korankita"]
    ).paragraphs == [text]


@pytest.mark.parametrize("above", ["Baca Juga: Harga Cabai Naik", "Editor: Sarwono Adi", "Harga Cabai Naik"])
def test_a_dateline_is_found_below_what_is_no_story(above: str) -> None:
    cleaned = clean(lines(above, f"Rusia, Telegraf – {FIRST}"), TELEGRAF, headline="Harga Cabai Naik")
    assert (cleaned.dateline, cleaned.paragraphs) == ("Rusia", [FIRST])


@pytest.mark.parametrize(
    "summary", [Line("Ribuan warga mengungsi", kind="heading"), Line(LAST, emphasized=True)]
)
def test_a_dateline_is_found_below_a_summary(summary: Line) -> None:
    cleaned = clean([summary, Line(f"Rusia, Telegraf – {FIRST}")], TELEGRAF)
    assert (cleaned.dateline, cleaned.paragraphs) == ("Rusia", [summary.text, FIRST])


def test_a_dateline_may_be_a_paragraph() -> None:
    cleaned = clean(lines("Rusia, Telegraf –", FIRST), TELEGRAF)
    assert (cleaned.dateline, cleaned.paragraphs) == ("Rusia", [FIRST])


@pytest.mark.parametrize(
    "above",
    [
        ["Warga makan bersama di balai desa."],
        ["Warga makan bersama di balai desa.", "Air mulai surut di hulu sungai."],
    ],
)
def test_a_dateline_of_a_declared_newspaper_is_found_below_a_caption_or_a_summary(above: list[str]) -> None:
    cleaned = clean(lines(*above, f"Rembang, Telegraf – {FIRST}", LAST), TELEGRAF)
    assert (cleaned.dateline, cleaned.paragraphs) == ("Rembang", [*above, FIRST, LAST])


def test_a_dateline_in_bold_above_the_story_is_found() -> None:
    cleaned = clean([Line("JAKARTA, TELEGRAF", emphasized=True), Line(FIRST), Line(LAST)], TELEGRAF)
    assert (cleaned.dateline, cleaned.paragraphs) == ("Jakarta", [FIRST, LAST])


@pytest.mark.parametrize(
    ("page", "site"),
    [
        (lines(FIRST, f"Rusia, Telegraf – {LAST}"), NEWSPAPER),
        (lines(FIRST, LAST, FIRST, f"Rusia, Telegraf – {LAST}"), TELEGRAF),
        (lines(FIRST, "Telegraf – Koran itu terbit lagi."), TELEGRAF),
        (lines(FIRST, "Menurut Rina, Telegraf – koran itu – terbit lagi."), TELEGRAF),
    ],
    ids=["unknown newspaper", "fourth paragraph", "no place", "sentence"],
)
def test_a_dateline_inside_the_story_stays(page: list[Line], site: Site) -> None:
    cleaned = clean(page, site)
    assert (cleaned.dateline, cleaned.paragraphs) == (None, [line.text for line in page])


@pytest.mark.parametrize(
    "above",
    [
        Line("Warga menunggu bantuan di balai desa"),
        Line("Ribuan Warga Mengungsi", kind="heading"),
        Line("Ribuan warga mengungsi sejak Senin.", emphasized=True),
        Line("Jembatan rusak, warga memperbaiki sendiri."),
    ],
    ids=["phrase", "heading", "bold", "headline in other words"],
)
@pytest.mark.parametrize("dateline", ["MAGELANG, KORANKITA.co.id - ", "Magelang (Antara) – "])
def test_a_dateline_of_an_unknown_newspaper_is_found_below_what_is_no_paragraph(
    above: Line, dateline: str
) -> None:
    page = [Line("Kabar dari Kaliangkrik"), above, Line(dateline + FIRST), Line(LAST)]
    cleaned = clean(page, NEWSPAPER, headline="Warga Memperbaiki Sendiri Jembatan yang Rusak")
    assert (cleaned.dateline, cleaned.paragraphs) == ("Magelang", [page[0].text, above.text, FIRST, LAST])


def test_a_dateline_with_a_name_of_the_page_is_found_below_a_summary() -> None:
    page = lines(LAST, f"MAGELANG, KORANKITA.co.id - {FIRST}")
    cleaned = clean(page, NEWSPAPER, publishers=["Koran Kita", "korankita"])
    assert (cleaned.dateline, cleaned.paragraphs) == ("Magelang", [LAST, FIRST])


@pytest.mark.parametrize(
    "below",
    [
        "Jokowi, Prabowo – Dua tokoh itu bertemu di balai desa.",
        "Jakarta – Bogor macet total sejak pagi.",
        "Rina, Magelang – Kapan jembatan dibuka?",
        "Magelang, Suarakita – Warga menunggu.",
    ],
)
def test_an_unknown_name_below_a_phrase_makes_no_dateline(below: str) -> None:
    page = lines("Warga menunggu di balai desa", below, LAST)
    assert clean(page, NEWSPAPER).paragraphs == [line.text for line in page]


def test_a_dateline_of_an_unknown_newspaper_below_a_paragraph_stays() -> None:
    page = lines(FIRST, f"MAGELANG, KORANKITA.co.id - {LAST}")
    assert clean(page, NEWSPAPER, headline="Jembatan Rusak").paragraphs == [line.text for line in page]
