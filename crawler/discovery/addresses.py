"""Addresses as listings print them."""

from __future__ import annotations

import re

from crawler.urls import joined, sitemap_address

_PLAIN = re.compile(r"[!-%'-~]+")
"""Nothing in it needs a second look: no blanks, no ampersands, ASCII."""
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp;|#0*38;|#x0*26;)+", re.IGNORECASE)
_UNSEEN = "\u00ad\u200b\u200e\u200f\u2060\ufeff" + "".join(map(chr, range(0x202A, 0x202F)))
"""Soft hyphens, spaces without width, marks of direction: they come with what was pasted."""
AROUND = _UNSEEN + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""All that may stand around an address and is no part of it."""


def printed_address(text: str) -> str:
    """Return the address that a text is meant to be; whether it is one, :func:`crawler.urls.fetchable` says.

    Blanks and unseen characters around it are no part of it, nor are line breaks in it with the blanks around
    them (WHATWG URL, 4.4, removes the breaks). An ampersand that was escaped twice, or escaped in CDATA, is
    one: no parameter is called ``amp;page``.

    >>> printed_address(" https://telegraf.co.id/?p=12&amp;page=2 ")
    'https://telegraf.co.id/?p=12&page=2'
    """
    if _PLAIN.fullmatch(text):
        return text
    text = "".join(line.strip() for line in text.splitlines())
    return _ESCAPED_AMPERSAND.sub("&", text).strip(AROUND)


def absolute_address(text: str, base: str) -> str:
    """Return the URL that a printed address means, made absolute, as :func:`crawler.urls.joined` does.

    Some leave out the scheme: what looks like a host is one (:func:`crawler.urls.sitemap_address`).

    >>> absolute_address("www.telegraf.co.id/judul/", "https://telegraf.co.id/feed/")
    'https://www.telegraf.co.id/judul/'
    """
    address = printed_address(text)
    if address.startswith(("http://", "https://")):
        return joined(base, address)
    return sitemap_address(address, base)
