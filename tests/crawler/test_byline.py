"""Dateline, signoff, caption and authors: what is split off, and what only looks like one."""

from __future__ import annotations

import pytest

from crawler.byline import clean_authors, read_authors, split_caption, split_dateline, split_signoff
from crawler.site import NEWSPAPER, Site

TELEGRAF = Site(name="telegraf", publishers=("Telegraf",))


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
        "JAKARTA - Seorang pria ditemukan selamat.",
        "Solo, Klaten – Boyolali macet total.",
        "Jokowi, Prabowo – dua tokoh itu – bertemu.",
        "Jakarta, Senin – Hujan turun lagi.",
        "Presiden Joko Widodo – yang lahir di Solo – tiba.",
        "Telegraf – koran itu – terbit sejak 2010.",
        "Menurut Telegraf, Jakarta – Bogor macet.",
        "Paryono (82) – Pelari tertua.",
        "Ini dia, Jakarta – Kota.",
        "",
    ],
)
def test_a_dash_in_the_first_sentence_is_no_dateline(text: str, site: Site) -> None:
    assert split_dateline(text, site) == (None, text)


def test_a_dateline_in_a_paragraph_of_its_own_leaves_nothing() -> None:
    assert split_dateline("Rusia, Telegraf –", TELEGRAF) == ("Rusia", "")


@pytest.mark.parametrize(
    ("text", "signoff"),
    [
        ("Jet itu lewat. (Ist/sur)", "Ist/sur"),
        ("Jet itu lewat (Ist/sur)", "Ist/sur"),
        ("Jet itu lewat.(aik/imk)", "aik/imk"),
        ("Jet itu lewat. (rin)", "rin"),
        ("Jet itu lewat. [rin]", "rin"),
        ("Jet itu lewat. (AFP/sur).", "AFP/sur"),
        ("Jet itu lewat. (sur/Reuters)", "sur/Reuters"),
        ("Jet itu lewat. (Antara)", "Antara"),
        ("Jet itu lewat. (Ist / sur)***", "Ist / sur"),
        ("Jet itu lewat. (Tribunnews.com/Rina Puspitasari)", "Tribunnews.com/Rina Puspitasari"),
        ("Jet itu lewat. (*)", None),
    ],
)
def test_the_initials_after_the_last_sentence_are_the_signoff(text: str, signoff: str | None) -> None:
    assert split_signoff(text) == (signoff, text[: len("Jet itu lewat")] + "." * ("." in text[:14]))


@pytest.mark.parametrize("text", ["(Ist/sur)", "[Ist/sur]", "(Ist/sur)."])
def test_a_signoff_may_be_a_paragraph(text: str) -> None:
    assert split_signoff(text) == ("Ist/sur", "")


@pytest.mark.parametrize(
    "text",
    [
        "Presiden berfoto bersama istrinya (kiri)",
        "Presiden berfoto bersama istrinya. (kiri)",
        "Angka itu dikutip dari badan itu. (WHO)",
        "Harga itu sama dengan tahun lalu. (2018)",
        "Kisah ini belum berakhir. (bersambung)",
        "Kecepatannya diukur dalam satuan biasa (km/jam).",
        "Peserta boleh siapa saja (pria/wanita).",
        "Ia menunggu sepuluh (detik).",
        "Tim itu menang (rin)",
        "",
    ],
)
def test_other_brackets_at_the_end_are_no_signoff(text: str) -> None:
    assert split_signoff(text) == (None, text)


