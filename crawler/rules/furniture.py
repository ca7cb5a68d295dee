"""What the page's software prints: advertisements, counters, page numbers, tags."""

from __future__ import annotations

import re

from crawler.rules.line import Line
from crawler.rules.rule import Rule, pattern


def is_no_sentence(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line does not end like a sentence."""
    return not line.text.endswith((".", "?"))


FURNITURE = (
    Rule(
        name="advertisement",
        pattern=pattern(
            r"(?:advertisements?|advertorial|iklan|ads?|sponsored(?:\s+content)?"
            r"|scroll\s+(?:to|untuk)\s+(?:continue|melanjutkan|resume)\b.{0,40}"
            r"|(?:advertisement|iklan)\W{1,4}scroll\b.{0,40}"
            r"|gulir\s+(?:ke\s+bawah\s+)?untuk\s+(?:melanjutkan|lanjut)\b.{0,40}"
            r"|(?:story|article)\s+continues\s+(?:below|after)\b.{0,30}|lanjutkan\s+membaca\b.{0,30}"
            r"|continue\s+reading\b.{0,60}|loading(?:\W{1,6}please\s+wait)?|memuat)\W{0,9}$"
        ),
        drops=Line("ADVERTISEMENT"),
        keeps=Line("Iklan rokok di pinggir jalan itu akan diturunkan pekan depan."),
    ),
    Rule(
        name="embed_mark",
        pattern=re.compile(r"\[\s*gambas\s*:[^\]]{0,80}\]\s*$", re.IGNORECASE),
        drops=Line("[Gambas:Video 20detik]"),
        keeps=Line("[Gambar itu diambil dari udara.]"),
    ),
    Rule(
        name="script",
        pattern=re.compile(
            r"(?:\(\s*adsbygoogle\s*=|googletag\.|window\.\w+\s*=|var\s+\w+\s*=|document\.\w+"
            r"|\(function\s*\(|!function\s*\(|\.[a-z][\w-]*\s*\{[^}]{0,200}\})"
        ),
        longest=100_000,
        drops=Line("(adsbygoogle = window.adsbygoogle || []).push({});"),
        keeps=Line("var adalah singkatan dari video assistant referee."),
    ),
    Rule(
        name="view_count",
        pattern=pattern(
            r"(?:(?:sudah\s+|telah\s+)?(?:dibaca|dilihat|dikunjungi|views?|hits?|pembaca|post\s+views)\s*[:：]?"
            r"\s*\d[\d.,]*\s*(?:k|rb|jt|m)?(?:\s*(?:kali|x|views?|orang|pembaca))?"
            r"|\d[\d.,]*\s*[km]?\s*(?:kali\s+(?:dibaca|dilihat)|x\s+dibaca|views?|dibaca|pembaca|shares?"
            r"|dibagikan))\W{0,9}$"
        ),
        drops=Line("Dibaca: 5.824"),
        keeps=Line("Dilihat 1.204 kali, video itu lalu dihapus pengunggahnya."),
    ),
    Rule(
        name="page_label",
        pattern=pattern(
            r"(?:(?:(?:halaman|hal\.?)\s+(?:selanjutnya|berikutnya|sebelumnya)|(?:next|previous)\s+page)"
            r"(?:\s*[:：]\s*.{1,120}|\W{0,9})"
            r"|(?:halaman|hal\.?|pages?)\s*[:：]?\s*\d{1,3}"
            r"(?:\s*(?:dari|of|/)\s*\d{1,3}|(?:[\s|,]{1,3}\d{1,3}){1,20})?(?:\s+(?:selanjutnya|next|semua|all))?\W{0,9}"
            r"|\d{1,3}(?:[\s|,]{1,3}\d{1,3}){1,20}\s+(?:selanjutnya|next|berikutnya|all|semua)\W{0,9}"
            r"|halaman\s*[:：]"
            r"|(?:selanjutnya|sebelumnya|tampilkan\s+semua|lihat\s+semua|show\s+all|next|previous|prev)\W{0,9})$"
        ),
        evidence=is_no_sentence,
        drops=Line("Halaman Selanjutnya: Pengalaman kota-kota kecil"),
        keeps=Line("Halaman selanjutnya dari buku harian itu sudah hilang."),
    ),
    Rule(
        name="page_label",
        pattern=pattern(
            r"(?:(?:simak|baca|lihat|klik|lanjut|selengkapnya|bersambung)\s+){1,2}(?:di|ke)\s+halaman\s+"
            r"(?:berikutnya|berikut|selanjutnya|\d+)(?:\s+ini)?\W{0,9}$"
        ),
        drops=Line("Simak selengkapnya di halaman selanjutnya."),
        keeps=Line("Bersambung ke halaman berikutnya dari hidupnya, ia pindah ke Blora."),
    ),
    Rule(
        name="page_label",
        pattern=pattern(
            r"(?:daftar\s+isi|table\s+of\s+contents|inhaltsverzeichnis|sommaire)\s*[:：]?\s*(?:\[?(?:hide|tutup|show)\]?)?$"
        ),
        drops=Line("Daftar Isi"),
        keeps=Line("Daftar isi buku itu memuat 12 bab."),
    ),
    Rule(
        name="date_line",
        pattern=pattern(
            r"(?:(?:last\s+)?updated?|published|diperbarui|terakhir\s+diperbarui|diterbitkan|dipublikasikan)"
            r"(?:\s+(?:at|on|pada))?\s*[:：]?\s+(?:\w+,?\s+){0,3}\d.{0,40}$"
        ),
        edges=True,
        longest=70,
        drops=Line("Updated at 1:23 p.m."),
        keeps=Line(
            "Diperbarui pada 2012, jembatan itu kini menampung dua kali lebih banyak kendaraan setiap hari."
        ),
    ),
    Rule(
        name="tag_line",
        pattern=pattern(
            r"(?:tags?|topik(?:\s+terkait)?|kata\s+kunci|keywords?|label|kategori|filed\s+under)\s*[:：]"
        ),
        evidence=is_no_sentence,
        edges=True,
        drops=Line("Tags: Putin, Suriah"),
        keeps=Line("Topik: itu yang selalu dihindari keluarganya."),
    ),
    Rule(
        name="tag_line",
        pattern=re.compile(r"#\w{2,40}(?:[\s,]{1,3}#\w{2,40}){0,30}\s*$"),
        edges=True,
        drops=Line("#Putin #Suriah #Rusia"),
        keeps=Line("#KawalBanjir menjadi tagar terpopuler hari itu."),
    ),
    Rule(
        name="ornament",
        pattern=re.compile(r"[^\w“”\"'?!]{1,40}$"),
        drops=Line("(***)"),
        keeps=Line("“...”"),
    ),
)
"""Advertisements, scripts, counters, page labels, tags and end marks."""
