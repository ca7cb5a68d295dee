"""Scripts, styles, drawings and ``<noscript>`` as a browser reads them, before the page becomes a tree.

HTML parsers outside of a browser get two things wrong, which ``wpautop`` and ad inserters cause by
putting ``</p>``, ``<p>`` and whole blocks into what somebody typed:

- with scripting on, the content of ``<noscript>`` is not text of the page, however broken it is;
- a script ends at the first ``</script>``, even if that belongs to a script inside it: what follows, up to
the end tag that is then left over, is the rest of a script and not text.

The contents of scripts, styles and ``<svg>`` are not parsed either, since only JSON-LD is read: on today's
pages they are half of the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = (b"script", b"noscript", b"style", b"svg")
_FIRST, _SECOND = (bytes({name[at] for name in _NAMES}) for at in (0, 1))
# The look-ahead saves an eighth of the time of this file: most tags of a page begin with other letters.
_TAG = re.compile(
    rb"<(/?)(?=[%b][%b])(%b)(?=[\s/>])[^>]*+(>|\Z)" % (_FIRST, _SECOND, b"|".join(_NAMES)), re.IGNORECASE
)
"""A tag, or one that never ends: behind it there is no other, and each would be looked for to the end."""
_NOSCRIPT = re.compile(rb"<noscript\b[^>]*+(?:>(.*?)(?:</noscript|(\Z))|\Z)", re.DOTALL)
_NO_DRAWING = re.compile(rb"<(?:svg|div|p[ >]|a )")
"""What follows an ``<svg>`` that is in a comment, is not closed, or contains others."""
_LONGEST_REST = 20_000
"""Bytes in which a left-over end tag is searched."""


def drop_unread(body: bytes) -> bytes:
    """Return the page without ``<noscript>``, the contents of scripts, styles, drawings, and script rests.

    >>> drop_unread(b'<p>A<noscript></p><p>JavaScript!</p><p></noscript>B</p>')
    b'<p>AB</p>'
    >>> drop_unread(b'<script>x = "</p><script>ad()</script><p>no text</p>";</script><p>Text</p>')
    b'<script></script><p>Text</p>'
    """
    kept, end = [], 0
    for start, stop in _cuts(body):
        kept.append(body[end:start])
        end = stop
    kept.append(body[end:])
    return b"".join(kept) if end else body


def noscripts(body: bytes) -> list[bytes]:
    """Return the contents of the ``<noscript>`` elements of a page.

    >>> noscripts(b'<noscript><a href="/2/">2</a></noscript>')
    [b'<a href="/2/">2</a>']
    """
    if b"<noscript" not in body:
        return []
    return [part[1] for part in _NOSCRIPT.finditer(body) if part[1] is not None and part[2] is None]


def _cuts(body: bytes) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each part that is not read."""
    opened: re.Match[bytes] | None = None
    name = b""
    torn_at = -1
    holds_script = False
    position = 0
    drawings = _Drawings(body)
    while (match := _TAG.search(body, position)) and match[3]:
        position = match.end()
        closes, found = bool(match[1]), match[2].lower()
        if opened is not None:
            if found == name and closes:
                if name == b"noscript":
                    yield opened.start(), match.end()
                else:
                    if _is_unread(body, opened, match.start()):
                        yield opened.end(), match.start()
                    torn_at = match.end() if holds_script else -1
                opened = None
            elif found == name == b"script":
                holds_script = True
        elif found == b"svg":
            stop = -1 if closes else drawings.end(match.end())
            if stop > 0:
                yield match.end(), stop
                position = stop + len(b"</svg>")
        elif not closes:
            opened, name, holds_script = match, found, False
            if name == b"script":
                torn_at = -1
        elif found == b"script" and 0 <= torn_at >= match.start() - _LONGEST_REST:
            yield torn_at, match.end()
            torn_at = -1


class _Drawings:
    """Finds the ends of the drawings of a page, in its order; looks at no part of the page twice."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._next: dict[bytes, int] = {}

    def end(self, start: int) -> int:
        """Return where the content of an ``<svg>`` ends; -1: it may be more than a drawing, or never end."""
        stop = self._find(b"</svg>", start)
        if stop == len(self._body) or self._find(b"-->", start) < stop:
            return -1
        return -1 if _NO_DRAWING.search(self._body, start, stop) else stop

    def _find(self, mark: bytes, start: int) -> int:
        """Return where a mark stands next; the page's length if there is none."""
        at = self._next.get(mark, -1)
        if at < start:
            found = self._body.find(mark, start)
            at = self._next[mark] = len(self._body) if found < 0 else found
        return at


def _is_unread(body: bytes, opened: re.Match[bytes], stop: int) -> bool:
    """Say whether the content of a script or style is certainly nothing else.

    The tag may be in a comment, and what seems to be its end tag may belong to another one: then the
    comment's end, or a tag in what seems to be a style, is in between.
    """
    if b"ld+json" in opened[0].lower():
        return False
    strange = b"<" if opened[2].lower() == b"style" else b"-->"
    return body.find(strange, opened.end(), stop) < 0
