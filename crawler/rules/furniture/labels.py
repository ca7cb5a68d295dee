"""What the software of a page prints around a story: advertisements, counters, page numbers, dates, tags."""

from __future__ import annotations

import re

from crawler.rules.line import Line
from crawler.rules.rule import Rule, literal_pattern, pattern


def is_not_a_sentence(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line does not end like a sentence."""
    return not line.text.endswith((".", "?"))


_OF_A_PAGE = (
    r"(?:artikel|berita|tulisan|halaman|laman|naskah)\s+ini"  # not a video: a story counts its viewers
)
_IS_READ = r"(?:di)(?:baca|lihat|kunjungi|akses|buka|klik|tonton|simak)"
_MAY_BE_READ = r"di(?:baca|lihat|(?:kunjungi|akses|tonton)(?!.*\.$))"
"""Without a word for the page: a museum opens at 08.00, and a film was watched by many people."""
_COUNT = r"\d[\d.,]*\s*(?:k|rb|jt|m)?\+?"

_NEWS_OF_AN_UPDATE = re.compile(
    r"\W*update\b(?:[^:：]{0,20}\d[^:：]{0,12})?\s*[:：]\s*(?!(?:pukul|jam|at|on|pada|last|terakhir|senin|selasa|rabu|kamis"
    r"|jumat|jum['’]at|sabtu|minggu|(?:sun|mon|tues|wednes|thurs|fri|satur)day|jan|feb|mar|apr|may|mei|jun|jul|aug|agu|sep"
    r"|oct|okt|nov|dec|des)\b|(?:january|february|march|april|june|july|august|september|october|november|december)\b)"
    r"[^\W\d]{3}",
    re.IGNORECASE,
)
"""An update that says what is new, and not only when."""
_GOES_ON = re.compile(r"\d[^,]{0,15},\s(?!pukul|jam|oleh|pada|wi[bt]|by|at\b)[a-z]{4}")
"""What is new stands behind the time."""

LABELS = (
    Rule(
        id="wording.furniture.advertisement",
        name="advertisement",
        pattern=pattern(
            r"advertisements?|advertorial|ads?",
            r"iklan",
            r"sponsored(?:\s+content)?",
            r"scroll\s+(?:to|untuk)\s+(?:continue|melanjutkan|resume)\b.{0,40}",
            r"(?:advertisement|iklan)\W{1,4}scroll\b.{0,40}",
            r"gulir\s+(?:ke\s+bawah\s+)?untuk\s+(?:melanjutkan|lanjut)\b.{0,40}",
            r"(?:story|article)\s+continues\s+(?:below|after)\b.{0,30}",
            r"lanjutkan\s+membaca\b.{0,30}",
            r"continue\s+reading\b.{0,60}",
            r"loading(?:\W{1,6}please\s+wait)?",
            r"memuat",
            end=r"\W{0,9}$",
        ),
        drops=(
            Line("ADVERTISEMENT"),
            Line("- Iklan -"),
            Line("Sponsored Content"),
            Line("SCROLL TO CONTINUE WITH CONTENT"),
            Line("Iklan - Scroll ke bawah"),
            Line("Gulir ke bawah untuk melanjutkan membaca"),
            Line("Story continues below advertisement"),
            Line("Lanjutkan membaca di bawah iklan"),
            Line("Continue reading the main story"),
            Line("Loading... Please wait"),
            Line("Memuat..."),
        ),
        keeps=(Line("Iklan rokok di pinggir jalan itu akan diturunkan pekan depan."),),
    ),
    Rule(
        id="wording.furniture.advertisement_abroad",
        name="advertisement",
        pattern=pattern(
            r"anzeigen?|werbung",
            r"annonce|publicité",
            r"reklame?|sponsrad",
            r"reclame",
            r"реклама",
            r"publicidad|publicidade",
            r"pubblicità",
            r"ogłoszenie",
            end=r"\W{0,9}$",
        ),
        evidence=lambda line, _: line.kind != "heading",  # a story about advertising may have such a heading
        but_announced=True,
        drops=(
            Line("Anzeige"),
            Line("Publicité"),
            Line("Reklame"),
            Line("Reclame"),
            Line("Реклама"),
            Line("Publicidad"),
            Line("Pubblicità"),
            Line("Ogłoszenie"),
        ),
        keeps=(Line("Publicidad", kind="heading"),),
    ),
    Rule(
        id="wording.furniture.view_count",
        name="view_count",
        pattern=pattern(
            r"(?:sudah\s+|telah\s+)?(?:dibaca|dilihat|dikunjungi|views?|hits?|pembaca|post\s+views)\s*[:：]?"
            r"\s*\d[\d.,]*\s*(?:k|rb|jt|m)?(?:\s*(?:kali|x|views?|orang|pembaca))?",
            r"\d[\d.,]*\s*[km]?\s*(?:kali\s+(?:dibaca|dilihat)|x\s+dibaca|views?|dibaca|pembaca|shares?"
            r"|dibagikan)",
            rf"(?:{_OF_A_PAGE}\s+(?:(?:sudah|telah|pernah)\s+)?{_IS_READ}|(?:(?:sudah|telah|pernah)\s+)?{_MAY_BE_READ})"
            rf"\s*[:：]?(?:\s+(?:oleh|sebanyak))?\s+{_COUNT}"
            r"(?:\s*(?:kali|x|views?|orang|pembaca|pengunjung|pengguna)){0,2}",
            rf"{_OF_A_PAGE}\s+(?:(?:sudah|telah)\s+)?{_COUNT}\s+(?:kali|x)\s+{_IS_READ}",
            rf"(?:total|jumlah)\s+(?:pembaca|dibaca|dilihat|views?)(?:\s+{_OF_A_PAGE})?\s*[:：]\s*{_COUNT}"
            r"(?:\s+(?:kali|x|views?|orang|pembaca))?",
            rf"this\s+(?:article|story|post|page|news)\s+(?:has\s+been|was)\s+(?:read|viewed|seen|visited)\s+{_COUNT}\s+times",
            rf"(?:{_COUNT}\s+(?:people|readers)\s+(?:have\s+)?(?:read|viewed)\s+this(?:\s+(?:article|story|post))?"
            rf"|(?:article|post|page|total)\s+(?:views?|reads?|hits?)\s*[:：]?\s*{_COUNT})",
            end=r"\W{0,9}$",
        ),
        drops=(
            Line("Dibaca: 5.824"),
            Line("1.204 kali dilihat"),
            Line("Artikel ini sudah dibaca 1.024 kali"),
            Line("Berita ini telah 1.024 kali dibaca."),
            Line("Jumlah pembaca: 1.024"),
            Line("This article has been read 1,024 times."),
            Line("1,024 people have read this story"),
        ),
        keeps=(
            Line("Dilihat 1.204 kali, video itu lalu dihapus pengunggahnya."),
            Line("Video ini telah ditonton 1.024 kali."),
            Line("Artikel ini sudah dibaca 1.024 kali ketika penulisnya meminta agar dihapus."),
            Line("Tulisan ini telah dibaca jutaan orang."),
            Line("Dibuka: 08.00"),
            Line("Sudah ditonton 1.024 orang."),
            Line("This article has been read 1,024 times since the actor died."),
        ),
    ),
    Rule(
        id="wording.furniture.page_numbers",
        name="page_label",
        pattern=pattern(
            r"(?:(?:halaman|hal\.?)\s+(?:selanjutnya|berikutnya|sebelumnya)|(?:next|previous)\s+page)"
            r"(?:\s*[:：]\s*.{1,120}|\W{0,9})",
            r"(?:halaman|hal\.?|pages?)\s*[:：]?\s*\d{1,3}"
            r"(?:\s*(?:dari|of|/)\s*\d{1,3}|(?:[\s|,]{1,3}\d{1,3}){1,20})?(?:\s+(?:selanjutnya|next|semua|all|(?:lihat|tampilkan)\s+semua|show\s+all))?\W{0,9}",
            r"\d{1,3}(?:[\s|,]{1,3}\d{1,3}){1,20}\s+(?:selanjutnya|next|berikutnya|all|semua)\W{0,9}",
            r"halaman\s*[:：]",
            r"(?:selanjutnya|berikutnya|sebelumnya|next|previous|prev)\W{0,9}",
            r"(?:tampilkan\s+semua|lihat\s+semua|show\s+all)\W{0,9}",
            end=r"$",
        ),
        evidence=is_not_a_sentence,
        drops=(
            Line("Halaman Selanjutnya: Pengalaman kota-kota kecil"),
            Line("Halaman 1 dari 3"),
            Line("1 2 3 Selanjutnya"),
            Line("Halaman:"),
            Line("Selanjutnya >"),
            Line("Tampilkan Semua"),
        ),
        keeps=(Line("Halaman selanjutnya dari buku harian itu sudah hilang."),),
    ),
    Rule(
        id="wording.furniture.read_on_next_page",
        name="page_label",
        pattern=pattern(
            r"(?:(?:simak|baca|lihat|klik|lanjut(?:kan)?|selengkapnya|bersambung|kelanjutan(?:nya)?|buka|berita|artikel)"
            r"\s+){1,3}(?:ada\s+)?(?:di\s+|ke\s+)?halaman\s+(?:berikutnya|berikut|selanjutnya|\d+)(?:\s+ini)?\W{0,9}$"
        ),
        drops=(Line("Simak selengkapnya di halaman selanjutnya."), Line("Lanjut ke halaman 2")),
        keeps=(Line("Bersambung ke halaman berikutnya dari hidupnya, ia pindah ke Blora."),),
    ),
    Rule(
        id="wording.furniture.table_of_contents",
        name="page_label",
        pattern=pattern(
            r"daftar\s+isi",
            r"table\s+of\s+contents",
            r"inhaltsverzeichnis",
            r"sommaire",
            end=r"\s*[:：]?\s*(?:\[?(?:hide|tutup|show)\]?)?$",
        ),
        drops=(
            Line("Daftar Isi"),
            Line("Table of Contents [hide]"),
            Line("Inhaltsverzeichnis"),
            Line("Sommaire"),
        ),
        keeps=(Line("Daftar isi buku itu memuat 12 bab."),),
    ),
    Rule(
        id="wording.furniture.updated",
        name="date_line",
        pattern=pattern(
            r"(?:last\s+)?updated?",
            r"published",
            r"(?:terakhir\s+)?diperbarui",
            r"diterbitkan|dipublikasikan",
            end=r"(?:\s+(?:at|on|pada))?\s*[:：]?\s+(?:\w+,?\s+){0,3}\d.{0,40}$",
        ),
        evidence=lambda line, _: (
            _NEWS_OF_AN_UPDATE.match(line.text) is None and _GOES_ON.search(line.text) is None
        ),
        edges=True,
        longest=70,
        drops=(
            Line("Updated at 1:23 p.m."),
            Line("Published on June 4, 2024"),
            Line("Terakhir diperbarui: Selasa, 4 Juni 2024"),
            Line("Diterbitkan pada 4 Juni 2024"),
        ),
        keeps=(
            Line(
                "Diperbarui pada 2012, jembatan itu kini menampung dua kali lebih banyak kendaraan setiap"
                " hari."
            ),
            Line("Update: korban kini 12 orang."),
            Line("UPDATE 14.05 WIB: Korban 12 orang"),
            Line("Update: 14.05 WIB, korban menjadi tujuh."),
        ),
    ),
    Rule(
        id="wording.furniture.tags",
        name="tag_line",
        pattern=pattern(
            r"tags?|label",
            r"topik",
            r"kata\s+kunci|keywords?",
            r"kategori|filed\s+under",
            end=r"\s*[:：]",
        ),
        evidence=is_not_a_sentence,
        edges=True,
        drops=(
            Line("Tags: Putin, Suriah"),
            Line("Topik: Suriah"),
            Line("Kata Kunci: Putin, Suriah"),
            Line("Kategori: Dunia"),
        ),
        keeps=(Line("Topik: itu yang selalu dihindari keluarganya."),),
    ),
    Rule(
        id="wording.furniture.hashtags",
        name="tag_line",
        pattern=literal_pattern(r"#\w{2,40}(?:[\s,]{1,3}#\w{2,40}){0,30}\s*$"),
        edges=True,
        drops=(Line("#Putin #Suriah #Rusia"),),
        keeps=(Line("#KawalBanjir menjadi tagar terpopuler hari itu."),),
    ),
    Rule(
        id="wording.furniture.ornament",
        name="ornament",
        pattern=literal_pattern(r"[^\w“”\"'?!]{1,40}$"),
        drops=(Line("(***)"),),
        keeps=(Line("“...”"),),
    ),
)
"""Advertisements, counters, page labels, dates, tags and end marks."""
