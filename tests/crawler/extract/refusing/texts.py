"""Texts of an article's size, and what pages print around them."""

from __future__ import annotations

from tests.crawler.extract.pages import meta, paragraphs

LONG = (
    "Panen garam di pesisir Desa Kalibuntu dimulai lebih awal tahun ini karena hujan "
    "berhenti sejak pertengahan Mei.",
    "Petambak menguras petak terakhir pada Senin pagi, lalu mengalirkan air laut "
    "lewat saluran bambu yang baru dibangun.",
    "“Kalau angin kering begini, sepuluh hari sudah bisa dipungut,” kata Karsim, "
    "petambak yang mewarisi lahan ayahnya.",
    "Harga di tingkat petambak bertahan pada seribu dua ratus rupiah per kilogram, "
    "naik dua ratus rupiah dari musim lalu.",
    "Koperasi desa membeli seluruh hasil pekan pertama dan menyimpannya di gudang "
    "yang atapnya diganti pada Maret.",
    "Dinas perikanan menghitung luas tambak yang digarap mencapai empat ratus "
    "hektare, sebagian di bekas lahan bandeng.",
    "Tidak semua petak siap: tanggul di sisi timur jebol pada Februari dan baru "
    "separuhnya ditutup dengan karung pasir.",
    "Pemerintah kabupaten menjanjikan alat berat, tetapi antrean perbaikan di enam "
    "desa lain belum juga selesai.",
    "Para perempuan di desa itu mengolah garam halus untuk dijual ke warung dan "
    "pembuat ikan asin di pasar lama.",
    "Kelompok mereka menghasilkan dua ton setiap pekan, cukup untuk membayar sekolah "
    "anak dan cicilan mesin giling.",
    "Peneliti dari kampus terdekat memasang alat ukur kadar air supaya petambak "
    "tidak memungut kristal terlalu dini.",
    "Musim garam diperkirakan berlangsung sampai Oktober, kecuali hujan turun lebih "
    "cepat seperti tiga tahun lalu.",
)
"""The paragraphs of a story of some 1,300 characters."""
P = paragraphs(*LONG)
VERY_LONG = paragraphs(*(f"{text} Itu catatan ke-{i}." for i in range(3) for text in LONG))
SHORT = paragraphs(*LONG[:4])
TITLE = "Panen Garam Kalibuntu Dimulai Lebih Awal"
ROOT = "https://www.koran.test"
DATED = '<meta property="article:published_time" content="2024-06-04T14:05:00+07:00">'
MARKED = meta(og__type="article") + DATED
MENU = "<ul>" + "".join(f'<li><a href="/rubrik-{i}/">Rubrik {i}</a></li>' for i in range(6)) + "</ul>"
LINKED_CARD = '<article><h2><a href="/{i}/">Kabar ke-{i} dari desa</a></h2><p>{teaser}</p></article>'
"""A card of another story, for :func:`cards`."""
WP_PAGE = ' class="wp-singular page-template-default page page-id-31 wp-theme-x"'
"""What WordPress calls a "page": attributes of its body."""
FOOTER = "<footer><p>Harian Pantura terbit setiap hari dari Kalibuntu sejak 1998. Hak cipta.</p></footer>"

TEASERS = (
    "Jalan lingkar utara ditutup sepekan untuk perbaikan jembatan.",
    "Warga menanam seribu bakau di muara. Kegiatan itu diikuti siswa dari empat sekolah dan para nelayan.",
    "Harga cabai turun. Pasokan dari tiga kabupaten datang lebih cepat. Pedagang "
    "berharap pembeli kembali ramai.",
    "Klub sepak bola desa lolos ke babak akhir setelah menang tipis di kandang lawan pada Ahad sore.",
    "Perpustakaan keliling singgah di sekolah dasar setiap Rabu. Anak-anak menunggu sejak pagi.",
    "Bendungan mulai diisi. Petani di hilir menunggu giliran air sampai pekan depan.",
)


def page(
    content: str, *, title: str = TITLE, head: str = "", body: str = "", site: str = "Harian Pantura"
) -> str:
    """Return a page with a menu and a footer; ``body``: attributes of its body."""
    return (
        f'<!DOCTYPE html><html lang="id"><head><title>{title} - {site}</title>{head}</head>'
        f"<body{body}><header>{MENU}</header>{content}{FOOTER}</body></html>"
    )


def headed(content: str, heading: str = "Ekonomi", *, title: str = "", head: str = "", body: str = "") -> str:
    """Return a page whose main element has one heading, which is its title if no other is given."""
    return page(f"<main><h1>{heading}</h1>{content}</main>", title=title or heading, head=head, body=body)


def cards(box: str, number: int = 6) -> str:
    """Return cards of other stories; ``box``: the markup of one, with its number and its teaser."""
    return "".join(box.format(i=i, teaser=TEASERS[i % len(TEASERS)]) for i in range(number))
