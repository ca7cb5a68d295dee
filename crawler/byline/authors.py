"""The names of those who wrote a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.byline.names import NEWS_NAMES
from crawler.rules.evidence import is_name
from crawler.text import folded, normalize, phrases

_LONGEST = 300
"""Longest string with names, in characters; a longer one is running text, and is cut."""

_WRITER = (
    r"(?:penulis|reporter|pewarta|wartawan|jurnalis|kontributor|koresponden|author|autor|auteur|texte?|texto"
    r"|laporan(?:\s(?:wartawan|kontributor|jurnalis))?)"
)
_OTHER = r"(?:editor|redaktur|penyunting|fotografer|uploader|pengunggah|penerjemah|juru\sfoto)"
_FROM = (
    r"(?:(?:laporan\s)?(?:wartawan|jurnalis|kontributor|koresponden|reporter)"
    rf"(?:\s(?!{_OTHER}|{_WRITER})[^\W\d_][\w.]*){{1,3}}\s?[:：]\s?)"
)
"""A label that also says where, or for whom, the writer works: "Kontributor Sukabumi:"."""
_LEAD = re.compile(
    rf"\W{{0,4}}(?:{_FROM}|(?:(?:(?:di)?tulis(?:an)?\s)?oleh|(?:(?:written|words|reporting|reported|story|report)\s)?by|von"
    rf"|par|por|door|av|af|przez|(?-i:di)|{_WRITER})(?:\s?[:：]\s?|\s))",
    re.IGNORECASE,
)
"""Words that come before a name; capitalized, "Di" is the start of a surname."""
_WRITER_LINE = re.compile(
    rf"(?:{_FROM}|(?:oleh|by|{_WRITER})(?:\s?[:：]\s?|\s))(?P<names>.+?)(?=\s*[|/;,-]?\s*{_OTHER}\s?[:：]|$)",
    re.IGNORECASE,
)
_OTHER_FIRST = re.compile(rf"{_OTHER}\s?[:：][^|/;,:：]{{2,60}}[|/;,]\s?(?={_WRITER}\s?[:：])", re.IGNORECASE)
"""Other people who worked on the story, if the line names them before its writer."""
_NOTE_MARK = re.compile(r"\s?\*{1,3}\)?$")
"""A mark after a name, which refers to a note below the story that says who this is."""
_BETWEEN = re.compile(r"\s?[;|•·]\s?|\s/\s|,?\s(?:dan|and|und|et|og|och|en|&)\s", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BRACKETS = re.compile(r"\s?\([^()]{0,60}\)$")
_DEGREE = re.compile(
    r"[SMA]\.?\s?[A-Z][A-Za-z]{0,4}\.?(?:[A-Z][a-z]{0,3}\.?)?|Ph\.?\s?D\.?|M\.?D\.?|[JS]r\.?|I{2,3}|MBA|Dr\.?"
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|columnist|producer|contributor|staff|chief|senior"
    r"|special\sto|kontributor|jurnalis|wartawan|penulis|redaktur|koresponden|redakteur(?:in)?|journaliste"
    r"|periodista|pewarta)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:redaksi|redaktion|rédaction|redacción|redazione|redação|tim\s(?:redaksi|liputan)|team|newsroom|staff|desk|editorial"
    r"|news|media|agency|agencies|press|presse|online|tv|radio|times|post|daily"
    r"|harian|koran|majalah)\b|\.(?:com|co|id|net|org)\b",
    re.IGNORECASE,
)


_WEEKDAY = (
    r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)"
)
_STAMP = re.compile(
    rf"(?:\b{_WEEKDAY},?\s)?(?:"
    r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?[\s-]{1,2}(?:de\s)?[^\W\d_]{3,12}\.?,?[\s-]{1,2}(?:de\s)?\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|\d{4})(?!\d)"
    r"|(?<!\d)\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]{0,30})?"
    r"|(?<![^\W\d_])[^\W\d_]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,\s\d{4}(?!\d)"
    r"|(?<!\d)\d{1,3}\s(?:menit|jam|hari|minggu|minutes?|hours?|days?)\s(?:yang\s)?(?:lalu|ago)\b"
    r"|(?:\b(?:pukul|pkl\.?|jam|at)\s)?(?<![\d:.])\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?![\d:.])"
    r"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:wib|wita|wit|uhr|utc|gmt|cest|cet|bst|[ecp][sd]?t)\b)?)",
    re.IGNORECASE,
)
"""A date or a time next to a name."""
_ACCOUNTS = phrases("webmaster, root, superadmin, adminweb, user, wordpress, super user, anonymous, unknown")
"""Names of default accounts of content management systems: they do not name a person."""


def clean_authors(names: Iterable[str]) -> list[str]:
    """Return the names in the given strings, each once, in order; organisations only if there is no person.

    Handles lead-ins ("Oleh"), roles, e-mail addresses and several names in one string.

    >>> clean_authors(["Oleh Rina Puspitasari dan Bagus Wicaksono", "Telegraf"])
    ['Rina Puspitasari', 'Bagus Wicaksono']
    """
    found: dict[str, str] = {}
    for printed in names:
        text = _without_stamps(normalize(printed)[:_LONGEST])
        lead = _LEAD.match(text)
        if lead and _IN_BRACKETS.fullmatch(text):
            text = text[:-1]
        for name in _names(text[lead.end() :] if lead else text):
            found.setdefault(name.casefold(), name)
    persons = [name for name in found.values() if not _is_organisation(name)]
    return persons or list(found.values())


def choose_authors(
    groups: Iterable[Iterable[str]], organisations: Iterable[str] = ()
) -> tuple[list[str], int]:
    """Return the names of the first group that names a person, and the number of that group.

    If none does, those of the first group that names anybody. ``organisations``: names known not to be a
    person's. Without any name the list is empty and the number is that of the last group.

    >>> choose_authors([["Redaksi Telegraf"], ["Rina Puspitasari"]])
    (['Rina Puspitasari'], 1)
    """
    known = {folded(name) for name in organisations}
    fallback: tuple[list[str], int] = ([], -1)
    number = -1
    for number, group in enumerate(groups):
        names = clean_authors(group)
        persons = [name for name in names if not _is_organisation(name) and folded(name) not in known]
        if persons:
            return persons, number
        if names and not fallback[0]:
            fallback = names, number
    return fallback if fallback[0] else ([], number)


def is_person(name: str) -> bool:
    """Say whether a text clearly looks like a person's name: two to five capitalized words.

    >>> is_person("Rina Puspitasari"), is_person("Tulis komentar"), is_person("red")
    (True, False, False)
    """
    words = name.split()
    if len(words) == 1:
        return 2 <= len(name) <= 6 and not name.isascii() and name.isalpha() and name.lower() == name.upper()
    is_named = all(word[0].isupper() or len(word) <= 3 for word in words) and words[-1][0].isupper()
    return len(words) <= 5 and is_named and "/" not in name and not _is_organisation(name)


def read_authors(line: str) -> list[str]:
    """Return the names in a line that says who wrote the story; others who worked on it are left out.

    >>> read_authors("Penulis: Rina Puspitasari | Editor: Sarwono Adi")
    ['Rina Puspitasari']
    >>> read_authors("Editor: Sarwono Adi | Reporter: Rina Puspitasari")
    ['Rina Puspitasari']
    """
    text = line[:_LONGEST]
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    others = _OTHER_FIRST.match(text)
    match = _WRITER_LINE.match(text, others.end() if others else 0)
    return clean_authors([match["names"]]) if match and is_name(match["names"].rstrip(" *)")) else []


def _without_stamps(text: str) -> str:
    """Return a text with separators of names in place of its dates and times.

    >>> _without_stamps("Vania Rossa Selasa, 20 Agustus 2024 | 07:00 WIB")
    'Vania Rossa ; | ;'
    """
    return _STAMP.sub(";", text).lstrip("; ") if any(map(str.isdigit, text)) else text


def _names(text: str) -> Iterator[str]:
    parts = _BETWEEN.split(text)
    for part in parts:
        for printed in _at_commas([piece.strip() for piece in part.split(",")], alone=len(parts) == 1):
            name = _BRACKETS.sub("", _NOTE_MARK.sub("", printed)).strip(" :-–—/")
            if not _is_account(name) and len(name) <= 80 and any(map(str.isalpha, name)):
                yield name


def _is_account(name: str) -> bool:
    """Say whether this is a URL or e-mail address, or the name of an account rather than a person."""
    folded = name.casefold()
    is_admin = folded.partition(" ")[0] in ("admin", "administrator")  # "Admin Web", "Admin Telegraf"
    return is_admin or folded in _ACCOUNTS or "@" in name or "://" in name


def _at_commas(pieces: list[str], *, alone: bool) -> list[str]:
    """Join parts of one name that commas separate (degrees, a family name before its first name); drop roles.

    ``alone``: whether the string contains nothing else.
    """
    names: list[str] = []
    for piece in pieces:
        if names and _DEGREE.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif piece and not (names and _ROLE.search(piece)):
            names.append(piece)
    if alone and len(names) == 2 and not any(" " in name for name in names):
        return [", ".join(names)]
    return names


def _is_organisation(name: str) -> bool:
    return name.casefold() in NEWS_NAMES or _ORGANISATION.search(name) is not None
