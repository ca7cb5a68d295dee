"""What a newspaper prints below a story to invite, to sell and to count, beside the rules' examples."""

from __future__ import annotations

import pytest

from crawler.cleaning import Line, clean
from crawler.site import NEWSPAPER

ABOVE = Line("Warga berkumpul di balai desa sejak pagi, dan petugas mencatat nama mereka satu per satu.")
BELOW = Line("Menurut camat, bantuan akan datang pada hari Senin setelah jalan dibuka kembali.")


def left_of(*lines: Line) -> list[str]:
    return clean(lines, NEWSPAPER).paragraphs


@pytest.mark.parametrize(
    "text",
    [
        # how often it was read
        "Artikel ini sudah dibaca 1.024 kali.",
        "Artikel ini telah dibaca 1.024 kali",
        "Artikel ini telah dibaca sebanyak 1,024 kali.",
        "Berita ini sudah dilihat 12.408 kali",
        "Berita ini telah dibaca oleh 1.024 orang",
        "Tulisan ini sudah dibaca 1,2k kali",
        "Halaman ini telah diakses 311 kali",
        "👁 Telah dilihat 311 kali",
        "Sudah ditonton 5.824 kali",
        "Telah dibaca oleh 311 pembaca",
        "(Artikel ini sudah dibaca 56 views)",
        "Total dibaca: 1.024 kali",
        "Article views: 1,024",
        "This article has been viewed 1,024 times",
        # more news
        "Temukan berita menarik lainnya di Telegraf.test",
        "Temukan berita menarik lainnya di Telegraf Pesisir!",
        "👉 Temukan berita-berita menarik lainnya di sini",
        "Simak berita terbaru dan terkini lainnya di www.telegraf.test",
        "Baca berita lainnya di sini",
        "Baca berita lainnya dari Telegraf di sini.",
        "Baca berita terkini lainnya di situs kami.",
        "Ikuti berita terkini dari Telegraf di laman Telegraf.test",
        "Dapatkan berita terbaru lainnya di aplikasi Telegraf",
        "Yuk, baca artikel menarik lainnya di tautan berikut!",
        "Kamu juga bisa baca berita lainnya di sini.",
        "Anda juga dapat membaca berita lainnya di sini",
        "Kamu juga bisa membaca artikel lainnya di Telegraf.test.",
        "Anda bisa menyimak berita menarik lainnya melalui tautan ini.",
        "Pembaca juga bisa mengikuti berita terbaru kami di sini →",
        "Untuk berita lainnya, klik di sini.",
        "Untuk membaca berita menarik lainnya silakan kunjungi www.telegraf.test",
        "Ingin baca berita menarik lainnya? Klik di sini",
        "Berita lainnya dapat dibaca di sini",
        "Read more news on our website.",
        "Find more stories here",
        "Ikuti berita terkini di Telegraf.test",
        # podcast
        "Dengarkan siniar kami di Spotify",
        "Dengarkan podcast kami di sini.",
        "Dengarkan siniar Telegraf di Spotify.",
        "Dengarkan juga podcast terbaru kami di Spotify, Apple Podcasts, dan YouTube!",
        "Simak podcast Suara Pesisir di Spotify dan Noice",
        "Anda juga bisa mendengarkan siniar kami di kanal YouTube kami",
        "Kamu bisa dengar podcast Telegraf di Apple Podcasts 🎧",
        "🎧 Ikuti siniar kami di Spotify",
        "Yuk, dengarkan siniar kami!",
        "Listen to our podcast on Spotify",
        "Dengarkan episode terbaru siniar kami di sini",
        # channel
        "Jangan lupa subscribe kanal YouTube Telegraf",
        "Jangan lupa subscribe kanal YouTube kami ya!",
        "Jangan lupa untuk subscribe channel YouTube Telegraf TV dan tekan tombol lonceng.",
        "Jangan lupa subscribe YouTube kami.",
        "Subscribe YouTube Telegraf sekarang juga!",
        "Yuk subscribe channel kami!",
        "Jangan lupa like dan subscribe YouTube Telegraf",
        "Silakan berlangganan saluran YouTube Telegraf",
        "Tonton video lainnya di kanal YouTube kami",
        "Saksikan video menarik lainnya di YouTube Telegraf",
        "Subscribe to our YouTube channel",
        # printed edition
        "Berlangganan e-paper Telegraf",
        "Berlangganan e-paper Telegraf di sini",
        "Berlangganan epaper Telegraf sekarang juga!",
        "Langganan koran digital Telegraf mulai Rp25.000 per bulan",
        "Baca e-paper Telegraf hari ini",
        "Dapatkan edisi cetak Telegraf di Gramedia",
        "Yuk, berlangganan koran digital kami di epaper.telegraf.test",
        "Berlangganan e-paper Telegraf: klik di sini",
        "Untuk berlangganan e-paper, hubungi 0812-0000-0000",
        "Langganan e-paper kami untuk membaca berita lebih lengkap.",
        "Baca berita selengkapnya di edisi cetak Telegraf",
        "Subscribe to our e-paper",
        "Berlangganan majalah digital Telegraf Pesisir lewat aplikasi",
        # that it was changed
        "Artikel ini telah diperbarui.",
        "Artikel ini telah diperbarui pada 8 Maret 2026 pukul 14.05 WIB",
        "Artikel ini telah diperbarui dengan keterangan dari kepolisian.",
        "Artikel ini sudah diperbarui pada Minggu, 8 Maret 2026, 14.05 WIB untuk menambah keterangan camat.",
        "Berita ini telah di-update pukul 14.05 WIB",
        "(Artikel ini telah diperbarui)",
        "*Berita ini telah dimutakhirkan pada 8/3/2026 14:05",
        "Catatan redaksi: Artikel ini telah diperbarui pukul 14.05.",
        "Catatan: Berita ini telah disunting kembali.",
        "Update: Artikel ini telah diperbarui dengan tambahan informasi dari rumah sakit",
        "Artikel ini telah mengalami perubahan pada judul",
        "Artikel ini telah dikemas kini pada 8 Mac 2026",
        "Pembaruan: 8 Maret 2026, 14.05 WIB",
        "Editor's note: This article has been updated with a statement.",
    ],
)
def test_a_last_line_that_invites_or_counts_is_dropped(text: str) -> None:
    assert left_of(ABOVE, BELOW, Line(text)) == [ABOVE.text, BELOW.text]


