"""Printed text, made comparable: one Unicode form, single spaces, nothing invisible."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from itertools import groupby

# Soft hyphens, zero-width and direction marks, control characters that are not white space, lone surrogates.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
"""Long runs of signs among which are all combining marks."""
_NO_LETTERS = re.compile(r"[\W_]+")
_LONG_NUMBER = re.compile(r"&#([0-9]{8,});?")
"""Character references with more digits than any character's number has."""

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

_MOST_DIGITS = 15
"""Sites count articles, pages and seconds: what has more digits is not a number of theirs."""
MAX_TEXT = 2_000_000
"""Most characters of a text: no newspaper prints a longer one, and half of one is not an article."""


class TooLong(ValueError):
    """A text of more than :data:`MAX_TEXT` characters: it is refused, never cut."""

    reason = "too_long"

    def __init__(self, length: int) -> None:
        super().__init__(f"{self.reason}: {length:,} characters")
        self.length = length
        """In characters."""


def refuse_too_long(length: int) -> None:
    """Raise TooLong for a text of so many characters, if it is too long."""
    if length > MAX_TEXT:
        raise TooLong(length)


def normalize(text: str) -> str:
    r"""Return the text in NFC, white space collapsed to single spaces, without invisible characters.

    >>> normalize(" Harga\u00a0cabai \n rawit\u200b naik ")
    'Harga cabai rawit naik'
    """
    # All invisible characters but one are none that can be printed, so most texts are left as they are.
    if text.isprintable() and (text.isascii() or _is_composed(text)):
        return " ".join(text.split())
    # Invisible characters go first: between a letter and its accent they would keep NFC from joining the two.
    return " ".join(unicodedata.normalize("NFC", _ordered(_INVISIBLE.sub("", text))).split())


def _is_composed(text: str) -> bool:
    """Say whether a text without other invisible characters is in NFC, and without combining joiners."""
    return "\u034f" not in text and unicodedata.is_normalized("NFC", text)


def _ordered(text: str) -> str:
    """Return the text with long runs of combining marks in canonical order, as all normal forms have them.

    Python sorts such a run in quadratic time. https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
    has 30 marks as more than any language needs.
    """
    return _MARKS.sub(_sorted_marks, text)


def _sorted_marks(run: re.Match[str]) -> str:
    # Signs that are no marks stay where they are: each begins a run of its own, and sorting keeps the order.
    runs = groupby(run[0], lambda sign: unicodedata.combining(sign) > 0)
    return "".join(sign for _, signs in runs for sign in sorted(signs, key=unicodedata.combining))


def unescape(text: str) -> str:
    """Return the text with its character references resolved, as HTML does.

    ``html.unescape`` fails with a ValueError for a number of thousands of digits, which is no character.

    >>> unescape("Tom &amp; Jerry &#8211; &#0" + 5000 * "9" + ";")
    'Tom & Jerry – �'
    """
    return html.unescape(_LONG_NUMBER.sub(_short_number, text)) if "&" in text else text


def _short_number(reference: re.Match[str]) -> str:
    digits = reference[1].lstrip("0")
    return f"&#{digits or 0};" if len(digits) < 8 else "\ufffd"


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
    return _NO_LETTERS.sub("", text).casefold()


def slug(name: str) -> str:
    """Return the slug that WordPress makes of a name, closely enough to compare.

    >>> slug("Gaya Hidup & Seni")
    'gaya-hidup-seni'
    """
    plain = unicodedata.normalize("NFKD", _ordered(name.casefold()))
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


def as_number(text: str) -> int | None:
    """Return a whole number that a site sends as text; None: it is not one.

    ``str.isdigit`` accepts what ``int`` does not ("²"), ``int`` accepts what nobody sends ("1_000", "٣"), and
    both take minutes for a number of many digits.

    >>> as_number("1200"), as_number("²"), as_number("-1")
    (1200, None, None)
    """
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
