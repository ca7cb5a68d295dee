"""The names of those who wrote a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import category

from crawler.byline.labels import LEAD, NEXT_LABEL, OTHER_FIRST, OTHERS, ROLE, WRITER_LINE
from crawler.byline.persons import is_account, is_no_person, is_organisation, is_person
from crawler.byline.stamps import without_stamps
from crawler.rules.evidence import is_name
from crawler.text import folded, normalize, unescape

_LONGEST = 300
"""Longest string with names, in characters; a longer one is running text, and is cut."""

_NOTE_MARK = re.compile(r"\s?\*{1,3}\)?$")
"""A mark after a name, which refers to a note below the story that says who this is."""
_BETWEEN = re.compile(r"\s?[;|•·]\s?|\s/\s|,?\s(?:dan|and|und|et|og|och|en|&)\s", re.IGNORECASE)
_ADDRESS_FIRST = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}\s\((?P<name>[^()]{3,80})\)")
"""As RSS has it: ``siti@koran.example (Siti Aminah)``; https://www.rssboard.org/rss-specification"""
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BRACKETS = re.compile(r"\s?\([^()]{0,60}\)$")
_MAIL = re.compile(r"\s[<(\[]?[\w.+-]{1,64}@[\w.-]{1,100}[>)\]]?")
"""An e-mail address behind a name."""
_DEGREE = re.compile(
    r"[SMA]\.?\s?[A-Z][A-Za-z]{0,4}\.?(?:[A-Z][a-z]{0,3}\.?)?|Sp\.?\s?[A-Z][A-Za-z]{0,4}|Lc\.?|LL\.?\s?[BM]\.?|Ph\.?\s?D\.?|M\.?D\.?|[JS]r\.?|I{2,3}|MBA|Dr\.?"
)
_CREDENTIAL = re.compile(r"[A-Z]{2,6}(?:-?[A-Z]{1,4})?(?:\s\d{3})?|[A-Z]{2,4}-[A-Z]{1,4}")
"""Letters behind a full name that no list of degrees holds: a certificate of a profession, and no person."""
_ONE_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


def clean_authors(names: Iterable[str], *, printed: bool = False) -> list[str]:
    """Return the names in the given strings, each once, in order; organisations only if there is no person.

    Handles lead-ins ("Oleh"), roles, e-mail addresses and several names in one string. ``printed``: readers
    see the strings; only metadata may have a family name before its first name.

    >>> clean_authors(["Oleh Rina Puspitasari dan Bagus Wicaksono", "Telegraf"])
    ['Rina Puspitasari', 'Bagus Wicaksono']
    >>> clean_authors(["Aminah, Siti"]), clean_authors(["Rina, Budi"], printed=True)
    (['Siti Aminah'], ['Rina', 'Budi'])
    """
    found: dict[str, str] = {}
    for string in names:
        for text in _parts(_bare(string)):
            lead = LEAD.match(text)
            is_enclosed = lead is not None and _IN_BRACKETS.fullmatch(text) is not None
            told = text[lead.end() if lead else 0 : -1 if is_enclosed else None]
            for name in _names(told, printed=printed or lead is not None):
                found.setdefault(name.casefold(), name)
    persons = [name for name in found.values() if not is_organisation(name)]
    return persons or list(found.values())


def _bare(printed: str) -> str:
    """Return a string with names without markup, addresses, dates and pictures, which are not names."""
    text = normalize(printed)[:_LONGEST]
    if "<" in text or "&" in text:
        text = normalize(_MARKUP.sub(" ", unescape(unescape(text))))
    if not text.isascii():
        text = "".join(sign for sign in text if sign != "\ufe0f" and category(sign) != "So")
    addressed = _ADDRESS_FIRST.fullmatch(text)
    return without_stamps(_MAIL.sub("", addressed["name"] if addressed else text)).strip()


def _parts(text: str) -> Iterator[str]:
    """Cut a string where the label of another person stands; leave out those who did not write.

    >>> clean_authors(["Siti Aminah Penulis: Rina Editor: Budi Santoso"])
    ['Siti Aminah', 'Rina']
    """
    last = 0
    is_writer = True
    for label in NEXT_LABEL.finditer(text):
        if is_writer:
            yield text[last : label.start()]
        last, is_writer = label.end(), label["writer"] is not None
    if is_writer:
        yield text[last:]


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
        persons = [name for name in names if not is_no_person(name, known)]
        if persons:
            return persons, number
        if names and not fallback[0]:
            fallback = names, number
    return fallback if fallback[0] else ([], number)


def names_same(printed: Iterable[str], told: Iterable[str]) -> bool:
    """Say whether each printed name stands among the told ones, there perhaps in full.

    >>> names_same(["Siti A."], ["Siti Aminah", "Budi Santoso"]), names_same(["Siti"], ["Redaksi"])
    (False, False)
    >>> names_same(["SITI AMINAH"], ["Siti Nur Aminah", "Budi Santoso"])
    True
    """
    known = [frozenset(name.casefold().split()) for name in clean_authors(told)]
    names = [frozenset(name.casefold().split()) for name in printed]
    return len(names) <= len(known) and all(any(name <= each for each in known) for name in names)


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
    others = OTHER_FIRST.match(text)
    match = WRITER_LINE.match(text, others.end() if others else 0)
    return (
        clean_authors([match["names"]], printed=True)
        if match and is_name(match["names"].rstrip(" *)"))
        else []
    )


def _names(text: str, *, printed: bool) -> Iterator[str]:
    parts = _BETWEEN.split(text)
    # Where only semicolons separate them, each part is one person: "Aminah, Siti; Santoso, Budi".
    is_listed = not printed and text.count(";") == len(parts) - 1
    for part in parts:
        if OTHERS.match(part):
            break
        for piece in _at_commas([piece.strip() for piece in part.split(",")], alone=is_listed):
            whole = _BRACKETS.sub("", _NOTE_MARK.sub("", piece)).strip(" :-–—/")
            for name in _at_slashes(whole):
                if not is_account(name) and len(name) <= 80 and any(map(str.isalpha, name)):
                    yield name


def _at_slashes(name: str) -> list[str]:
    """Return the persons that slashes separate; what is no list of persons stays as it is."""
    names = name.split("/") if "/" in name else [name]
    return names if all(map(is_person, names)) else [name]


def _at_commas(pieces: list[str], *, alone: bool) -> list[str]:
    """Join parts of one name that commas separate (degrees, a family name before its first name); drop roles.

    ``alone``: whether the string contains nothing else.
    """
    names: list[str] = []
    for piece in pieces:
        if names and _DEGREE.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif names and " " in names[-1] and _CREDENTIAL.fullmatch(piece):
            continue
        elif piece and not (names and ROLE.search(piece)):
            names.append(piece)
    if alone and len(names) == 2 and all(_ONE_WORD.fullmatch(name) for name in names):
        return [f"{names[1]} {names[0]}"]  # as catalogues have it: the family name first
    return names