@pytest.mark.parametrize(
    "text",
    [
        "Artikel ini sudah dibaca 1.024 kali sebelum dihapus oleh pengelola situs.",
        "Artikel ini telah dibaca jutaan orang di seluruh dunia.",
        "Video ini telah ditonton 2.300.000 kali.",
        "Unggahan ini telah dilihat 1.024 kali.",
        "Sudah ditonton 5.824 kali, video memasak itu membuat Rina dikenal.",
        "Berita ini sudah dibaca semua warga kampung.",
        "“Artikel ini sudah dibaca 1.024 kali,” kata Rina sambil tertawa.",
        "Temukan cerita lainnya di buku Rina yang terbit pekan ini.",
        "Temukan kisah menarik lainnya di Museum Nasional.",
        "Temukan berita lainnya di arsip perpustakaan kota, saran Paryono.",
        "“Temukan berita menarik lainnya di Telegraf,” begitu bunyi papan itu.",
        "Temukan resep lainnya di Buku Dapur Nenek.",
        "Baca buku ini sampai habis, dan Anda akan menemukan kota yang lain.",
        "Kamu juga bisa baca buku di sini, gratis.",
        "Anda juga bisa membaca naskah kuno di sini.",
        "Kamu juga bisa baca berita bohong di sini, di grup keluarga sendiri.",
        "Baca berita dengan teliti sebelum membagikannya.",
        "Ikuti berita di radio desa, pesan petugas kepada nelayan.",
        "Untuk berita lainnya, warga mengandalkan radio.",
        "Dengarkan siniar itu di Spotify.",
        "Dengarkan siniar Ruang Tengah di Spotify.",
        "Dengarkan podcast bersama anak sebelum tidur.",
        "Siniar kami di Spotify didengar 12 orang, kenang Rina.",
        "“Dengarkan siniar kami di Spotify,” kata Rina di ujung tiap episode.",
        "Podcast yang dibuat dua remaja itu kini menempati urutan pertama di Spotify.",
        "Jangan lupa subscribe, begitu kalimat penutup semua videonya.",
        "“Jangan lupa subscribe kanal YouTube saya!” teriak bocah itu.",
        "Jangan lupa berlangganan air bersih bagi rumah yang baru dibangun.",
        "Subscribe, kata yang tidak dikenal ayahnya, kini memberi mereka makan.",
        "Kanal YouTube itu kini punya 2 juta pelanggan.",
        "Berlangganan e-paper menjadi pilihan perpustakaan itu sejak 2019.",
        "Berlangganan e-paper Kompas dan Tempo dibiayai sekolah.",
        "Berlangganan koran cetak sudah tidak lazim di kota itu.",
        "Langganan koran digital naik 12 persen tahun lalu.",
        "Baca koran digital kini lebih lazim daripada baca koran cetak.",
        "Edisi cetak koran itu berhenti terbit pada 2015.",
        "Beli edisi cetak buku itu di toko terdekat.",
        "Artikel ini telah diperbarui tiga kali, dan tiap kali nama pulau itu salah.",
        "Artikel ini telah diubah pada 2019 oleh parlemen, kata ahli hukum itu.",
        "Undang-undang ini telah diperbarui pada 8 Maret 2019.",
        "Laporan ini telah diperbarui dengan data 34 provinsi.",
        "Pembaruan data pemilih selesai pada 8 Maret 2026.",
        "Update aplikasi itu gagal dipasang di 12 ponsel.",
        "Update: korban meninggal menjadi tujuh orang.",
        "Pembaruan 14.05 WIB: polisi menahan dua orang.",
        "Pembaruan: Korban meninggal menjadi 7 orang",
        "Ralat: nama camat Tebas adalah Hendra, bukan Hendri.",
    ],
)
def test_a_last_sentence_of_a_story_that_looks_like_one_stays(text: str) -> None:
    assert left_of(ABOVE, BELOW, Line(text)) == [ABOVE.text, BELOW.text, text]
    assert left_of(ABOVE, Line(text), BELOW) == [ABOVE.text, text, BELOW.text]


