"""The encoding a page is really in, whatever it says."""

from __future__ import annotations

import codecs
import re

from bs4.dammit import UnicodeDammit

from crawler.extract.refusal import NotAnArticle
from crawler.page import Page

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I
)
_HEAD = 4096
"""Bytes in which a declaration is looked for; the standard says 1,024, browsers and themes are laxer."""

_LABELS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "iso-8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
"""What browsers read for a declared charset (WHATWG Encoding Standard), where Python reads less."""

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


def to_utf8(page: Page) -> bytes:
    """Return the page's HTML in UTF-8. Raises NotAnArticle("empty" | "not_html")."""
    body = page.body
    start = body[:_HEAD].lstrip()
    if not start:
        raise NotAnArticle("empty")
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace").replace("\0", "").encode()
    if start.startswith(_MAGIC) or _is_json(start):
        raise NotAnArticle("not_html")
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    return _transcoded(body, page.encoding)


def _is_json(start: bytes) -> bool:
    return start[:1] in b"{[" and b"<html" not in start.lower()


def _transcoded(body: bytes, header: str | None) -> bytes:
    declared = _LABELS.get((header or "").lower(), header)
    found = _DECLARED.search(body, 0, _HEAD)
    meta = found[1].decode("ascii", "replace").lower() if found else None
    meta = _LABELS.get(meta or "", meta)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return body
    for encoding in (declared, meta):
        if encoding is None:
            continue
        try:
            return body.decode(encoding).encode()
        except (LookupError, UnicodeError):
            continue
    markup = UnicodeDammit(body, is_html=True).unicode_markup
    return (markup or body.decode("utf-8", "replace")).encode()
