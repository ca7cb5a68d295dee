"""Lines of which a part changes: those of a page, and the formulas of writers."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from crawler.corpus.audit.page_words import speaks
from crawler.store import Store
from tests.crawler.corpus.audit.corpora import fill, found, url

TOWNS = ("Kudus", "Tuban", "Ende", "Banda Aceh", "Palu", "Metro", "Bitung", "Depok")
NAMES = ("Budi Santoso", "Siti", "Made Wijaya", "Butet Kartini Halim", "Joko")
TITLES = (
    "Harga Cabai Naik Lagi",
    "Dua Kampung Bangun Jembatan",
    "Banjir di Pesisir Surut",
    "Kopi Garut ke Eropa",
)


def filled(frame: str, at: int) -> str:
    return frame.format(
        town=TOWNS[at % 8],
        name=NAMES[at % 5],
        title=TITLES[at % 4],
        day=f"{at % 27 + 1} Mei 2017",
        number=at + 3,
    )


def changes(frame: str, place: str = "below") -> dict[int, dict[str, Any]]:
    return {at * 2: {place: filled(frame, at)} for at in range(30)}


@pytest.mark.parametrize(
    "frame",
    [
        "Ikuti kabar terbaru dari {town} dan sekitarnya hanya di kanal Daerah.",
        "Artikel ini telah diperbarui pada {day} dengan menambahkan keterangan.",
        "Penyunting: {name}",
        "Baca juga: {title}",
        "Simak pula berita kami sebelumnya berjudul {title}.",
        "Artikel ini telah tayang di koran kami dengan judul “{title}”.",
        "{name} adalah kontributor kami di {town}.",
        "Laporan kontributor {name} dari {town} turut membantu penulisan artikel ini.",
        "Waktu baca {number} menit",
        "Copyright © {number} Koran Nusantara. All rights reserved",
        "Terima kasih sudah membaca, {town}!",
        "Toko {name} di {town}, telepon genggam murah",
        "Tim Koran {town}",
    ],
)
def test_a_line_of_the_page_is_found_whatever_changes_in_it(store: Store, frame: str) -> None:
    fill(store, changes(frame))
    (finding,) = found(store, "repeated_paragraph")
    assert finding.urls == [url(at * 2) for at in range(30)]
    (rule,) = tomllib.loads(finding.rule or "")["rule"]
    pattern = re.compile(rule["pattern"])
    assert all(pattern.fullmatch(filled(frame, at)) for at in range(30))
    assert not pattern.fullmatch("Presiden tiba di Jakarta.")


@pytest.mark.parametrize(
    "frame",
    [
        "Rapat lanjutan digelar di {town} setelah {number} pekan.",
        "Sebanyak {number} pelanggan di {town} terdampak.",
        "Buka puasa bersama digelar di {town} untuk {number} orang.",
        "Daftar pemilih tetap di {town} memuat {number} nama.",
        "Aplikasi itu dipakai {number} warga {town}.",
        "Video itu viral setelah ditonton {number} orang di {town}.",
        "Jumlah itu diperbarui pada {day} setelah pendataan kedua.",
        "“Kami siap menampung {number} orang,” kata {name} di {town}.",
        "Kepada kami, {name} mengatakan bahwa {town} aman.",
        "Menurut {name}, hambatan terbesar adalah jarak dari {town}.",
    ],
)
def test_a_formula_of_writers_is_kept(store: Store, frame: str) -> None:
    fill(store, changes(frame))
    assert found(store, "repeated_paragraph") == []


def test_a_sentence_behind_others_is_part_of_its_paragraph(store: Store) -> None:
    frame = "Warga {town} bekerja sampai sore. Harga naik {number} persen. Kami tunggu kabar berikutnya."
    fill(store, changes(frame))
    assert not any(".+ Kami tunggu" in (each.rule or "") for each in found(store, "repeated_paragraph"))


def test_a_frame_of_a_series_is_kept(store: Store) -> None:
    some = {
        at: {**each, "headline": f"Harga Emas {TOWNS[at % 8]} {at}"}
        for at, each in changes("Harga emas {town} menurut situs kami: Rp{number}.000").items()
    }
    fill(store, some)
    assert found(store, "repeated_paragraph") == []


def test_a_line_that_the_frame_has_is_not_named_again(store: Store) -> None:
    some = changes("Penyunting: {name}")
    fill(store, some | {at: {"below": "Penyunting: Siti"} for at in range(1, 20, 2)})
    (finding,) = found(store, "repeated_paragraph")
    assert finding.count == 40


def test_what_is_quoted_does_not_speak_for_the_page() -> None:
    assert not speaks("“Unduh aplikasi kami,” di")
    assert not speaks("")
