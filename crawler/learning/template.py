"""Lines that differ in a number, a date, a name or a title -> the one pattern of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from crawler.text import CLOSINGS, STOPS

Tokens = tuple[str, ...]

_DIGITS = re.compile(r"\d+(?:[.,:/-]\d+)*")
_CALENDAR = re.compile(
    r"\b(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad"
    r"|Jan(?:uari|uary)?|Feb(?:ruari|ruary)?|Mar(?:et|ch)?|Apr(?:il)?|Mei|May|Jun[ie]?|Jul[iy]?"
    r"|Agu(?:st|stus)?|Aug(?:ust)?|Sep(?:t|tember)?|O[kc]t(?:ober)?|Nov(?:ember)?|De[sc](?:ember)?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")

LABEL_WORDS = 3
"""A label has at most this many words: "Pewarta:", "Penulis dan editor:"."""
LABELLED_WORDS = 12
"""At most this many words follow a label; more are a sentence ("Kami sampaikan: ...")."""
EDGE_WORDS = 4
"""Words that lines of one template share at their beginning, or end, or half of them at each."""
EDGE_LETTERS = 16
"""Least number of letters in those words: too many sentences begin with "Di sisi lain, ia"."""

SENTENCE_END = re.compile(rf"[{STOPS}][{CLOSINGS}]*$")


def mask(text: str) -> Tokens:
    """Return the words of a line, with numbers and the names of days and months beside them masked.

    >>> mask("Selasa, 23 Februari 2016 14:49 WIB") == mask("Rabu, 6 Mei 2015 09:05 WIB")
    True
    >>> mask("Mei tahun ini") == mask("Juni tahun ini")
    False
    """
    masked, numbers = _DIGITS.subn("\x00", text)
    return tuple((_CALENDAR.sub("\x01", masked) if numbers else masked).split(" "))


@dataclass(frozen=True, slots=True)
class Template:
    """The words that the lines of a group share at their beginning and end."""

    head: Tokens
    tail: Tokens = ()
    open: bool = False
    """Whether there are other words in between."""

    @property
    def pattern(self) -> str:
        """The regular expression for such a line as a whole."""
        parts = [_expression(self.head), *([".+"] if self.open else []), _expression(self.tail)]
        return " ".join(part for part in parts if part)

    @property
    def letters(self) -> int:
        """Number of letters of the shared words."""
        return _letters(self.head + self.tail)


def common(lines: Iterable[Tokens]) -> Template:
    """Return the template of different lines.

    >>> common([("Editor:", "Ade"), ("Editor:", "Sri", "Wahyuni")]).pattern
    'Editor: .+'
    """
    group = list(lines)
    shortest = min(map(len, group))
    head = _shared(group)[: shortest - 1]
    tail = _shared([tokens[::-1] for tokens in group])[: shortest - len(head) - 1][::-1]
    return Template(head, tail, open=True)


def keys(tokens: Tokens) -> list[tuple[str, Tokens]]:
    """Return what a line may have in common with others of its template."""
    found = []
    label = next((i for i, word in enumerate(tokens[: LABEL_WORDS + 1], 1) if word.endswith((":", "："))), 0)
    if label and 0 < len(tokens) - label <= LABELLED_WORDS and not SENTENCE_END.search(tokens[-1]):
        found.append(("label", tokens[:label]))
    if len(tokens) > EDGE_WORDS:
        half = EDGE_WORDS // 2
        edges = {
            "head": tokens[:EDGE_WORDS],
            "tail": tokens[-EDGE_WORDS:],
            "both": tokens[:half] + tokens[-half:],
        }
        found += [(kind, words) for kind, words in edges.items() if _letters(words) >= EDGE_LETTERS]
    return found


def words_of(template: Template) -> str:
    """Return a name for a template: its first words in lower case, joined by ``_``."""
    words = re.findall(r"[a-z]+", " ".join(template.head + template.tail).lower())
    return "_".join(words[:3]) or "line"


def _shared(group: Sequence[Tokens]) -> Tokens:
    """Return the words with which all of these begin."""
    together = takewhile(lambda words: len(set(words)) == 1, zip(*group, strict=False))
    return tuple(words[0] for words in together)


def _expression(tokens: Sequence[str]) -> str:
    escaped = _SPECIAL.sub(lambda found: "\\" + found[0], " ".join(tokens))
    return escaped.replace("\x00", r"[\d.,:/-]+").replace("\x01", r"[\w'’]+")


def _letters(tokens: Sequence[str]) -> int:
    return sum(character.isalpha() for word in tokens for character in word)
