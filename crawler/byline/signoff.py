"""The signoff: the initials of the desk after the last sentence of a story."""

from __future__ import annotations

import re

from crawler.byline.names import is_news_name
from crawler.text import words

_TAIL = 90
"""A signoff is shorter than this, in characters; nothing before it is looked at."""

_PART = r"[A-Za-z*][\w.* ]{0,24}"
_SIGNOFF = re.compile(rf"[(\[](?P<initials>{_PART}(?:[/|,-]\s?{_PART}){{0,3}})[)\]]\s?[.*]{{0,5}}$")
_END_MARK = re.compile(r"\s?[(\[]?\*{1,5}[)\]]?$")
_LONGEST_MARK = 8
"""Of what stands behind the initials, closing bracket included, in characters."""
_SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "’", "'", ")", "»")
_NO_INITIALS = words(
    "kiri kanan atas baru lama dari dua tiga satu ayah ibu anak pria alm saya kami kita ini itu ada dan atau"
    " tapi baca usai akan juga km jam kg"
)
"""Words as short as initials that a story puts in brackets."""


def split_signoff(text: str) -> tuple[str | None, str]:
    """Split the desk's initials off the last paragraph of a story; none: null, and the text.

    Initials are one to four groups, ``(Ist/sur)``, ``[rin]``, after the end of the last sentence. Asterisks
    that mark the end are taken off as well.

    >>> split_signoff("Kota itu dibombardir dari udara. (Ist/sur)")
    ('Ist/sur', 'Kota itu dibombardir dari udara.')
    >>> split_signoff("Presiden berfoto bersama istrinya (kiri)")
    (None, 'Presiden berfoto bersama istrinya (kiri)')
    """
    first, end = None, len(text)
    while found := _last(text[max(0, end - _TAIL) : end], whole=end <= _TAIL):
        initials, length = found
        first, end = first or initials, end - length
    return first, text[:end]


def _last(tail: str, *, whole: bool) -> tuple[str | None, int] | None:
    """Return the initials or the mark at the end of this part of a text, and how long it is; none: null.

    ``whole``: whether the part is all of the text, so that nothing stands before it.
    """
    last = tail[-_LONGEST_MARK:]
    match = _SIGNOFF.search(tail) if ")" in last or "]" in last else None
    match = match or (_END_MARK.search(tail) if "*" in last else None)
    if match is None:
        return None
    before = tail[: match.start()].rstrip()
    initials = match.groupdict().get("initials", "").strip()
    if not _are_initials(initials, ended=before.endswith(_SENTENCE_ENDS) or (whole and not before)):
        return None
    return initials if initials.strip("* ") else None, len(tail) - len(before)


def _are_initials(text: str, *, ended: bool) -> bool:
    """Say whether this is how a desk signs, or marks the end. ``ended``: the sentence before it has ended."""
    parts = [part.strip() for part in re.split(r"[/|,-]", text)]
    if not text.strip("* "):
        return ended
    if len(parts) == 1:
        return ended and (_is_short(text) or (is_news_name(text) and " " not in text))
    if is_news_name(parts[0]) and all(part[0].isupper() or _is_short(part) for part in parts[1:]):
        return True
    return ended and all(_is_short(part) or is_news_name(part) or not part.strip("*") for part in parts)


def _is_short(part: str) -> bool:
    return part.isalpha() and 2 <= len(part) <= 4 and not part.isupper() and part.lower() not in _NO_INITIALS
