"""E-mail addresses of persons: what is found, and what looks like it and is not."""

from __future__ import annotations

import pytest

from crawler.corpus.audit.email_addresses import find_email_address

FOUND = (
    "tulis ke siti.1988ATyahooDOTcoDOTid.",
    "bisa disapa di siti-aminah @ kampus . ac . id. Ia menunggu.",
    "siti at gmail dot com",
    "siti @ gmail.com",
    "budi(a)yahoo.com",
    "siti.aminah85@gmail.com",
    "kirim ke <budi@yahoo.co.id>,",
    "rina [at] contoh [dot] co.id",
    "rina(at)contoh.id",
    "o'brien+tag@sub.domain.museum",
    "budi@xn--80akhbyknj4f.xn--p1ai",
    "BUDI@GMAIL.COM",
    "email:andi_99@example.org;",
    "josé@correo.es",
    "surel nama.saya@kampus.ac.id.",
    "rina＠gmail.com",
    "rina_p@telegraf.co.id",
    "Pertanyaan dikirim ke arif-mokodompit @ yahoo(titik)co(titik)id.",
    "Alamat surelnya syahriali @ mahasiswa.kampus.ac.id.",
    "budi.santoso @ gmail . com",
    "budi(titik)santoso(at)gmail(titik)com",
    "budi titik santoso at yahoo titik co titik id",
    "rina{at}kampus{dot}ac{dot}id",
    "rina_85 <at> kampus <dot> ac.id",
    "surel rina AT kampus DOT ac DOT id",
    "siti.a-at-gmail-dot-com",
    "siti.a_at_kampus_dot_id",
    "siti85[@]kampus[.]id",
    "siti85%40gmail.com",
    "siti85(a keong)gmail.com",
    "siti.aminah@gmail",
    "siti85@gmail.con",
    "made@telegraf.example",
)
KEPT = (
    "Acara BATAM.COM di halaman kantorDOT.",
    "humas.pemda@gmail.com",
    "redaksi @ gmail.com",
    "look at this dot com boom",
    "redaksi@telegraf.co.id",
    "@jokowi",
    "info@bps.go.id",
    "humas.polri@polri.go.id",
    "@rina@mastodon.social",
    "foto@2x.png",
    "harga 5@10.000",
    "git@github.com",
    "rina@",
    "a@b",
    "layanan at kota.id",
    "follow @a.b.com",
    "Kelompok musik M@rket.Indie menutup acara",
    "12 karung @ 25 kilogram.",
    "Beli tiket @ Plaza.Timur hari ini",
    "Konser @ Senayan. Id card dibawa.",
    "look at kompas.com for more",
    "kegiatan (a) rapat. com",
    "Rapat (at) kantor",
    "meet us at google.com",
    "He looked at yahoo news.",
    "M@rtabak.Manis",
    "halo[at]kota[dot]id",
)


@pytest.mark.parametrize("text", FOUND)
def test_email_addresses_of_persons_are_found(text: str) -> None:
    assert find_email_address(text) is not None


@pytest.mark.parametrize("text", KEPT)
def test_what_looks_like_it_is_kept(text: str) -> None:
    assert find_email_address(text) is None