@pytest.mark.parametrize("signoff", ["(Ist/sur)", "[rin]", "(rin/telegraf)", "***", "(rin) ***"])
@pytest.mark.parametrize(
    ("note", "stays"),
    [
        ("Catatan redaksi: artikel ini telah diperbarui pukul 14.05 WIB.", False),
        ("Artikel ini telah diperbarui dengan keterangan camat.", False),
        ("Update: korban meninggal menjadi tujuh orang.", True),
        ("UPDATE 8/3/2026 14:05 WIB: korban meninggal menjadi tujuh orang.", True),
        ("Pembaruan 14.05 WIB: polisi menahan dua orang.", True),
        ("Pembaruan (Minggu, 8 Maret 2026, pukul 14.05 WIB): polisi menahan dua orang.", True),
        ("Catatan redaksi: angka korban di paragraf ketiga telah diperbaiki.", True),
        ("[Catatan redaksi: angka di paragraf ketiga telah diperbaiki.]", True),
        ("Ralat: nama camat Tebas adalah Hendra, bukan Hendri.", True),
    ],
)
def test_a_signoff_above_an_appended_note_is_taken_off(note: str, stays: bool, signoff: str) -> None:
    rest = [note] if stays else []
    same_line = clean([ABOVE, Line(f"{BELOW.text} {signoff}"), Line(note)], NEWSPAPER)
    assert same_line.paragraphs == [ABOVE.text, BELOW.text, *rest]
    own_line = clean([ABOVE, BELOW, Line(signoff), Line(note)], NEWSPAPER)
    assert own_line.paragraphs == [ABOVE.text, BELOW.text, *rest]
    if "*" not in signoff:
        assert same_line.signoff == own_line.signoff == signoff.strip("()[]")


def test_a_signoff_above_a_note_of_several_paragraphs_is_taken_off() -> None:
    lines = [ABOVE, Line(f"{BELOW.text} (Ist/sur)"), Line("Update", kind="heading"), ABOVE, BELOW]
    cleaned = clean(lines, NEWSPAPER)
    assert cleaned.paragraphs == [ABOVE.text, BELOW.text, "Update", ABOVE.text, BELOW.text]
    assert cleaned.signoff == "Ist/sur"


@pytest.mark.parametrize(
    ("last", "below"),
    [
        ("Bantuan datang dari Palang Merah Indonesia (PMI).", "Update: bantuan tiba pukul 14.05."),
        ("Presiden berfoto bersama istrinya (kiri)", "Pembaruan 14.05 WIB: foto itu palsu."),
        ("Warga menunggu di balai desa. (Ist/sur)", "Update data warga selesai pekan lalu."),
    ],
)
def test_brackets_that_are_no_signoff_and_signoffs_above_no_note_stay(last: str, below: str) -> None:
    assert left_of(ABOVE, Line(last), Line(below)) == [ABOVE.text, last, below]
