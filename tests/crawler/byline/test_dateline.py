"""The dateline: what it looks like, and what only looks like one."""

from __future__ import annotations

import pytest

from crawler.byline import publisher_names, split_dateline
from crawler.site import NEWSPAPER, Site

TELEGRAF = Site(name="telegraf", timezone="Asia/Jakarta", publishers=("Telegraf",))


@pytest.mark.parametrize("site", [TELEGRAF, NEWSPAPER], ids=["telegraf", "any newspaper"])
@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("Rusia, Telegraf – ", "Rusia"),
        ("Telegraf, Santiago – ", "Santiago"),
        ("Telegraf, Rote Ndao – ", "Rote Ndao"),
        ("Brussel (Telegraf) – ", "Brussel"),
        ("JAKARTA, TELEGRAF — ", "Jakarta"),
        ("KUALA LUMPUR, TELEGRAF - ", "Kuala Lumpur"),
        ("Jakarta, Telegraf.co.id -- ", "Jakarta"),
        ("Rembang, Jawa Tengah, Telegraf – ", "Rembang"),
        ("Washington D.C., Telegraf – ", "Washington D.C."),
    ],
)
def test_a_dateline_of_the_newspaper_gives_its_place(dateline: str, place: str, site: Site) -> None:
    assert split_dateline(dateline + "Presiden tiba.", site) == (place, "Presiden tiba.")


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("TEMPO.CO, Jakarta - ", "Jakarta"),
        ("TEMPO Interaktif, Jakarta - ", "Jakarta"),
        ("Liputan6.com, Jakarta ", "Jakarta"),
        ("Liputan6.com, Kuala Lumpur ", "Kuala Lumpur"),
        ("Liputan6.com, Jakarta - ", "Jakarta"),
        ("KOMPAS.com - ", None),
        ("VIVA – ", None),
        ("BANDUNG, KOMPAS.com — ", "Bandung"),
        ("Jakarta (ANTARA News) - ", "Jakarta"),
        ("Jakarta, 12/3 (ANTARA) - ", "Jakarta"),
        ("Paris (ANTARA/AFP) - ", "Paris"),
        ("REPUBLIKA.CO.ID, JAKARTA -- ", "Jakarta"),
        ("Jakarta, CNN Indonesia -- ", "Jakarta"),
        ("Metrotvnews.com, Jakarta: ", "Jakarta"),
        ("LONDON (Reuters) - ", "London"),
        ("KOMPAS.com - JAKARTA. ", "Jakarta"),
        ("SUARAKITA, Semarang - ", "Semarang"),
        ("Magelang, Suarakita - ", "Magelang"),
        ("Kaliangkrik, Suarakita - ", "Kaliangkrik"),
        ("Jawa Tengah, Indonesia - ", "Jawa Tengah"),
    ],
)
def test_datelines_of_other_newspapers_count_where_no_name_is_known(dateline: str, place: str | None) -> None:
    text = dateline + "Presiden tiba."
    assert split_dateline(text, NEWSPAPER) == (place, "Presiden tiba.")
    assert split_dateline(text, TELEGRAF) == (None, text)


@pytest.mark.parametrize("site", [TELEGRAF, NEWSPAPER], ids=["telegraf", "any newspaper"])
@pytest.mark.parametrize(
    "text",
    [
        "Jakarta – Bogor macet total sejak pagi.",
        "Solo, Klaten – Boyolali macet total.",
        "Jokowi, Prabowo – dua tokoh itu – bertemu.",
        "Jakarta, Senin – Hujan turun lagi.",
        "Presiden Joko Widodo – yang lahir di Solo – tiba.",
        "Telegraf – koran itu – terbit sejak 2010.",
        "Menurut Telegraf, Jakarta – Bogor macet.",
        "Paryono (82) – Pelari tertua.",
        "Ini dia, Jakarta – Kota.",
        "KUALA LUMPUR: Presiden tiba.",
        "JAKARTA. Presiden tiba.",
        "BNPB, Jakarta dan Bogor menghitung kerugian.",
        "BNPB, Jakarta Utara – yang terendam – ditinjau.",
        "Telegraf, Jakarta dan Bogor terendam.",
        "",
    ],
)
def test_a_dash_in_the_first_sentence_is_no_dateline(text: str, site: Site) -> None:
    assert split_dateline(text, site) == (None, text)


