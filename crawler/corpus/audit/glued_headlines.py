"""A headline that was glued to a paragraph: no line of its own, but no part of a sentence either.

Many first sentences begin with the words of the headline and go on, and may. What tells a headline is its
print: capitals where the same article has small letters, or throughout; a sign behind it with which no
sentence goes on; and a sentence that begins right behind it.
"""

from __future__ import annotations

import re

from crawler.corpus.audit.finding import around
from crawler.corpus.audit.function_words import FUNCTION_WORDS
from crawler.corpus.audit.sentences import UNFINISHED
from crawler.text import FULL_STOPS, folded, words

_FEWEST_WORDS = 4
_FEWEST_BEFORE_SIGN, _FEWEST_BEFORE_STOP = 5, 7
"""Words of a headline in ordinary print before a dash or a colon, and before a full stop: a short one may
well be a sentence of the story."""
_MOST_WORDS, _LOOKED_AT = 40, 20
_SMALL_WORDS = words(
    "yang dari untuk dengan pada oleh dalam atas agar saat akan tentang kepada antara from with that into"
)
"""Words that a headline in capitals has in small letters."""
_MOST_SMALL = 0.25
"""Share of a headline's longer words that may have small letters, where others show that it is a headline."""
_SOME, _MANY = 2, 3
"""Words with a capital that the article writes with a small letter elsewhere: so many show a headline where
few others have small letters, or where none follows; an institution has some in its name."""
_DAYS = words(
    "senin selasa rabu kamis jumat sabtu minggu ahad"
    " monday tuesday wednesday thursday friday saturday sunday may"
)
"""Small words with a capital, with which a sentence may go on."""
_OPENERS = (
    frozenset(each for tag in ("id", "en") for each in FUNCTION_WORDS[tag].split() if len(each) > 1) - _DAYS
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_SEPARATOR = re.compile(r"\s*[|»›•·>]\s*|\s*[:：]\s+|\s+[-–—/]+\s*|[–—]\s*")
_BEFORE = re.compile(r"[|»›•·>:：/–—]$|\s-$")
_OPENINGS, _CLOSINGS = "“\"'‘«(", "”\"'’»)"
_GAP = re.compile(r"[^\w\n]{1,4}")
_CUT = re.compile(r"\s?(?:…|\.{2,})$")


def find_glued(headline: str, text: str) -> str | None:
    """Return the passage of a text in which its headline is glued to something; None: it is not.

    >>> body = "setelah rapat di kantor, warga membangun jembatan gantung."
    >>> find_glued("Warga Bangun Jembatan Gantung", f"Warga Bangun Jembatan Gantung Setelah rapat, {body}")
    'Warga Bangun Jembatan Gantung Setelah rapat, setelah rapat di kantor,…'
    >>> find_glued("Warga Bangun Jembatan Gantung", f"Warga bangun jembatan gantung Senin, {body}")
    """
    parts = re.findall(r"\w+", headline)
    if not len(headline.split()) >= _FEWEST_WORDS or len(parts) > _MOST_WORDS:
        return None
    small = text.lower()
    if len(small) != len(text):  # a letter whose small form has two: none of the places would be right
        return None
    begin = " ".join(headline.lower().split()[:_FEWEST_WORDS])
    at = small.find(begin)
    for _ in range(_LOOKED_AT):
        if at < 0:
            return None
        end = _end(small, at, [part.lower() for part in parts])
        if end and not small[at - 1 : at].isalnum() and _is_glued(headline, text, at, end):
            return around(text, at, end)
        at = small.find(begin, at + 1)
    return None


def _end(text: str, at: int, parts: list[str]) -> int:
    """Return where words end that stand one behind the other at a place; 0: they do not."""
    for number, part in enumerate(parts):
        if number:
            gap = _GAP.match(text, at)
            if gap is None:
                return 0
            at = gap.end()
        elif not text.startswith(part, at) and (opening := _GAP.match(text, at)):
            at = opening.end()
        if not text.startswith(part, at):
            return 0
        at += len(part)
    return at


def is_cut_headline(paragraph: str, headline: str) -> bool:
    """Say whether a paragraph is the beginning of a headline with three dots, as boxes of links print it.

    >>> is_cut_headline("Warga Dua Kampung Bangun Jem…", "Warga Dua Kampung Bangun Jembatan Gantung")
    True
    """
    if not paragraph.endswith(("…", "..")):
        return False
    bare = _CUT.sub("", paragraph)
    return len(bare.split()) >= _FEWEST_WORDS and folded(headline).startswith(folded(bare))


def _is_glued(headline: str, text: str, start: int, stop: int) -> bool:
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    before = text[begin:start].rstrip()
    behind = text[stop : len(text) if end < 0 else end]
    if before[-1:] and before[-1] in _OPENINGS and behind.lstrip(".,!?")[:1] in tuple(_CLOSINGS):
        return False
    is_behind_sign = _BEFORE.search(before) is not None
    if before and not is_behind_sign and not before.endswith(FULL_STOPS):
        return False
    rest = text[:start] + text[stop:]
    is_printed = _is_printed(text[start:stop], rest)
    if not behind.strip(' .!?…"”’'):
        return before != "" and (is_printed or is_behind_sign) and not headline.endswith("?")
    if behind[0].isalpha():
        return behind[0].isupper()
    return _begins(behind, headline, is_printed, rest)


def _begins(behind: str, headline: str, is_printed: bool, rest: str) -> bool:
    """Say whether a sentence, or something else that is no part of the headline's, begins behind it."""
    if behind[0] in FULL_STOPS:
        follows = behind.lstrip("".join(FULL_STOPS))
        if follows[:1].isdigit():  # "Rp24.000"
            return False
        long = len(headline.split()) >= _FEWEST_BEFORE_STOP and not headline.endswith("?")
        return _is_capital(follows.lstrip()) and (is_printed or long)
    if separator := _SEPARATOR.match(behind):
        long = len(headline.split()) >= _FEWEST_BEFORE_SIGN
        return (is_printed or long) and _is_capital(behind[separator.end() :])
    follows = behind.lstrip()
    if follows == behind or not _is_capital(follows):
        return False
    if is_printed:
        return True
    first = re.match(r"\w+", follows)
    if first is None or headline.rsplit(maxsplit=1)[-1].lower() in UNFINISHED:
        return False
    # A name may follow, and go on: "Perusahaan Listrik". No name consists of the small words of a language.
    return _is_same(first[0], headline) or first[0].lower() in _OPENERS


def _is_same(word: str, headline: str) -> bool:
    return word.casefold() == headline.split(maxsplit=1)[0].casefold()


def _is_capital(text: str) -> bool:
    bare = text.lstrip(_OPENINGS)
    return bare[:1].isupper() or bare[:1].isdigit()


def _is_printed(written: str, rest: str) -> bool:
    """Say whether words are printed as a headline, and not as the article prints the same words elsewhere."""
    long = [word for word in _WORD.findall(written) if word.casefold() not in _SMALL_WORDS]
    if len(long) < 3:
        return False
    if written.isupper():
        return True
    small = sum(word[0].islower() for word in long)
    if not small:
        return True
    elsewhere = set(_WORD.findall(rest))
    capitals = [at for at, word in enumerate(long) if at and word[0].isupper() and word.lower() in elsewhere]
    if len(capitals) >= _MANY and sum(word[0].islower() for word in long[capitals[-1] :]) <= 1:
        return True
    return len(capitals) >= _SOME and small <= _MOST_SMALL * len(long)
