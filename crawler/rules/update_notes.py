"""Notes below a story on what was changed in it: that it was changed at all, or what is new."""

from __future__ import annotations

import re

from crawler.rules.evidence import quotes_nobody
from crawler.rules.line import Line
from crawler.rules.rule import Rule, pattern

_ARTICLE = r"(?:artikel|berita|tulisan|naskah|judul(?:\s+dan\s+isi)?\s+(?:artikel|berita))\s+ini"
_CHANGED = (
    r"(?:di(?:perbar(?:ui|ukan)|perbaharui|mutakhirkan|kemas\s?kini|sunting|revisi|ralat|koreksi|perbaiki|ubah|lengkapi)"
    r"|di-?up\s?date|mengalami\s+(?:perubahan|pembaruan|penyuntingan|koreksi|pemutakhiran)"
    r"|kami\s+(?:perbarui|mutakhirkan|perbaiki|sunting|ubah|koreksi|ralat))"
)
_MONTH = r"(?:jan|feb|mar|mac|apr|mei|may|jun|jul|ag|aug|og|sep|okt|oct|nov|des|dec|dis)[a-z]*"
_DAY = r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|isnin|khamis)"
_WHEN = (
    r"(?:\W{1,3}(?:(?:kembali|lagi|terakhir|pada|pukul|jam|hari|tanggal|tgl|di|on|at)\s+){0,4}"
    rf"(?:{_DAY}\W{{1,3}}(?:(?:pukul|jam|tanggal)\s+)?)?"
    rf"(?:\d{{1,2}}[.:]\d\d|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|\d{{1,2}}\s+{_MONTH})"
    rf"(?:[\s,.|()/–-]{{1,3}}(?:\d[\d.:/]*|wi(?:b|ta|t)|gmt|utc|[ap]\.?m|pukul|jam|pada|{_DAY}|{_MONTH})){{0,8}}\)?)?"
)
_WHY = (
    r"(?:\W{1,3}(?:(?:pada|di|dengan|untuk|guna|setelah|karena|seiring|menyusul|agar)\s+(?:\w+\s+){0,2}?)?"
    r"(?:(?:me|di)?n?ambah\w*|penambahan|tambahan|memuat|informasi|keterangan|pernyataan|klarifikasi|perbaikan"
    r"|memperbaiki|data|perkembangan|penyuntingan|penyesuaian|perubahan|hak\s+jawab|kesalahan|kekeliruan|judul|paragraf|foto|bagian)\b.{0,160})?"
)
_LABEL = (
    r"(?:(?:catatan(?:\s+(?:dari\s+)?(?:redaksi|editor|penyunting))?|ralat|koreksi|update|pembaruan|pembaharuan"
    r"|pemutakhiran|keterangan(?:\s+redaksi)?|nota\s+editor|editor['’]?s?\s+note)\s*[:：]\s*)"
)

_HEAD = re.compile(
    r"[^\w“”\"'‘’«]{0,6}(?:catatan\s+(?:dari\s+)?(?:redaksi|editor|penyunting)|nota\s+editor|up\s?date|kemas\s?kini"
    r"|pembaruan|pembaharuan|pemutakhiran|ralat|koreksi|klarifikasi|hak\s+jawab|editor['’]?s?\s+note|correction"
    r"|clarification)(?:\s+(?:redaksi|terakhir|terbaru|berita|ke-?)){0,2}"
    r"(?:[\s(,]{1,3}(?:[\w./-]+[\s,]{1,2}){0,6}?[\w./-]*\d[\w./:]*(?:\s+(?:wib|wita|wit|gmt|\d{4}))?\)?)?\s*\)?"
    r"(?:\s*[:：]|\s+[–—-]\s|\W{0,4}$)",
    re.IGNORECASE,
)
_TELLS_OF_ITSELF = re.compile(
    rf"[^\w“”\"'‘’«]{{0,6}}{_ARTICLE}\s+(?:telah|sudah)\s+(?:\w+\s+)?{_CHANGED}\b", re.IGNORECASE
)


