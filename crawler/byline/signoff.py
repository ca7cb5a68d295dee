"""The signoff: the initials of the desk after the last sentence of a story."""

from __future__ import annotations

import re

from crawler.byline.names import is_news_name
from crawler.text import CLOSINGS, LINE_ENDS, STOPS, words

_TAIL = 90
"""A signoff is shorter than this, in characters; nothing before it is looked at."""

_NUMBER = r"(?:[A-Z]{1,3}-\d{1,2}|mg-\d{1,3})"
"""How some newsrooms number their people: ``(D-1)``; trainees: ``(mg-12)``."""
_PART = rf"(?:{_NUMBER}|[A-Za-z*][\w.* ]{{0,24}})"
_SIGNOFF = re.compile(
    rf"[(\[{{]\s?(?P<initials>{_PART}(?:[/|,-]\s?{_PART}){{0,3}})\s?[)\]}}]"
    r"\s?[.*]{0,5}$"
)
_SPLIT = re.compile(r"[/|,]|-(?!\d)")
_AGENCY = re.compile(r"(?:^|(?<=[.!?…”\"’])\s)[–—-]{1,2}\s?(?P<initials>[A-Z][A-Z0-9]{0,20}[A-Z])$")
"""An agency after a dash, as Bernama signs: ``- BERNAMA``."""
_SLASHED = re.compile(r"(?:^|(?<=[.!?…”\"’])\s?)/\s?(?P<initials>[a-z]{2,10})$")
"""Initials after a slash: ``/ant``."""
_LONGEST_SLASHED = 12
_CLOSING_BRACKET = re.compile(r"[)\]}]")
_END_MARK = re.compile(r"\s?[(\[]?\*{1,5}[)\]]?$")
_LONGEST_MARK = 8
"""Longest text after the initials, including the closing bracket, in characters."""
_NO_INITIALS = words(
    "kiri kanan atas baru lama dari dua tiga satu ayah ibu anak pria alm saya kami kita ini itu ada dan atau"
    " tapi baca usai akan juga km jam kg pm"
)
"""Words as short as initials that a story puts in brackets."""
_NO_CAPITALS = words("AS RI UK UE EU PM TV")
"""Two letters that a story puts in brackets: they abbreviate a name, and are not a signature."""
_DESK = words("red redaksi rls rilis ril adv advertorial hms humas ist")
"""Signatures of desks and of press releases that they print: alone, or before names."""
_LONE = re.compile(r"[A-Z]{3}|[A-Z][a-z]{2,11}")
"""Initials in capitals, or a name, in a paragraph of their own: there they explain nothing before them."""
_IS_PART = re.compile(r"(?:bagian|bersambung|habis|tamat|selesai|lihat|baca|foto|sumber)\b", re.IGNORECASE)
"""With these words a paragraph in brackets says where the story goes on, or what it was taken from."""
_CODE = re.compile(_NUMBER)


def split_signoff(text: str) -> tuple[str | None, str]:
    """Split the desk's initials off the last paragraph of a story; without initials: (None, text).

    Initials are one to four groups, ``(Ist/sur)``, ``[rin]``, after the end of the last sentence; an agency
    may be there without brackets (``- BERNAMA``). Asterisks that mark the end are also removed.

    >>> split_signoff("Kota itu dibombardir dari udara. (Ist/sur)")
    ('Ist/sur', 'Kota itu dibombardir dari udara.')
    >>> split_signoff("Presiden berfoto bersama istrinya (kiri)")
    (None, 'Presiden berfoto bersama istrinya (kiri)')
    >>> split_signoff("Bantuan datang dari Palang Merah Indonesia (PMI).")
    (None, 'Bantuan datang dari Palang Merah Indonesia (PMI).')
    """
    first, end = None, len(text)
    while found := _last(text[max(0, end - _TAIL) : end], whole=end <= _TAIL):
        initials, length = found
        first, end = first or initials, end - length
    return first, text[:end]


def _last(tail: str, *, whole: bool) -> tuple[str | None, int] | None:
    """Return the initials at the end of a text's last part (None: only an end mark), and their length.

    Without initials and end mark: None. ``whole``: whether the part is the whole text.
    """
    last = tail[-_LONGEST_MARK:]
    match = _SIGNOFF.search(tail) if _CLOSING_BRACKET.search(last) else None
    match = match or (_END_MARK.search(tail) if "*" in last else None)
    if match is None:
        return _last_without_brackets(tail, whole=whole)
    before = tail[: match.start()].rstrip(" *")
    initials = (match.groupdict().get("initials") or "").strip()
    alone = whole and not before
    ended = alone or before.endswith(LINE_ENDS)
    stopped = alone or (ended and before.rstrip(CLOSINGS).endswith(tuple(STOPS)))
    if not (alone and _signs_alone(initials)) and not _are_initials(initials, ended=ended, stopped=stopped):
        return None
    return initials if initials.strip("* ") else None, len(tail) - len(before)


