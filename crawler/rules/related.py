"""Links to other stories, in the wordings of newspapers."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_title
from crawler.rules.line import Line
from crawler.rules.rule import Above, Rule, pattern

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

    A plain text has no links. There the first line below the label counts as one if it is no
    sentence, and further ones if they read like long headlines: subheadings are short. Below the
    end of the story there are no subheadings.
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
        name="related_link",
        pattern=pattern(
            r"(?:baca|simak|lihat|tonton|saksikan|dengarkan?|cek)\s+"
            rf"(?:{_MORE}(?:\s+{_MEDIUM})?|{_MEDIUM})(?:\s+{_WHERE}){{0,4}}\b\s*[:：]?"
        ),
        evidence=points_elsewhere,
        follows=is_linked_headline,
        drops=Line("Baca Juga : Michael Bloomberg Bakal Maju Dalam Pilpres AS 2020 Mendatang?"),
        keeps=Line("Baca juga dengan teliti syarat pengaduan sebelum mengirim."),
    ),
    Rule(
        name="related_link",
        pattern=pattern(
            r"(?:baca|simak|lihat|tonton|terkait|cek\s+fakta|video|infografis|related|selanjutnya)\s*[:：]"
        ),
        evidence=is_headline,
        drops=Line("BACA: Harga Cabai Rawit Tembus Rp95 Ribu per Kilogram"),
        keeps=Line("Baca: begitu perintah yang tertulis di papan kelas itu."),
    ),
    Rule(
        name="related_link",
        pattern=pattern(r"foto\s*[:：]"),  # the label of a caption as well: only the link tells
        evidence=is_headline,
        linked=0.5,
        drops=Line("Foto: Detik-Detik Gempa Chile", linked=0.8),
        keeps=Line("Foto: Detik-Detik Gempa Chile"),
    ),
    Rule(
        name="related_link",
        pattern=pattern(
            r"klik\s+(?:di\s?sini|(?:link|tautan)(?:\s+(?:ini|berikut(?:\s+ini)?))?)\s+untuk\s+"
            r"(?:membaca|menyimak|melihat|menonton)(?:\s+\w+){0,3}\s*[:：]"
        ),
        evidence=points_elsewhere,
        drops=Line("Klik di sini untuk membaca: Harga Beras Naik Tipis"),
        keeps=Line("Klik di sini untuk membaca: begitu tulisan di layar yang menipu Sumarni."),
    ),
    Rule(
        name="related_link",
        pattern=pattern(
            r"(?:(?:artikel|berita|konten|tulisan|topik|video|bacaan|liputan)\s+"
            r"(?:terkait|lainnya|lain|pilihan|menarik(?:\s+lainnya)?|terpopuler|populer|terbaru|terkini|serupa"
            r"|rekomendasi)(?:\s+hari\s+ini)?"
            r"|pilihan\s+(?:editor|redaksi)|rekomendasi(?:\s+(?:untuk\s+anda|artikel|berita))?"
            r"|jangan\s+lewatkan|terpopuler|terkini|terbaru"
            r"|(?:anda\s+mungkin|mungkin\s+anda)\s+(?:juga\s+)?suka)"
            r"(?:\s*[:：]|[\s!.…]{0,6}$)"
        ),
        evidence=points_elsewhere,
        follows=is_linked_headline,
        drops=Line("Berita Terkait:"),
        keeps=Line("Berita terkait kasus itu beredar luas di grup percakapan warga."),
    ),
    Rule(
        name="related_link",
        pattern=pattern(
            r"(?=[aàelmrswy])(?:(?:read|see|watch|listen)\s+(?:also|more|next)|also\s+(?:read|see)"
            r"|more\s+on\s+this(?:\s+(?:story|topic))?"
            r"|related\s+(?:articles?|posts?|stories|story|news|coverage|content|topics?|links?)"
            r"|you\s+(?:may|might)\s+also\s+like|recommended(?:\s+for\s+you)?|editor['’]?s['’]?\s+picks?"
            r"|most\s+read|(?:à\s+)?lire\s+aussi|lea\s+también|lee\s+también|leer\s+más"
            r"|leia\s+(?:também|mais)|leggi\s+anche|lesen\s+sie\s+(?:auch|mehr)|mehr\s+(?:zum\s+thema|themen)"
            r"|lees\s+ook|læs\s+også|les\s+også|läs\s+(?:också|även|mer))"
            r"\b\s*[:：]?"
        ),
        evidence=points_elsewhere,
        follows=is_linked_headline,
        drops=Line("Read more: Rupiah Firms Slightly Against the Dollar"),
        keeps=Line("Read more books, the teacher told her pupils."),
    ),
    Rule(
        name="related_link",
        pattern=pattern(r"(?:watch|listen|read|video|photos|gallery|tonton|baca)\s*\|"),
        drops=Line("WATCH | Farmers react to the price of chillies:"),
        keeps=Line("Watch prices fell by 12 percent."),
    ),
    Rule(
        name="related_link",
        pattern=re.compile(r"."),  # the link tells, whatever its words
        # Only what reads like a headline: a list may link to what it names.
        evidence=lambda line, _: line.kind == "p" and is_title(line.text, least_words=5),
        linked=0.95,
        drops=Line("Rupiah Menguat Tipis ke Rp14.020 per Dolar AS", linked=1.0),
        keeps=Line("Rupiah Menguat Tipis ke Rp14.020 per Dolar AS"),
    ),
)
"""Labels with a link behind them, labels above links, and links alone."""
