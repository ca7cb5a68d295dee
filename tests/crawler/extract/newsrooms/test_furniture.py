"""What newsrooms print between and below the paragraphs of a story."""

from __future__ import annotations

import pytest

from tests.crawler.extract.newsrooms.newsroom import OTHER, A, B, C, Case, D, check, link, p

FURNITURE = {
    "reprint at the end": Case(
        p(A, B, C, D)
        + "<p>Artikel ini telah tayang di <a href='https://x.example/'>KoranSambas.com</a> dengan "
        f"judul {OTHER}, https://x.example/2025/03/09/jembatan.</p><p>Penulis: Rina Puspitasari | "
        f"Editor: Sarwono Adi</p>",
        authors=("Rina Puspitasari",),
    ),
    "channel prompts": Case(
        f"<div>{p(A, B)}<p>Ikuti saluran WhatsApp Kabar Pesisir di <a "
        f"href='https://whatsapp.com/c'>sini</a> saluran WhatsApp.</p>"
        f"{p(C, D)}<p><em>Dapatkan update berita pilihan dan breaking news setiap hari dari Kabar "
        f"Pesisir. Mari bergabung di "
        "Grup Telegram “Kabar Pesisir Update”, caranya klik link https://t.me/kabar, kemudian join. "
        "Anda harus install "
        "aplikasi Telegram terlebih dulu di ponsel.</em></p></div>"
    ),
    "scroll and quiz": Case(
        f"<div>{p(A)}<p>Scroll ke bawah untuk melanjutkan</p>{p(B)}<p>Gulir ke bawah untuk lanjut "
        f"membaca</p>{p(C)}"
        f"<p>Yuk, ikuti kuis berhadiah di sini!</p>{p(D)}<p>Lanjut ke halaman 2</p></div>"
    ),
    "page links": Case(
        f"<div>{p(A, B, C, D)}<p>Halaman:</p><p><a href='?page=1'>1</a> <a href='?page=2'>2</a> <a "
        f"href='?page=all'>Lihat semua</a></p></div>"
    ),
    "photo and video buttons": Case(
        f"<div>{p(A)}<p>Lihat Foto</p>{p(B)}<p>Tonton video</p>{p(C)}<p>Perbesar</p>{p(D)}</div>"
    ),
    "picture line": Case(
        f"<div>{p(A, B)}<p>Foto: Warga antre di dapur umum/Kabar Pesisir</p>{p(C, D)}</div>"
    ),
    "writer's note": Case(
        f"<div>{p(A, B, C, D)}<p><em>Artikel ini ditulis oleh Rina Puspitasari, peserta Program Magang "
        f"di Kabar Pesisir.</em></p></div>",
        authors=("Rina Puspitasari",),
    ),
    "partner": Case(
        f"<div>{p(A, B, C, D)}<p><em>Disclaimer: Artikel ini merupakan kerja sama Kabar Pesisir dengan "
        f"Koran Kita. Hal yang "
        "berkaitan dengan isi menjadi tanggung jawab Koran Kita.</em></p></div>"
    ),
    "help": Case(
        f"<div>{p(A, B, C, D)}<p>DISCLAIMER: Informasi di atas tidak ditujukan untuk menginspirasi "
        f"siapa pun untuk bunuh diri. "
        "Bagi pembaca dengan gejala depresi, segera berkonsultasi ke psikolog atau psikiater.</p></div>"
    ),
    "correction stays": Case(
        f"<div>{p(A, B, C, D)}<p>[Catatan redaksi: jumlah rumah di paragraf pertama telah "
        f"diperbaiki.]</p></div>",
        (A, B, C, D, "[Catatan redaksi: jumlah rumah di paragraf pertama telah diperbaiki.]"),
    ),
    "hashtags and tags": Case(
        f"<div>{p(A, B, C, D)}<p>#Sambas #Banjir #BPBD</p><p>Tags: Sambas, Banjir</p></div>"
    ),
    "makers below": Case(
        f"<div>{p(A, B, C, D)}<p>Reporter : Rina Puspitasari; Editor : Sarwono Adi</p></div>",
        authors=("Rina Puspitasari",),
    ),
    "sources and further articles": Case(
        f"<div>{p(A, B, C, D)}<p>Baca juga artikel terkait BANJIR atau tulisan menarik lainnya Rina "
        f"Puspitasari</p></div>"
    ),
    "editor's choice": Case(
        f"<div>{p(A, B, C, D)}<p><strong>Pilihan Editor: </strong>{link()}</p></div>",
    ),
    "builder's shortcodes": Case(
        f"<div><p>[vc_row][vc_column][vc_column_text]{A}</p>{p(B)}<p>[irp posts='12']</p>{p(C)}"
        f"<p>{D}[/vc_column_text][/vc_column][/vc_row]</p></div>"
    ),
    "feedback": Case(f"<div>{p(A, B, C, D)}<p>Apakah artikel ini bermanfaat?</p><p>Salin tautan</p></div>"),
    "link to the next page": Case(
        f"<div>{p(A, B, C, D)}<p>Halaman selanjutnya : <a href='?page=2'>{OTHER}</a></p></div>"
    ),
    "related list in a box": Case(
        f"<div>{p(A, B)}<div class='z'><b>Baca Juga</b><ul><li>{link()}</li>"
        f"<li>{link('Harga Cabai Naik Lagi')}</li></ul></div>{p(C, D)}</div>"
    ),
    "do not forget": Case(
        f"<div>{p(A, B, C, D)}<p>Jangan lupa ikuti Instagram @kabarpesisir untuk kabar terbaru.</p>"
        "<p>Jangan lupa subscribe channel YouTube Kabar Pesisir dan aktifkan lonceng.</p></div>"
    ),
    "asterisks": Case(
        f"<div>{p(A, B, C, D)}<p>Demikian kabar dari Sambas.***</p></div>",
        (A, B, C, D, "Demikian kabar dari Sambas."),
    ),
    "name below": Case(f"<div>{p(A, B, C, D)}<p>(Rina Puspitasari)</p></div>", signoff="Rina Puspitasari"),
}


@pytest.mark.parametrize("case", FURNITURE.values(), ids=FURNITURE)
def test_what_stands_between_and_below_is_told_from_a_story(case: Case) -> None:
    check(case)
