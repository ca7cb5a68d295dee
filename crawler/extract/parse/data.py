"""The data from which a page's scripts make it, as frameworks print them.

- ``<script type="application/json">``: Next.js (``id="__NEXT_DATA__"``), Nuxt 3 (``id="__NUXT_DATA__"``, a
  list of values that name each other by their position), and others. The type says that it is JSON.
- ``window.NAME = {...}`` or ``= JSON.parse("...")``, as far as it is JSON.

https://nextjs.org/docs/messages/large-page-data, https://github.com/Rich-Harris/devalue
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

_SCRIPT = re.compile(rb"<script\b([^>]*+)>", re.IGNORECASE)
_END = re.compile(rb"</script", re.IGNORECASE)
_IS_JSON = re.compile(rb"\btype\s*+=\s*+[\"']?application/json\b", re.IGNORECASE)
_VARIABLE = re.compile(
    r"(?:window|self|globalThis)(?:\.|\[[\"'])\w{3,60}(?:[\"']\])?\s*+=\s*+(JSON\.parse\(\s*+)?(?=[\[{\"])"
)
_DECODER = json.JSONDecoder(strict=False)
_MOST_SCRIPTS = 200
_MOST_VARIABLES = 20
"""Most variables of a script."""
_REFERENCES = frozenset(("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef"))
"""What Nuxt calls its own wrappers: the next element names what is in it."""


def read_data(source: bytes) -> list[Any]:
    """Return the data of a page in UTF-8, in its order."""
    return [value for is_json, script in _scripts(source) for value in _values(script, is_json=is_json)]


def _scripts(source: bytes) -> Iterator[tuple[bool, str]]:
    at = 0
    for _ in range(_MOST_SCRIPTS):
        opened = _SCRIPT.search(source, at)
        closed = _END.search(source, opened.end()) if opened else None
        if opened is None or closed is None:
            return
        at = closed.end()
        if b"ld+json" not in opened[1]:
            script = source[opened.end() : closed.start()].decode("utf-8", "replace")
            yield _IS_JSON.search(opened[1]) is not None, script


def _values(script: str, *, is_json: bool) -> Iterator[Any]:
    """Yield the values of a script.

    >>> list(_values('window.__STATE__ = {"a": 1}; window.__B = JSON.parse("[2]")', is_json=False))
    [{'a': 1}, [2]]
    """
    if is_json:
        value = _decoded(script.strip(), 0)
        if isinstance(value, list) and _is_flat(value):
            value = _unflattened(value)
        yield value
        return
    for variable in islice(_VARIABLE.finditer(script), _MOST_VARIABLES):
        value = _decoded(script, variable.end())
        if variable[1] and isinstance(value, str):
            value = _decoded(value, 0)
        yield value


def _decoded(text: str, at: int) -> Any:
    try:
        return _DECODER.raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return None


def _is_flat(values: list[Any]) -> bool:
    """Say whether a list is the form in which Nuxt 3 prints its data: the first value names the next."""
    first = values[0] if values else None
    return isinstance(first, (dict, list)) and all(
        isinstance(each, (int, str)) for each in (first.values() if isinstance(first, dict) else first)
    )


def _unflattened(values: list[Any]) -> Any:
    """Return the values with what they name in place of positions; one that is named twice is there once.

    >>> _unflattened([{"data": 1}, ["Reactive", 2], {"title": 3, "tags": 4}, "Banjir", [3]])
    {'data': {'title': 'Banjir', 'tags': ['Banjir']}}
    """
    built: dict[int, Any] = {}

    def named(position: Any) -> Any:
        for _ in range(4):  # a wrapper in a wrapper
            if not isinstance(position, int) or not 0 <= position < len(values):
                return None
            value = values[position]
            if not (isinstance(value, list) and len(value) == 2 and value[0] in _REFERENCES):
                break
            position = value[1]
        return built.get(position, values[position])

    for position, value in enumerate(values):
        if isinstance(value, dict):
            built[position] = {}
        elif isinstance(value, list) and not (value and isinstance(value[0], str)):
            built[position] = []
    for position, container in built.items():
        value = values[position]
        if isinstance(container, dict):
            container.update({key: named(each) for key, each in value.items()})
        else:
            container.extend(map(named, value))
    return built.get(0)
