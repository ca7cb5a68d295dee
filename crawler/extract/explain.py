"""Why is this line gone, and why is it still here? What was read where, for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from crawler.extract.page import Examined
from crawler.text import counted

_HOW = {
    "layout": "by the selectors of the site's declaration",
    "container": "in the content of the WordPress post",
    "density": "where most of the running text stands",
    "fragment": "in the content of the record",
    "jsonld": "in the articleBody of the JSON-LD",
    "data": "in the data of the page's scripts",
    "nothing": "nowhere",
}
_TEXT = ("dateline", "text", "signoff")
"""Fields that are read from the story's own lines."""
_PICTURE = ("caption", "credit")
_SHOWN = 100
"""Characters of a value that are shown."""


def explain(examined: Examined) -> Iterator[str]:
    """Yield a report: each field with its source, then each line that was removed, then each that was kept.

    A removed line has its kind, its place in the page, and the id of what removed it; the steps in
    :mod:`crawler.extract` say which file has that id.
    """
    fields = asdict(examined.article)
    told = [name for name in fields if name in (*examined.sources, *_TEXT, *_PICTURE)]
    width = max(map(len, told))
    for name in told:
        value = fields[name]
        shown = _short(", ".join(value) if isinstance(value, list) else value)
        yield f"{name:{width}}  {shown or '-'}  [{_source(examined, name) if value else 'not found'}]"
    missing = [
        name for name in ("section", "tags", "authors", "published_at", "modified_at") if name not in told
    ]
    for name in missing:
        yield f"{name:{width}}  -  [not found]"
    yield from _remarks(examined)
    yield ""
    number = len(examined.removed)
    shown = counted(number, "line") if number else "nothing"
    yield f"removed inside of the story: {shown} (lines that stand outside of it are not listed)"
    for removal in examined.removed:
        yield f"  {removal.rule}: {_short(removal.text)}{_at(removal.place)}  by {removal.by}"
    yield ""
    yield f"kept: {counted(len(examined.lines), 'paragraph')}"
    for line in examined.lines:
        yield f"  {_short(line.text)}{_at(line.place)}"


def _remarks(examined: Examined) -> Iterator[str]:
    if examined.parsed_again:
        yield "the page was parsed again as browsers do: its elements were nested wrongly"
    if examined.oddities.is_short:
        yield f"the JSON-LD tells of more words: {examined.told_share:.0%} of them were found at first"


def _source(examined: Examined, name: str) -> str:
    if name in _TEXT:
        return _HOW[examined.how] + (f": {examined.place}" if name == "text" and examined.place else "")
    return "under the lead picture" if name in _PICTURE else examined.sources[name]


def _at(place: str | None) -> str:
    return f"  at {place}" if place else ""


def _short(value: str | None) -> str:
    text = " ".join((value or "").split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
