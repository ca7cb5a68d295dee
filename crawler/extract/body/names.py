"""What the class names and ids of elements say.

A name is read by its words ("td-post-sharing", "relatedPosts", "jeg_share_button": post, sharing, related),
never by a part of a word: "adaptive" is not an ad. Known plugins and theme parts are known by a name's start.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from crawler.extract.body.slugs import without_slugs
from crawler.extract.body.vocabulary import (
    AWAY,
    CAPTION,
    CONTAINER,
    FAMILIES,
    PAIRS,
    PANEL,
    PANEL_WIDGETS,
    SILENT,
    WORDS,
)
from crawler.extract.parse.xpath import Element
from crawler.rules import Cause

_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z0-9])(?=[A-Z])")
_ANY_FAMILY = re.compile("|".join(family.pattern for _, family in FAMILIES), re.IGNORECASE | re.VERBOSE)
"""Most names belong to no family: one look instead of one for each of them."""


_COUNTED = re.compile(
    r"^(?!(?:col|span|grid|large|medium|small|x?xs|sm|md|lg|x?xl|w|width|size|columns?|unit|cell)\b)"
    r"(.*?[a-z])[-_]{0,2}(?:\d{1,3}|(?=[a-f]*\d)[0-9a-f]{6,8})$",
    re.IGNORECASE,
)
"""Names with a number or a hash at the end, which tells elements made alike from each other; in the names of
grids it tells how wide they are."""


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


def class_of(element: Element) -> str | None:
    """Return what the classes of an element have in common with those of its likes: no counting numbers.

    >>> class_of(etree.fromstring('<div class="part part-12 col-4"/>'))
    'part part- col-4'
    """
    names = element.get("class")
    return _uncounted(names) if names else names


Make = tuple[str, str | None]
"""What elements that are made alike have in common: tag and classes."""


def make_of(element: Element) -> Make:
    """Return how an element is made."""
    return element.tag, class_of(element)


@lru_cache(maxsize=16_384)
def _uncounted(names: str) -> str:
    if not any(map(str.isdigit, names)):
        return names
    return " ".join(f"{found[1]}-" if (found := _COUNTED.match(name)) else name for name in names.split())


def words_of(name: str) -> list[str]:
    """Split a name into its lower-case words.

    >>> words_of("td-post-sharing"), words_of("relatedPosts")
    (['td', 'post', 'sharing'], ['related', 'posts'])
    """
    return [word.lower() for word in _SPLIT.split(name) if word]


@lru_cache(maxsize=16_384)
def verdict(names: str) -> Verdict | None:
    """Say by its names which kind of furniture an element is; None if they do not say."""
    each = names.split()
    in_panel = PANEL in each
    found: Verdict | None = None
    for name in each:
        told = _told_by(name)
        if told is None or (in_panel and PANEL_WIDGETS.match(name)):
            continue
        if told.sure:
            return told
        found = found or told
    return found


@lru_cache(maxsize=16_384)
def _told_by(name: str) -> Verdict | None:
    """Say the same by one name: many elements share one, but have others of their own beside it."""
    if SILENT.match(name):
        return None
    if _ANY_FAMILY.match(name):
        return next(Verdict(cause, True) for cause, family in FAMILIES if family.match(name))
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
    names = names_of(element)
    rank = _rank(names)
    return rank if rank >= 1.0 else _rank(without_slugs(element, names))


@lru_cache(maxsize=16_384)
def _rank(names: str) -> float:
    if any(CONTAINER.match(name) for name in names.split()):
        return 1.5
    return 0.3 if have_word(names, AWAY) else 1.0


def is_called(element: Element, words: frozenset[str]) -> bool:
    """Say whether the class names or the id of an element, without those of its heading's words, hold one."""
    names = names_of(element)
    return have_word(names, words) and have_word(without_slugs(element, names), words)


def is_caption(element: Element) -> bool:
    """Say whether an element is the line under a picture."""
    return element.tag == "figcaption" or is_called(element, CAPTION)
