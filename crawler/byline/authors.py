"""The names of those who wrote a story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.byline.names import NEWS_NAMES
from crawler.rules.evidence import is_name
from crawler.text import normalize

_LONGEST = 300
"""Of a string with names, in characters; what is longer is a text, and is cut."""

_WRITER = (
    r"(?:penulis|reporter|pewarta|wartawan|jurnalis|kontributor|koresponden|author|autor|auteur|texte?|texto"
    r"|laporan(?:\s(?:wartawan|kontributor|jurnalis))?)"
)
_OTHER = r"(?:editor|redaktur|penyunting|fotografer|uploader|pengunggah|penerjemah|juru\sfoto)"
_LEAD = re.compile(
    r"(?:(?:(?:di)?tulis(?:an)?\s)?oleh|(?:(?:written|words|reporting|reported|story|report)\s)?by|von|par|por"
    rf"|door|av|af|{_WRITER})(?:\s?[:：]\s?|\s)",
    re.IGNORECASE,
)
_WRITER_LINE = re.compile(
    rf"(?:oleh|by|{_WRITER})(?:\s?[:：]\s?|\s)(?P<names>.+?)(?=\s*[|/;,-]?\s*{_OTHER}\s?[:：]|$)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?[;|•·]\s?|\s/\s|,?\s(?:dan|and|und|et|og|och|en|&)\s", re.IGNORECASE)
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


_ACCOUNTS = frozenset(
    (
        *("admin", "administrator", "webmaster", "root", "superadmin", "adminweb", "user", "wordpress"),
        *("super user", "anonymous", "unknown"),
    )
)
"""Names of accounts that content management systems come with: they name nobody."""


def clean_authors(names: Iterable[str]) -> list[str]:
    """Return the names in the given strings, each once, in order; organisations only where no person is.

    Leads ("Oleh"), roles, addresses and several names in one string are seen to.

    >>> clean_authors(["Oleh Rina Puspitasari dan Bagus Wicaksono", "Telegraf"])
    ['Rina Puspitasari', 'Bagus Wicaksono']
    """
    found: dict[str, str] = {}
    for printed in names:
        for name in _names(_LEAD.sub("", _start(printed), count=1)):
            found.setdefault(name.casefold(), name)
    persons = [name for name in found.values() if not _is_organisation(name)]
    return persons or list(found.values())


def choose_authors(
    groups: Iterable[Iterable[str]], organisations: Iterable[str] = ()
) -> tuple[list[str], int]:
    """Return the names of the first group that names a person, and the number of that group.

    Where none does, those of the first group that names anybody. ``organisations``: names known to be no
    person's. Without any name the list is empty and the number is that of the last group.

    >>> choose_authors([["Redaksi Telegraf"], ["Rina Puspitasari"]])
    (['Rina Puspitasari'], 1)
    """
    known = {_folded(name) for name in organisations}
    fallback: tuple[list[str], int] = ([], -1)
    number = -1
    for number, group in enumerate(groups):
        names = clean_authors(group)
        persons = [name for name in names if not _is_organisation(name) and _folded(name) not in known]
        if persons:
            return persons, number
        if names and not fallback[0]:
            fallback = names, number
    return fallback if fallback[0] else ([], number)


def is_person(name: str) -> bool:
    """Say whether a text surely looks like a person's name: two to five words in capitals.

    >>> is_person("Rina Puspitasari"), is_person("Tulis komentar"), is_person("red")
    (True, False, False)
    """
    words = name.split()
    if len(words) == 1:
        return 2 <= len(name) <= 6 and not name.isascii() and name.isalpha() and name.lower() == name.upper()
    is_named = all(word[0].isupper() or len(word) <= 3 for word in words) and words[-1][0].isupper()
    return len(words) <= 5 and is_named and "/" not in name and not _is_organisation(name)


def read_authors(line: str) -> list[str]:
    """Return the names of a line that says who wrote the story; others who worked on it are left out.

    >>> read_authors("Penulis: Rina Puspitasari | Editor: Sarwono Adi")
    ['Rina Puspitasari']
    """
    match = _WRITER_LINE.match(line[:_LONGEST])
    return clean_authors([match["names"]]) if match and is_name(match["names"]) else []


def _start(printed: str) -> str:
    return normalize(printed)[:_LONGEST]


def _names(text: str) -> Iterator[str]:
    parts = _BETWEEN.split(text)
    for part in parts:
        for printed in _at_commas([piece.strip() for piece in part.split(",")], alone=len(parts) == 1):
            name = _BRACKETS.sub("", printed).strip(" :-–—/")
            is_account = "@" in name or "://" in name or name.casefold() in _ACCOUNTS
            if not is_account and len(name) <= 80 and any(map(str.isalpha, name)):
                yield name


def _at_commas(pieces: list[str], *, alone: bool) -> list[str]:
    """Join what commas part but is one name: degrees, a family name before its first name; drop roles.

    ``alone``: whether nothing else stands in the string.
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


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
