"""What the page's software prints: advertisements, counters, page numbers, tags."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_a_paragraph
from crawler.rules.line import Line
from crawler.rules.rule import Rule, literal_pattern, pattern


def is_not_a_sentence(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line does not end like a sentence."""
    return not line.text.endswith((".", "?"))


def is_url_on(line: Line, domain: str) -> bool:
    """Say whether a paragraph is the URL of a page of this site, and nothing else.

    WordPress embeds stories of the same site by their URLs.
    """
    _, _, rest = line.text.partition("://")
    return line.kind == "p" and " " not in rest and rest.removeprefix("www.").startswith(f"{domain}/")


_NAME = r"[a-z][a-z0-9]+(?:[_-][a-z0-9]+){0,6}"
_ATTRIBUTES = r"\s+[a-z][\w-]{0,40}=[^\[\]]{0,400}"
_SHORTCODE = (
    rf"\[(?:/{_NAME}\s?|{_NAME}{_ATTRIBUTES}|[a-z0-9]+_[a-z0-9_-]+\s?/?|gallery|playlist|embed|contact-form-7"
    rf"|{_NAME}\s+https?://[^\s\[\]]{{1,300}})\]"
)
"""A shortcode that no plugin replaced; https://codex.wordpress.org/Shortcode_API has the syntax.

Its name is in lower case, and it has what a word in brackets does not have: an underscore, attributes or a
slash.
"""
_CONTENT = r"(?:https?://[^\s\[\]]{1,300}\s?)?"
"""What an embedding shortcode holds."""
_EMBEDDED = (
    r"youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|twitter\.com|x\.com|facebook\.com|fb\.watch"
    r"|instagram\.com|tiktok\.com|vt\.tiktok\.com|soundcloud\.com|spotify\.com|flickr\.com|flic\.kr|pinterest\.com"
    r"|reddit\.com|bsky\.app|scribd\.com|imgur\.com|issuu\.com|mixcloud\.com|ted\.com|tumblr\.com|wordpress\.tv"
    r"|speakerdeck\.com"
)
"""Hosts whose URL, alone in a paragraph, WordPress replaces by what it leads to, or once did.

See https://wordpress.org/documentation/article/embeds/. URLs of other hosts are an author's sources.
"""


EMBEDDED_URL = Rule(
    id="wording.furniture.embedded_url",
    name="embed_mark",
    pattern=literal_pattern(rf"https?://(?:(?:www|m|open|web)\.)?(?:{_EMBEDDED})/\S{{2,}}$"),
    evidence=is_a_paragraph,
    but_announced=True,
    longest=400,
    drops=(
        Line("https://www.youtube.com/watch?v=abc"),
        Line("https://x.com/telegraf/status/1"),
    ),
    keeps=(Line("https://arsip.test/2013/02/peta-desa.html"),),
)
"""A URL that should have been embedded. A URL of the site itself is one as well, see :func:`is_url_on`."""


FURNITURE = (
    Rule(
        id="wording.furniture.shortcode",
        name="shortcode",
        pattern=literal_pattern(rf"(?:{_SHORTCODE}\s?{_CONTENT}){{1,20}}$"),
        longest=2_000,
        drops=(
            Line("[/et_pb_text][/et_pb_column] [vc_row css=”.vc_custom_1{padding: 0}”]"),
            Line('[irp posts="12" name="Harga Beras"]'),
            Line("[embed]https://youtu.be/x[/embed]"),
            Line("[youtube https://www.youtube.com/watch?v=abc]"),
        ),
        keeps=(Line("[tertawa-tawa]"),),
    ),
    Rule(
        id="wording.furniture.html_comment",
        name="shortcode",
        pattern=literal_pattern(r"<!(?:--|[–—])[^<>]{0,300}(?:--|[–—])>\s*$"),
        longest=400,
        drops=(Line("<!--more-->"), Line("<!–more–>")),
        keeps=(Line("<3"),),
    ),
    Rule(
        id="wording.furniture.caption_shortcode",
        name="caption",
        pattern=literal_pattern(
            rf"\[(?:wp_)?caption{_ATTRIBUTES}\][^\[\]]{{0,300}}(?:\[/(?:wp_)?caption\]\s?)?$"
        ),
        longest=800,
        drops=(Line('[caption id="attachment_1" width="300"] Warga di dapur umum[/caption]'),),
        keeps=(Line("[caption] adalah kode untuk teks di bawah gambar."),),
    ),
    EMBEDDED_URL,
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
        id="wording.furniture.gambas_mark",
        name="embed_mark",
        pattern=literal_pattern(
            r"\[\s*gambas\s*:[^\]]{0,80}\]",
            r"\[\s*(?:video|foto|gambar|galeri|infografis|infografik|embed|iframe|tweet|audio)\s*\]",
            end=r"\s*$",
            flags=re.IGNORECASE,
        ),
        drops=(Line("[Gambas:Video 20detik]"), Line("[Video]")),
        keeps=(Line("[Gambar itu diambil dari udara.]"),),
    ),
    Rule(
        id="wording.furniture.script",
        name="script",
        pattern=literal_pattern(
            r"\(\s*adsbygoogle\s*=",
            r"googletag\.",
            r"window\.\w+\s*=",
            r"var\s+\w+\s*=",
            r"document\.\w+",
            r"\(function\s*\(",
            r"!function\s*\(",
            r"\.[a-z][\w-]*\s*\{[^}]{0,200}\}",
        ),
        longest=100_000,
        drops=(
            Line("(adsbygoogle = window.adsbygoogle || []).push({});"),
            Line("googletag.cmd.push(function() { googletag.display('iklan-1'); });"),
            Line("window.dataLayer = window.dataLayer || [];"),
            Line("var halaman = 'berita';"),
            Line("document.write('<p>');"),
            Line("(function(d, s) { d.write(s); })(document, 'x');"),
            Line("!function(d) { d.write('x'); }(document);"),
            Line(".kotak-iklan { width: 300px; }"),
        ),
        keeps=(Line("var adalah singkatan dari video assistant referee."),),
    ),
    Rule(
        id="wording.furniture.view_count",
        name="view_count",
        pattern=pattern(
            r"(?:sudah\s+|telah\s+)?(?:dibaca|dilihat|dikunjungi|views?|hits?|pembaca|post\s+views)\s*[:：]?"
            r"\s*\d[\d.,]*\s*(?:k|rb|jt|m)?(?:\s*(?:kali|x|views?|orang|pembaca))?",
            r"\d[\d.,]*\s*[km]?\s*(?:kali\s+(?:dibaca|dilihat)|x\s+dibaca|views?|dibaca|pembaca|shares?"
            r"|dibagikan)",
            end=r"\W{0,9}$",
        ),
        drops=(Line("Dibaca: 5.824"), Line("1.204 kali dilihat")),
        keeps=(Line("Dilihat 1.204 kali, video itu lalu dihapus pengunggahnya."),),
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
"""Advertisements, scripts, counters, page labels, tags and end marks."""
