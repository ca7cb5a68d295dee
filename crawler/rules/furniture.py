"""What the page's software prints: advertisements, counters, page numbers, tags."""

from __future__ import annotations

import re

from crawler.rules.line import Line
from crawler.rules.rule import Rule, pattern


def is_no_sentence(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line does not end like a sentence."""
    return not line.text.endswith((".", "?"))


def is_address_on(line: Line, domain: str) -> bool:
    """Say whether a paragraph is the address of a page of this site, and nothing else.

    WordPress embeds its own stories by their addresses.
    """
    _, _, address = line.text.partition("://")
    return line.kind == "p" and " " not in address and address.removeprefix("www.").startswith(f"{domain}/")


_NAME = r"[a-z][a-z0-9]+(?:[_-][a-z0-9]+){0,6}"
_ATTRIBUTES = r"\s+[a-z][\w-]{0,40}=[^\[\]]{0,400}"
_SHORTCODE = (
    rf"\[(?:/{_NAME}\s?|{_NAME}{_ATTRIBUTES}|[a-z0-9]+_[a-z0-9_-]+\s?/?|gallery|playlist|embed|contact-form-7"
    rf"|{_NAME}\s+https?://[^\s\[\]]{{1,300}})\]"
)
"""A shortcode that nothing replaced, as https://codex.wordpress.org/Shortcode_API writes it.

A name in lower case, and what no word in brackets has: an underscore, attributes or a closing slash.
"""
_CONTENT = r"(?:https?://[^\s\[\]]{1,300}\s?)?"
"""What an embedding shortcode holds."""
_EMBEDDED = (
    r"youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|twitter\.com|x\.com|facebook\.com|fb\.watch"
    r"|instagram\.com|tiktok\.com|vt\.tiktok\.com|soundcloud\.com|spotify\.com|flickr\.com|flic\.kr|pinterest\.com"
    r"|reddit\.com|bsky\.app|scribd\.com|imgur\.com|issuu\.com|mixcloud\.com|ted\.com|tumblr\.com|wordpress\.tv"
    r"|speakerdeck\.com"
)
"""Hosts whose address alone in a paragraph WordPress replaces by what it leads to, or did once.

See https://wordpress.org/documentation/article/embeds/; other addresses are an author's sources.
"""


EMBEDDED_ADDRESS = Rule(
    name="embed_mark",
    pattern=re.compile(rf"https?://(?:(?:www|m|open|web)\.)?(?:{_EMBEDDED})/\S{{2,}}$"),
    evidence=lambda line, _: line.kind == "p",  # what is embedded is a paragraph; lists hold other addresses
    but_announced=True,
    longest=400,
    drops=Line("https://www.youtube.com/watch?v=abc"),
    keeps=Line("https://arsip.test/2013/02/peta-desa.html"),
)
"""An address that was to be embedded; one of the site itself is one as well, see :func:`is_address_on`."""


FURNITURE = (
    Rule(
        name="shortcode",
        pattern=re.compile(rf"(?:{_SHORTCODE}\s?{_CONTENT}){{1,20}}$"),
        longest=2_000,
        drops=Line("[/et_pb_text][/et_pb_column] [vc_row css=”.vc_custom_1{padding: 0}”]"),
        keeps=Line("[tertawa-tawa]"),
    ),
    Rule(
        name="shortcode",
        pattern=re.compile(r"<!(?:--|[–—])[^<>]{0,300}(?:--|[–—])>\s*$"),
        longest=400,
        drops=Line("<!--more-->"),
        keeps=Line("<3"),
    ),
    Rule(
        name="caption",
        pattern=re.compile(rf"\[(?:wp_)?caption{_ATTRIBUTES}\][^\[\]]{{0,300}}(?:\[/(?:wp_)?caption\]\s?)?$"),
        longest=800,
        drops=Line('[caption id="attachment_1" width="300"] Warga di dapur umum[/caption]'),
        keeps=Line("[caption] adalah kode untuk teks di bawah gambar."),
    ),
    EMBEDDED_ADDRESS,
    Rule(
        name="advertisement",
        pattern=pattern(
            r"(?=[acgilms])(?:advertisements?|advertorial|iklan|ads?|sponsored(?:\s+content)?"
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
        name="advertisement",
        pattern=pattern(
            r"(?=[aoprswр])(?:anzeigen?|werbung|annonce|reklame?|reclame|реклама|publicidad|publicidade|publicité|pubblicità"
            r"|sponsrad|ogłoszenie)\W{0,9}$"
        ),
        evidence=lambda line, _: line.kind != "heading",  # a story about advertising may have such a heading
        but_announced=True,
        drops=Line("Реклама"),
        keeps=Line("Publicidad", kind="heading"),
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
