"""The dateline that names a place alone, and what only looks like one."""

from __future__ import annotations

import pytest

from crawler.byline import split_dateline
from crawler.byline.gazetteer import CAPITALS, INDONESIA
from crawler.byline.places import is_dated_from
from crawler.cleaning import Line, clean
from crawler.site import NEWSPAPER, Site
from crawler.text import phrases

TELEGRAF = Site(name="telegraf", timezone="Asia/Jakarta", publishers=("Telegraf",))
FIRST = "Hujan deras merendam empat desa, dan petugas mencatat nama warga satu per satu di balai desa."
LAST = "Menurut camat, bantuan akan datang pada hari Senin."


@pytest.mark.parametrize("site", [TELEGRAF, NEWSPAPER], ids=["telegraf", "any newspaper"])
@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("JAKARTA - ", "Jakarta"),
        ("SAMBAS – ", "Sambas"),
        ("SAMBAS—", "Sambas"),
        ("SAMBAS-", "Sambas"),
        ("SAMBAS, - ", "Sambas"),
        ("KUTAI KARTANEGARA -- ", "Kutai Kartanegara"),
        ("KOTA BANDUNG - ", "Kota Bandung"),
        ("KAB. BOGOR - ", "Kab. Bogor"),
        ("BANYUWANGI, JAWA TIMUR - ", "Banyuwangi"),
        ("MEDAN (12/3) - ", "Medan"),
        ("Medan, 12 Maret 2024 - ", "Medan"),
        ("KUALA LUMPUR – ", "Kuala Lumpur"),
        ("BALI – ", "Bali"),
    ],
)
def test_a_place_in_capitals_before_a_dash_is_the_dateline(dateline: str, place: str, site: Site) -> None:
    assert split_dateline(dateline + FIRST, site) == (place, FIRST)


@pytest.mark.parametrize("bold", [len("Malang"), len("Malang -")])
def test_a_place_in_bold_type_before_a_dash_is_the_dateline(bold: int) -> None:
    text = f"Malang - {FIRST}"
    assert split_dateline(text, NEWSPAPER, bold=bold) == ("Malang", FIRST)
    assert split_dateline(text, NEWSPAPER, bold=0) == (None, text)
    assert split_dateline(text, NEWSPAPER, bold=len(text)) == (None, text)


@pytest.mark.parametrize(
    "text",
    [
        "JAKARTA - Bandung ditempuh dalam tiga jam dengan kereta itu.",
        "JAKARTA - BANDUNG, kereta itu menempuhnya dalam tiga jam.",
        "MERAUKE - SABANG DIJELAJAHI DUA PESEPEDA ITU",
        "JAKARTA - HARGA CABAI RAWIT NAIK LAGI",
        "Semarang – Solo macet total sejak pagi tadi.",
        "Jakarta - Cikampek macet total sejak pagi tadi.",
        "Malang - nasib pedagang itu tidak berubah.",
        "Bali: Surga yang tak pernah sepi.",
        "BALI: Surga yang tak pernah sepi.",
        "BATU – bata merah dari desa itu dikirim ke kota.",
        "METRO - Polisi menahan dua orang warga.",
        "NUSANTARA - Polisi menahan dua orang warga.",
        "BREAKING NEWS - Polisi menahan dua orang warga.",
        "DIY - Cara membuat rak dari kayu bekas.",
        "MEDAN – Hujan ringan",
        "MEDAN - 2 pemain absen dalam laga itu.",
        "PSMS MEDAN - Persija bermain imbang tanpa gol.",
        "RINA SOLO - Penyanyi itu tiba di balai desa.",
        "LONDON — The agency said on Monday that it would wait for the rain.",
        "MADRID - El ministro visita la ciudad con los alcaldes.",
    ],
)
def test_a_route_a_label_and_a_sentence_in_capitals_are_no_dateline(text: str) -> None:
    assert split_dateline(text, NEWSPAPER) == (None, text)


