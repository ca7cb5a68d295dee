"""Who made the story, where it was taken from, who owns it: lines above and below it."""

from __future__ import annotations

import re

from crawler.rules.evidence import is_name
from crawler.rules.line import Line
from crawler.rules.rule import Above, Rule, literal_pattern, pattern

_MAKER = (
    r"(?:penulis|reporter|pewarta|editor|redaktur|kontributor|fotografer|juru\s+foto|jurnalis|wartawan"
    r"|penyunting|penerjemah|uploader|pengunggah|koresponden|author|written\s+by|writing\s+by|reporting\s+by"
    r"|edited\s+by|editing\s+by|责编|责任编辑)"
)
_NEXT_MAKER = re.compile(r"(?:[;|/–-]\s?)?" + _MAKER + r"\s*[:：]", re.IGNORECASE)
_OWNER = re.compile(r"\(([^\W\d_][^()]{1,60})\)\W?$")
_BEHIND_SLASH = re.compile(r"\S/\s?([^\W\d_][\w.]{2,30}(?:\s[^\W\d_][\w.]{1,20}){0,2})\W?$")
_URL = re.compile(r"(?:https?://|www\.)\S+")


def names_somebody(line: Line, match: re.Match[str]) -> bool:
    """Say whether names follow the label, and not the answer of an interview."""
    return is_name(_NEXT_MAKER.sub(",", line.text[match.end() :]), most_words=14)


def names_one_person(line: Line, match: re.Match[str]) -> bool:
    """Say whether the name of one person follows the label, and perhaps other makers behind theirs."""
    name = re.split(r"\s?[|/;,–-]\s|$", line.text[match.end() :], maxsplit=1)[0]
    return len(name.split()) <= 4 and is_name(name, most_words=4) and names_somebody(line, match)


def names_a_source(line: Line, match: re.Match[str]) -> bool:
    """Say whether a name or a URL follows, or nothing, so that it is on the next line."""
    rest = line.text[match.end() :].strip()
    if not rest or line.linked >= 0.5 or _URL.match(rest) or is_name(rest):
        return True
    return "/" in rest and " " not in rest  # dpa/sda


def is_url(line: Line, above: Above) -> bool:
    """Say whether a line is a URL or a link, and nothing else."""
    return line.linked >= 0.95 or _URL.fullmatch(line.text) is not None


