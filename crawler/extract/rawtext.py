"""Scripts and ``<noscript>`` as a browser reads them, before the page becomes a tree.

Two things that HTML parsers without a browser around them get wrong, and that ``wpautop`` and ad
inserters cause by putting ``</p>``, ``<p>`` and whole blocks into what somebody typed:

- with scripting on, what stands in ``<noscript>`` is no text of the page, however broken it is;
- a script ends at the first ``</script>``, also when that one belongs to a script inside it: what follows,
  up to the end tag that is then left over, is the rest of a script and no text.
"""

from __future__ import annotations

import re

_TAG = re.compile(rb"<(/?)(script|noscript)(?=[\s/>])[^>]*>", re.IGNORECASE)
_LONGEST_REST = 20_000
"""Bytes within which a left-over end tag is looked for."""


def drop_unread(body: bytes) -> bytes:
    """Return the page without its ``<noscript>`` parts and without the rests of torn scripts.

    >>> drop_unread(b'<p>A<noscript></p><p>JavaScript!</p><p></noscript>B</p>')
    b'<p>AB</p>'
    >>> drop_unread(b'<script>x = "</p><script>ad()</script><p>no text</p>";</script><p>Text</p>')
    b'<script>x = "</p><script>ad()</script><p>Text</p>'
    """
    cuts: list[tuple[int, int]] = []
    open_tag = b""
    begin = torn_at = -1
    holds_script = False
    for match in _TAG.finditer(body):
        closes, name = bool(match[1]), match[2].lower()
        if open_tag:
            if name == open_tag and closes:
                if open_tag == b"noscript":
                    cuts.append((begin, match.end()))
                else:
                    torn_at = match.end() if holds_script else -1
                open_tag = b""
            elif name == b"script" and open_tag == b"script":
                holds_script = True
        elif not closes:
            open_tag, begin, holds_script = name, match.start(), False
            if name == b"script":
                torn_at = -1
        elif name == b"script" and 0 <= torn_at >= match.start() - _LONGEST_REST:
            cuts.append((torn_at, match.end()))
            torn_at = -1
    if not cuts:
        return body
    kept, end = [], 0
    for start, stop in cuts:
        kept.append(body[end:start])
        end = stop
    kept.append(body[end:])
    return b"".join(kept)
