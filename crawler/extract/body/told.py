"""What a page's JSON-LD tells of the size and the text of its story, to compare with what was read.

https://schema.org/wordCount, https://schema.org/articleBody. SEO plugins count the words of the whole post;
a publisher with a gate counts those behind it, too, and some print only the first words as ``articleBody``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from crawler.extract.body.density import ALIKE, plain, resembles
from crawler.extract.parse.jsonld import Node, are_article, as_list, encodable, types
from crawler.text import SENTENCE_ENDS, unescape

LEAST_SHARE = 0.5
"""Share of the told words below which a text is not the whole story. Where the whole story is read the share
is 0.67 and more on all pages that were looked at: plugins count captions, shortcodes and lists of links."""
WRONG_PLACE = 0.25
"""Share below which the text is not that of the story's own place: a standfirst, a card. With more of it,
what is missing stands in boxes and lists that the story leaves out, or behind a gate."""
_LEAST_WORDS = 100
"""Told words below which nothing is compared: a story of a few lines loses half of it with its dateline."""
_SAME = 0.08
"""How far the number of signs of a text may be from what is told, if what is told is the number of signs."""
_LEAST_BODY = 200
"""Bytes of UTF-8 below which an ``articleBody`` is a summary."""
_COMPLETE = 0.8
"""Share of the told words from which on an ``articleBody`` is the whole story."""
TAG = re.compile(r"</?[a-zA-Z][^<>]*+>")
BLOCK_TAG = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|br|section|figure|table)\b", re.IGNORECASE)
_LONG_LINE = 60
"""Characters from which on a line is that of one story."""
_FIRST_LINES = 20
_LAST_LINES = 5
_BREAKS_OFF = ("…", "...", "[…]", "[...]", "…]")
_NUMBER = re.compile(r"\s*(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(?:words|kata)?\s*", re.IGNORECASE | re.ASCII)


def told_words(nodes: Sequence[Node]) -> int:
    """Return how many words the story has; 0 where nothing tells it, or tells it of several stories.

    >>> told_words([{"@type": "NewsArticle", "wordCount": "1,250"}])
    1250
    """
    counts = [
        count
        for node in nodes
        if "wordCount" in node and are_article(types(node))
        for count in map(_number, as_list(node["wordCount"])[:1])
        if count
    ]
    # Two objects of one story count the same words, more or less.
    return min(counts) if counts and max(counts) <= 2 * min(counts) else 0


class ToldStory(NamedTuple):
    """What the JSON-LD tells of the page's own story."""

    words: int
    """How many words it has; 0: that is not told."""
    text: str
    """Its whole text, plain or HTML; empty: that is not told."""
    is_own: bool = False
    """Whether the text has the page's own headline."""

    @property
    def html(self) -> str:
        """The text as HTML; few pages need it."""
        return as_html(self.text) if self.text else ""

    def completes(self, lines: Sequence[str]) -> bool:
        """Say whether the text is that of the story of which the page prints these lines, or none."""
        html = self.html
        if not html or not lines:
            return bool(html)
        own = plain(TAG.sub(" ", unescape(html)))
        return self.is_own or any(
            len(line) >= _LONG_LINE and plain(line) in own for line in lines[:_FIRST_LINES]
        )

    def is_printed(self, page: str) -> bool:
        """Say whether a page, of which this is the text, prints the end of this story as well."""
        lines = [line for line in TAG.sub("\n", unescape(self.html)).splitlines() if len(line) >= _LONG_LINE]
        lines, own = lines[-_LAST_LINES:], plain(page)
        return 2 * sum(plain(line) in own for line in lines) > len(lines)


def told_story(nodes: Sequence[Node], titles: Sequence[frozenset[str]]) -> ToldStory:
    """Return what the JSON-LD tells of the story with one of these titles."""
    articles = [node for node in nodes if are_article(types(node))]
    bodies = {body: node for node in articles if len((body := _body(node)).encode()) >= _LEAST_BODY}
    if len(bodies) > 1:
        bodies = {body: node for body, node in bodies.items() if _likeness(node, titles) >= ALIKE}
    words = told_words(articles)
    body = next(iter(bodies)) if len(bodies) == 1 else ""
    text = TAG.sub(" ", body).rstrip()
    number = len(text.split())
    is_whole = number >= _COMPLETE * words and not text.endswith(_BREAKS_OFF)
    if not is_whole or not any(end in text for end in SENTENCE_ENDS):
        return ToldStory(words, "")
    return ToldStory(words or number, body, _likeness(bodies[body], titles) >= ALIKE)


def _likeness(node: Node, titles: Sequence[frozenset[str]]) -> float:
    return resembles(" ".join(_texts(node.get("headline"))), titles)


def _body(node: Node) -> str:
    body = "\n".join(_texts(node.get("articleBody"))).strip()
    # Some print the HTML of the text with its tags escaped.
    return body if TAG.search(body) else unescape(body)


def _texts(value: object) -> list[str]:
    return [encodable(each) for each in as_list(value) if isinstance(each, str)]


def as_html(text: str) -> str:
    r"""Return a text as HTML, if it is none yet: each of its lines is a paragraph.

    >>> as_html("Satu < dua.\n\nTiga.")
    '<p>Satu &lt; dua.</p><p>Tiga.</p>'
    """
    if BLOCK_TAG.search(text):
        return text
    keep = str if TAG.search(text) else escape
    lines = filter(None, map(str.strip, text.splitlines()))
    return "".join(f"<p>{keep(line)}</p>" for line in lines)


def told_share(text: str, words: int) -> float:
    """Return the share of the told words that a text has; 1 where nothing is told that can be compared.

    >>> told_share("satu dua " * 30, 200)
    0.3
    >>> told_share("satu dua " * 30, 0)
    1.0
    """
    if words < _LEAST_WORDS or (own := len(text.split())) >= words:
        return 1.0
    signs = len(text)
    if not text.isascii() and len(text.encode()) > 2 * signs:
        return 1.0  # Chinese, Japanese, Thai: what a word is depends on who counts
    if abs(signs - words) <= _SAME * words:
        return 1.0  # the signs were counted
    return own / words


def _number(value: object) -> int:
    """Return a number of words, however it is printed; 0 if it is none.

    >>> [_number(value) for value in (850, "850 words", 0.0, "PT5M", True)]
    [850, 850, 0, 0, 0]
    """
    if isinstance(value, bool):
        return 0
    if isinstance(value, (int, float)):
        return int(value) if 0 < value < 1e7 else 0
    found = _NUMBER.fullmatch(value) if isinstance(value, str) and len(value) < 30 else None
    return int(re.sub(r"[.,]", "", found[1])) if found else 0
