"""Notices of the newsroom above and below a story: who paid for it, who summed it up, whom to call."""

from __future__ import annotations

import re

from crawler.rules.evidence import before_role, is_foreign, is_name, quotes_nobody
from crawler.rules.line import Line
from crawler.rules.rule import Rule, pattern

_PIECE = r"(?:artikel|konten|berita|tulisan|materi|naskah|laporan)\s+ini"
_ROLE = (
    r"(?:dosen|guru|mahasisw\w+|pengamat|peneliti|pegiat|alumn\w+|pemerhati|wartawan|jurnalis|peserta|ketua"
    r"|anggota|direktur|pendiri|aktivis|advokat|pengajar|rektor|santri|pegawai|staf|kolumnis|praktisi|analis"
    r"|penggiat|sekretaris|kandidat|guru\s+besar)\b"
)
_MACHINE = r"(?:\bAI\b|kecerdasan\s+(?:buatan|artifisial)|artificial\s+intelligence|ChatGPT)"
_WITH = (
    r"(?:(?:secara\s+otomatis|dengan|oleh|menggunakan|melalui|lewat|bantuan|dukungan|teknologi|alat|mesin|model"
    r"|sistem|program|perangkat)\s+){0,5}"
)
_DESPAIR = re.compile(r"\b(?:bunuh\s+diri|mengakhiri\s+hidup|depresi)\b", re.IGNORECASE)
_HELP = re.compile(r"\b(?:(?:meng)?hubungi|(?:ber)?konsultasi\w*|psikolog|psikiater|119)\b", re.IGNORECASE)


def names_its_writer(line: Line, match: re.Match[str]) -> bool:
    """Say whether a name follows, and perhaps a role behind a comma."""
    return is_name(before_role(line.text[match.end() :]))


def names_its_maker(line: Line, match: re.Match[str]) -> bool:
    """Say whether the name of an organisation follows, and nothing else."""
    return is_name(line.text[match.end() :])


def says_whom_to_call(line: Line, match: re.Match[str]) -> bool:
    """Say whether the line tells its readers who helps against despair."""
    return (
        quotes_nobody(line, match)
        and _DESPAIR.search(line.text) is not None
        and _HELP.search(line.text) is not None
    )


