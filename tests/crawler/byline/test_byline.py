"""Signoff, caption and authors: what is split off, and what only looks like one."""

from __future__ import annotations

import pytest

from crawler.byline import clean_authors, read_authors, split_caption, split_signoff


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
        ("Jet itu lewat. (Red/HS)", "Red/HS"),
        ("Jet itu lewat. (Wawan/Red)", "Wawan/Red"),
        ("Jet itu lewat. (HM-01)", "HM-01"),
        ("Jet itu lewat. (SUR/red)", "SUR/red"),
        ("Jet itu lewat. (RED)", "RED"),
        ("Jet itu lewat. (HS)", "HS"),
        ("Jet itu lewat. *(ant)*", "ant"),
        ("Jet itu lewat. (Redaksi)", "Redaksi"),
        ("Jet itu lewat. (red.)", "red."),
        ("Jet itu lewat. (rls/Dimas)", "rls/Dimas"),
        ("Jet itu lewat. (red/rina/dimas)", "red/rina/dimas"),
        ("Jet itu lewat. (D-1)", "D-1"),
        ("Jet itu lewat. (rin2)", "rin2"),
        ("Jet itu lewat. {red}", "red"),
        ("Jet itu lewat. ( abc / def )", "abc / def"),
        ("Jet itu lewat. (Andi Budi/Z-9)", "Andi Budi/Z-9"),
        ("Jet itu lewat. (mg-12)", "mg-12"),
        ("Jet itu lewat. (mg-12/rin)", "mg-12/rin"),
        ("Jet itu lewat. (fajar/fajar)", "fajar/fajar"),
        ("Jet itu lewat. (rin/fajar)", "rin/fajar"),
        ("Jet itu lewat. /ant", "ant"),
        ("Jet itu lewat. - BERNAMA", "BERNAMA"),
    ],
)
def test_the_initials_after_the_last_sentence_are_the_signoff(text: str, signoff: str | None) -> None:
    assert split_signoff(text) == (signoff, text[: len("Jet itu lewat")] + "." * ("." in text[:14]))


@pytest.mark.parametrize("text", ["(Ist/sur)", "[Ist/sur]", "(Ist/sur).", "*(Ist/sur)*"])
def test_a_signoff_may_be_a_paragraph(text: str) -> None:
    assert split_signoff(text) == ("Ist/sur", "")


@pytest.mark.parametrize("text", ["- BERNAMA", "-- BERNAMA", "– BERNAMA"])
def test_an_agency_behind_a_dash_may_be_a_paragraph(text: str) -> None:
    assert split_signoff(text) == ("BERNAMA", "")


