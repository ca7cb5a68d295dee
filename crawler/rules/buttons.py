"""What is printed on buttons, on players and in boxes between the paragraphs of a story."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_a_paragraph, quotes_nobody
from crawler.rules.line import Line
from crawler.rules.rule import Above, Rule, pattern

_BULLET = re.compile(r"[-–—•●▪*·]\s?\S|\d{1,2}[.)]\s")
_LONGEST_POINT = 400
_MOST_POINTS = 10


def is_point(line: Line, above: Above) -> bool:
    """Say whether a line is one of the points of a summary: of a list, or behind a bullet."""
    if above.followed >= _MOST_POINTS or len(line.text) > _LONGEST_POINT:
        return False
    return line.kind == "item" or _BULLET.match(line.text) is not None


BUTTONS = (
    Rule(
        id="wording.buttons.summary",
        name="summary",
        pattern=pattern(
            r"(?:ringkasan|rangkuman)(?:\s+(?:berita|baca(?:an)?|artikel|utama|singkat|cepat|isi|ai))?",
            r"intinya\s+sih",
            r"poin(?:-poin)?\s+(?:penting(?:nya)?|utama(?:nya)?)|inti\s+berita",
            end=r"\W{0,9}$",
        ),
        opens=True,
        follows=is_point,
        drops=(
            Line("Ringkasan Berita:"),
            Line("Intinya sih..."),
            Line("Poin penting"),
        ),
        keeps=(Line("Ringkasan berita itu dibacakan penyiar setiap jam."),),
    ),
    Rule(
        id="wording.buttons.scroll",
        name="advertisement",
        pattern=pattern(
            r"(?:scroll|gulir|geser|swipe)(?:\s+(?:layar\s+)?ke\s+(?:bawah|atas))?\s+untuk\s+"
            r"(?:(?:me)?lanjut(?:kan)?|(?:mem)?baca)(?:\s+(?:(?:mem)?baca(?:an)?|berita|artikel|selengkapnya)){0,2}",
            r"(?:scroll|gulir|geser|swipe)\s+ke\s+bawah",
            r"(?:konten|artikel|cerita|berita)\s+(?:ini\s+)?(?:ber|di)?lanjut(?:kan)?\s+(?:di\s+bawah|setelah|usai)"
            r"\s+(?:iklan|ini)(?:\s+ini)?",
            r"(?:advertisement|iklan)\W{1,4}(?:(?:gulir|geser)\s+(?:untuk|ke\s+bawah)|continue\s+reading)\b.{0,40}",
            r"(?:lanjut|teruskan)\s+(?:mem)?baca",
            end=r"\W{0,9}$",
        ),
        evidence=is_a_paragraph,
        but_announced=True,
        drops=(
            Line("Scroll ke bawah untuk lanjut membaca"),
            Line("Gulir ke bawah"),
            Line("Artikel berlanjut setelah iklan"),
            Line("IKLAN GULIR UNTUK LANJUT BACA"),
            Line("Lanjut Baca"),
        ),
        keeps=(
            Line("Gulir ke bawah", kind="item"),
            Line("Gulir ke bawah sampai tombol biru muncul di layar."),
            Line("Iklan gulir di pinggir jalan itu dicabut."),
        ),
    ),
    Rule(
        id="wording.buttons.press",
        name="button",
        pattern=pattern(
            r"(?:lihat|buka|tampilkan|muat)\s+(?:semua\s+)?(?:foto|gambar|galeri|video)(?:\s+(?:lainnya|lain))?",
            r"putar\s+(?:video|audio)|perbesar(?:\s+(?:gambar|foto))?",
            r"(?:salin|copy)\s+(?:tautan|link)",
            r"(?:tautan|link)\s+(?:berhasil\s+|telah\s+)?(?:disalin|copied)",
            r"tampilkan\s+lebih\s+(?:banyak|sedikit)|selengkapnya",
            r"(?:baca|buka|lanjut(?:kan)?)\s+di\s+aplikasi(?:\s+\w+)?",
            r"audio\s+(?:berita|artikel)",
            r"(?:estimasi|perkiraan|lama|waktu)\s+(?:waktu\s+)?(?:mem)?baca\s*[:：]?\s*\d{1,3}\s*(?:menit|detik|min)",
            r"\d{1,3}\s+menit\s+(?:waktu\s+)?(?:mem)?baca",
            r"(?:tutup|laporkan|lewati|sembunyikan)\s+iklan|(?:close|skip|hide|report)\s+(?:this\s+)?ads?",
            r"video\s+player\s+is\s+loading",
            r"current\s+time\s+[\d:]{3,8}",
            r"(?:mute|unmute)\W{1,3}(?:un)?mute",
            r"(?:lewati|langsung|lompat)\s+ke\s+(?:konten|isi)(?:\s+utama)?",
            r"promoted\s+(?:content|stories)|konten\s+promosi",
            r"(?:lihat\s+postingan\s+ini\s+di|view\s+this\s+post\s+on)\s+(?:instagram|threads|facebook)",
            end=r"\W{0,9}$",
        ),
        evidence=is_a_paragraph,
        but_announced=True,
        drops=(
            Line("Lihat Semua Foto"),
            Line("Perbesar"),
            Line("Salin tautan"),
            Line("Tautan berhasil disalin"),
            Line("Selengkapnya"),
            Line("Buka di aplikasi"),
            Line("Audio berita"),
            Line("Waktu baca: 3 menit"),
            Line("3 menit membaca"),
            Line("Tutup Iklan"),
            Line("Video Player is loading."),
            Line("Current Time 0:00"),
            Line("Mute Unmute"),
            Line("Lewati ke konten"),
            Line("Promoted Content"),
            Line("Lihat postingan ini di Instagram"),
        ),
        keeps=(
            Line("Salin tautan", kind="item"),
            Line("Lihat foto itu baik-baik sebelum menjawab."),
            Line("Membaca 30 menit sehari menjadi kebiasaan warga."),
        ),
    ),
    Rule(
        id="wording.buttons.opinion",
        name="comment_prompt",
        pattern=pattern(
            r"apa\s+reaksi\s+(?:anda|kamu)",
            r"apakah\s+(?:artikel|informasi|konten|berita)\s+ini\s+(?:membantu|bermanfaat|berguna)"
            r"(?:\s+(?:untuk|bagi)\s*(?:anda|kamu|mu))?",
            r"(?:bagaimana|apa)\s+(?:pendapat|tanggapan)\s*(?:anda|kamu|mu)\s+(?:tentang|soal|mengenai|terhadap)\s+"
            r"(?:artikel|berita|konten)\s+ini",
            r"(?:beri|berikan|nilai|rating)\s+(?:(?:nilai|rating|penilaian)\s+)?(?:untuk\s+)?(?:artikel|berita)\s+ini",
            r"(?:suka|kamu\s+suka|anda\s+suka)\s+(?:dengan\s+)?(?:artikel|berita)\s+ini",
            end=r"\W{0,4}$",
        ),
        drops=(
            Line("Apa reaksi Anda?"),
            Line("Apakah artikel ini bermanfaat?"),
            Line("Bagaimana pendapat Anda tentang artikel ini?"),
            Line("Beri nilai artikel ini"),
            Line("Suka dengan artikel ini?"),
        ),
        keeps=(Line("Apa reaksi Anda saat air masuk ke rumah?"),),
    ),
    Rule(
        id="wording.buttons.quiz",
        name="follow_prompt",
        pattern=pattern(
            r"(?:yuk|ayo|mari|segera)\s*,?\s+(?:ikut(?:i|an)?|isi|jawab)\s+(?:kuis|polling|survei|jajak\s+pendapat)"
            r"\b.{0,160}$"
        ),
        evidence=quotes_nobody,
        drops=(Line("Yuk, ikuti kuis berhadiah di sini!"),),
        keeps=(Line("Ayo ikut kuis itu, kata guru kepada murid-muridnya."),),
    ),
    Rule(
        id="wording.buttons.readers_report",
        name="contact_prompt",
        pattern=pattern(
            r"(?:punya|anda\s+punya|kamu\s+punya)\s+(?:informasi|cerita|keluhan|pertanyaan|laporan|foto|video|kisah)\b.{0,120}?[?!.]"
            r".{0,40}?\b(?:kirim(?:kan)?|hubungi|sampaikan|laporkan|bagikan)\b.{0,200}$"
        ),
        evidence=quotes_nobody,
        longest=400,
        drops=(Line("Punya informasi soal banjir? Kirim ke WhatsApp 0812 3456 7890"),),
        keeps=(Line("Punya cerita sedih, Sumarni tetap tersenyum kepada para tamu."),),
    ),
)
"""Buttons, players, summaries and questions to the readers."""
