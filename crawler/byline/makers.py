"""The names of those who wrote a story, in a line that names all who made it."""

from __future__ import annotations

import re

from crawler.byline.authors import read_authors
from crawler.rules.evidence import before_role

_WROTE = re.compile(r"\W{0,6}(?:\w+\s+){1,3}(?=oleh\s)", re.IGNORECASE)
"""What stands before the name in "Artikel ini ditulis oleh ..."."""
_NEXT_WRITER = re.compile(
    r"(?:\s[|/;–-])?\s(?=(?:penulis|reporter|pewarta|wartawan|jurnalis|kontributor)\s?[:：])", re.IGNORECASE
)


def read_makers(line: str) -> list[str]:
    """Return the names of the writers in a line that a rule took for one of makers.

    >>> read_makers("Artikel ini ditulis oleh Rina Puspitasari, peserta program magang.")
    ['Rina Puspitasari']
    >>> read_makers("Reporter: Rina Puspitasari Penulis: Bagus Wirawan Editor: Sarwono Adi")
    ['Rina Puspitasari', 'Bagus Wirawan']
    """
    wrote = _WROTE.match(line)
    text = before_role(line[wrote.end() :]) if wrote else line
    return [name for part in _NEXT_WRITER.split(text) for name in read_authors(part)]