@pytest.mark.parametrize("initials", ["Red/HS", "HS", "RED", "D-1", "FHM", "Wawan", "Rina Puspitasari"])
def test_initials_and_names_in_capitals_may_be_a_paragraph(initials: str) -> None:
    assert split_signoff(f"({initials})") == (initials, "")


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
        "Bantuan datang dari Palang Merah Indonesia (PMI).",
        "Bantuan datang dari Palang Merah Indonesia (PMI)",
        "Data itu dihimpun petugas. (BPBD)",
        "(BPBD)",
        "Saham itu milik PT Timah (Persero)",
        "Saham itu milik PT Timah. (Persero)",
        "Sebagian besar memilih jurusan itu (HS)",
        "Warga ikut program “Harapan Sejahtera” (HS).",
        "Menteri itu pulang dari Amerika. (AS)",
        "Dua badan itu menghitung lagi. (WHO/FAO)",
        "Jet itu bernama lain (F-16).",
        "Kadarnya di atas ambang. (pm10)",
        "Ia menulis sendiri (red.)",
        "Warga datang untuk kali kesekian. (ke-12)",
        "Peserta boleh siapa saja. (pria/wanita)",
        "Peserta boleh siapa saja. (guru/siswa)",
        "(Bagian Kedua)",
        "(Bersambung)",
        "Jet itu lewat di atas kota. (Wawan)",
        "Jet itu bernama lain. (jenis F-16)",
        "Peserta boleh membeli dan/atau menyewa, and/or",
        "Harganya naik. /kg",
        "– Merdeka",
        "- WHO",
        "Ia berteriak. – Merdeka",
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
        ("Ket. foto: Warga mengungsi (Antara/Hafidz)", "Warga mengungsi", "Antara/Hafidz"),
        ("Keterangan foto: Warga mengungsi. Reuters", "Warga mengungsi", "Reuters"),
        ("Teks foto: Warga mengungsi. Antara/Hafidz", "Warga mengungsi", "Antara/Hafidz"),
        ("Teks foto itu pudar", "Teks foto itu pudar", None),
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
        (["Aminah, Siti"], ["Siti Aminah"]),
        (["Aminah, Siti; Santoso, Budi"], ["Siti Aminah", "Budi Santoso"]),
        (["Siti Aminah, Budi Santoso"], ["Siti Aminah", "Budi Santoso"]),
        (["Siti Aminah, CFP"], ["Siti Aminah"]),
        (["dr. Siti Aminah, Sp.A"], ["dr. Siti Aminah, Sp.A"]),
        (["Siti Aminah <siti@koran.test>"], ["Siti Aminah"]),
        (["Teks: Siti Aminah / Foto: Budi Santoso"], ["Siti Aminah"]),
        (["Penulis Tamu", "Koran Admin"], []),
        (["Jane Doe, Senior Reporter"], ["Jane Doe"]),
        (["Surya Dharma, S.H., M.Si."], ["Surya Dharma, S.H., M.Si."]),
        (["Jane Doe (Reuters)"], ["Jane Doe"]),
        (["Rina Puspitasari | Kompas.com"], ["Rina Puspitasari"]),
        (["Telegraf", "Rina Puspitasari", "rina puspitasari"], ["Rina Puspitasari"]),
        (["Tim Redaksi"], ["Tim Redaksi"]),
        (["Tim Cook", "Surya Dharma"], ["Tim Cook", "Surya Dharma"]),
        (["https://facebook.com/telegraf", "@telegraf", "redaksi@telegraf.test", "-", ""], []),
        (["Byron Smith", "Parker Lewis"], ["Byron Smith", "Parker Lewis"]),
        (["Admin Web", "Admin Telegraf", "admin"], []),
        (["Adminah Sari"], ["Adminah Sari"]),
        (["Laporan Kontributor Sukabumi: Rina"], ["Rina"]),
        (["Kontributor Jawa Barat: Rina Puspitasari"], ["Rina Puspitasari"]),
        (["Oleh : Rina *)"], ["Rina"]),
        (["Vania Rossa Selasa, 20 Agustus 2024 | 07:00 WIB"], ["Vania Rossa"]),
        (["By Jane Doe May 6, 2024"], ["Jane Doe"]),
        (["Jane Doe, 9:15 a.m. ET"], ["Jane Doe"]),
        (["6 Mei 2024 oleh Rina"], ["Rina"]),
        (["Rina, 2 jam yang lalu"], ["Rina"]),
        (["Selasa, 6 Mei 2024", "Pukul 10:15 WIB", "12/3/2024", "2024-05-06T10:00:00+07:00"], []),
        (["Mei Sari", "Agustus Wijaya", "Rina2 Sari"], ["Mei Sari", "Agustus Wijaya", "Rina2 Sari"]),
        (["di Marco Ferri"], ["Marco Ferri"]),
        (
            ["przez Jan Kowalski", "Von Max Muster", "por Ana Souza"],
            ["Jan Kowalski", "Max Muster", "Ana Souza"],
        ),
        (["Di Marco Ferri", "Leonardo di Caprio"], ["Di Marco Ferri", "Leonardo di Caprio"]),
        (["Ursula von der Leyen", "Colby Smith"], ["Ursula von der Leyen", "Colby Smith"]),
        (["(Laporan: Rina Puspitasari)", "(Image: Getty Images)"], ["Rina Puspitasari"]),
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
        ("Editor: Sarwono Adi | Reporter: Rina Puspitasari", ["Rina Puspitasari"]),
        ("(Reporter: Rina Puspitasari, Editor: Sarwono Adi)", ["Rina Puspitasari"]),
        ("Penulis Rina Puspitasari Editor: Sarwono Adi", ["Rina Puspitasari"]),
        ("Laporan Kontributor Sukabumi: Rina", ["Rina"]),
        ("Oleh : Rina Puspitasari *)", ["Rina Puspitasari"]),
        ("Editor: Sarwono Adi | Kamera: Budi", []),
        ("Oleh karena itu, warga menolak.", []),
    ],
)
def test_a_line_names_who_wrote_the_story(line: str, names: list[str]) -> None:
    assert read_authors(line) == names
