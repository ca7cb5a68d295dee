"""Entities that a document type defines (XML 1.0, 4.2), where they are plain texts.

A parser would expand them, but stops at those of other entities, and may be led to take all memory.
"""

from __future__ import annotations

import re

_TYPE = re.compile(rb"<!DOCTYPE[^\[<>]{0,1000}+\[", re.IGNORECASE)
_HEAD = 4096
_LONGEST_TYPE = 64 * 1024
_ENTITY = re.compile(
    rb"""<!ENTITY\s{1,100}+([A-Za-z_][\w.-]{0,100}+)\s{1,100}+(?:"([^"<>&%]{0,200}+)"|'([^'<>&%]{0,200}+)')\s{0,100}+>"""
)
_PREDEFINED = (b"amp", b"lt", b"gt", b"quot", b"apos")
_MOST = 30
MOST_ADDED = 16 * 1024 * 1024
"""Bytes by which all entities may lengthen a document; otherwise they stay as they are."""


def expanded(text: bytes) -> bytes:
    """Return a document in UTF-8 with the entities that its document type defines, except in CDATA."""
    begin = _TYPE.search(text, 0, _HEAD)
    if begin is None:
        return text
    known: dict[bytes, bytes] = {}
    for found in _ENTITY.finditer(text, begin.end(), begin.end() + _LONGEST_TYPE):
        name = found[1]
        if name not in _PREDEFINED and len(known) < _MOST:
            known.setdefault(name, found[2] or found[3] or b"")  # the first definition counts
    if (
        sum(text.count(b"&%b;" % name) * len(value) for name, value in known.items()) > MOST_ADDED
        or not known
    ):
        return text
    names = b"|".join(map(re.escape, known))
    used = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(" + names + rb");", re.DOTALL)
    return used.sub(lambda found: known[found[1]] if found[1] else found[0], text)
