"""What the class names and ids of elements say.

A name is read by its words ("td-post-sharing", "relatedPosts", "jeg_share_button": post, sharing, related),
never by a part of a word: "adaptive" is not an ad. Known plugins and theme parts are known by a name's start.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from crawler.extract.body.vocabulary import AWAY, CAPTION, CONTAINER, FAMILIES, PAIRS, SILENT, WORDS
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause

_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z0-9])(?=[A-Z])")


class Verdict(NamedTuple):
    """What the names of an element say."""

    cause: Cause
    """What the element is, and which table of names says so."""
    sure: bool
    """Whether a plugin, a block or WordPress itself prints this very name, not only a word of it."""


def names_of(element: Element) -> str:
    """Return the class names and the id of an element, separated by spaces."""
    classes, own = element.get("class"), element.get("id")
    if classes and own:
        return f"{classes} {own}"
    return classes or own or ""


def words_of(name: str) -> list[str]:
    """Split a name into its lower-case words.

    >>> words_of("td-post-sharing"), words_of("relatedPosts")
    (['td', 'post', 'sharing'], ['related', 'posts'])
    """
    return [word.lower() for word in _SPLIT.split(name) if word]


@lru_cache(maxsize=16_384)
def verdict(names: str) -> Verdict | None:
    """Say by its names which kind of furniture an element is; None if they do not say."""
    telling = [name for name in names.split() if not SILENT.match(name)]
    for name in telling:
        for cause, family in FAMILIES:
            if family.match(name):
                return Verdict(cause, True)
    for name in telling:
        words = words_of(name)
        for word in words:
            if word in WORDS:
                return Verdict(WORDS[word], False)
        for pair in pairwise(words):
            if pair in PAIRS:
                return Verdict(PAIRS[pair], False)
    return None


@lru_cache(maxsize=32_768)
def have_word(names: str, words: frozenset[str]) -> bool:
    """Say whether names that tell what an element is hold one of these words."""
    return any(word in words for name in names.split() if not SILENT.match(name) for word in words_of(name))


def container_rank(element: Element) -> float:
    """Return how much the names of an element say for (> 1), or against (< 1), its holding the story."""
    if "articlebody" in (element.get("itemprop") or "").lower():
        return 4.0
    if element.tag in ("body", "html"):
        return 0.2
    return _rank(names_of(element))


@lru_cache(maxsize=16_384)
def _rank(names: str) -> float:
    if any(CONTAINER.match(name) for name in names.split()):
        return 1.5
    return 0.3 if have_word(names, AWAY) else 1.0


def is_called(element: Element, words: frozenset[str]) -> bool:
    """Say whether the class names or the id of an element hold one of these words."""
    return have_word(names_of(element), words)


def is_caption(element: Element) -> bool:
    """Say whether an element is the line under a picture."""
    return element.tag == "figcaption" or is_called(element, CAPTION)