@pytest.mark.parametrize(
    "dateline",
    [
        "TELEGRAF – Jakarta, ",
        "JAKARTA – TELEGRAF – ",
        "Jakarta | Telegraf – ",
        "TELEGRAF.CO.ID | JAKARTA – ",
        "JAKARTA, TELEGRAF.CO.ID, – ",
        "JAKARTA, (TELEGRAF) – ",
        "Jakarta, Telegraf (12/3/2024) – ",
        "Jakarta, Telegraf (Selasa, 12/3/2024) – ",
        "Jakarta, Telegraf, 12/3/2024 – ",
        "JAKARTA/TELEGRAF – ",
        "[JAKARTA, TELEGRAF] ",
        "[JAKARTA, TELEGRAF] – ",
        "(Telegraf) JAKARTA – ",
        "JAKARTA-TELEGRAF, ",
        "JAKARTA-TELEGRAF – ",
        "TELEGRAF.CO.ID - JAKARTA. ",
    ],
)
def test_a_declared_newspaper_is_found_in_further_shapes(dateline: str) -> None:
    assert split_dateline(dateline + "Presiden tiba.", TELEGRAF) == ("Jakarta", "Presiden tiba.")


@pytest.mark.parametrize(
    ("rest", "site"),
    [
        *((text, TELEGRAF) for text in (
            "Bupati Rembang, Abdul Hafidz, tiba.",
            "Prabowo, Presiden RI, tiba.",
            "Jakarta, kota itu, macet.",
            "Jakarta, Bogor, dan Depok banjir.",
            "Semarang, Solo dan Kudus banjir.",
            "Rembang, Jawa Tengah dilanda banjir.",
            "Rembang, Jawa Tengah, dilanda banjir.",
            "Jakarta, Senin, hujan.",
            "Jakarta, Ibu Kota Negara, sepi.",
        )),
        ("Jakarta, Presiden tiba.", NEWSPAPER),
    ],
)  # fmt: skip
def test_the_sentence_behind_a_newspaper_that_stands_alone_stays_whole(rest: str, site: Site) -> None:
    assert split_dateline(f"TELEGRAF – {rest}", site) == (None, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Jakarta – kota yang macet – sepi.",
        "Jakarta – Telegraf – koran itu – terbit.",
        "Jakarta | Telegraf – koran itu – terbit.",
        "Warga Jakarta/Telegraf – koran itu – terbit.",
        "Di Jakarta, Telegraf (12/3/2024) terbit.",
        "Jakarta, Telegraf adalah koran.",
        "[Jakarta, kota itu]",
        "Jakarta-Telegraf, koran itu, terbit.",
        "(Telegraf) koran itu – terbit.",
        "RINA PUSPITASARI, TELEGRAF",
        "Rina Puspitasari, Telegraf",
    ],
)
def test_a_declared_newspaper_in_a_sentence_or_a_byline_is_no_dateline(text: str) -> None:
    assert split_dateline(text, TELEGRAF) == (None, text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rusia, Telegraf –", "Rusia"),
        ("JAKARTA, TELEGRAF", "Jakarta"),
        ("Jakarta, Telegraf.co.id", "Jakarta"),
        ("Telegraf, Jakarta", "Jakarta"),
    ],
)
def test_a_dateline_in_a_paragraph_of_its_own_leaves_nothing(text: str, place: str) -> None:
    assert split_dateline(text, TELEGRAF) == (place, "")


NAMES = publisher_names(["Koran Kita - Berita Terkini", "korankita.co.id", "korankita"])
"""What a page of a newspaper says of itself that nobody has declared."""


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("KORANKITA, Kaliangkrik - ", "Kaliangkrik"),
        ("Kaliangkrik, Koran Kita - ", "Kaliangkrik"),
        ("KORAN KITA - ", None),
        ("Koran Kita | Kaliangkrik – ", "Kaliangkrik"),
        ("MAGELANG, KORANKITA.co.id - ", "Magelang"),
        ("KORANKITA.CO.ID - JAKARTA. ", "Jakarta"),
        ("LONDON (Reuters) - ", "London"),
    ],
)
def test_the_names_that_a_page_says_of_its_publisher_make_datelines(dateline: str, place: str | None) -> None:
    assert split_dateline(f"{dateline}Presiden tiba.", NEWSPAPER, NAMES) == (place, "Presiden tiba.")


@pytest.mark.parametrize(
    "text",
    [
        "Koran Kita – yang terbit di Magelang – tutup.",
        "Di Magelang, koran kita – kata pembacanya – tutup.",
        "Koran Kita, Jakarta Post, dan Kompas tutup.",
        "Korankita.co.id tutup.",
    ],
)
def test_the_name_of_the_publisher_in_a_sentence_is_no_dateline(text: str) -> None:
    assert split_dateline(text, NEWSPAPER, NAMES) == (None, text)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["Koran Kita | Kabar Magelang"], ("Koran Kita",)),
        (["Solo", "Jawa Tengah", "BI"], ()),
        (["Berita terbaru dan terlengkap hari ini"], ()),
        (["Koran Kita", "Koran Kita", ""], ("Koran Kita",)),
    ],
)
def test_places_and_slogans_are_no_names_of_a_newspaper(printed: list[str], names: tuple[str, ...]) -> None:
    assert publisher_names(printed) == names
