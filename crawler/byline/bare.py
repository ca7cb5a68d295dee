"""The dateline that names no newspaper: ``SAMBAS – Hujan deras ...``, ``<b>Jakarta</b> - Menteri ...``.

A place before a dash may also be the beginning of a route or of a list. What shows the dateline is that the
place is set apart from the sentence behind it: in capitals, or in bold type. That holds for texts in
Indonesian and Malay. Elsewhere ``LONDON — `` is printed and collected as the first word of a story.
"""

from __future__ import annotations

import re

from crawler.byline.places import is_dated_from, starts_with_town
from crawler.byline.stamps import MONTHS, WEEKDAYS
from crawler.rules.evidence import is_foreign

_PART = r"[^\W\d_][\w'’.]*(?:-[^\W\d_][\w'’.]*)?"
_MONTH = rf"(?:{MONTHS}|jan|feb|mar|apr|jun|jul|agu|sep|okt|nov|des)"
_DAY = (
    rf"(?:\s?,?\s?\(?(?:(?:{WEEKDAYS}),?\s)?"
    rf"(?:\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{1,2}}\s{_MONTH}\s\d{{4}})\)?)"
)
_BARE = re.compile(
    rf"(?P<place>{_PART}(?:\s{_PART}){{0,4}}?)(?P<region>\s?,\s{_PART}(?:\s{_PART}){{0,2}})??(?P<day>(?i:{_DAY}))?"
    r"\s?,?(?:\s*[–—―]|\s*-{2,3}|\s+-|-(?=[\sA-Z“\"]))\s*(?P<rest>.*)"
)
_LEAST_WORDS = 4
"""Fewer words behind the dash are a label's, a result's or a forecast's."""
_SPAN = 100
"""A dateline is shorter than this, in characters."""
_SEEN = 40
"""What stands behind the dash and is looked at, in characters."""


def match_bare(text: str, *, bold: int, named: bool) -> re.Match[str] | None:
    """Return the match of a dateline without a newspaper's name at the start of a paragraph, or None.

    The story begins with the group ``rest``. ``bold``: how many characters of the whole text are set in bold
    type. ``named``: whether the name of the newspaper stands before it.
    """
    match = _BARE.match(text[:_SPAN])
    if match is None or not is_dated_from(match["place"]):
        return None
    rest = match["rest"]
    if not rest:
        return match
    if not (rest[0].isupper() or rest[0] in "“\"'‘") or len(rest.split(maxsplit=_LEAST_WORDS)) < _LEAST_WORDS:
        return None
    if starts_with_town(rest) or not any(map(str.islower, rest[:_SEEN])) or is_foreign(text):
        return None
    place = match["place"]
    is_bold = len(place) <= bold <= match.start("rest")
    is_dated = match["day"] is not None and len(match["day"]) > 10  # a press release has the whole date
    return match if named or is_bold or is_dated or place.isupper() else None
