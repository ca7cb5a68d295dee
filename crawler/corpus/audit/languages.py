"""The language of a text, by its small words; and which texts are not in the newspaper's.

Two languages are told apart by the words that only one of them has. Where these are too few on either side,
nothing is said: that is so for most Malay texts of a few sentences, which could be Indonesian as well.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crawler.corpus.audit.function_words import FUNCTION_WORDS, SCRIPTS
from crawler.corpus.audit.notebook import Notebook
from crawler.text import words

KIND = "other_language"
_MOST_LETTERS = 20_000
"""So much of a text tells its language."""
_FEWEST_WORDS = 20
_SHARE = 0.12
"""Least share of a text's words that are small words of its language; in articles it is 0.2 to 0.5."""
_OWN_WORDS = 4
"""Least number of words that another language lacks, and how many times more they are than its own."""
_DIFFERENT_OWN_WORDS = 3
_CLOSE = 0.3
"""Share of the likeliest language's small words from which another one is compared with it word by word."""
_TIMES = 2
_UNKNOWN_WORDS, _UNKNOWN_SHARE = 50, 0.02
"""A text of so many words, of which hardly one is a small word of the newspaper's language, is in another."""
_OF_THE_SITE = 0.2
"""Share of the texts from which a language is one of the newspaper's."""
_FEWEST_TEXTS = 5
"""Texts whose language is known, without which nothing is said of the newspaper's."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
_TABLE = {tag: words(text) for tag, text in FUNCTION_WORDS.items()}
_KNOWN = frozenset().union(*_TABLE.values())
_LETTERS = {tag: re.compile(f"[{letters}]") for tag, letters in SCRIPTS.items()}


class Told(NamedTuple):
    """What is known of the language of a text."""

    language: str
    """The likeliest one, as a BCP 47 tag; empty: none."""
    beaten: frozenset[str]
    """Languages that it clearly is not in, compared with the likeliest one."""
    shares: dict[str, float]
    """Language -> the share of the words that are its small words."""
    words: int


def tell(text: str) -> Told:
    """Tell the language of a text.

    >>> tell("Pemerintah akan membangun jalan itu karena warga tidak bisa ke kota ketika hujan, kata bupati"
    ...      " pada Senin. Ia mengatakan bahwa proyek tersebut sudah mulai.").language
    'id'
    """
    text = text[:_MOST_LETTERS]
    if script := _script(text):
        return Told(script, frozenset(_TABLE), {}, len(text.split()))
    found = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    small = Counter(word for word in found if word in _KNOWN)
    number = len(found)
    hits = {tag: sum(small[word] for word in small.keys() & known) for tag, known in _TABLE.items()}
    shares = {tag: each / number for tag, each in hits.items()} if number else {}
    best = max(hits, key=lambda tag: hits[tag])
    if number < _FEWEST_WORDS or shares[best] < _SHARE:
        return Told("", frozenset(), shares, number)
    close = [other for other in _TABLE if hits[other] > _CLOSE * hits[best] and other != best]
    beaten = frozenset(_TABLE).difference(
        [best], (other for other in close if not _beats(small, best, other))
    )
    return Told(best, beaten, shares, number)


def find_other_languages(notebook: Notebook) -> None:
    """Note the articles that are in another language than the newspaper's."""
    query = "SELECT language, COUNT(*) FROM article WHERE language <> '' GROUP BY 1 ORDER BY 2 DESC"
    texts = {str(tag): int(count) for tag, count in notebook.ask(query)}
    total = sum(texts.values())
    own = [tag for tag, count in texts.items() if count >= _OF_THE_SITE * total]
    if total < _FEWEST_TEXTS or not own:
        return
    begin = "INSERT INTO found SELECT ?, %s, number, opening FROM article WHERE "
    is_other = " AND ".join(["language <> '' AND language <> ?", *(["instr(beaten, ?) > 0"] * len(own))])
    not_own = " AND ".join(["language <> ?"] * (len(own) - 1))
    where = f"{is_other} AND {not_own}" if not_own else is_other
    notebook.run(begin % "language" + where, KIND, own[0], *(f" {each} " for each in own), *own[1:])
    if all(tag in _TABLE for tag in own):
        _find_unknown(notebook, own)


def _find_unknown(notebook: Notebook, own: Sequence[str]) -> None:
    """Note the articles that have next to none of the small words of the newspaper's languages."""
    query = "SELECT number, opening, shares FROM article WHERE language = '' AND known >= ?"
    for number, opening, shares in list(notebook.ask(query, _UNKNOWN_WORDS)):
        told = json.loads(shares)
        if all(told.get(tag, 0) < _UNKNOWN_SHARE for tag in own):
            notebook.found(KIND, number, opening, "und")


def as_row(told: Told) -> tuple[str, str, str, int]:
    """Return what a notebook keeps of the language of a text."""
    beaten = " ".join(["", *sorted(told.beaten), ""])
    return told.language, beaten, "" if told.language else json.dumps(told.shares), told.words


def _beats(small: Counter[str], best: str, other: str) -> bool:
    mine, others = _own(best, other), _own(other, best)
    own = [small[word] for word in small.keys() & mine]
    theirs = sum(small[word] for word in small.keys() & others)
    return len(own) >= _DIFFERENT_OWN_WORDS and sum(own) >= max(_OWN_WORDS, _TIMES * theirs)


@cache
def _own(tag: str, other: str) -> frozenset[str]:
    return _TABLE[tag] - _TABLE[other]


def _script(text: str) -> str:
    """Return the tag of the script that most letters are of, where only some languages have it."""
    if text.isascii():
        return ""
    letters = sum(map(str.isalpha, text))
    for tag, pattern in _LETTERS.items():
        number = len(pattern.findall(text))
        if number > (0.1 if tag == "ja" else 0.5) * letters and letters >= _FEWEST_WORDS:
            return tag
    return ""
