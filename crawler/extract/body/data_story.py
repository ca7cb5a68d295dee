"""The story in the data that a page's scripts make it from, where nothing is printed: the shell of an app.

Frameworks print as JSON what a page is made from (:mod:`crawler.extract.parse.data`). What the objects in it
are called is up to each site. So a story is believed only if an object carries the page's own headline and
one text that is certainly a story: HTML, a plain text of several sentences, or a list of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from crawler.extract.body.density import ALIKE, plain, resembles
from crawler.extract.body.told import BLOCK_TAG, TAG, as_html
from crawler.extract.parse.data import read_data
from crawler.extract.parse.jsonld import encodable
from crawler.text import words

_TITLES = ("headline", "title", "name")
_TYPES = ("type", "_type", "__typename", "nodeType", "blockType", "component", "name")
_TEXTS = ("text", "html", "innerHTML", "value", "content", "children", "body", "data", "attributes", "props")
_ITEMS = ("items", "content", "children", "data")
_HEADINGS = words("heading header h2 h3 h4 subheading subtitle")
_LISTS = words("list ul ol unorderedlist orderedlist bulletlist")
_BLOCKS = words("paragraph p text richtext html rawhtml quote blockquote pullquote") | _HEADINGS | _LISTS
"""How systems call the blocks of a text, without the spelling: ``core/paragraph``, ``raw_html``."""
_OTHER = re.compile(r"[^a-z0-9]")
_LEAST_TEXT = 300
"""Bytes of UTF-8 from which on a text is a story, and no summary."""
_SENTENCE = re.compile(r"[.!?…。！？]")
_LEAST_SENTENCES = 3
_MARKUP = re.compile(r"\]\(|\*\*|^#|[{}]|\\n", re.MULTILINE)
"""What Markdown, scripts and JSON in a text have: it would have to be read first."""
_DEEPEST = 30
_MOST_VALUES = 300_000
"""Most values that are looked at."""
_CHARACTERS = 50
"""Characters that are as much to look at as a value."""
_START = 80
"""Characters by which two prints of a text know each other."""


class _Text(NamedTuple):
    words: str
    html: str
    rank: int
    """Prints of one text: HTML tells its paragraphs, blocks as well, a plain text may not."""


class _Budget:
    """How much is still looked at: some data refer to one value, however large, from many places."""

    def __init__(self) -> None:
        self._left = _MOST_VALUES

    def allows(self, value: Any) -> bool:
        """Say whether a value may be looked at, and count it."""
        size = len(value) if isinstance(value, (str, list, dict)) else 0
        self._left -= 1 + (size // _CHARACTERS if isinstance(value, str) else size)
        return not self.is_spent

    @property
    def is_spent(self) -> bool:
        """Whether something was not looked at."""
        return self._left < 0


def data_story(source: bytes, titles: Sequence[frozenset[str]]) -> str:
    """Return the text of the story with one of these titles as HTML; empty if it is not there for certain."""
    found: list[_Text] = []
    budget = _Budget()
    for item in _objects(read_data(source)):
        if _is_own(item, titles):
            found += _texts_of(item, titles, budget)
    if not found:
        return ""
    longest = max(found, key=lambda text: len(text.words))
    if any(not _same(each, longest) for each in found):
        return ""
    prints = [each for each in found if len(each.words) >= 0.9 * len(longest.words)]
    return max(prints, key=lambda text: text.rank).html


def _same(one: _Text, longest: _Text) -> bool:
    """Say whether a text is another print, or the start, of the longest."""
    return one.words[:_START] in longest.words or longest.words[:_START] in one.words


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects in a value, each once: some data refer to one from several places."""
    waiting, seen, left = [value], set[int](), _MOST_VALUES
    while waiting and left:
        left -= 1
        value = waiting.pop()
        if not isinstance(value, (dict, list)) or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        else:
            waiting.extend(value)


