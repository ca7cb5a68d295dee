"""Where a line ends that no block ends: at an indent, or at an inline element that is shown as a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from crawler.extract.body.blocks import LEAST_RUN
from crawler.extract.parse.xpath import Element
from crawler.text import CLOSINGS, LINE_ENDS, SENTENCE_ENDS, STOPS, words

_INDENT = re.compile(r"[ \t\r\n]*(?:\xa0 ?\xa0|\u3000|\u2003)")
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)\b")
_SENTENCE_END = re.compile(rf"\w\w[{STOPS}][{CLOSINGS}]*$")
_OPENING_QUOTES = tuple("\"'“‘«„「『(")
_LEAST_SENTENCE = 60
_MOST_TEXTS = 50
"""Texts of an inline element that are read; one that holds more is not a line."""
_BUILT_IN = words("font-face annotation-xml color-profile missing-glyph")

_LEAST_LINES = 3
"""Lines of a text parted by single line breaks, from which each may be a paragraph."""
_ENDED = 0.6
"""Which share of them must end as a sentence does: labels and signatures stand among them."""
_PARAGRAPH = 80
"""Bytes of such a line on the average; verses are shorter."""
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")


def is_indented(tail: str | None) -> bool:
    """Say whether what follows a line break begins with the indent of a paragraph."""
    return tail is not None and _INDENT.match(tail) is not None


def is_custom(tag: str) -> bool:
    """Say whether a tag is a custom element's: only its page knows how it is displayed.

    https://html.spec.whatwg.org/multipage/custom-elements.html#valid-custom-element-name
    """
    return "-" in tag and tag not in _BUILT_IN


def is_line(element: Element, tag: str, above: str | None) -> bool:
    """Say whether an inline element is shown as a block.

    Its style says so, or it stands so close to one made alike that two sentences would be one word.
    ``above``: the text of the same paragraph, None if there is none.
    """
    if tag != "span" and not is_custom(tag):
        return False
    if _BLOCK_STYLE.search(element.get("style", "")):
        return True
    if above is not None and not (above.endswith(LINE_ENDS) and _begins_sentence(element)):
        return False
    before, after = element.getprevious(), element.getnext()
    if after is not None and not element.tail and _are_alike(element, after) and _begins_sentence(after):
        return _is_sentence(element)
    return before is not None and not before.tail and _are_alike(element, before) and _is_sentence(before)


def is_glued(above: str, below: str | None) -> bool:
    """Say whether a sentence ends right where an element begins with the next."""
    return below is not None and below[:1].isupper() and _SENTENCE_END.search(above[-8:]) is not None


def _begins_sentence(element: Element) -> bool:
    first = next(_texts(element), "")[:1]
    return first in _OPENING_QUOTES if not first.isalpha() else not first.islower()


def _are_alike(one: Element, other: Element) -> bool:
    return one.tag == other.tag and one.get("class") == other.get("class")


def _texts(element: Element) -> Iterator[str]:
    return islice(map(str, element.itertext()), _MOST_TEXTS)


def _is_sentence(element: Element) -> bool:
    text = "".join(_texts(element)).lstrip()
    return len(text.encode("utf-8", "replace")) >= _LEAST_SENTENCE and text.endswith(LINE_ENDS)


def told_parts(element: Element) -> list[str]:
    """Return the paragraphs of a text that is typed in a ``<pre>``, with blank lines; of a program, none.

    https://html.spec.whatwg.org/multipage/grouping-content.html#the-pre-element
    """
    if len(element) or not element.text:
        return []
    parts = [part for part in _BLANK_LINE.split(element.text) if part.strip()]
    told = sum(len(part) >= LEAST_RUN and part.rstrip().endswith(SENTENCE_ENDS) for part in parts)
    return parts if len(parts) > 1 and told > 0.7 * len(parts) else []


class Segment(NamedTuple):
    """A stretch of text between two line breaks."""

    text: str
    linked: int
    emphasized: int


def are_paragraphs(segments: list[Segment]) -> bool:
    """Say whether line breaks part paragraphs: most lines are sentences, as in no verse or address."""
    if len(segments) < _LEAST_LINES:
        return False
    ended = [segment for segment in segments if segment.text.endswith(LINE_ENDS)]
    written = sum(len(segment.text.encode()) for segment in ended)
    return len(ended) >= _ENDED * len(segments) and written >= _PARAGRAPH * len(ended)
