"""Telephone numbers: what is found, and what looks like it and is not."""

from __future__ import annotations

import pytest

from crawler.corpus.audit.telephone_numbers import find_telephone_number

FOUND = (
    "+62 274 512345",
    "0812 – 3456 – 7890",
    "telepon 5720227",
    "telp. 512345",
    "0812-3456-7890",
    "081234567890",
    "+62 812 3456 7890",
    "+62812-3456-7890",
    "(0812) 3456 7890",
    "6281234567890",
    "0062 812 3456 789",
    "0812.3456.7890",
    "0812 345 678",
    "(021) 5720227",
    "(0274) 512-345",
    "021-5720227",
    "+62 21 572 0227",
    "telp. 0361 234567",
    "Telepon (022) 4203031",
    "WA 0857 1234 5678",
    "hubungi 0899-1234567.",
    "+65 6123 4567",
    "+1-202-555-0143",
    "+60123456789",
    "HP: 08561234567",
    "nomor ponsel 0813–1122–3344",
    "kontak 0341 - 551611",
    "hubungi Pak Budi di nomor 0821 1234 5678 (WA)",
    "081-2345-67890",
    "Tautan wa.me/6281534434074 dibagikan",
    "https://api.whatsapp.com/send?phone=6281534434074&text=halo",
    "tel:+6281534434074",
    "+62 (0) 813 2637 0660",
    "+62(0)813-2637-0660",
    "081172629406/0811-2196-424",
    "0811 7262 9406 / 0811 2196 424",
    "kontak: 0274-512345/081172629406",
)
KEPT = (
    "telepon 200.000 unit",
    "telepon 1500123",
    "telepon 150000 pelanggan",
    "Rp 081.234.567.890",
    "tahun 2016-2017",
    "1500-123",
    "110",
    "119",
    "0800-1-500-123",
    "14045",
    "08-12-2016",
    "08.00-12.00 WIB",
    "pukul 0800-1200",
    "rekening BCA 0812345678",
    "nomor rekening 0812 3456 7890",
    "NPWP 08.123.456.7-890.000",
    "call center 0811-1500-123",
    "hotline 021-5000567",
    "skor 21-19, 18-21, 21-17",
    "0,8123456789",
    "koordinat 0.812345 LS 101.81234",
    "0812345678/Pid",
    "Nomor 08/PUU-XV/2017",
    "+15.000 kasus",
    "+10.234.567",
    "021/2016/123456",
    "2016 2017 2018 2019",
    "ISBN 978-602-03-1234-5",
    "3201014107850003",
    "SK 0821.1/1234",
    "no. perkara 0812/Pdt",
    "B 1234 XYZ",
    "NISN 0081234567",
    "0812-xxxx-7890",
    "SMA 081",
    "62 persen dan 812 orang",
    "nilai 85 90 78 88 92 81",
    "+62",
    "1.081.234.567",
    "(0-0, 2-1)",
    "06.30, 07.30, 08.30",
    "25-10-2016 08.15",
    "0-0 1-2 3-4 5-6",
    "2-0 (21-15, 21-18)",
    "1 2 3 4 5 6 7 8 9 10",
    "Lintang 7.8123 Bujur 110.3645",
    "Senin (12/9/2016)",
    "kontak senjata 07 12 2016 di",
    "nomor 021",
    "https://koran.example/2016/0812345678901/",
    "0812345678/2016",
    "123/0812/2016",
)


@pytest.mark.parametrize("text", FOUND)
def test_telephone_numbers_are_found(text: str) -> None:
    assert find_telephone_number(text) is not None


@pytest.mark.parametrize("text", KEPT)
def test_what_looks_like_it_is_kept(text: str) -> None:
    assert find_telephone_number(text) is None
