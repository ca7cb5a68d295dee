"""The shapes of printed dates and times of day, as regular expressions over a line of text.

None repeats anything without a limit, so their time grows with the length of the text alone.
"""

from __future__ import annotations

import re

_LETTER = r"[^\W\d_]"
_WORD = r"[^\s\d.,;:|/()\[\]{}<>«»\"“”„'’_–—•·+*=&%#@!?、，،-]{2,20}"
"""A name of a month: marks of vowels are no letters to regular expressions."""

DATE = re.compile(
    r"(?<![\d/.-])(?P<y1>\d{4})(?:-|/|\.\s?|[年년]\s?)(?P<m1>\d{1,2})(?:-|/|\.\s?|[月월]\s?)(?P<d1>\d{1,2})(?!\d)[日일]?"
    r"|(?<![\d/.-])(?P<d2>\d{1,2})(?P<mark>\s?[/.-]\s?)(?P<m2>\d{1,2})(?P=mark)"
    r"(?P<y2>\d{4}(?!\d)|\d{2}(?![\d/.:-]))"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|°|ª)?(?:\s?/\s?|[\s-]{{1,2}})(?:(?:de|of|da)\s|d['’])?"
    rf"ב?(?P<m3>{_WORD}(?:\s{_WORD})??)(?:\s?/\s?{_WORD})?\.?(?:\s?[/,]\s?|[\s-]{{1,2}})(?:del?\s)?"
    r"(?P<y3>\d{4}(?!\d))"
    rf"|(?P<m4>(?<!{_LETTER}){_WORD})\.?(?:\s?/\s?|[\s-]{{1,2}})(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:\s?,\s?|\s?/\s?|[\s-])(?P<y4>\d{4})(?!\d)"
    r"|(?<!\d)(?P<d5>\d{1,2})\s(?:tháng|thg)\s(?P<m5>\d{1,2}),?\s(?:năm\s)?(?P<y5>\d{4})(?!\d)"
    rf"|(?P<m6>(?<!{_LETTER}){_WORD})\s{{1,2}}(?P<d6>\d{{1,2}})\s(?P<clock>\d\d:\d\d(?::\d\d)?)\s"
    r"(?:(?P<zone>[A-Z]{1,5})\s)?(?P<y6>\d{4})(?!\d)"
    rf"|(?<![\d/.-])(?P<y7>\d{{4}})(?:\.|,)?\s(?:m\.\s|de\s)?(?P<m7>{_WORD})\.?\s(?P<d7>\d{{1,2}})"
    r"(?![\d:]|,?\s\d{4})",
    re.IGNORECASE,
)
"""Dates with their year: in digits, with the month's name, and as ``ctime`` prints them (6)."""

SHAPES = "1234567"

CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?:\s?[:.h]\s?|[時时]|시\s?)(?P<minute>\d{2})"
    r"(?:[:.分](?P<second>\d{1,2})(?!\d)(?:[.,:]\d{1,9})?)?(?!\d))?[分분]?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s?uhr\b)?"
    r"(?:[\s(|]{0,3}(?P<zone>[a-z]{1,5})\b)?(?:\s?(?P<offset>[+−-]\d{1,2}(?::?\d{2})?)(?!\d))?\)?"
)
_BETWEEN = (
    r"[\sT,|/;@·•(–—-]{0,4}"
    r"(?:(?:pukul|jam|pkl\.?|at|um|à|a\slas|alle|às|kl\.?|klo|om|o|ore|saat|lúc|ore)[\s:]{1,2})?[\s:-]{0,2}"
)
TIME_AFTER = re.compile(_BETWEEN + CLOCK, re.IGNORECASE)
TIME_BEFORE = re.compile(r"(?<![\d.:])" + CLOCK + r"[\s,|/;·•)–—-]{1,4}(?:\w{1,12},?\s)?$", re.IGNORECASE)

AMBIGUOUS = re.compile(r"(?<![\d/.-])\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}(?!\d)")
"""A date in digits with the year last: whether its day or its month comes first is left to customs."""
