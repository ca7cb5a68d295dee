"""A site that changed its layout: each page is read with the selectors of the day it was fetched."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawler.article import Article
from crawler.extract import extract_page
from crawler.page import Page
from crawler.site import Selectors, Site

FORMER = Selectors(
    until=date(2018, 12, 31),
    body="#berita",
    headline="#judul",
    authors=".nama",
    published=".terbit",
    section=".kanal",
    tags=".topik a",
    caption=".foto p",
    drop=(".sisipan",),
)
PRESENT = Selectors(
    since=date(2019, 1, 1),
    body=".isi",
    headline=".judul",
    authors=".penulis",
    published=".waktu",
    section=".rubrik",
    tags=".label a",
    caption=".gambar p",
    drop=(".kotak",),
)
KABAR = Site(name="kabar", timezone="Asia/Jakarta", layouts=(PRESENT, FORMER))

# The names of the one layout stand in the pages of the other, with another meaning, as happens.
PAGE = """<!DOCTYPE html><html lang="id"><head><title>Kabar</title></head><body>
<h1 id="judul">Jembatan lama ditutup</h1><h1 class="judul">Jembatan baru dibuka</h1>
<p class="nama">Sri Wahyuni</p><p class="penulis">Budi Setiawan</p>
<p class="terbit">Senin, 6 Februari 2017 11:03 WIB</p><p class="waktu">Selasa, 4 Juni 2024 14:05 WIB</p>
<p class="kanal">Daerah</p><p class="rubrik">Nasional</p>
<div class="foto"><img src="/lama.jpg"><p>Jembatan lama</p></div>
<div class="gambar"><img src="/baru.jpg"><p>Jembatan baru</p></div>
<div id="berita"><p>Jembatan lama di atas Kali Anyar ditutup untuk kendaraan mulai hari ini karena retak.</p>
<div class="sisipan"><p>Kotak angka dari tata letak yang lama berdiri di dalam naskah berita.</p></div>
<div class="kotak"><p>Warga memutar lewat Desa Sukamaju yang berjarak tiga kilometer dari sana.</p></div>
</div>
<div class="isi"><p>Jembatan baru di atas Kali Anyar dibuka untuk kendaraan mulai hari ini setelah diuji.</p>
<div class="sisipan"><p>Warga menyeberang beramai-ramai bersama kepala desa sejak pagi buta.</p></div>
<div class="kotak"><p>Kotak angka dari tata letak yang baru berdiri di dalam naskah berita.</p></div></div>
<p class="topik"><a href="/t/retak">Retak</a></p><p class="label"><a href="/t/uji">Uji</a></p>
</body></html>"""


def read(fetched_at: datetime | None) -> Article:
    page = Page(url="https://kabar.test/2017/jembatan", body=PAGE.encode(), fetched_at=fetched_at)
    return extract_page(page, KABAR)


FORMER_FIELDS = {
    "headline": "Jembatan lama ditutup",
    "text": "Jembatan lama di atas Kali Anyar ditutup untuk kendaraan mulai hari ini karena retak.\n\n"
    "Warga memutar lewat Desa Sukamaju yang berjarak tiga kilometer dari sana.",
    "authors": ["Sri Wahyuni"],
    "published_at": "2017-02-06T11:03:00+07:00",
    "section": "Daerah",
    "tags": ["Retak"],
    "caption": "Jembatan lama",
}
PRESENT_FIELDS = {
    "headline": "Jembatan baru dibuka",
    "text": "Jembatan baru di atas Kali Anyar dibuka untuk kendaraan mulai hari ini setelah diuji.\n\n"
    "Warga menyeberang beramai-ramai bersama kepala desa sejak pagi buta.",
    "authors": ["Budi Setiawan"],
    "published_at": "2024-06-04T14:05:00+07:00",
    "section": "Nasional",
    "tags": ["Uji"],
    "caption": "Jembatan baru",
}


@pytest.mark.parametrize("field", FORMER_FIELDS)
@pytest.mark.parametrize(
    ("fetched_at", "fields"),
    [
        (datetime(2017, 2, 7, tzinfo=UTC), FORMER_FIELDS),
        (datetime(2018, 12, 31, 23, 59, tzinfo=UTC), FORMER_FIELDS),
        (datetime(2019, 1, 1, tzinfo=UTC), PRESENT_FIELDS),
        (datetime(2026, 11, 24, tzinfo=UTC), PRESENT_FIELDS),
        (None, PRESENT_FIELDS),
    ],
    ids=["in its time", "on its last day", "on the first day of the next", "now", "never fetched"],
)
def test_a_page_is_read_with_the_layout_of_the_day_it_was_fetched(
    fetched_at: datetime | None, fields: dict[str, object], field: str
) -> None:
    assert getattr(read(fetched_at), field) == fields[field]


def test_before_and_between_described_layouts_the_page_is_read_in_the_general_way() -> None:
    site = Site(name="kabar", layouts=(PRESENT, Selectors(until=date(2016, 12, 31), body="#berita")))
    page = Page(
        url="https://kabar.test/1",
        body=b"""<html><head><meta property="og:title" content="Pasar dibuka lagi"></head><body>
        <h1>Pasar dibuka lagi</h1><article><div class="entry-content"><p>Pasar Kenanga dibuka lagi setelah
        diperbaiki selama dua tahun oleh pemerintah kota, dan pedagang kembali berjualan.</p>
        <p>Pedagang membayar sewa yang sama seperti sebelum perbaikan itu dimulai.</p></div></article>
        <div id="berita"><p>Kotak lain dengan kalimat yang bukan bagian dari berita ini sama sekali.</p></div>
        </body></html>""",
        fetched_at=datetime(2017, 5, 5, tzinfo=UTC),
    )
    assert extract_page(page, site).text.startswith("Pasar Kenanga dibuka lagi")
