"""Telephone numbers of persons and offices, as Indonesians write them, and international ones (ITU-T E.164).

Mobile numbers begin with 08 or +62 8 and have 10 to 13 digits with the 0. Numbers of the fixed network are
told by their area code in brackets, before a hyphen, behind +62, or behind a word such as "telepon".
Numbers that are public by nature are none: emergency numbers (110, 112, 119), call centres (14045,
1500-123), 0800 and 0804.
"""

from __future__ import annotations

import re

from crawler.corpus.audit.finding import around

_GAP = r"[\s.\-–‑()]{0,3}"
_NOT_BEFORE = r"(?<![\w/+])(?<!\d[.,\-–‑])"
_NOT_AFTER = r"(?!\d|[.,\-–‑/]\d|/[A-Za-z]|\w)"
_LINK = (
    r"(?<=wa\.me/)|(?<=phone=)|(?<=tel:)|(?<=sms:)"
    r"|(?<=\d{5}/)|(?<=[- .]\d{3}/)|(?<=[- .]\d{4}/)|(?<=\d{3} / )"
)
"""What a number stands behind in an address of a messenger, or as the second of two."""
_MOBILE = re.compile(
    rf"(?:{_NOT_BEFORE}|{_LINK})(?:(?:\+|00)\s?62{_GAP}(?:0{_GAP})?|62[-\s]?|\(?0\s?)8[\s.-]?[1-9](?:{_GAP}\d){{7,10}}"
    rf"(?:{_NOT_AFTER}|(?=\s?/\s?(?:0|\+?62)\d))"
)
_FIXED = re.compile(
    rf"{_NOT_BEFORE}(?:\(0[2-79]\d{{1,2}}\){_GAP}|\(?(?:\+|00)\s?62{_GAP}[2-79]\d{{1,2}}\)?{_GAP}|0[2-79]\d{{1,2}}\s?[-–‑]\s?)"
    rf"[2-9]\d{{2,3}}(?:[\s.\-–‑]?\d){{2,5}}{_NOT_AFTER}"
)
_NAMED = re.compile(
    r"\b(?:tel(?:e?pon|p|f)?|tlp|telephone|phone|fax|faks(?:imile)?|hp|wa|whatsapp|ponsel|handphone|seluler|sms|kontak|hubungi)\b"
    rf"[^\d\n+]{{0,30}}(?P<number>\(?0[2-9]\d{{1,2}}\)?{_GAP}\d(?:{_GAP}\d){{4,8}}){_NOT_AFTER}",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:telp|tlp|telepon)\b\.?\s?:?\s?(?:di\s|nomor\s){0,2}(?P<number>[2-9]\d{2,3}[\s-]?\d{3,4})"
    r"(?![\d.,]\d|\d|\s(?:orang|unit|pelanggan|pesawat|buah|juta|ribu|rupiah|kali|persen))",
    re.IGNORECASE,
)
"""Without an area code, right behind the word."""
_ABROAD = re.compile(
    rf"(?<![\w+])\+\s?(?!62)[1-9]\d{{0,2}}(?:[\s.\-–‑()]{{1,2}}\d(?:{_GAP}\d){{6,11}}|\d{{7,13}}){_NOT_AFTER}"
)
_DIGIT = "nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_IN_WORDS = re.compile(rf"\b(?:nol|kosong)[\s,-]+delapan(?:[\s,-]+(?:{_DIGIT})){{8,11}}\b", re.IGNORECASE)
"""A mobile number as it is said."""
_THOUSANDS = re.compile(r"\+\s?\d{1,3}(?:[.\s]\d{3})+")
_NO_NUMBER = re.compile(
    r"(?:\b(?:rek(?:ening)?|bca|bni|bri|bsi|btn|mandiri|cimb|npwp|nisn|nip|nik|isbn|issn|resi|perkara|sertifikat|faktur|virtual\s?account)\b"
    r"[^\d\n]{0,25}|\b(?:rp|idr|no(?:mor)?\.?\s(?:polisi|pol|seri|surat)))\.?\s?$",
    re.IGNORECASE,
)
"""What stands before the number of an account or a document."""
_PUBLIC = re.compile(
    r"\b(?:hot\s?-?line|call\s?-?cent(?:er|re)|pusat\spanggilan|contact\s?-?cent(?:er|re))\b[^\d\n]{0,30}$",
    re.IGNORECASE,
)
_LOOK_BACK = 60
_PATTERNS = (_MOBILE, _FIXED, _NAMED, _LOCAL, _ABROAD)
_ANY = re.compile(r"\d[\d\s.\-–‑()]{4,}\d")


def find_telephone_number(text: str) -> str | None:
    """Return a passage with a telephone number; None: there is none.

    >>> find_telephone_number("Hubungi Budi (0812-3456-7890).")
    'Hubungi Budi (0812-3456-7890).'
    >>> find_telephone_number("Hubungi 1500-123 atau 110.")
    """
    if (said := _IN_WORDS.search(text)) is not None:
        return around(text, said.start(), said.end())
    if _ANY.search(text) is None:
        return None
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            at = found.start("number") if pattern in (_NAMED, _LOCAL) else found.start()
            if _is_number(text, at, found):
                return around(text, at, found.end())
    return None


def _is_number(text: str, at: int, found: re.Match[str]) -> bool:
    before = text[max(0, at - _LOOK_BACK) : at]
    if _NO_NUMBER.search(before) or _PUBLIC.search(before):
        return False
    return _THOUSANDS.fullmatch(text[at : found.end()]) is None