def names_an_owner(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line ends with a name in brackets or behind a slash: whose the picture is."""
    owner = _OWNER.search(line.text, match.end()) or _BEHIND_SLASH.search(line.text, match.end())
    return owner is not None and is_name(owner[1], most_words=6)


CREDITS = (
    Rule(
        id="wording.credits.caption",
        name="caption",
        pattern=pattern(r"(?:ket(?:\.|erangan)?|teks|caption)\s*(?:foto|gambar)\s*[:：]\s*\w"),
        drops=(
            Line("Keterangan foto: Warga antre di dapur umum."),
            Line("Caption foto: Warga antre di dapur umum."),
        ),
        keeps=(Line("Keterangan foto itu menyebut tahun 1911."),),
    ),
    Rule(
        id="wording.credits.credited_photo",
        name="caption",
        pattern=pattern(r"(?:foto|gambar)\s*[:：]\s*\w"),
        evidence=names_an_owner,
        drops=(
            Line("Foto: Ilustrasi seismograf (Pixabay)"),
            Line("Foto: Warga antre di dapur umum/Telegraf"),
        ),
        keeps=(
            Line("Foto: pria itu menunjuk dinding (1998)."),
            Line("Foto: tiga orang pria/wanita di depan rumah."),
        ),
    ),
    Rule(
        id="wording.credits.source",
        name="source_line",
        pattern=pattern(
            r"sumber",
            r"source|quelle|fuente|fonte|bron|kilde|källa",
            r"(?:disadur|dikutip|dilansir)\s+dari",
            end=r"(?:\s+(?:berita|artikel|foto|gambar|data|video|asli|utama)){0,2}\s*[:：]",
        ),
        evidence=names_a_source,
        follows=is_url,
        drops=(
            Line("Sumber: Antara"),
            Line("Source: Reuters"),
            Line("Dilansir dari: BBC Indonesia"),
        ),
        keeps=(Line("Sumber: itu kata yang paling sering ditanyakan petani kepada penyuluh."),),
    ),
    Rule(
        id="wording.credits.maker",
        name="maker_line",
        pattern=pattern(_MAKER, end=r"\s*[:：]"),
        evidence=names_somebody,
        but_facts=True,
        drops=(Line("Editor: Sarwono Adi"), Line("Written by: Anna Smith"), Line("责编: Li Na")),
        keeps=(Line("Editor: apa yang Anda cari dari sebuah naskah?"),),
    ),
    Rule(
        id="wording.credits.maker_of_pictures",
        name="maker_line",
        pattern=pattern(
            r"foto|photos?",
            r"video(?:\s+(?:editor|grafer))?|videografer|kamer?amen|kameraman|produser",
            r"infografis|infografik|grafis|desainer",
            r"ilustrasi|ilustrator|illustration",
            end=r"\s*[:：]",
        ),
        evidence=names_somebody,
        but_facts=True,
        edges=True,
        longest=80,
        drops=(
            Line("Foto: Rina Puspitasari"),
            Line("Video: Bagus Wirawan"),
            Line("Infografis: Rina Puspitasari"),
            Line("Ilustrasi: Bagus Wirawan"),
        ),
        keeps=(Line("Video: rekaman kamera di lokasi kejadian"),),
    ),
    Rule(
        id="wording.credits.by",
        name="maker_line",
        pattern=pattern(
            r"oleh|by",
            r"penulis|reporter",
            r"laporan\s+(?:wartawan|kontributor|jurnalis|reporter)",
            end=r"\s*[:：]?\s+(?=\w)",
        ),
        evidence=names_somebody,
        but_facts=True,
        edges=True,
        longest=100,
        drops=(
            Line("Oleh Rina Puspitasari"),
            Line("Reporter Rina Puspitasari"),
            Line("Laporan Wartawan Telegraf, Rina Puspitasari"),
        ),
        keeps=(Line("Oleh warga, tanah itu dijadikan taman."),),
    ),
    Rule(
        id="wording.credits.report_by",
        name="maker_line",
        pattern=pattern(r"laporan\s*[:：]\s?(?=\w)"),
        evidence=names_one_person,
        but_facts=True,
        edges=True,
        longest=100,
        drops=(Line("Laporan: Rina Puspitasari | Editor: Sarwono Adi"),),
        keeps=(Line("Laporan: Tiga Desa di Lereng Merapi Tertutup Abu"),),
    ),
    Rule(
        id="wording.credits.agency_makers",
        name="maker_line",
        pattern=pattern(r"(?:additional\s+)?(?:reporting|writing|editing)\s+by\s+[^().]{3,200}\)?\.?$"),
        evidence=lambda line, _: line.text.startswith("("),
        drops=(Line("(Reporting by Anna Smith; Editing by John Doe)"),),
        keeps=(Line("Reporting by the agency shows that prices fell in May."),),
    ),
    Rule(
        id="wording.credits.additional_reporting",
        name="maker_line",
        pattern=pattern(
            r"(?:additional|with)\s+report(?:ing|s)\s+(?:by|from)",
            r"laporan\s+tambahan\s+(?:dari|oleh)",
            end=r"\s+",
        ),
        evidence=names_somebody,
        drops=(
            Line("Additional reporting by Anna Smith"),
            Line("Laporan tambahan oleh Rina Puspitasari"),
        ),
        keeps=(Line("With reports from three villages still missing, the count was delayed."),),
    ),
    Rule(
        id="wording.credits.about_the_writer",
        name="writer_note",
        pattern=literal_pattern(
            r"(?:[^\W\d_][\w.,]*\s){0,6}?(?:adalah|merupakan|ialah)\s",
            r"(?:isi\s)?(?:artikel|tulisan|opini|naskah|kolom)\b.{1,120}\bpenulis",
            r"(?:penulis|dosen|guru|mahasiswa|mahasiswi|pengamat|peneliti|pegiat|alumn\w+|pemerhati|wartawan|jurnalis)\b",
            start=r"\(?\*{1,3}\s?\)\s?",
            flags=re.IGNORECASE,
        ),
        edges=True,
        longest=500,
        drops=(
            Line("*) Rina Puspitasari adalah dosen sejarah di Semarang."),
            Line("*) Isi artikel ini sepenuhnya menjadi tanggung jawab penulis."),
            Line("(*) Dosen sejarah di Semarang"),
        ),
        keeps=(Line("*) Harga belum termasuk ongkos kirim."),),
    ),
    Rule(
        id="wording.credits.reprint",
        name="reprint_line",
        pattern=pattern(
            r"(?:sebagian\s+artikel|artikel|berita|tulisan|konten|naskah)\s+ini\s+(?:sebelumnya\s+)?"
            r"(?:telah|sudah|pernah)\s+(?:tayang|dimuat|terbit|diterbitkan|ditayangkan|dipublikasikan)\s+"
            r"(?:di|pada|oleh|sebelumnya|dalam)\b"
        ),
        longest=400,
        drops=(
            Line("Artikel ini telah tayang di Telegraf dengan judul Harga Cabai Naik"),
            Line("Berita ini pernah dimuat pada harian Telegraf edisi Minggu."),
        ),
        keeps=(Line("Artikel ini memuat tiga resep sambal dari Lasem."),),
    ),
    Rule(
        id="wording.credits.copyright",
        name="copyright",
        pattern=pattern(
            r"copyright\s*(?:©|\(c\)|\d{4}|by\b|[:：]|$)",
            r"hak\s+cipta\s*(?:©|\(c\)|\d{4}|dilindungi)",
            r"all\s+rights\s+reserved",
            r"dilarang\s+(?:keras\s+)?(?:mengambil|menyalin|memperbanyak|mengutip|menyebarluaskan)\b.{0,160}?"
            r"\b(?:tanpa|izin)\b",
            end=r".{0,200}$",
        ),
        longest=400,
        drops=(
            Line("Copyright © Telegraf 2016"),
            Line("Hak cipta dilindungi undang-undang"),
            Line("All rights reserved."),
            Line("Dilarang keras mengambil konten di situs ini tanpa izin tertulis dari redaksi."),
        ),
        keeps=(Line("Hak cipta lagu itu dipegang keluarga penciptanya."),),
    ),
    Rule(
        id="wording.credits.copyright_sign",
        name="copyright",
        pattern=literal_pattern(r"©", r"\(c\)\s*(?=\d{4}|copyright)", end=r".{0,120}$", flags=re.IGNORECASE),
        drops=(Line("© 2016 Telegraf"), Line("(c) 2016 Telegraf")),
        keeps=(Line("(c) menyerahkan salinan kartu keluarga."),),
    ),
)
"""Caption, source, maker, reprint and copyright lines."""
