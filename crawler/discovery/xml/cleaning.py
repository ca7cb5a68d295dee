"""What stands before, between and behind the elements of a document, taken away; stray ampersands mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from crawler.discovery.listing import NotAListing
from crawler.discovery.xml.decoding import decoded
from crawler.discovery.xml.entities import expanded

_OF_SITEMAPS = ("urlset", "sitemapindex")
ROOTS = (*_OF_SITEMAPS, "rss", "rdf", "feed")
"""Names of the root elements of sitemaps and feeds, in lower case."""

MOST_ASIDES = 1_000_000
"""Most comments, CDATA sections, declarations of a document; a large sitemap has some hundred thousand."""

_PIECE = 256 * 1024
_NAME = rb"(?:[\w.-]+:)?"
_ROOT = re.compile(rb"<" + _NAME + rb"(" + "|".join(ROOTS).encode() + rb")(?=[\s>/])", re.IGNORECASE)
_TAG = re.compile(rb"<[A-Za-z_][\w.:-]*[\s>/]")
_LOC = re.compile(rb"<" + _NAME + rb"loc[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:html|head|body)\b", re.IGNORECASE)
_HTML_TYPE = re.compile(rb"<!doctype\s+html\b", re.IGNORECASE)
_HEAD = 4096

_ASIDE = re.compile(
    rb"""
    <(?:  # one letter that all begin with: it is looked for faster than several
        (?P<cdata>!\[CDATA\[(?:.*?\]\]>|.*))
        | !--(?:.*?-->|(?P<open>.*))
        | \?(?:[^<]*?\?>|[^<>]*+>?)
        | !DOCTYPE[^\[<>]*+(?:\[(?:[^\]"']|"[^"]*"|'[^']*')*+\]?\s*+)?>?
    )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Comments, declarations, document types: where a second document was appended they stand in the middle.

A parser stops at the entities that a document type defines: those that are plain texts are expanded before.
"""
_CDATA, _END_OF_CDATA = b"<![CDATA[", b"]]>"
_STRAY_AMPERSAND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_LONGEST_ENTITY = 40


@dataclass(frozen=True)
class XmlText:
    """A document in UTF-8, from its root element on, without comments, declarations, document types."""

    body: bytes
    root: str | None
    """The name of its first root element, if it is one of :data:`ROOTS`; None: it is none of them."""

    is_closed: bool
    """Whether it ends with its root element, that is, was not cut off."""

    @property
    def has_tags(self) -> bool:
        """Whether there is an element in it at all."""
        return _TAG.search(self.body) is not None


def clean(body: bytes) -> XmlText:
    """Return a document (not gzip) as a parser can read it.

    Raises NotAListing("empty" | "html" | "too_large").

    What stands above the root element, such as the notices of PHP, is left out. It is HTML if a page begins
    above the root element; a sitemap that a theme has put into its page is a sitemap.
    """
    text = decoded(body).strip()
    if not text:
        raise NotAListing("empty")
    number = text.count(b"<!") + text.count(b"<?")
    if number > MOST_ASIDES:
        raise NotAListing("too_large")
    is_page = _HTML_TYPE.search(text, 0, _HEAD) is not None
    text = _without_asides(expanded(text), number)
    root = _ROOT.search(text)
    if root is None:
        if is_page or _HTML.search(text, 0, _HEAD):
            raise NotAListing("html")
        return XmlText(text.lstrip(), None, is_closed=False)
    name = root[1].decode().lower()
    page = _HTML.search(text, 0, root.start())
    if page and not (name in _OF_SITEMAPS and _LOC.search(text, root.end())):
        raise NotAListing("html")
    end = _end_of_root(text, name)
    return XmlText(text[root.start() : end], name, is_closed=end is not None)


def _without_asides(text: bytes, number: int) -> bytes:
    """Return a document without markup that is no element, except CDATA; ``number``: how much it has of both.

    Most have a declaration above the root element, and nothing else.
    """
    declaration = _ASIDE.match(text) if text.startswith(b"<?") else None
    start = declaration.end() if declaration else 0
    if number - (declaration is not None) == text.count(_CDATA, start):
        return text[start:]
    return _ASIDE.sub(_kept, text)


def _kept(found: re.Match[bytes]) -> bytes:
    """Return what is kept of markup that is no element.

    A comment above the root element that nobody closed hides nothing: what it says is the document.
    """
    if found["open"] and not _ROOT.search(found.string, 0, found.start()):
        return found["open"]
    return found[0] if found["cdata"] else b""


def _end_of_root(text: bytes, name: str) -> int | None:
    """Return where the last root element of a document ends; None: it was cut off."""
    names = "|".join(_OF_SITEMAPS if name in _OF_SITEMAPS else [name]).encode()
    tags = re.compile(rb"<(/?)" + _NAME + b"(?:" + names + rb")(?:\s[^<>]*?)?(/?)>", re.IGNORECASE)
    last = None
    for last in tags.finditer(text):  # noqa: B007  # the last one counts
        pass
    return last.end() if last and (last[1] or last[2]) else None


def repaired(body: bytes) -> Iterator[bytes]:
    """Yield a cleaned document in pieces, with stray ampersands escaped; in CDATA an ampersand is itself.

    The entities of HTML, which XML does not know, become their letters: a parser would leave them out, and
    the rest of an address without one is another address.
    """
    if _STRAY_AMPERSAND.search(body) is None:
        yield body
        return
    position = 0
    while position < len(body):
        cdata = body.find(_CDATA, position)
        end = len(body) if cdata < 0 else cdata
        while position < end:
            stop = min(position + _PIECE, end)
            if stop < end and (stray := body.rfind(b"&", stop - _LONGEST_ENTITY, stop)) >= 0:
                stop = stray  # what follows it decides whether it is stray
            yield _STRAY_AMPERSAND.sub(_entity, body[position:stop])
            position = stop
        if cdata >= 0:
            closed = body.find(_END_OF_CDATA, cdata)
            position = len(body) if closed < 0 else closed + len(_END_OF_CDATA)
            yield body[cdata:position]


def _entity(found: re.Match[bytes]) -> bytes:
    letters = html5.get(f"{found[1].decode()};") if found[1] else None
    if letters is None:
        return b"&amp;" + found[0][1:]
    return letters.replace("&", "&amp;").replace("<", "&lt;").encode()
