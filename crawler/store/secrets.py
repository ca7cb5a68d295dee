"""The URL of a store without its secrets: for what is printed, logged, or kept in the table ``run``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, unquote

from sqlalchemy import URL

_HIDDEN = "***"

_SECRET = re.compile(r"pass|pwd|secret|token|scram_\w+_key", re.IGNORECASE)
"""Found in the names of libpq's parameters that are secrets, or the place of one: password, passfile,
sslpassword, oauth_client_secret, scram_client_key, scram_server_key (PostgreSQL 18, 32.1.2); and in what
other databases call theirs."""

_CREDENTIALS = re.compile(r"^([\w+.-]*:?//)?.*@", re.DOTALL)
"""All before the last @, since a password that was not quoted may hold an @ or a slash."""
_NO_PORT = re.compile(r"(//[^/?:@]*:)(?!\d+(?:[/?]|$))[^/?]+")
"""``USER:PASSWORD`` where the host is forgotten."""
_PARAMETER = re.compile(
    rf"(\b\w*(?:{_SECRET.pattern})\w*\s*=\s*)('(?:\\.|[^'])*'?|[^&\s]*)", re.IGNORECASE | re.DOTALL
)
"""A secret in the query of a URL, or in libpq's own ``host=db password='a b'``."""


def shown(url: URL) -> str:
    """Return a URL for people, with ``***`` for its password, wherever it stands.

    >>> from sqlalchemy import make_url
    >>> shown(make_url("postgresql+psycopg://sri:geheim@db/berita?sslpassword=rahasia&sslmode=require"))
    'postgresql+psycopg://sri:***@db/berita?sslmode=require&sslpassword=***'
    """
    query = {name: _HIDDEN if _SECRET.search(name) else value for name, value in url.query.items()}
    text = url.set(query=query).render_as_string(hide_password=True)
    text = text.replace(quote_plus(_HIDDEN), _HIDDEN)
    return _CREDENTIALS.sub(rf"\1{_HIDDEN}@", unquote(text)) if _is_torn(url) else text


def shown_text(text: str) -> str:
    """Return for people what was meant to be a URL: what may be a secret in it is ``***``.

    >>> shown_text("postgres//sri:geheim@db/berita"), shown_text("host=db password=geheim")
    ('postgres//***@db/berita', 'host=db password=***')
    """
    text = _CREDENTIALS.sub(rf"\1{_HIDDEN}@", text) if "@" in text else _NO_PORT.sub(rf"\1{_HIDDEN}", text)
    return _PARAMETER.sub(rf"\1{_HIDDEN}", text)


def without_secrets(message: str, url: URL) -> str:
    """Return what a driver says, with ``***`` for the secrets of the URL that it was given."""
    for secret in sorted(_secrets(url), key=len, reverse=True):
        message = message.replace(secret, _HIDDEN)
    return message


def _is_torn(url: URL) -> bool:
    """Say whether a password that was not quoted holds an @: the rest of it passes for the host."""
    return url.password is not None and "@" in f"{url.host or ''}{url.database or ''}"


def _secrets(url: URL) -> Iterator[str]:
    """Yield the secrets of a URL, as they are and as a URL spells them."""
    given: list[str | None] = [None if url.password is None else str(url.password)]
    for name, value in url.query.items():
        if _SECRET.search(name):
            given += [value] if isinstance(value, str) else value
    if _is_torn(url):
        given += [url.host, (url.database or "").rpartition("@")[0]]
    for secret in filter(None, given):
        yield from (secret, quote(secret, safe=""), quote_plus(secret))
