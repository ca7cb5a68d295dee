"""Numbers of identity cards: what is found, and what looks like it and is not."""

from __future__ import annotations

import pytest

from crawler.corpus.audit.nik import find_nik

FOUND = (
    "NIK.3201014107850003",
    "NIK 1234567890123456",
    "KTP dengan nomor 3201-0141-0785-0003",
    "NIK 3201014107850003",
    "nomor induk 3273 0112 0589 0004 milik",
    "NIK: 32.01.01.410785.0003.",
    "(3515085003920001)",
    "3174-0912-0477-0002",
    "NIK=9471010101010001,",
    "KTP 1671042902000001",
    "NIK 167105/460896/0010.",
    "berisi NIK3374186202780004 dan",
    "NIK-nya 3374:1862:0278:0004",
    "KTP-el 3374 — 1862 — 0278 — 0004",
    "N.I.K. 3374_1862_0278_0004",
    "NIK saya 33.74.18.62.02.78.0004",
    "No. Identitas: 3374186202780004",
    "Kartu No.3374 1862 0278 0004 ditemukan",
    "milik Siti, 337418 / 620278 / 0004, hilang",
    "3374·1862·0278·0004",
    "nomor induk kependudukannya ialah 9999 9999 9999 9999",
    "3 3 7 4 1 8 6 2 0 2 7 8 0 0 0 4",
)
KEPT = (
    "kartu 1234567890123456",
    "Rp 3.201.010.101.800.001",
    "Rp3201010101800001",
    "GB29NWBK60161331926819",
    "rekening 0012345678901234",
    "4111 1111 1111 1111",
    "197805122005011003 (NIP)",
    "32010141078500031",
    "123/Pid.B/2016/PN.Jkt",
    "3201014107850000",
    "3201013202850001",
    "2016090614051234",
    "8991002101234567",
    "https://x.id/3201014107850003/",
    "3.201.010.101.800.001",
    "ISBN 978-602-03-1234-5",
    "12 34 56",
    "berangkat pukul 11.30 12.45 09.15 10.30",
    "11:30, 12:45, 09:15, 10:30",
    "skor 11-12 13-14 11-12 21-19",
    "2016 2017 2018 2019",
    "A3374186202780004",
    "resi JP3374186202780004",
    "3374/1862/0278/0004/2016",
    "6032 9845 9999 0001",
)


@pytest.mark.parametrize("text", FOUND)
def test_numbers_of_identity_cards_are_found(text: str) -> None:
    assert find_nik(text) is not None


@pytest.mark.parametrize("text", KEPT)
def test_what_looks_like_it_is_kept(text: str) -> None:
    assert find_nik(text) is None
