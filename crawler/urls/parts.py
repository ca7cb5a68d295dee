"""URLs taken apart and put together: parameters, relative URLs, folders, ``Link`` headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.urls.spelling import same_site, split_url

_HEADER_LINK = re.compile(r"<([^<>]*+)>\s*+")
_HEADER_PARAMETER = re.compile(
    r""";[ \t;]*+(?:([^\s;,=<>"]++)\s*+(?:=\s*+(?:"((?:[^"\\]|\\.)*+)"|"?([^";,]*+)))?)?\s*+""", re.DOTALL
)
"""``; name=token`` or ``; name="quoted string"``, with blanks around the ``=`` (RFC 8288, 3)."""
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_JOINED = re.compile(r"/\.|[?#]\Z|[\x00-\x20]")
"""What joining changes in an absolute URL: dots in its path, an empty query; and what it should not have."""
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|m4[av]|webm|ogg|css|js)$",
    re.IGNORECASE,
)


def with_query(url: str, **parameters: str | int | None) -> str:
    """Return a URL with these query parameters set; None removes one.

    >>> with_query("https://telegraf.co.id/?rest_route=/wp/v2/posts", page=2)
    'https://telegraf.co.id/?rest_route=/wp/v2/posts&page=2'
    """
    parts = urlsplit(url)
    query: dict[str, str | int | None] = {
        **dict(parse_qsl(parts.query, keep_blank_values=True)),
        **parameters,
    }
    kept = {name: value for name, value in query.items() if value is not None}
    return urlunsplit(parts._replace(query=urlencode(kept, safe="/,:")))


def joined(base: str, address: str) -> str:
    """Return a URL that a listing prints, made absolute; what is not a URL stays as it is, for the gate.

    >>> joined("https://telegraf.co.id/feed/", "/judul/")
    'https://telegraf.co.id/judul/'
    """
    if address.startswith(("http://", "https://")) and _JOINED.search(address) is None:
        return address
    try:
        return urljoin(base, address.strip())
    except ValueError:  # brackets that are not an IPv6 address
        return address.strip()


def is_inside(url: str, site_url: str) -> bool:
    """Say whether a URL belongs to a site, which may be a folder of its host.

    >>> is_inside("https://www.contoh.id/koran/judul/", "https://contoh.id/koran/")
    True
    >>> is_inside("https://contoh.id/toko/", "https://contoh.id/koran/")
    False
    """
    parts = split_url(url)
    if parts.scheme not in ("http", "https") or not same_site(url, site_url):
        return False
    return f"{parts.path.rstrip('/')}/".startswith(f"{urlsplit(site_url).path.rstrip('/')}/")


def is_file(url: str) -> bool:
    """Say whether a URL names a picture, a document or another file that is not a page."""
    return _FILE.search(split_url(url).path) is not None


@dataclass(frozen=True, slots=True)
class HeaderLink:
    """A link of a ``Link`` header."""

    url: str
    relation: str
    """Its ``rel``: relation types, separated by spaces."""
    media_type: str

    def says(self, relation: str) -> bool:
        """Say whether it has this relation type, in capitals or not (RFC 8288, 2.1)."""
        return relation.lower() in self.relation.lower().split()


def read_link_header(value: str) -> list[HeaderLink]:
    """Return the links of a ``Link`` header (RFC 8288, 3), several headers joined by commas.

    Names of parameters ignore case, the first ``rel`` of a link counts. A link with an ``anchor`` is left
    out: it is one of another document.

    >>> read_link_header('<https://telegraf.co.id/wp-json/>; rel="https://api.w.org/"')
    [HeaderLink(url='https://telegraf.co.id/wp-json/', relation='https://api.w.org/', media_type='')]
    """
    links = []
    position = 0
    while found := _HEADER_LINK.search(value, position):
        position = found.end()
        named: dict[str, str] = {}
        while parameter := _HEADER_PARAMETER.match(value, position):
            position = parameter.end()
            name, quoted, token = parameter.groups()
            text = _QUOTED_PAIR.sub(r"\1", quoted) if quoted is not None else (token or "").strip(" \t'")
            named.setdefault((name or "").lower(), text.strip())
        if not named.get("anchor"):
            media_type = named.get("type", "").partition(";")[0].strip()
            links.append(HeaderLink(found[1].strip(), named.get("rel", ""), media_type))
    return links
