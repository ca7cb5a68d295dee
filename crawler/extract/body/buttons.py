"""Buttons whose label is text of the page: a heading that opens its section, a word that opens its meaning.

The pattern of an accordion is a heading that holds a button and nothing else, and the button holds the title:
https://www.w3.org/WAI/ARIA/apg/patterns/accordion/. A word with an explanation is a button within a sentence
(a toggletip). All other buttons say what they do.
"""

from __future__ import annotations

from itertools import islice

from crawler.extract.body.blocks import BLOCK_TAGS, HEADINGS, PARAGRAPH_TAGS, text_of
from crawler.extract.parse.xpath import Element
from crawler.text import SENTENCE_ENDS

_LONG = 40
"""Characters behind a button from which on they are the rest of a sentence that it begins."""


def is_text(button: Element, sentence: str | None) -> bool:
    """Say whether a button's label is text; ``sentence``: what stands before it in its paragraph."""
    block = next((each for each in button.iterancestors() if each.tag in BLOCK_TAGS), None)
    if block is None or block.tag not in PARAGRAPH_TAGS:
        return False
    if block.tag in HEADINGS:
        is_only = len(list(islice(block.iter("button"), 2))) == 1
        return is_only and not sentence and text_of(block) == text_of(button) != ""
    rest = button.tail or ""
    if not sentence:
        return len(rest) >= _LONG and rest[0].isspace() and rest.lstrip()[:1].islower()
    return bool(rest.strip()) and not sentence.endswith(SENTENCE_ENDS) and _is_word(button, rest)


def _is_word(button: Element, rest: str) -> bool:
    """Say whether the label is apart from the words around it, as an icon between two letters is not."""
    previous, parent = button.getprevious(), button.getparent()
    before = previous.tail if previous is not None else None if parent is None else parent.text
    return not (before or " ")[-1].isalnum() and not rest[0].isalnum()
