"""Links to other stories, in the wordings of newspapers."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_title, quotes_nobody
from crawler.rules.line import Line
from crawler.rules.rule import Above, Rule, literal_pattern, pattern

_AROUND = " \t\"'“”‘’«»<>()[]|•·*-–—:：→"
_COLONS = (":", "：")


def points_elsewhere(line: Line, match: re.Match[str]) -> bool:
    """Say whether what follows the label is a headline or a link, and not the rest of a sentence."""
    rest = line.text[match.end() :].strip(_AROUND)
    if not re.search(r"\w", rest) or line.linked >= 0.5 or is_title(rest):
        return True
    return match[0].rstrip().endswith(_COLONS) and rest[-1] != "."


def is_headline(line: Line, match: re.Match[str]) -> bool:
    """Say whether a link, or three words and more of a headline, follow the label."""
    return line.linked >= 0.5 or is_title(line.text[match.end() :], least_words=3)


def is_linked_headline(line: Line, above: Above) -> bool:
    """Say whether a line below a label is one of its links.

    A plain text has no links. There the first line below the label counts as a link if it is not a sentence,
    and further lines if they read like long headlines: subheadings are short. Below the end of the story
    there are no subheadings.
    """
    if line.linked >= 0.6:
        return True
    if above.with_links or line.kind == "heading" or len(line.text) > 200:
        return False
    if above.signed:
        return line.text[-1] != "."
    if above.followed:
        return is_title(line.text, least_words=7) or is_title(line.text, least_words=5, share=0.8)
    is_phrase = line.text[-1] not in '.:;,”"' and 4 <= len(line.text.split()) <= 16
    return is_phrase or is_title(line.text, least_words=3)


_MORE = r"(?:juga|pula|selengkapnya|lainnya|lebih\s+lanjut)"
_MEDIUM = r"(?:berita|artikel|video|foto|infografis|liputan)"
_WHERE = (
    r"(?:lainnya|terkait|lain|pilihan|selengkapnya|menarik|ini|berikut(?:\s+ini)?"
    r"|di\s*(?:sini|bawah(?:\s+ini)?))"
)

RELATED = (
    Rule(
        id="wording.related.further_articles",
        name="related_link",
        pattern=pattern(
            r"baca\s+juga\s+(?:artikel|berita)(?:-(?:artikel|berita))?\s+terkait\s+.{1,80}?\s+atau\s+(?:tulisan|artikel)"
            r"\s+(?:menarik\s+)?lainnya\b.{0,80}$",
            r"(?:baca|simak|lihat)(?:\s+juga)?\s+(?:artikel|berita|konten)\b.{0,60}?\bdi\s?sini\W{0,4}$",
            r"(?:simak|ikuti|baca|pantau|nantikan|temukan)(?:\s+terus)?\s+(?:berita|artikel|informasi|kabar|update"
            r"|ulasan|konten)\b.{0,80}?\shanya\s+di\s+(?-i:[A-Z])\S.{0,60}$",
            r"(?:yuk|ayo|mari)\W{1,3}(?:simak|tonton|saksikan|baca|lihat)\s+juga\s+(?:video|berita|artikel)\b.{0,120}$",
            r"saksikan\s+live\s+.{1,40}[:：]$",
            r"berita\s+ini\s+(?:juga\s+)?(?:dapat|bisa)\s+dibaca\s+di\s+.{1,60}$",
        ),
        evidence=quotes_nobody,
        drops=(
            Line("Baca juga artikel terkait BANJIR atau tulisan menarik lainnya Rina Puspitasari"),
            Line("Baca juga artikel lainnya dari Telegraf di sini"),
            Line("Simak terus berita terbaru hanya di Telegraf.com"),
            Line("Yuk, Simak Juga Video ini!"),
            Line("Saksikan Live Telegraf Pagi:"),
            Line("Berita ini bisa dibaca di Telegraf"),
        ),
        keeps=(
            Line("Simak berita duka itu, lalu berdoalah, kata ustaz."),
            Line("Temukan kabar baik hanya di kampung sendiri, begitu pesan ibunya."),
        ),
    ),
    Rule(
        id="wording.related.baca_juga",
        name="related_link",
        pattern=pattern(
            r"(?:baca|simak|lihat|tonton|saksikan|dengarkan?|cek)\s+"
            rf"(?:{_MORE}(?:\s+{_MEDIUM})?|{_MEDIUM})(?:\s+{_WHERE}){{0,4}}\b\s*[:：]?"
        ),
        evidence=points_elsewhere,
        follows=is_linked_headline,
        drops=(
            Line("Baca Juga : Michael Bloomberg Bakal Maju Dalam Pilpres AS 2020 Mendatang?"),
            Line("Simak Video Pilihan Berikut Ini:"),
            Line("Dengarkan Juga Artikel Lainnya di Sini: Harga Cabai Naik"),
        ),
        keeps=(Line("Baca juga dengan teliti syarat pengaduan sebelum mengirim."),),
    ),
    Rule(
        id="wording.related.label",
        name="related_link",
        pattern=pattern(
            r"(?:baca|simak|lihat|tonton)",
            r"cek\s+fakta",
            r"video|infografis",
            r"terkait|related",
            r"selanjutnya",
            end=r"\s*[:：]",
        ),
        evidence=is_headline,
        drops=(
            Line("BACA: Harga Cabai Rawit Tembus Rp95 Ribu per Kilogram"),
            Line("CEK FAKTA: Foto Banjir Besar di Blora Bukan Kejadian Tahun Ini"),
            Line("VIDEO: Detik-Detik Gempa Chile Terekam Kamera"),
            Line("Terkait: Rupiah Menguat Tipis di Akhir Pekan"),
            Line("Selanjutnya: Polisi Menahan Dua Orang Lagi"),
        ),
        keeps=(Line("Baca: begitu perintah yang tertulis di papan kelas itu."),),
    ),
    Rule(
        id="wording.related.linked_photo",
        name="related_link",
        pattern=pattern(r"foto\s*[:：]"),  # captions have this label, too: the link decides
        evidence=is_headline,
        linked=0.5,
        drops=(Line("Foto: Detik-Detik Gempa Chile", linked=0.8),),
        keeps=(Line("Foto: Detik-Detik Gempa Chile"),),
    ),
    Rule(
        id="wording.related.click_to_read",
        name="related_link",
        pattern=pattern(
            r"klik\s+(?:di\s?sini|(?:link|tautan)(?:\s+(?:ini|berikut(?:\s+ini)?))?)\s+untuk\s+"
            r"(?:membaca|menyimak|melihat|menonton)(?:\s+\w+){0,3}\s*[:：]"
        ),
        evidence=points_elsewhere,
        drops=(
            Line("Klik di sini untuk membaca: Harga Beras Naik Tipis"),
            Line("Klik tautan berikut untuk menonton video lainnya: Harga Beras Naik Tipis"),
        ),
        keeps=(Line("Klik di sini untuk membaca: begitu tulisan di layar yang menipu Sumarni."),),
    ),
    Rule(
        id="wording.related.box_title",
        name="related_link",
        pattern=pattern(
            r"(?:artikel|berita|konten|tulisan|topik|tag|video|bacaan|liputan)\s+"
            r"(?:terkait|lainnya|lain|pilihan|menarik(?:\s+lainnya)?|terpopuler|populer|terbaru|terkini|serupa"
            r"|rekomendasi)(?:\s+hari\s+ini)?",
            r"(?:berita|artikel)\s+(?:[\w.]+\s+){1,3}lainnya(?=\s*[:：])",
            r"pilihan\s+(?:editor|redaksi)",
            r"rekomendasi(?:\s+(?:untuk\s+anda|artikel|berita))?",
            r"jangan\s+lewatkan",
            r"terpopuler|terkini|terbaru|trending(?:\s+(?:topic|topik|now))?",
            r"(?:anda\s+mungkin|mungkin\s+anda)\s+(?:juga\s+)?suka",
            end=r"(?:\s*[:：]|[\s!.…]{0,6}$)",
        ),
        evidence=points_elsewhere,
        follows=is_linked_headline,
        drops=(
            Line("Berita Telegraf Lainnya:"),
            Line("Berita Terkait:"),
            Line("Video Terpopuler Hari Ini:"),
            Line("PILIHAN EDITOR: Harga Cabai Rawit Tembus Rp95 Ribu"),
            Line("Rekomendasi untuk Anda"),
            Line("Jangan Lewatkan!"),
            Line("Terpopuler"),
            Line("Mungkin Anda Juga Suka"),
        ),
        keeps=(
            Line("Berita terkait kasus itu beredar luas di grup percakapan warga."),
            Line("Jangan lewatkan sarapan, pesan dokter kepada para pelari."),
        ),
    ),
    Rule(
        id="wording.related.read_more",
        name="related_link",
        pattern=pattern(
            r"(?:read|see|watch|listen)\s+(?:also|more|next)",
            r"also\s+(?:read|see)",
            r"more\s+on\s+this(?:\s+(?:story|topic))?",
            r"related\s+(?:articles?|posts?|stories|story|news|coverage|content|topics?|links?)",
            r"you\s+(?:may|might)\s+also\s+like",
            r"recommended(?:\s+for\s+you)?",
            r"editor['’]?s['’]?\s+picks?",
            r"most\s+read",
            r"(?:à\s+)?lire\s+aussi",
            r"lea\s+también|lee\s+también|leer\s+más",
            r"leia\s+(?:também|mais)",
            r"leggi\s+anche",
            r"lesen\s+sie\s+(?:auch|mehr)|mehr\s+(?:zum\s+thema|themen)",
            r"lees\s+ook|læs\s+også|les\s+også|läs\s+(?:också|även|mer)",
            end=r"\b\s*[:：]?",
        ),
        evidence=points_elsewhere,
        follows=is_linked_headline,
        drops=(
            Line("Read more: Rupiah Firms Slightly Against the Dollar"),
            Line("Also read: Rupiah Firms Slightly Against the Dollar"),
            Line("More on this story"),
            Line("Related Coverage"),
            Line("You may also like"),
            Line("Recommended for you"),
            Line("Editor’s Picks"),
            Line("Most Read"),
            Line("À lire aussi : Le Prix du Piment Monte"),
            Line("Lea también: El Precio del Chile Sube"),
            Line("Leia também: Preço da Pimenta Sobe"),
            Line("Leggi anche: Sale il Prezzo del Peperoncino"),
            Line("Lesen Sie auch: Chili Wird Teurer"),
            Line("Läs också: Priset på Chili Stiger"),
        ),
        keeps=(Line("Read more books, the teacher told her pupils."),),
    ),
    Rule(
        id="wording.related.before_a_bar",
        name="related_link",
        pattern=pattern(r"watch|listen|read", r"video|photos|gallery", r"tonton|baca", end=r"\s*\|"),
        drops=(
            Line("WATCH | Farmers react to the price of chillies:"),
            Line("PHOTOS | Farmers harvest chillies"),
            Line("BACA | Petani memanen cabai"),
        ),
        keeps=(Line("Watch prices fell by 12 percent."),),
    ),
    Rule(
        id="wording.related.linked_headline",
        name="related_link",
        pattern=literal_pattern(r"."),  # the link decides, whatever its words
        # Only what reads like a headline: a list may link to what it names.
        evidence=lambda line, _: line.kind == "p" and is_title(line.text, least_words=5),
        linked=0.95,
        drops=(Line("Rupiah Menguat Tipis ke Rp14.020 per Dolar AS", linked=1.0),),
        keeps=(Line("Rupiah Menguat Tipis ke Rp14.020 per Dolar AS"),),
    ),
)
"""Labels with a link behind them, labels above links, and links alone."""
