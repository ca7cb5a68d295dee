"""Plain-text sitemaps: a list of URLs, one a line (https://www.sitemaps.org/protocol.html#otherformats)."""

from __future__ import annotations

import re

from crawler.discovery.addresses import AROUND, printed_address

_URL = re.compile(r"[\"'<]?(https?://\S.*)", re.IGNORECASE)
_LONGEST_LINE = 4096
_BEHIND = re.compile(
    r"""
    \t.*                                                                        # another column
    | (?<![,;|\s"'>])[,;|\s"'>]++(?:\Z | [#].*
        | (?:\d{4}-\d\d(?:-\d\d)? | \d{1,2}[/.-]\d{1,2}[/.-]\d{4} | [01]\.\d+
            | always | hourly | daily | weekly | monthly | yearly | never)(?:[T\s,;|"'].*)?\Z)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands behind a URL: a date, a priority, a frequency, a comment. Other blanks are a part of it."""
_NEXT = re.compile(r"(?<!\s)\s++(?=https?://)", re.IGNORECASE)
_LOOKED_AT = 200
"""Lines at the start of which most must be URLs: a message that names one is no list."""


def read_lines(body: bytes) -> list[str]:
    """Return the lines of a list of URLs in UTF-8, for :func:`read_line`; empty: it is no such list.

    Comments, blank lines and the titles of columns above the first URL are left out.
    """
    text = _NEXT.sub("\n", body.decode("utf-8", "replace"))
    lines = [line for each in text.splitlines() if (line := each.strip(AROUND)) and line[0] != "#"]
    begin = [_URL.match(line) is not None for line in lines[:_LOOKED_AT]]
    return lines[begin.index(True) :] if 2 * sum(begin) >= len(begin) > 0 else []


def read_line(line: str) -> str:
    """Return the URL of a line, without what the protocol does not allow behind it; else the line itself."""
    found = _URL.match(line) if len(line) <= _LONGEST_LINE else None
    if found is None:
        return line[:_LONGEST_LINE]
    behind = _BEHIND.search(found[1])
    return printed_address(found[1][: behind.start()] if behind else found[1])
