"""The bytes of a listing as UTF-8, whatever it says about its encoding, without what no XML may contain."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from crawler.content_encoding import GZIP_MAGIC, LARGEST_BODY, CutOff, NotEncoded, TooLarge, unpack
from crawler.discovery.listing import NotAListing
from crawler.extract.parse.encoding import LABELS, is_utf8

_PIECE = 256 * 1024
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Byte order mark -> encoding; that of UTF-32 begins like one of UTF-16."""
_WITHOUT_MARK = {
    "utf-16-le": re.compile(rb"(?:[\t\n\r -~]\0){4}"),
    "utf-16-be": re.compile(rb"(?:\0[\t\n\r -~]){4}"),
}
_DECLARED = re.compile(rb"""<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_HEAD = 4096
_OF_LANGUAGES = re.compile(
    r"iso|latin|windows|x-cp|cp\d|koi8|gb|hz|big5|shift|sjis|euc|ks_c|tis|mac|us-ascii|ascii", re.IGNORECASE
)
"""Encodings of texts. Python has others of that kind: some take a square of the time for a long text."""
_FORBIDDEN = bytes({*range(0x20)} - {*b"\t\n\r"}) + b"\x7f"
"""What XML 1.0 (2.2) does not allow, and a delete sign: a parser stops there."""
_MARK = "\ufeff".encode()
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_STRAY = {
    0xDC00 + byte: None if byte in _UNDEFINED else bytes([byte]).decode("windows-1252")
    for byte in range(0x80, 0x100)
}
"""A byte that is no UTF-8, as Python's "surrogateescape" keeps it -> its letter in windows-1252."""


def gunzip(body: bytes) -> bytes:
    """Decompress a body that is gzip; a truncated one is decompressed up to the cut.

    Raises NotAListing("too_large" | "not_gzip").
    """
    if not body.startswith(GZIP_MAGIC[:2]):
        return body
    try:
        return unpack(body, ["gzip"], LARGEST_BODY)
    except CutOff as cut:
        return cut.body
    except TooLarge as error:
        raise NotAListing("too_large") from error
    except NotEncoded as error:
        raise NotAListing("not_gzip") from error


def decoded(body: bytes) -> bytes:
    """Return a document (not gzip) in UTF-8, without byte order marks and control characters anywhere.

    What the bytes are counts for more than what the document says (XML 1.0, appendix F): a mark and the zero
    bytes of UTF-16 do, then UTF-8, whose multi-byte letters no other encoding forms by chance, then the
    declaration. Stray bytes in UTF-8 are read as windows-1252, as which they were pasted.
    """
    start = body[:_HEAD].lstrip(b"\t\n\r ")
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            body = b"".join(_transcoded(body[body.index(mark) + len(mark) :], encoding))
            break
    else:
        wide = next((name for name, letters in _WITHOUT_MARK.items() if letters.match(body)), None)
        if wide:
            body = b"".join(_transcoded(body, wide))
        elif not is_utf8(body):
            body = b"".join(_transcoded(body, _declared(body)))
    return body.translate(None, _FORBIDDEN).replace(_MARK, b"")


def _declared(body: bytes) -> str:
    """Return the encoding of which a document says that it is in; UTF-8 if it says nothing of use."""
    found = _DECLARED.search(body, 0, _HEAD)
    label = found[1].decode("ascii", "replace").lower() if found else ""
    encoding = LABELS.get(label, label)
    if not _OF_LANGUAGES.match(encoding):
        return "utf-8"
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "utf-8"
    return encoding


def _transcoded(body: bytes, encoding: str) -> Iterator[bytes]:
    """Yield a body in UTF-8, piece by piece: as one text each letter might take four bytes."""
    is_mixed = encoding == "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if is_mixed else "replace")
    for start in range(0, len(body), _PIECE):
        text = decoder.decode(body[start : start + _PIECE], start + _PIECE >= len(body))
        if is_mixed:
            try:
                yield text.encode()
                continue
            except UnicodeEncodeError:
                text = text.translate(_STRAY)
        yield text.encode("utf-8", "replace")
