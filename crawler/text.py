"""Printed text, made comparable: one Unicode form, single spaces, nothing invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# Soft hyphens, zero-width and direction marks, control characters that are not white space, lone surrogates.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)


STOPS = ".!?…。！？"
"""What ends a sentence, in Latin and in Chinese and Japanese print."""
CLOSINGS = "'\"”’»)"
"""What may stand behind a stop."""
LINE_ENDS = (*STOPS, *CLOSINGS)
"""A line that ends with one may be the end of a sentence."""
FULL_STOPS = tuple(end for end in LINE_ENDS if end != ")")
"""The same, where headlines and labels are told from sentences: those may end with a bracket."""
SENTENCE_ENDS = (*LINE_ENDS, *":;]」』›։।")
"""The same, where running text of any script is told from loose words: a colon or a semicolon is enough."""

PHRASE_ENDS = (*STOPS, *'”":;,')
"""A short line above a story that ends with one is a phrase or a sentence, not a label."""


def normalize(text: str) -> str:
    r"""Return the text in NFC, white space collapsed to single spaces, without invisible characters.

    >>> normalize(" Harga\u00a0cabai \n rawit\u200b naik ")
    'Harga cabai rawit naik'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    # Invisible characters go first: between a letter and its accent they would keep NFC from joining the two.
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def words(text: str) -> frozenset[str]:
    """Return the words of a text, each once: the tables of this project are written as such texts."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Return the comma-separated phrases of a text, each once."""
    return frozenset(phrase.strip() for phrase in text.split(","))


def by_word(rows: Mapping[str, str]) -> dict[str, str]:
    """Return a mapping from each word of these texts to the name of its text.

    >>> by_word({"bulan": "mei juni", "hari": "senin"})
    {'mei': 'bulan', 'juni': 'bulan', 'senin': 'hari'}
    """
    return {word: name for name, text in rows.items() for word in text.split()}


def folded(text: str) -> str:
    """Return a name's letters and digits without case: the same for all spellings of one name.

    >>> folded("Koran-Pagi.com")
    'koranpagicom'
    """
    return re.sub(r"[\W_]+", "", text).casefold()


def slug(name: str) -> str:
    """Return the slug that WordPress makes of a name, closely enough to compare.

    >>> slug("Gaya Hidup & Seni")
    'gaya-hidup-seni'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\W+", "-", plain.replace("_", "-")).strip("-")


def is_called(name: str, wanted: str) -> bool:
    """Say whether ``wanted`` may mean the thing called ``name``: the two have the same slug.

    >>> is_called("Politik & Hukum", "politik-hukum"), is_called("Café & Gaya", "cafe-gaya")
    (True, True)
    """
    asked = slug(wanted)
    return asked != "" and asked == slug(name)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: ``1 article``, ``1,234 articles``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
