"""E-mail addresses of persons: what is found, and what looks like it and is not."""

from __future__ import annotations

import pytest

from crawler.corpus.audit.email_addresses import find_email_address

FOUND = (
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
)
KEPT = (
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
)


@pytest.mark.parametrize("text", FOUND)
def test_email_addresses_of_persons_are_found(text: str) -> None:
    assert find_email_address(text) is not None


@pytest.mark.parametrize("text", KEPT)
def test_what_looks_like_it_is_kept(text: str) -> None:
    assert find_email_address(text) is None