def _title(item: dict[str, Any]) -> str:
    for name in _TITLES:
        title = item.get(name)
        if isinstance(title, dict):  # {"rendered": ...}, {"text": ...}
            title = next((each for each in title.values() if isinstance(each, str)), None)
        if isinstance(title, str) and title.strip():
            return TAG.sub(" ", title)
    return ""


def _is_own(item: dict[str, Any], titles: Sequence[frozenset[str]]) -> bool:
    title = _title(item)
    return len(title.split()) > 1 and resembles(title, titles) >= ALIKE


def _texts_of(item: dict[str, Any], titles: Sequence[frozenset[str]], budget: _Budget) -> Iterator[_Text]:
    """Yield the texts of an object, but not those of other stories in it."""
    waiting: list[tuple[Any, int]] = [(each, 1) for each in item.values()]
    while waiting:
        value, depth = waiting.pop()
        if not budget.allows(value):
            return
        html, rank = "", 0
        if isinstance(value, str):
            html, rank = _story_of(value), 2 if BLOCK_TAG.search(value) else 0
        elif isinstance(value, list):
            html, rank = _html_of_blocks(value, budget), 1
        if budget.is_spent:  # the text may not be whole
            return
        if html:
            html = encodable(html)
            text = plain(TAG.sub(" ", html))
            if len(text.encode()) >= _LEAST_TEXT:
                yield _Text(text, html, rank)
                continue
        if depth > _DEEPEST:
            continue
        if isinstance(value, dict) and not (_title(value) and not _is_own(value, titles)):
            waiting.extend((each, depth + 1) for each in value.values())
        elif isinstance(value, list):
            waiting.extend((each, depth + 1) for each in value)


def _story_of(value: str) -> str:
    """Return a text as HTML if it is one of several sentences; else an empty string."""
    if len(value) < _LEAST_TEXT / 3:
        return ""
    text = TAG.sub(" ", value)
    if len(_SENTENCE.findall(text)) < _LEAST_SENTENCES or _MARKUP.search(text):
        return ""
    return as_html(value)


def _html_of_blocks(blocks: list[Any], budget: _Budget) -> str:
    """Return a list of blocks as HTML; an empty string if most of it are no blocks of a text."""
    typed = [(_type(block), block) for block in blocks if isinstance(block, dict)]
    known = [(name, block) for name, block in typed if name in _BLOCKS]
    if len(known) < 2 or 2 * len(known) < len(blocks):
        return ""
    return "".join(_html_of(name, block, budget) for name, block in known)


def _type(block: dict[str, Any]) -> str:
    for name in _TYPES:
        if isinstance(value := block.get(name), str):
            kind = _OTHER.sub("", value.lower().rpartition("/")[2])
            kind = kind.removesuffix("block") or kind
            if kind in _BLOCKS:
                return kind
    return ""


def _html_of(name: str, block: dict[str, Any], budget: _Budget) -> str:
    if name in _LISTS:
        items = next((block[key] for key in _ITEMS if isinstance(block.get(key), list)), None)
        if items:
            return "<ul>" + "".join(f"<li>{_inline(item, budget)}</li>" for item in items) + "</ul>"
    text = _inline({key: value for key, value in block.items() if key not in _TYPES}, budget)
    if name in _HEADINGS:
        return f"<h2>{text}</h2>"
    return text if BLOCK_TAG.search(text) else f"<p>{text}</p>"


def _inline(value: Any, budget: _Budget, depth: int = 0) -> str:
    """Return the text of a value as HTML: what stands under the first name that texts have."""
    if not budget.allows(value):
        return ""
    if isinstance(value, str):
        return value if TAG.search(value) else escape(value, quote=False)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        return "".join(_inline(each, budget, depth + 1) for each in value)
    if isinstance(value, dict):
        inner = (_inline(value[name], budget, depth + 1) for name in _TEXTS if name in value)
        return next(filter(None, inner), "")
    return ""
