"""Dates and times beside names and places."""

from __future__ import annotations

import re

WEEKDAYS = r"senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad"
"""In Indonesian."""
MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
"""In Indonesian."""
_ENGLISH_DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY_OR_MONTH = re.compile(rf"(?:{WEEKDAYS}|{MONTHS}|{_ENGLISH_DAYS})\b", re.IGNORECASE)
_WEEKDAY = (
    rf"(?:{WEEKDAYS}|{_ENGLISH_DAYS}"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)"
)
_STAMP = re.compile(
    rf"(?:\b{_WEEKDAY},?\s)?(?:"
    r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?[\s-]{1,2}(?:de\s)?[^\W\d_]{3,12}\.?,?[\s-]{1,2}(?:de\s)?\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|\d{4})(?!\d)"
    r"|(?<!\d)\d{4}([/-])\d{1,2}\2\d{1,2}(?!\d)(?:T[\d:.+Z-]{0,30})?"
    r"|(?<![^\W\d_])[^\W\d_]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s\d{4}(?!\d)"
    r"|(?<!\d)\d{1,3}\s(?:menit|jam|hari|minggu|minutes?|hours?|days?)\s(?:yang\s)?(?:lalu|ago)\b"
    r"|(?:\b(?:pukul|pkl\.?|jam|at)\s)?(?<![\d:.])\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?![\d:.])"
    r"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:wib|wita|wit|uhr|utc|gmt|cest|cet|bst|[ecp][sd]?t)\b)?)",
    re.IGNORECASE,
)
"""A date or a time next to a name."""


def without_stamps(text: str) -> str:
    """Return a text with separators of names in place of its dates and times.

    >>> without_stamps("Vania Rossa Selasa, 20 Agustus 2024 | 07:00 WIB")
    'Vania Rossa ; | ;'
    """
    return _STAMP.sub(";", text).lstrip("; ") if any(map(str.isdigit, text)) else text


def is_day(name: str) -> bool:
    """Say whether a name starts with a weekday or a month: ``Jakarta, Senin –`` does not name a publisher."""
    return _DAY_OR_MONTH.match(name) is not None