def _signs_alone(text: str) -> bool:
    """Say whether this signs a story in a paragraph of its own: initials, or a name of one to three words."""
    is_name = " " in text and text[0].isupper() and _is_full_name(text)
    return (is_name or _LONE.fullmatch(text) is not None) and _IS_PART.match(text) is None


def _last_without_brackets(tail: str, *, whole: bool) -> tuple[str | None, int] | None:
    """Return the signature after a dash or a slash, and its length; None: there is none."""
    if tail[-1:].isupper():
        match, may_be_short = _AGENCY.search(tail), False
    elif "/" in tail[-_LONGEST_SLASHED:]:
        match, may_be_short = _SLASHED.search(tail), True
    else:
        return None
    if match is None or not (match.start() or whole):
        return None
    initials = match["initials"]
    if is_news_name(initials) or (may_be_short and _is_short(initials)):
        return initials, len(tail) - match.start()
    return None


def _are_initials(text: str, *, ended: bool, stopped: bool) -> bool:
    """Say whether this is a desk's signature, or a mark of the end.

    ``ended``: the sentence before it may have ended. ``stopped``: a full stop shows that it has; after only
    a closing quotation mark or bracket, capitals are an abbreviation of what comes before them.
    """
    if not text.strip("* "):
        return ended
    if _CODE.fullmatch(text):
        return stopped
    parts = [part.strip() for part in _SPLIT.split(text)]
    if len(parts) == 1:
        is_initials = _is_short(text) or (is_news_name(text) and " " not in text)
        return (ended and is_initials) or (stopped and _signs(text))
    if is_news_name(parts[0]) and all(part[0].isupper() or _is_short(part) for part in parts[1:]):
        return True
    if ended and all(_is_short(part) or is_news_name(part) or not part.strip("*") for part in parts):
        return True
    return stopped and _are_names(parts)


def _are_names(parts: list[str]) -> bool:
    """Say whether these are the groups of one signoff."""
    if len(parts) == 2 and parts[0] == parts[1] and parts[0].islower() and _is_one_name(parts[0]):
        return True  # whoever wrote the story also edited it
    if _CODE.fullmatch(parts[-1]) and all(_signs(part) or _is_full_name(part) for part in parts[:-1]):
        return True
    # If one group is clearly a signature, the others, in capitals or longer, are names as well.
    has_desk = _is_desk(parts[0]) or _is_desk(parts[-1])
    if has_desk and all(_is_desk(part) or _is_one_name(part) for part in parts):
        return True  # whose it is, and that the desk saw it: (Wawan/Red)
    if any(part.islower() and _is_short(part) and len(part) <= 3 for part in parts[:-1]) and all(
        part.islower() and _is_one_name(part) for part in parts
    ):
        return True  # who wrote it, and for whom: (rin/telegraf)
    is_signed = any(_is_desk(part) or _is_short(part) for part in parts)
    return all(
        _signs(part)
        or is_news_name(part)
        or not part.strip("*")
        or (is_signed and part.isalpha() and part.isupper() and len(part) <= 4)
        for part in parts
    )


def _signs(part: str) -> bool:
    """Say whether this alone is a signature of a desk or of one of its people."""
    return (
        _is_desk(part)
        or _is_short(part)
        or _CODE.fullmatch(part) is not None
        or (len(part) == 2 and part.isalpha() and part.isupper() and part not in _NO_CAPITALS)
    )


def _is_desk(part: str) -> bool:
    return part.rstrip(".").casefold() in _DESK


def _is_one_name(part: str) -> bool:
    """Say whether this is a single name, as it follows the desk's."""
    return 2 <= len(part) <= 12 and part.isalpha() and part.lower() not in _NO_INITIALS


def _is_full_name(part: str) -> bool:
    """Say whether this is one to three capitalized words, as a name is printed."""
    words = part.split()
    return len(words) <= 3 and all(word[:1].isupper() and word.strip(".").isalpha() for word in words)


def _is_short(part: str) -> bool:
    """Say whether this is as short as initials: letters, or letters and a distinguishing number."""
    letters = part.rstrip("0123456789") if part.islower() and len(part) <= 6 else part
    return (
        letters.isalpha()
        and 2 <= len(letters) <= 4
        and not letters.isupper()
        and letters.lower() not in _NO_INITIALS
    )
