"""The parts of a URL that a page may have misspelt."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NONE = SplitResult("", "", "", "", "")


def parts_of(address: str) -> SplitResult:
    """Split a URL; all parts are empty for what is none, such as brackets that are not an IPv6 address.

    >>> parts_of("https://koran.test/a/?b=1").path, parts_of("http://[::1").path
    ('/a/', '')
    """
    try:
        return urlsplit(address)
    except ValueError:
        return _NONE