NOTICES = (
    Rule(
        id="wording.notices.written_by",
        name="maker_line",
        pattern=pattern(rf"{_PIECE}\s+(?:ditulis|dibuat|disusun|dikerjakan)\s+oleh\s+(?=\w)"),
        evidence=names_its_writer,
        edges=True,
        drops=(Line("Artikel ini ditulis oleh Rina Puspitasari, peserta program magang di Telegraf."),),
        keeps=(Line("Tulisan ini dibuat oleh warga desa untuk mengenang banjir itu."),),
    ),
    Rule(
        id="wording.notices.partner",
        name="partner_note",
        pattern=pattern(
            rf"{_PIECE}\s+(?:merupakan|adalah|hasil|bentuk|terbit|tayang|dibuat)\s+(?:\w+\s+){{0,4}}?"
            r"(?:kerja\s?sama|kolaborasi|advertorial|iklan|sponsor)\b.{0,300}$",
            rf"isi\s+(?:dari\s+)?{_PIECE}\s+(?:\w+\s+){{0,3}}?tanggung\s+jawab\b.{{0,200}}$",
        ),
        evidence=quotes_nobody,
        edges=True,
        longest=500,
        drops=(
            Line("Artikel ini merupakan konten kerja sama Telegraf dengan Koran Kita."),
            Line("Isi artikel ini menjadi tanggung jawab Koran Kita."),
        ),
        keeps=(
            Line("Artikel ini merupakan hasil kerja sama dua peneliti, kata Rina."),
            Line("Laporan ini merupakan yang pertama sejak banjir besar itu."),
        ),
    ),
    Rule(
        id="wording.notices.produced_by",
        name="partner_note",
        pattern=pattern(rf"{_PIECE}\s+(?:diproduksi|disponsori|didukung|dipersembahkan)\s+oleh\s+(?=\w)"),
        evidence=names_its_maker,
        edges=True,
        drops=(Line("Konten ini diproduksi oleh Koran Kita"),),
        keeps=(Line("Konten ini diproduksi oleh dua remaja dan ditonton jutaan kali."),),
    ),
    Rule(
        id="wording.notices.machine_summary",
        name="machine_note",
        pattern=pattern(
            r"(?:ringkasan|rangkuman|poin-poin)\s+(?:ini\s+)?(?:\w+\s+){0,2}?"
            rf"(?:dibuat|dihasilkan|disusun|ditulis)\s+{_WITH}{_MACHINE}.{{0,200}}$",
            rf"(?:dirangkum|diringkas|rangkuman|ringkasan)\s+(?:oleh\s+|dengan\s+|dari\s+)?{_MACHINE}\W{{0,9}}$",
        ),
        evidence=quotes_nobody,
        longest=400,
        drops=(
            Line("Ringkasan ini dibuat dengan bantuan AI dan dapat mengandung kesalahan."),
            Line("Dirangkum oleh AI"),
        ),
        keeps=(
            Line("Ringkasan ini dibuat para murid dengan bantuan guru mereka."),
            Line("Rangkuman AI itu keliru, kata guru yang memeriksanya."),
        ),
    ),
    Rule(
        id="wording.notices.machine_made",
        name="machine_note",
        pattern=pattern(
            rf"(?:{_PIECE}|sebagian\s+{_PIECE})\s+(?:\w+\s+){{0,2}}?(?:dibuat|dihasilkan|disusun|ditulis|diterjemahkan"
            rf"|diproduksi|dirangkum)\s+{_WITH}{_MACHINE}.{{0,200}}$"
        ),
        evidence=quotes_nobody,
        edges=True,
        longest=400,
        drops=(Line("Artikel ini dibuat dengan dukungan kecerdasan artifisial (AI)."),),
        keeps=(
            Line("Konten ini dibuat dengan AI, kata polisi."),
            Line("Laporan ini dibuat dengan data warga dan tidak memakai AI."),
        ),
    ),
    Rule(
        id="wording.notices.disclaimer",
        name="disclaimer",
        pattern=pattern(r"disclaimer(?:\s+on)?\s*[:：].{0,700}$", r"sanggahan\s*[:：].{0,700}$"),
        evidence=lambda line, match: quotes_nobody(line, match) and not is_foreign(line.text),
        edges=True,
        longest=700,
        drops=(
            Line("Disclaimer: segala keputusan investasi ada di tangan pembaca."),
            Line("Sanggahan: tulisan ini bukan ajakan membeli saham."),
        ),
        keeps=(
            Line("Disclaimer itu dibaca hakim di depan sidang."),
            Line("Disclaimer: The views in this story are those of its author."),
        ),
    ),
    Rule(
        id="wording.notices.help",
        name="help_note",
        pattern=pattern(
            r"(?:disclaimer|kontak\s+bantuan|catatan(?:\s+redaksi)?|peringatan|bantuan)\s*[:：]",
            r"(?:informasi|berita|artikel|konten)\s+(?:di\s+atas|(?:dalam\s+(?:artikel|berita)\s+)?ini)\s+tidak\s+"
            r"(?:ditujukan|bertujuan|dimaksudkan)\b",
            r"(?:depresi|bunuh\s+diri)\s+(?:bukan(?:lah)?|jangan)\b",
            r"(?:jika|bila|apabila)\s+(?:anda|kamu|pembaca)\b",
            r"(?:anda|kamu|pembaca)\s+(?:yang\s+)?(?:mengalami|merasakan|memiliki|bisa)\b",
        ),
        evidence=says_whom_to_call,
        edges=True,
        longest=1_000,
        drops=(
            Line("Kontak bantuan: Depresi bukan soal sepele. Segera hubungi psikolog atau puskesmas."),
            Line(
                "Informasi dalam artikel ini tidak ditujukan untuk menginspirasi siapa pun. Bila merasakan"
                " gejala depresi, segera konsultasikan kepada psikolog atau psikiater."
            ),
            Line("Bunuh diri bukan solusi. Segera hubungi layanan 119 ext 8."),
            Line("Jika Anda memiliki pikiran untuk bunuh diri, segera hubungi layanan kesehatan jiwa."),
            Line("Anda bisa menghubungi psikolog jika mengalami depresi."),
        ),
        keeps=(
            Line("Depresi bukan tanda lemah, kata psikolog itu kepada para guru."),
            Line("Catatan: 12 warga dirawat karena depresi sejak banjir itu."),
            Line("Catatan redaksi: angka korban di paragraf ketiga telah diperbaiki."),
        ),
    ),
    Rule(
        id="wording.notices.the_writer_is",
        name="writer_note",
        pattern=pattern(rf"penulis\s+(?:adalah|merupakan|ialah)\s+(?:seorang\s+)?{_ROLE}.{{0,200}}$"),
        edges=True,
        longest=300,
        drops=(Line("Penulis adalah dosen sejarah di Semarang."),),
        keeps=(Line("Penulis adalah pekerjaan yang sepi."),),
    ),
    Rule(
        id="wording.notices.gathered",
        name="source_line",
        pattern=pattern(
            r"(?:quoted|dikutip|dilansir|dirangkum|disarikan|diolah|dihimpun)\s+(?:from|dari)\s+"
            r"(?:many|berbagai|beragam|sejumlah)\s+(?:sources?|sumber)\W{0,4}$"
        ),
        drops=(Line("Dihimpun dari berbagai sumber."),),
        keeps=(Line("Dihimpun dari berbagai sumber, dana itu dibagikan kepada warga."),),
    ),
)
"""Notes on partners, machines, risks, help and writers."""
