"""URLs of services without their secrets: their user, password, path and query may each be one."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

_HIDDEN = "***"
_SHORTEST = 4
"""Characters: a shorter part of a URL is no secret, and would be found in many a word."""


def shown(url: str) -> str:
    """Return a URL for people: its scheme and its host.

    >>> shown("https://sri:geheim@hooks.example:8443/services/T0/B1?token=x")
    'https://hooks.example:8443/***'
    >>> shown("https://["), shown("tgram://123:abc/456")
    ('***', 'tgram://***')
    """
    parts = _split(url)
    if parts is None or not parts.scheme:
        return _HIDDEN
    if parts.scheme not in ("http", "https"):  # in apprise's URLs the host may be the token
        return f"{parts.scheme}://{_HIDDEN}"
    place = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{place}/{_HIDDEN if parts.path.strip('/') or parts.query else ''}"


def without_secrets(message: str, *secrets: str) -> str:
    """Return what a server or a library says, with ``***`` for secrets: words, or URLs that hold them."""
    found = {each for secret in secrets for each in _parts(secret) if len(each) >= _SHORTEST}
    for secret in sorted(found, key=len, reverse=True):
        message = message.replace(secret, _HIDDEN)
    return message


def _parts(secret: str) -> set[str]:
    """Return what may be secret in a text, as it is and as a URL spells it."""
    parts = _split(secret) if "://" in secret else None
    if parts is None:
        return {secret}
    found = {secret, parts.path, *parts.path.split("/"), *(value for _, value in parse_qsl(parts.query))}
    user, at, place = parts.netloc.rpartition("@")
    if at:
        found |= {user, *user.split(":")}
    if parts.scheme not in ("http", "https"):
        found |= set(re.split("[:/]", place))
    return found | {unquote(each) for each in found} | {quote(each, safe="") for each in found}


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # brackets that are not an IPv6 address
        return None