def opens_update_note(text: str) -> bool:
    """Say whether a line begins a note that was appended to the story, which had ended above it.

    >>> opens_update_note("Pembaruan 14.05 WIB: Korban menjadi tujuh orang.")
    True
    >>> opens_update_note("Update data pemilih itu selesai pekan lalu.")
    False
    """
    return _HEAD.match(text) is not None or _TELLS_OF_ITSELF.match(text) is not None


_OF_ANOTHER_TEXT = re.compile(r"\b(?:1\d{3}|sebelum|sejak|ketika)\b", re.IGNORECASE)
"""A year before there were such notes, or what came later: a law or a play was changed."""


def is_of_the_story(line: Line, match: re.Match[str]) -> bool:
    """Say whether the story was changed, and not a text of which it tells; nobody is quoted."""
    return quotes_nobody(line, match) and _OF_ANOTHER_TEXT.search(line.text) is None


UPDATE_NOTES = (
    Rule(
        id="wording.update_notes.changed",
        name="update_note",
        pattern=pattern(
            rf"{_LABEL}?{_ARTICLE}\s+(?:(?:telah|sudah|baru\s+saja|kembali)\s+){{1,2}}{_CHANGED}"
            rf"(?:\s+(?:oleh\s+redaksi|seperlunya|kembali|lagi|redaksi))?{_WHEN}{_WHY}",
            rf"{_LABEL}(?:{_ARTICLE}|artikel|berita)\s+(?:(?:telah|sudah|kembali|terakhir)\s+){{0,2}}{_CHANGED}{_WHEN}{_WHY}",
            rf"{_ARTICLE}\s+(?:terakhir\s+)?{_CHANGED}(?=[^:：]*\d){_WHEN}{_WHY}",
            rf"{_LABEL}?(?:terakhir\s+{_CHANGED}|(?:pembaruan|pemutakhiran|update)\s+terakhir)\s*[:：]?{_WHEN}",
            rf"(?:pembaruan|pembaharuan|pemutakhiran|update|dimutakhirkan|diperbaharui|dikemas\s?kini)\s*[:：]?(?=[^:：]*\d){_WHEN}",
            r"(?:editor['’]?s?\s+note\s*[:：]\s*)?this\s+(?:article|story|post|report)\s+(?:has\s+been|was)\s+(?:last\s+)?"
            r"updated(?:\s+(?:at|on|with|to\s+(?:add|include|reflect))\b.{0,160})?",
            end=r"\W{0,4}$",
        ),
        evidence=is_of_the_story,
        edges=True,
        longest=400,
        drops=(
            Line("Catatan redaksi: artikel ini telah diperbarui pukul 14.05 WIB."),
            Line("Catatan: artikel telah diperbarui."),
            Line("Artikel ini terakhir diperbarui 8 Maret 2026"),
            Line("Pembaruan terakhir: 8 Maret 2026, 14.05 WIB"),
            Line("Pembaruan: 14.05 WIB"),
            Line("This story has been updated to include a statement from the police."),
        ),
        keeps=(
            Line(
                "Artikel ini telah diperbarui tiga kali sejak ensiklopedia itu terbit, tetapi tetap keliru."
            ),
            Line("Artikel ini diperbarui 14 kali dalam sehari."),
            Line("Naskah ini telah diubah tiga kali sebelum dipentaskan di Blora."),
            Line("Naskah ini telah diubah pada 12 Maret 1966."),
            Line("Artikel ini telah diubah untuk menambah jaminan hak asasi manusia dalam UUD 1945."),
            Line("Catatan redaksi: angka korban di paragraf ketiga telah diperbaiki."),
            Line("Pembaruan 14.05 WIB: korban menjadi tujuh orang."),
            Line("Update data penerima bantuan selesai pada 14 Maret."),
        ),
    ),
)
"""Notes that say that the article was changed, and not what is new."""
