"""Names and passwords in the URLs of what is told of a crawl: they are nobody's business."""

from __future__ import annotations

import re

_LONGEST = 500
"""Characters of what a file says of its crawler; a longer text is none of ours."""
_LOGIN = re.compile(r"(?<=://)[^\s/?#@]*@")


def without_login(text: str | None) -> str | None:
    """Return a text without what stands before the host in its URLs: names and passwords.

    >>> without_login("bot/1 (+https://ani:rahasia@koran.example/bot)")
    'bot/1 (+https://koran.example/bot)'
    """
    printable = "".join(filter(str.isprintable, text or ""))
    return _LOGIN.sub("", printable)[:_LONGEST] or None
