"""What React's own scripts do to a page that it streams: put late parts of it where they belong.

React sends a page with places left open, ``<template id="B:1">``, and what belongs there later and hidden,
``<div hidden id="S:1">``, with a call of a function that every such page defines:

- ``$RC("B:1","S:1")`` (with styles ``$RR``) puts the content of S:1 in place of the fallback: all that
  follows the template up to the comment ``<!--/$-->`` of the same boundary. A third text is an error: nothing
  is put.
- ``$RS("S:2","P:2")`` puts the content of S:2 in place of ``<template id="P:2">``.
- With an external runtime templates with ``data-rci``, ``data-rri`` and ``data-rsi`` say the same.

The functions: ``packages/react-dom-bindings/src/server/fizz-instruction-set`` in github.com/facebook/react.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from crawler.extract.parse.xpath import Element

_CALL = re.compile(rb"""\$R([CRS])\(\s*"([^"\\<]{1,80})"\s*,\s*"([^"\\<]{1,80})"\s*([,)])\s*(")?""")
_RUNTIME = re.compile(rb"""<template data-r([crs])i="[^>]{1,400}>""")
_RUNTIMES = ("data-rci", "data-rri", "data-rsi")
_ID = re.compile(rb"""data-([bps])id="([^"]{1,80})\"""")
_OPEN_PLACE = re.compile(r"[BP]:[0-9a-f]+$")
_MOST = 2_000
"""Most calls of a page."""
_MOST_STEPS = 100_000
"""Elements of a page that are looked at for the ends of its boundaries."""
_OPENS = ("$", "$?", "$!", "$~")
_ENDS = "/$"
MARKS = frozenset((*_OPENS, _ENDS))
"""The comments that mark a boundary."""


class Call(NamedTuple):
    """Put this content at this place."""

    place: str
    content: str
    is_boundary: bool
    """Whether a fallback stands at the place."""


def streamed(templates: Sequence[Element], source: bytes) -> list[Call]:
    """Return the calls of a page in UTF-8, in its order; none if no template holds a place open."""
    for template in templates:
        if _OPEN_PLACE.search(template.get("id", "")) or any(name in template.attrib for name in _RUNTIMES):
            return _calls(source)
    return []


def _calls(source: bytes) -> list[Call]:
    """Return the calls of a page.

    >>> _calls(b'<script>$RC("B:1","S:1")</script><script>$RS("S:2","P:2")</script>')
    [Call(place='B:1', content='S:1', is_boundary=True), Call(place='P:2', content='S:2', is_boundary=False)]
    >>> _calls(b'<script>$RC("B:1","S:1","NEXT_NOT_FOUND")</script>')
    []
    """
    calls = []
    for found in islice(_CALL.finditer(source), _MOST):
        first, second = found[2].decode("utf-8", "replace"), found[3].decode("utf-8", "replace")
        if found[1] == b"S":
            calls.append(Call(second, first, False))
        elif found[1] == b"R" or not found[5]:
            calls.append(Call(first, second, True))
    for found in islice(_RUNTIME.finditer(source), _MOST):
        ids = {name: value.decode("utf-8", "replace") for name, value in _ID.findall(found[0])}
        is_boundary = found[1] != b"s"
        place, content = ids.get(b"b" if is_boundary else b"p"), ids.get(b"s")
        if place and content:
            calls.append(Call(place, content, is_boundary))
    return calls


def put_in_place(root: Element, calls: list[Call]) -> None:
    """Do what the calls do. Needs the comments of React in the tree, as far as fallbacks are to go."""
    wanted = {name for call in calls for name in call[:2]}
    elements: dict[str, Element] = {}
    for element in root.iter(etree.Element):
        name = element.get("id")
        if name in wanted:
            elements.setdefault(name, element)
    steps = iter(range(_MOST_STEPS))
    for call in calls:
        place, content = elements.get(call.place), elements.pop(call.content, None)
        if place is None or content is None or place.getparent() is None or content.getparent() is None:
            continue
        if place is content or content in place.iterancestors():
            continue
        _detach(content)
        if call.is_boundary:
            _remove_fallback(place, steps)
        _add_text(place, content.text)
        for child in list(content):
            place.addprevious(child)
        _detach(place)
        del elements[call.place]


def _remove_fallback(place: Element, steps: Iterator[int]) -> None:
    """Remove what stands between a boundary's template and its end; nothing where the end is not there."""
    fallback, depth = [], 0
    for sibling, _ in zip(place.itersiblings(), steps, strict=False):
        if isinstance(sibling, etree._Comment):
            if sibling.text == _ENDS and not depth:
                break
            depth += (sibling.text in _OPENS) - (sibling.text == _ENDS)
        fallback.append(sibling)
    else:
        return
    place.tail = None
    for element in fallback:
        element.tail = None
        _detach(element)


def _detach(element: Element) -> None:
    """Take an element out of its parent, but not the text behind it."""
    parent = element.getparent()
    if parent is not None:
        _add_text(element, element.tail)
        parent.remove(element)


def _add_text(element: Element, text: str | None) -> None:
    """Add a text before an element."""
    if not text:
        return
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
