"""The gate: what an address from outside must be before it becomes a row or a request."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from crawler.urls.spelling import MAX_LENGTH, escape, without_dots

BAD_ADDRESS = "bad_address"
"""Why an address from outside is not asked: it is not an http(s) URL that can be requested."""

_PLAIN = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){0,4}[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    r"(?::(?:[1-5][0-9]{4}|[1-9][0-9]{0,3}))?/[\w./?&=%+~:@!$'()*,;-]*",
    re.ASCII,
)
"""Most addresses: nothing in them needs a second look, unless this is in them:"""
_SECOND_LOOK = re.compile(r"/(?:\.|%2e)|:(?:80|443)/", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}

_TRIMMED = "".join(map(chr, range(0x21)))
_REMOVED = re.compile(r"[\t\n\r]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_LONGEST_HOST = 253
_OF_IPV6 = re.compile(r"[0-9a-f:.]+", re.IGNORECASE)
_HOST_WITHOUT_SCHEME = re.compile(
    r"[^/?#\s]+\.(?!(?:xml|gz|php|txt|html?)/)[a-z]{2,}(?::\d+)?/|[^/?#\s]+:\d+/", re.IGNORECASE
)


def fetchable(address: str, base: str | None = None) -> str | None:
    """Return an address from outside as an absolute http(s) URL that can be requested; None: it is not one.

    ``base``: the URL of the document that names it, if it may be relative. Blanks around it and line breaks
    in it are removed, what must be escaped is escaped, dots in the path are dissolved, and the scheme's
    default port is left out, as browsers do (WHATWG URL, 4.4). User names, passwords and fragments are not
    kept: they are no part of what is asked. Nor is the dot at the end of a host.

    >>> fetchable("/sitemap.xml", "https://telegraf.co.id/robots.txt")
    'https://telegraf.co.id/sitemap.xml'
    >>> fetchable("http://telegraf.co.id:99999/") is None
    True
    """
    if len(address) <= MAX_LENGTH and _PLAIN.fullmatch(address) and not _SECOND_LOOK.search(address):
        return address
    text = _REMOVED.sub("", address.strip(_TRIMMED))
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # brackets that are not an IPv6 address, or a port that is not one
        return None
    name = _host(host)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or name is None or port == 0:
        return None
    if "\\" in parts.netloc:  # browsers read it as a slash, others as a part of the host
        return None
    netloc = name if port in (None, _DEFAULT_PORTS[scheme]) else f"{name}:{port}"
    url = urlunsplit((scheme, netloc, escape(without_dots(parts.path)) or "/", escape(parts.query), ""))
    return url if len(url) <= MAX_LENGTH else None


def sitemap_address(named: str, robots_url: str) -> str:
    """Return the URL that a ``Sitemap:`` line of robots.txt means; it may still be none.

    It has to be absolute (sitemaps.org). Sites also write a path, which is resolved as crawlers resolve it,
    and leave out the scheme: a name of the site's own, or one that looks like a host, is taken for a host.

    >>> sitemap_address("telegraf.co.id/sitemap.xml", "https://telegraf.co.id/robots.txt")
    'https://telegraf.co.id/sitemap.xml'
    >>> sitemap_address("berita/sitemap.xml", "https://telegraf.co.id/robots.txt")
    'https://telegraf.co.id/berita/sitemap.xml'
    """
    text = named.strip(_TRIMMED)
    if not re.match(r"[a-z]+://|//|/", text, re.IGNORECASE):
        own = urlsplit(robots_url)
        host = text.partition("/")[0].lower()
        if host in (own.netloc, own.hostname) or _HOST_WITHOUT_SCHEME.match(text):
            return f"{own.scheme}://{text}"
    try:
        return urljoin(robots_url, text)
    except ValueError:
        return text


def _host(name: str) -> str | None:
    """Return a host as it is asked for; None: it cannot be one."""
    if ":" in name:
        return f"[{name}]" if _OF_IPV6.fullmatch(name) else None
    try:
        ascii_name = name if name.isascii() else name.encode("idna").decode()
    except UnicodeError:
        return None
    labels = ascii_name.removesuffix(".").split(".")
    if len(ascii_name) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)):
        return None
    return ascii_name.removesuffix(".")
