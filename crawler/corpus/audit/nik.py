"""The number of an Indonesian identity card (NIK), by its structure.

Sixteen digits: province (2), regency (2), district (2), date of birth DDMMYY, where women have 40 added to
the day, and a serial number (4) that begins with 0001. The number of a family card is made alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.corpus.audit.finding import around
from crawler.text import words

_GAP = r"(?:[^\S\n]?[.,:;/|_·•*\-–—‑−⁄][^\S\n]?|[^\S\n])?"
"""What stands between digits that were put into groups, by whatever habit."""
_SIXTEEN = re.compile(rf"(?<!\d[.,\-–‑])(?<![\d/+])\d(?:{_GAP}\d){{15}}(?![\w/]|[.,\-–‑]\d)")
_GROUPS = frozenset(
    ((16,), (4,) * 4, (6, 6, 4), (2, 2, 2, 6, 4), (6, 2, 2, 2, 4), (2,) * 6 + (4,), (2, 2, 2, 2, 2, 2, 2, 2),
     (8, 8), (12, 4), (6, 10), (4, 2, 6, 4), (2, 4, 6, 4), (6, 6, 2, 2), (4, 4, 8), (1,) * 16)
)  # fmt: skip
"""Lengths of groups into which a number is put, by its parts or to be read aloud."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[.\s]\d{3}){5}")
"""An amount: in threes from its end."""
_MONEY = re.compile(r"(?:Rp|IDR|US\$|\$|€|USD)\.?\s?$", re.IGNORECASE)
_CALLED = re.compile(
    r"(?:\b|(?<=[a-z]))(?:NIK|No[.\s]*KTP|(?:e-?)?KTP(?:-?(?:el|nya))?|N\.I\.K\.?|[Kk]ependudukan(?:nya)?|[Kk]artu\s[Kk]eluarga|KK|(?:[Nn]omor|[Nn]o\.?)\s(?:[Ii]dentitas|[Ii]nduk))"
    r"(?:nya)?\b[^\d\n]{0,24}$|(?:NIK|KTP)[^\w\n]{0,3}$"
)
"""A number that is called one is one, also if it was misprinted."""
_LOOK_BACK = 40
_DIGITS, _BETWEEN = re.compile(r"\d+"), re.compile(r"\D+")
_PROVINCES = words(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91"
    " 92 93 94 95 96 97"
)
"""https://id.wikipedia.org/wiki/Daftar_kode_wilayah; a province that is founded later gets a number
beside."""
_LAST_REGENCY = 79
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find_nik(text: str) -> str | None:
    """Return a passage with the number of an identity card; None: there is none.

    >>> find_nik("NIK 3201014107850003 atas nama Siti"), find_nik("Rp 3.201.010.101.800.001")
    ('NIK 3201014107850003 atas nama Siti', None)
    """
    return next((around(text, each.start(), each.end()) for each in _numbers(text)), None)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    for found in _SIXTEEN.finditer(text):
        begin = found.start()
        if _THOUSANDS.fullmatch(found[0]) or _MONEY.search(text, max(0, begin - 6), begin):
            continue
        is_called = _CALLED.search(text[max(0, begin - _LOOK_BACK) : begin]) is not None
        is_glued = text[begin - 1 : begin].isalpha() or text[begin - 1 : begin] == "_"
        if is_called or (not is_glued and _is_grouped(found[0]) and is_nik(_plain(found[0]))):
            yield found


def _plain(written: str) -> str:
    return "".join(str(int(each)) for each in written if each.isdigit())


def _is_grouped(written: str) -> bool:
    """Say whether digits are in groups of one habit: a timetable and a score have sixteen of them as well."""
    gaps = {each.strip() for each in _BETWEEN.findall(written)}
    return len(gaps) <= 1 and tuple(map(len, _DIGITS.findall(written))) in _GROUPS


def is_nik(digits: str) -> bool:
    """Say whether sixteen digits have the structure of a NIK.

    >>> is_nik("3201014107850003"), is_nik("3201013002850003"), is_nik("3201010101850000")
    (True, False, False)
    """
    regency, district, day, month = (int(digits[at : at + 2]) for at in (2, 4, 6, 8))
    if digits[:2] not in _PROVINCES or not 1 <= regency <= _LAST_REGENCY or not district:
        return False
    if not 1 <= month <= 12 or digits[12:] == "0000":
        return False
    day -= 40 if day > 40 else 0
    if month == 2 and day == 29 and int(digits[10:12]) % 4:
        return False
    return 1 <= day <= _DAYS[month - 1]