def test_a_place_of_its_own_behind_which_a_dash_stands_is_the_dateline() -> None:
    cleaned = clean([Line("Jakarta -"), Line(FIRST), Line(LAST)], NEWSPAPER)
    assert (cleaned.dateline, cleaned.paragraphs) == ("Jakarta", [FIRST, LAST])


@pytest.mark.parametrize(
    "above",
    [Line("Empat desa terendam banjir", kind="heading"), Line("Empat desa terendam banjir sejak Minggu.")],
    ids=["heading", "summary"],
)
def test_a_place_in_capitals_is_found_below_a_summary(above: Line) -> None:
    cleaned = clean([above, Line(f"SAMBAS – {FIRST}"), Line(LAST)], NEWSPAPER, publishers=["Koran Kita"])
    assert (cleaned.dateline, cleaned.paragraphs) == ("Sambas", [above.text, FIRST, LAST])


def test_paragraphs_that_all_begin_with_a_place_stay_below_the_first() -> None:
    lines = [Line("Hujan turun di banyak kota."), Line(f"SAMBAS – {FIRST}"), Line(f"MEDAN – {FIRST}")]
    cleaned = clean(lines, NEWSPAPER, publishers=["Koran Kita"])
    assert (cleaned.dateline, cleaned.paragraphs) == (None, [line.text for line in lines])


def test_a_heading_with_a_place_is_a_heading() -> None:
    heading = Line("JAKARTA - Hujan deras di empat kelurahan", kind="heading")
    assert clean([heading, Line(FIRST)], NEWSPAPER).paragraphs == [heading.text, FIRST]


def test_a_domain_below_a_summary_is_the_dateline() -> None:
    summary = "Warga mengungsi ke balai desa sejak Minggu malam."
    lines = [Line(summary), Line(f"KORANKITA.co.id - {FIRST}")]
    cleaned = clean(lines, NEWSPAPER, publishers=["KORANKITA.co.id"])
    assert (cleaned.dateline, cleaned.paragraphs) == (None, [summary, FIRST])


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("KORANKITA.COM – MALANG – ", "Malang"),
        ("KORANKITA.COM – Malang – ", "Malang"),
        ("Korankita.co.id | SURABAYA – ", "Surabaya"),
        ("KORANKITA.CO.ID-JAKARTA. ", "Jakarta"),
        ("KK.id Koran Kita - ", None),
        ("Soreang, (KK).- ", "Soreang"),
        ("JAKARTA (KK) - ", "Jakarta"),
        ("Sampit, radarkita.com – ", "Sampit"),
        ("KORAN-KITA.id, TANAH ABANG - ", "Tanah Abang"),
    ],
)
def test_further_shapes_with_a_domain(dateline: str, place: str | None) -> None:
    assert split_dateline(dateline + FIRST, NEWSPAPER) == (place, FIRST)


@pytest.mark.parametrize(
    ("printed", "dateline"),
    [
        ("Koran-Kita.com", "KORAN KITA - "),
        ("Koran Kita", "KORANKITA - "),
        ("Koran Kita", "KoranKita, Magelang – "),
        ("IDX Kita", "IDXKita - "),
    ],
)
def test_the_newspaper_may_write_its_name_with_or_without_a_space(printed: str, dateline: str) -> None:
    cleaned = clean([Line(dateline + FIRST)], NEWSPAPER, publishers=[printed])
    assert cleaned.paragraphs == [FIRST]


def test_the_list_has_each_province_with_its_regencies_and_cities() -> None:
    """514 regencies and cities; 25 regencies share the name of the city inside them."""
    assert len(INDONESIA) == 38
    assert sum(len(phrases(names)) for names in INDONESIA.values()) == 514 - 25


def test_every_name_of_the_list_is_in_lower_case() -> None:
    for text in (*INDONESIA, *INDONESIA.values(), CAPITALS):
        assert text == text.lower()
    assert all(map(is_dated_from, ("Sambas", "KOTA BATU", "Kab. Bogor", "Washington DC", "Jawa Barat")))
    assert not any(map(is_dated_from, ("Metro", "Buru", "AS", "Nusantara", "Rina", "")))