@pytest.mark.parametrize(
    ("printed", "caption", "credit"),
    [
        ("Warga mengungsi | Reuters", "Warga mengungsi", "Reuters"),
        ("Warga mengungsi. | Getty Images", "Warga mengungsi", "Getty Images"),
        ("Warga mengungsi. ANTARA FOTO/Galih Pradipta", "Warga mengungsi", "ANTARA FOTO/Galih Pradipta"),
        ("Warga mengungsi. (Foto: Reuters)", "Warga mengungsi", "Reuters"),
        ("Warga mengungsi (EPA)", "Warga mengungsi", "EPA"),
        ("Warga mengungsi. (Dok. Pribadi)", "Warga mengungsi", "Dok. Pribadi"),
        ("Warga mengungsi. Dok. Pribadi", "Warga mengungsi", "Dok. Pribadi"),
        ("Warga mengungsi. (Humas Kampus)", "Warga mengungsi", "Humas Kampus"),
        ("Warga mengungsi. Reuters", "Warga mengungsi", "Reuters"),
        ("Warga mengungsi © Reuters", "Warga mengungsi", "Reuters"),
        ("Warga mengungsi. Foto: Ari Saputra", "Warga mengungsi", "Ari Saputra"),
        ("Warga mengungsi - Reuters", "Warga mengungsi", "Reuters"),
        ("Warga mengungsi.(KOMPAS.com/GARRY LOTULUNG)", "Warga mengungsi", "KOMPAS.com/GARRY LOTULUNG"),
        ("Warga mengungsi (Ari Saputra/detikcom)", "Warga mengungsi", "Ari Saputra/detikcom"),
        ("Warga (kiri) mengungsi. (Dok. Pribadi)", "Warga (kiri) mengungsi", "Dok. Pribadi"),
        ("Foto: Warga mengungsi ke masjid (Dok. BNPB)", "Warga mengungsi ke masjid", "Dok. BNPB"),
        ("Foto: Ari Saputra", None, "Ari Saputra"),
        ("(REUTERS/Danny Moloshok)", None, "REUTERS/Danny Moloshok"),
        ("Photo by Jane Doe", None, "Jane Doe"),
        ("© Reuters", None, "Reuters"),
        ("Image source, Getty Images", None, "Getty Images"),
        ("Warga mengungsi.", "Warga mengungsi", None),
        ("Warga mengungsi, Selasa (6/9/2016).", "Warga mengungsi, Selasa (6/9/2016)", None),
        ("Wali kota (kiri) dan camat (kanan)", "Wali kota (kiri) dan camat (kanan)", None),
        ("Wali kota dan camat. (kiri ke kanan)", "Wali kota dan camat. (kiri ke kanan)", None),
        ("Markas badan itu di Jenewa (WHO)", "Markas badan itu di Jenewa (WHO)", None),
        ("Warga mengungsi. Detik terakhir laga", "Warga mengungsi. Detik terakhir laga", None),
        ("Jakarta/Bogor macet", "Jakarta/Bogor macet", None),
        ("Sumber air panas di Ciater", "Sumber air panas di Ciater", None),
        ("", None, None),
        ("|", None, None),
        ("Foto:", None, None),
    ],
)
def test_caption_and_credit_are_split(printed: str, caption: str | None, credit: str | None) -> None:
    assert split_caption(printed) == (caption, credit)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (["Surya Dharma"], ["Surya Dharma"]),
        (["Oleh Rina Puspitasari"], ["Rina Puspitasari"]),
        (["By Jane Doe, John Roe and Max Muster"], ["Jane Doe", "John Roe", "Max Muster"]),
        (["Anna, Berta and Carla"], ["Anna", "Berta", "Carla"]),
        (["Doe, Jane"], ["Doe, Jane"]),
        (["Jane Doe, Senior Reporter"], ["Jane Doe"]),
        (["Surya Dharma, S.H., M.Si."], ["Surya Dharma, S.H., M.Si."]),
        (["Jane Doe (Reuters)"], ["Jane Doe"]),
        (["Rina Puspitasari | Kompas.com"], ["Rina Puspitasari"]),
        (["Telegraf", "Rina Puspitasari", "rina puspitasari"], ["Rina Puspitasari"]),
        (["Tim Redaksi"], ["Tim Redaksi"]),
        (["Tim Cook", "Surya Dharma"], ["Tim Cook", "Surya Dharma"]),
        (["https://facebook.com/telegraf", "@telegraf", "redaksi@telegraf.test", "-", ""], []),
        (["Byron Smith", "Parker Lewis"], ["Byron Smith", "Parker Lewis"]),
    ],
)
def test_authors_are_persons_each_once(printed: list[str], names: list[str]) -> None:
    assert clean_authors(printed) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Penulis : Rina Puspitasari Editor : Sarwono Adi", ["Rina Puspitasari"]),
        ("Pewarta: Zubi Mahrofi", ["Zubi Mahrofi"]),
        ("Editor: Sarwono Adi", []),
        ("Oleh karena itu, warga menolak.", []),
    ],
)
def test_a_line_names_who_wrote_the_story(line: str, names: list[str]) -> None:
    assert read_authors(line) == names
