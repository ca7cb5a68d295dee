"""The table of cleaning rules, row by row, and what else must fall or stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.cleaning import Line, Removal, clean
from crawler.rules import RULES, Cause, Rule
from crawler.rules.buttons import BUTTONS
from crawler.rules.credits import CREDITS
from crawler.rules.furniture import FURNITURE
from crawler.rules.notices import NOTICES
from crawler.rules.prompts import PROMPTS
from crawler.rules.related import RELATED
from crawler.site import NEWSPAPER

ABOVE = Line("Warga berkumpul di balai desa sejak pagi, dan petugas mencatat nama mereka satu per satu.")
BELOW = Line("Menurut camat, bantuan akan datang pada hari Senin setelah jalan dibuka kembali.")


def left_of(*lines: Line) -> list[str]:
    return clean(lines, NEWSPAPER).paragraphs


def around(rule: Rule, example: Line) -> list[Line]:
    return [ABOVE, BELOW, example] if rule.edges else [ABOVE, example, BELOW]


DROPS = [pytest.param(rule, line, id=f"{rule.id}: {line.text}") for rule in RULES for line in rule.drops]
KEEPS = [pytest.param(rule, line, id=f"{rule.id}: {line.text}") for rule in RULES for line in rule.keeps]
WORDINGS = [
    pytest.param(rule, number, id=f"{rule.id} {number}")
    for rule in RULES
    for number in range(len(rule.pattern.wordings))
]


@pytest.mark.parametrize(("rule", "line"), DROPS)
def test_a_rule_drops_each_of_its_examples_under_its_id(rule: Rule, line: Line) -> None:
    cleaned = clean(around(rule, line), NEWSPAPER)
    assert cleaned.paragraphs == [ABOVE.text, BELOW.text]
    assert cleaned.removed == [Removal(Cause(rule.id, rule.name), line.text)]


@pytest.mark.parametrize(("rule", "line"), KEEPS)
def test_a_rule_keeps_the_line_of_a_story_that_looks_like_its_examples(rule: Rule, line: Line) -> None:
    assert not rule.match(line, edge=True)
    lines = around(rule, line)
    assert left_of(*lines) == [line.text for line in lines]


@pytest.mark.parametrize(("rule", "number"), WORDINGS)
def test_each_wording_of_a_rule_drops_one_of_its_examples_by_itself(rule: Rule, number: int) -> None:
    alone = replace(rule, pattern=rule.pattern.alone(number))
    assert any(alone.match(line, edge=True) for line in rule.drops), (
        f"no example of {rule.id} shows the wording {rule.pattern.wordings[number]}"
    )


def test_each_rule_has_an_id_of_its_own_that_names_its_file() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for file, rules in (
        ("related", RELATED),
        ("prompts", PROMPTS),
        ("credits", CREDITS),
        ("furniture", FURNITURE),
        ("notices", NOTICES),
        ("buttons", BUTTONS),
    ):
        assert {rule.id.rpartition(".")[0] for rule in rules} == {f"wording.{file}"}


@pytest.mark.parametrize(
    "text",
    [
        "Baca juga: Rupiah menguat tipis ke Rp14.020 per dolar AS",
        "BACA JUGA: 5 Fakta Gempa Chile",
        "Baca Juga Rupiah Menguat Tipis ke Rp14.020 per Dolar AS",
        "[Baca Juga: Rupiah Menguat Tipis ke Rp14.020 per Dolar AS]",
        ">> Baca juga: Ini Kata Menteri soal Kenaikan Tarif",
        "Baca Selengkapnya: Rupiah Menguat Tipis",
        "Baca selengkapnya di sini",
        "Baca Lainnya : Harga Cabai Naik",
        "Simak Juga: Harga Cabai Naik",
        "Simak juga Video: Detik-detik Gempa Chile",
        "Simak Video “Bendungan Baru Diresmikan”",
        "Lihat juga Video 'Momen Kereta Cepat Melintas':",
        "Tonton juga: Harga Cabai Naik",
        "Saksikan Video Pilihan Berikut Ini:",
        "BACA : Harga Cabai Rawit Tembus Rp95 Ribu",
        "Artikel Terkait",
        "Berita Lainnya",
        "PILIHAN EDITOR: Harga Cabai Rawit Tembus Rp95 Ribu",
        "Also read: Rupiah Firms Against the Dollar",
        "Related: Rupiah Firms Against the Dollar",
        "Lire aussi : Le Prix du Piment Monte",
        "0 Komentar",
        "Komentar (3)",
        "Tinggalkan Balasan",
        "Leave a Reply",
        "Bagikan artikel ini:",
        "Share on Facebook",
        "Kirim lewat WhatsApp",
        "Ikuti Saluran WhatsApp Telegraf.co.id",
        "Cek Berita dan Artikel yang lain di Google News",
        "Ikuti kami di Facebook dan Instagram",
        "Dapatkan update berita pilihan dan breaking news setiap hari dari Telegraf.",
        "Sumber : https://www.reuters.com/article/x",
        "SUMBER: ANTARA",
        "Penulis : Rina Puspitasari Editor : Sarwono Adi",
        "Pewarta: Zubi Mahrofi",
        "© Telegraf 2016. All rights reserved.",
        "Dilarang keras mengambil konten di situs web ini tanpa izin tertulis dari Kantor Berita ANTARA.",
        "Subscribe to our newsletter",
        "Dilihat 1.204 kali",
        "1.204 views",
        "Post Views: 34",
        "— ADVERTISEMENT —",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Gulir ke bawah untuk melanjutkan membaca",
        "Halaman Selanjutnya >>",
        "Halaman: 1 2 3",
        "Halaman 1 dari 3",
        "Selanjutnya: Polisi Menahan Dua Orang Lagi",
        "Klik tautan berikut untuk membaca berita lainnya: Harga Beras Naik",
        "Langganan buletin Telegraf gratis setiap pagi.",
        "Berlangganan newsletter kami setiap hari",
        "Dapatkan kabar dan berita terbaru lewat Telegram",
        "Foto: Pedagang memindahkan sangkar (Telegraf/Nanang)",
        "Ket. foto: Warga antre di dapur umum.",
        "Teks foto: Warga antre di dapur umum. Antara/Hafidz",
        "[vc_row]",
        "[/et_pb_text]",
        "[et_pb_section bb_built=”1″][et_pb_row][et_pb_text]",
        '[gallery ids="1,2"]',
        '[irp posts="12" name="Harga Beras"]',
        '[adrotate banner="1"]',
        "[quads id=1]",
        "[embed]https://youtu.be/x[/embed]",
        "[youtube https://www.youtube.com/watch?v=abc]",
        '[caption id="attachment_1" align="alignnone" width="300"]',
        "<!–more–>",
        "<!-- wp:paragraph -->",
        "https://www.youtube.com/watch?v=abc",
        "https://x.com/telegraf/status/1",
        *(
            "Anzeige",
            "Werbung",
            "Reklame",
            "Реклама",
            "Publicidad",
            "Publicité",
            "Pubblicità",
            "Iklan",
            "- Anzeige -",
        ),
        "Scroll ke bawah untuk melanjutkan",
        "Geser ke bawah untuk melanjutkan",
        "Konten berlanjut di bawah iklan",
        "Advertisement - Continue Reading Below",
        "Halaman: 1 2 Lihat semua",
        "Baca halaman selanjutnya",
        "Simak kelanjutannya di halaman berikutnya",
        "[Foto]",
        "Follow akun Instagram Telegraf",
        "Follow IG kami: @telegraf",
        "Yuk ikutan polling di bawah ini",
        "Sebagian artikel ini telah tayang di Telegraf dengan judul Air Surut",
        "Tulisan ini pernah tayang di Telegraf",
        "Sumber artikel asli: https://telegraf.test/x",
        "Penulis : Rina Puspitasari; Editor : Sarwono Adi",
        "Ringkasan dibuat oleh kecerdasan buatan (AI) dan dapat mengandung kesalahan",
        "Tambahkan Telegraf sebagai sumber pilihan di Google",
        "Dapatkan informasi terkini seputar Sambas di Instagram kami",
        "Jangan ketinggalan berita pilihan setiap hari dari Telegraf",
        "Dikutip dari berbagai sumber",
        "Estimasi waktu baca: 3 menit",
        "Trending",
        "Video Terpopuler Hari ini:",
        "Siga o canal do jornal no WhatsApp",
    ],
)
def test_further_wordings_are_dropped(text: str) -> None:
    assert left_of(ABOVE, Line(text), BELOW) == [ABOVE.text, BELOW.text]


@pytest.mark.parametrize("place", ["inside", "last"])
@pytest.mark.parametrize(
    "text",
    [
        "Kolom bertajuk Komentar Anda dibuka kembali setelah dua tahun ditutup.",
        "Komentar Anda adalah pekerjaan rumah kami, kata wali kota.",
        "Komentar Presiden atas usul itu singkat.",
        "Pukul 09.15 WIB",
        "Sejak kapan Bapak berlari?",
        "Listrik padam di dua distrik",
        "“Baca juga koran dan buku sejarah,” pesan guru itu.",
        "Baca juga peta desa sebelum berangkat",
        "Lihat juga bagaimana warga menata gang mereka.",
        "Berikut cara mendaftar:",
        "Berita lainnya datang dari Kalimantan Barat",
        "Terkait kasus itu, polisi memeriksa lima orang saksi.",
        "Sumber air di desa itu kering sejak Juli.",
        "Sumber dana: anggaran daerah dan sumbangan warga.",
        "“Sumber: buku harian ayah saya,” katanya.",
        "Reporter: Apa pesan Anda untuk pelari muda?",
        "Penulis: Bagaimana awalnya?",
        "Bagikan cerita itu kepada cucu Anda, pesannya.",
        "Ikuti aturan lalu lintas di jalan tol",
        "Dibaca 5.824 kali, cerita itu lalu dicetak menjadi buku.",
        "Iklan itu menelan biaya Rp2 miliar",
        "Halaman rumahnya ditanami cabai.",
        "Selanjutnya, peserta diminta menunggu di luar.",
        "Berlangganan koran masih menjadi kebiasaan Paryono.",
        "Copyright menjadi pokok gugatan dua pencipta lagu itu.",
        "Foto: dua jurnalis tewas dalam serangan itu.",
        "Ganda putra: Indonesia I menang atas Indonesia II, 21-18, 21-15",
        "Share prices fell on Monday.",
        "Comments made by the minister angered farmers.",
        "Sign up for the bundle using the same email as your other account",
        "Facebook",
        "Oleh karena itu, warga menolak.",
        "Kata kunci: sabar, ujar pelatih itu.",
        "Advertisement spending in Asia rose 4 percent, the report said.",
        "[Sambungan tidak terdengar]",
        "[1]",
        "[tertawa]",
        "[rumus E=mc²]",
        "[bantuan_desa] adalah nama akun itu.",
        "https://pendaftaran.test",
        "http://arsip.test/2013/02/peta-desa.html#x",
        "https://www.youtube.com",
        "Langganan buletin naik setiap pagi.",
        "Langganan buletin itu dibatalkan warga.",
        "Klik di sini untuk membaca, begitu tulisan di papan itu.",
        "Foto: Warga Antre di dapur Umum Desa",
        "Foto: tiga perempuan di depan rumah (sekitar 1930).",
        "(baca: sabar)",
        "Anzeige gegen unbekannt wurde erstattet.",
        "Publicidad engañosa",
        "Laporan: polisi menerima tiga aduan.",
        "*) Harga belum termasuk ongkos kirim.",
        "Scroll ke bawah adalah kebiasaan baru pembaca itu.",
        "Halaman 2 kontrak itu memuat nama kedua perusahaan.",
        "Selengkapnya, daftar desa yang terendam ada di kantor camat.",
        "Membaca 15 menit sebelum tidur menenangkan pikiran.",
        "Artikel ini lahir dari percakapan panjang dengan para nelayan.",
        "Artikel ini ditulis oleh tiga peneliti dari Bogor dan terbit pada 2019.",
        "Berita ini sudah tersebar luas di kampung sejak pagi.",
        "Depresi bukan penyakit yang memalukan, dan warga kini berani berbicara.",
        "Jika Anda ke Sambas, singgahlah di pasar ikan.",
        "Penulis adalah saksi zamannya.",
        "Punya uang? Kirim saja lewat pos, kata ibunya.",
        "Jangan lupa ikuti rapat desa pada hari Senin.",
        "Jangan ketinggalan kereta terakhir, pesan petugas.",
        "Apakah informasi ini benar?",
        "Suka atau tidak, warga harus pindah.",
        "Trending sejak kemarin, video itu akhirnya dihapus.",
        "Kameramen: saya melihatnya jatuh dari atap.",
        "[Tepuk tangan]",
        "Bagi kamu yang ingin melamar, datanglah ke balai desa hari Senin.",
        "Catatan: harga dapat berubah sewaktu-waktu.",
        "Foto: rumah di tepi sungai/rawa itu terendam.",
        "Berita duka lainnya: kakek Siti meninggal.",
        "[Catatan redaksi: angka di paragraf ketiga telah diperbaiki.]",
        "Sigue la polémica por el video de un alcalde en Facebook.",
        "Читайте книги, сказала учительница на канале в Telegram.",
    ],
)
def test_sentences_and_headings_of_a_story_stay(text: str, place: str) -> None:
    lines = [ABOVE, BELOW, Line(text)] if place == "last" else [ABOVE, Line(text), BELOW]
    assert left_of(*lines) == [line.text for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "*) Penulis adalah dosen di Lasem.",
        "*) Rina Puspitasari adalah pegiat literasi.",
        "*) Dosen Fakultas Hukum di Lasem",
        "Laporan: Rina Puspitasari",
    ],
)
def test_a_note_on_the_writer_is_dropped_below_the_story_and_stays_inside(text: str) -> None:
    assert left_of(ABOVE, BELOW, Line(text)) == [ABOVE.text, BELOW.text]
    assert left_of(ABOVE, Line(text), BELOW) == [ABOVE.text, text, BELOW.text]


def test_the_word_for_advertising_stays_as_a_heading_and_below_what_announces_it() -> None:
    heading = [ABOVE, Line("Werbung", kind="heading"), BELOW]
    assert left_of(*heading) == [line.text for line in heading]
    announced = [ABOVE, Line("Kata yang dicari ialah:"), Line("Reklame"), BELOW]
    assert left_of(*announced) == [line.text for line in announced]


def test_a_link_below_its_label_goes_with_it() -> None:
    lines = [ABOVE, Line("Baca juga:"), Line("harga cabai rawit naik lagi", linked=1.0), BELOW]
    assert left_of(*lines) == [ABOVE.text, BELOW.text]


def test_a_list_of_links_goes_with_its_heading() -> None:
    links = [Line(f"Harga cabai rawit naik {number} persen", kind="item", linked=1.0) for number in range(3)]
    assert left_of(ABOVE, Line("Lihat Juga", kind="heading"), *links, BELOW) == [ABOVE.text, BELOW.text]


def test_in_a_plain_text_headlines_below_a_label_go_with_it() -> None:
    headlines = [
        Line("Rupiah Menguat Tipis ke Rp14.020 per Dolar AS"),
        Line("Harga Cabai Rawit Tembus Rp95 Ribu"),
    ]
    assert left_of(ABOVE, Line("Artikel Terkait"), *headlines, BELOW) == [ABOVE.text, BELOW.text]


def test_the_subheading_below_a_related_headline_stays() -> None:
    lines = [
        Line("Baca juga:"),
        Line("Rupiah Menguat Tipis ke Rp14.020"),
        Line("Listrik padam di dua distrik"),
    ]
    assert left_of(ABOVE, *lines, BELOW) == [ABOVE.text, "Listrik padam di dua distrik", BELOW.text]


def test_a_paragraph_below_a_label_stays() -> None:
    assert left_of(ABOVE, Line("Baca juga:"), BELOW) == [ABOVE.text, BELOW.text]


def test_where_a_page_has_links_an_unlinked_headline_below_a_label_stays() -> None:
    linked = Line("Kementerian menambah stok beras di tiga gudang.", linked=0.2)
    subheading = Line("Listrik Padam di Dua Distrik")
    assert left_of(linked, Line("Baca juga:"), subheading, BELOW) == [
        linked.text,
        subheading.text,
        BELOW.text,
    ]


def test_a_line_longer_than_its_rule_allows_is_story() -> None:
    text = "Baca juga: " + "Rupiah Menguat Tipis " * 20
    assert left_of(ABOVE, Line(text), BELOW)[1] == text.strip()


def test_share_buttons_below_their_label_go_with_it() -> None:
    lines = [ABOVE, BELOW, Line("Bagikan:"), Line("Facebook"), Line("WhatsApp")]
    assert left_of(*lines) == [ABOVE.text, BELOW.text]


def test_an_address_alone_stays_below_what_announces_it_and_in_a_list() -> None:
    address = "https://www.youtube.com/@desa"
    announced = [ABOVE, Line("Saluran desa itu ada di alamat berikut:"), Line(address), BELOW]
    assert left_of(*announced) == [line.text for line in announced]
    assert left_of(*announced[:-1]) == [line.text for line in announced[:-1]]
    listed = [ABOVE, Line(address, kind="item"), BELOW]
    assert left_of(*listed) == [line.text for line in listed]


POINTS = [Line("Empat desa terendam.", kind="item"), Line("Warga mengungsi.", kind="item")]


def test_a_summary_above_the_story_goes_with_its_points() -> None:
    assert left_of(Line("Ringkasan Berita:"), *POINTS, ABOVE, BELOW) == [ABOVE.text, BELOW.text]


def test_a_summary_inside_the_story_stays_and_so_does_one_that_is_the_story() -> None:
    inside = [ABOVE, BELOW, Line("Ringkasan Berita:"), *POINTS, ABOVE]
    assert left_of(*inside) == [line.text for line in inside]
    alone = [Line("Ringkasan Berita:"), *POINTS]
    assert left_of(*alone) == [line.text for line in alone]
