"""Texts from outside in Markdown (https://spec.commonmark.org/): shown, never read as markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")


def escaped(text: str) -> str:
    r"""Return a text that is printed as it is, in one line, also in a cell of a table.

    >>> escaped("a|<b>_c")
    'a\\|\\<b\\>\\_c'
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Return a text as code, in one line, also in a cell of a table; a backtick becomes an apostrophe.

    >>> code("a`b")
    "`a'b`"
    """
    return f"`{' '.join(text.split()).replace('`', chr(39)).replace('|', '¦')}`"
