r"""Texts of others on a screen: what would steer a terminal, or reorder the letters of a line, is escaped.

A site chooses its URLs, headlines and tags. ESC and the C1 controls begin the sequences of ECMA-48 that move
the cursor, recolour, rename windows; the bidirectional embeddings, overrides and isolates of Unicode (UAX 9)
make a line read differently from what it says; a line end makes two lines of one. The escapes are those of
JSON, so that a line of JSON stays JSON and means the same.
"""

from __future__ import annotations

import re

_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1 (ECMA-48)
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates (UAX 9)
    "\ud800-\udfff"  # lone surrogates, which no encoding can write
)
_CONTROL = re.compile(f"[{_CONTROLS}]")
_CONTROL_OR_NEWLINE = re.compile(f"[{_CONTROLS}\n]")


def visible(text: str) -> str:
    r"""Return a text of several lines with its control characters escaped; newlines and tabs stay.

    >>> visible("Jakarta\x1b[2J\n") == "Jakarta\\u001b[2J\n"
    True
    """
    return _CONTROL.sub(_escaped, text)


def one_line(text: str) -> str:
    r"""Return a text as one line: newlines are escaped as well.

    >>> one_line("https://koran.test/\n2026-01-01 ERROR: palsu")
    'https://koran.test/\\n2026-01-01 ERROR: palsu'
    """
    return _CONTROL_OR_NEWLINE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return {"\n": r"\n", "\r": r"\r"}.get(character, f"\\u{ord(character):04x}")
