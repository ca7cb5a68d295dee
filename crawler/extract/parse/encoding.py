"""The encoding a page is really in, whatever it says."""

from __future__ import annotations

import codecs
import re

from crawler.extract.not_an_article import NotAnArticle
from crawler.page import Page
from crawler.text import by_word

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""Start of a body -> its encoding: a byte order mark, or a first ``<`` with UTF-16's zero byte."""

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I
)
_HEAD = 4096
"""Bytes in which a declaration is searched; the standard says 1,024, browsers and themes are laxer."""

_PIECE = 16 * 1024

LABELS = by_word(
    {
        "windows-1252": "windows-1252 cp1252 iso-8859-1 latin1 us-ascii ascii",
        "windows-1254": "iso-8859-9",
        "gb18030": "gb2312 gbk",
        "cp932": "shift_jis",
        "cp949": "euc-kr ks_c_5601-1987",
        "big5hkscs": "big5",
        "cp874": "tis-620",
        # If that is true the zero bytes show it; a page without them that declares UTF-16 is in UTF-8.
        "utf-8": "utf-16 utf-16le utf-16be utf-16-le utf-16-be",
    }
)
"""Declared charset -> the one browsers use (WHATWG Encoding Standard), if Python's decodes less."""

_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"
"""Bytes without a printable character in windows-1252; browsers show nothing for them."""

_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x00\x00\x00",
)
_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text contains (https://mimesniff.spec.whatwg.org/#binary-data-byte)."""
_TAG = re.compile(rb"<[a-z!/?]", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_ELEMENT = re.compile(rb"<(?:title|meta|script|div|article|h1|p)\b", re.IGNORECASE)


def to_utf8(page: Page) -> bytes:
    """Return the page's HTML in UTF-8. Raises NotAnArticle("empty" | "not_html")."""
    body = page.body
    for mark, encoding in _MARKS.items():
        if body.startswith(mark):
            text = body.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "")
            if not text.strip():
                raise NotAnArticle("empty")
            return text.encode("utf-8", "replace")
    start = body[:_HEAD].lstrip()
    if not start:
        raise NotAnArticle("empty")
    if not _may_be_html(start, page.content_type) or not _TAG.search(body):
        raise NotAnArticle("not_html", page.content_type)
    return _transcoded(body.replace(b"\0", b"") if b"\0" in body else body, page.encoding)


def _may_be_html(start: bytes, content_type: str | None) -> bool:
    """Say whether a body that starts like this may be HTML; HTML may come with any header."""
    if start.startswith(_MAGIC):
        return False
    if _PAGE.search(start):
        return True
    if start[:1] in b"{[" or _BINARY.search(start):
        return False
    return content_type is None or content_type in _HTML_TYPES or _ELEMENT.search(start) is not None


def is_utf8(body: bytes) -> bool:
    """Say whether a body is in UTF-8; decodes piece by piece, which is cheaper than a whole page."""
    pieces = memoryview(body)
    position = 0
    while position < len(body):
        end = position + _PIECE
        try:
            position += codecs.utf_8_decode(pieces[position:end], "strict", end >= len(body))[1]
        except UnicodeDecodeError:
            return False
    return True


def _transcoded(body: bytes, header: str | None) -> bytes:
    if is_utf8(body):
        return body
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - body.count("\ufffd".encode())
    # A truncated character, as themes and broken transfers leave it, says nothing about the encoding;
    # windows-1252 quotes and dashes come from stories that were pasted into a page.
    if len(text) - len(text.encode("ascii", "ignore")) > 2 * broken:
        from bs4.dammit import UnicodeDammit  # noqa: PLC0415  # a tenth of every command's start-up time, for few pages

        return UnicodeDammit.detwingle(body).decode("utf-8", "replace").encode()
    found = _DECLARED.search(body, 0, _HEAD)
    for label in (header, found[1].decode("ascii", "replace") if found else None):
        encoding = LABELS.get((label or "").lower(), label)
        if encoding is None:
            continue
        if encoding == "windows-1252":
            body = body.translate(None, _UNDEFINED)
        try:
            return body.decode(encoding).encode()
        except (LookupError, ValueError):  # ValueError: the name has a NUL in it, or the bytes are others
            continue
    return body.translate(None, _UNDEFINED).decode("windows-1252").encode()  # what browsers fall back to
