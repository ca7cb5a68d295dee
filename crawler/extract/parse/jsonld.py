"""JSON-LD as publishers and SEO plugins print it, even if it is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.text import unescape

Node = dict[str, Any]
"""A JSON-LD object."""

_OPENED = ("@graph", "mainEntity")
"""Properties whose objects count as top-level: a page may wrap its article in them."""

_DECODER = json.JSONDecoder(strict=False)  # raw newlines and tabs in strings: many themes print them

_WRAPPERS = re.compile(r"<!--|-->|(?:/[/*]\s*)?(?:<!\[CDATA\[|\]\]>)(?:\s*\*/)?")
_TOKEN = re.compile(  # a quote that is not followed by JSON punctuation does not end its string
    r"""
    "((?:[^"\\]|\\(?:.|\Z)|"(?!\s*(?:[:}\]]|/[/*]|,\s*(?:["{\[\dtfn}\],-]|/[/*]|\Z)|\Z)))*+)
    (?:"|\Z)                        # a string
    | /\*.*?(?:\*/|\Z) | //[^\n]*    # a comment
    | (,)[\s,]*                     # commas
    """,
    re.X | re.S,
)
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?:u(?![0-9a-fA-F]{4})|[^\"\\/bfnrtu])|(\\.)", re.S)


def read_nodes(scripts: Iterable[str]) -> list[Node]:
    """Return the objects of these JSON-LD blocks in order, including those in lists and ``@graph``."""
    return [node for script in scripts for value in _load(script) for node in _objects(value)]


def _load(script: str) -> list[Any]:
    """Return the JSON values of a block; what cannot be parsed even after repair is left out."""
    try:
        return [json.loads(script)]
    except RecursionError:
        return []
    except ValueError:
        pass
    try:  # repair only the usual error; a text with the same characters loses only a comma
        return [json.loads(_LAST_COMMA.sub(r"\1", script), strict=False)]
    except (ValueError, RecursionError):
        return list(_values(_repaired(script)))


def _values(text: str) -> Iterator[Any]:
    """Yield the consecutive JSON values in a text, until one cannot be parsed."""
    at = 0
    while True:
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value


def _repaired(script: str) -> str:
    text = _WRAPPERS.sub("", script).strip().lstrip("\ufeff")
    if text.startswith(("{&quot;", "[&quot;", "{&#34;", "[{&quot;")):
        text = unescape(text)
    return _TOKEN.sub(_repaired_token, text)


def _repaired_token(token: re.Match[str]) -> str:
    r"""Keep a string, but repair its quotes and escapes; drop comments and trailing commas.

    >>> _TOKEN.sub(_repaired_token, '{"a": "Novel "Rumah" laku", /* b */ "b": [1, 2,],}')
    '{"a": "Novel \\"Rumah\\" laku",  "b": [1, 2]}'
    """
    if token[2]:
        return ", " if token.string[token.end() : token.end() + 1] not in ("]", "}", "") else ""
    content = token[1]
    if content is None:
        return ""
    content = _BAD_ESCAPE.sub(lambda escape: escape[1] or escape[0][1:], content)
    return (
        '"' + re.sub(r'\\.|"', lambda part: '\\"' if part[0] == '"' else part[0], content, flags=re.S) + '"'
    )


def _objects(value: Any) -> Iterator[Node]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            inner = [value[key] for key in _OPENED if isinstance(value.get(key), (dict, list))]
            waiting.extend(reversed(inner))
            if "@type" in value or not inner:
                yield value


def as_list(value: Any) -> list[Any]:
    """Return the values of a property as a list; empty if the property is missing."""
    return value if isinstance(value, list) else [] if value is None else [value]


def encodable(text: str) -> str:
    r"""Return a text without halves of surrogate pairs: JSON may hold one, and no encoding can write it.

    >>> encodable("Banjir \ud83d di Sambas")
    'Banjir  di Sambas'
    """
    return text.encode("utf-8", "ignore").decode()


def types(node: Node) -> list[str]:
    """Return the node's schema.org types without their namespace.

    >>> types({"@type": ["http://schema.org/NewsArticle", "Article"]})
    ['NewsArticle', 'Article']
    """
    names = (name for name in as_list(node.get("@type")) if isinstance(name, str))
    return [name.rsplit("/", 1)[-1].removeprefix("schema:") for name in names]


def are_article(names: Iterable[str]) -> bool:
    """Say whether the types include an article: schema.org's Article or one of its subtypes.

    https://schema.org/Article lists them; ``NewsArticle`` has further subtypes.
    """
    return any(name.endswith(("Article", "Posting")) or name == "Report" for name in names)


def texts(value: Any, *properties: str) -> Iterator[str]:
    """Yield the texts of a value: strings, numbers, ``@value``, or the named properties of its objects.

    >>> list(texts(["a", {"@value": "b"}, {"name": "c"}], "name"))
    ['a', 'b', 'c']
    """
    for item in as_list(value):
        if isinstance(item, dict):
            found = next((item[key] for key in ("@value", *properties) if item.get(key)), None)
            if found is not None and not isinstance(found, dict):
                yield from texts(found)
        elif isinstance(item, str) and item.strip():
            yield unescape(item).strip()
