"""Responses that a fault has changed: one value, a piece of the body, a header, the status."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from tests.newsroom.answer import Answer

Mutation = Callable[[Answer], Answer]

_VALUE = re.compile(rb"\"(?:[^\"\\]|\\.)*\"|https?:[^\s<\"']+|(?<=>)[^<>]+(?=<)|\b\d+\b|\bnull\b|\btrue\b")
"""What stands for something in JSON, XML and HTML: strings, URLs, texts, numbers."""

ODD_VALUES = [
    b"",
    b"null",
    b"[]",
    b"[[[[]]]]",
    b"{}",
    b"true",
    b"-1",
    b"0",
    b"1e999",
    b"9" * 5000,
    b'"\\u0000"',
    b'"\\ud800"',
    b'"\\u00b2"',
    "²".encode(),
    b'"9999-12-31T23:59:59"',
    b"9999-12-31T23:59:59+00:00",
    b'"0000-00-00T00:00:00"',
    b"0001-01-01",
    b'"javascript:x"',
    b'"http:\\/\\/[bad"',
    b"http://[bad",
    b"http://127.0.0.1:99999/",
    b"http://\xff/",
    b"//",
    b"file:///etc/passwd",
    b"?paged=2",
    b"/",
    b"#",
    b"&#0;",
    b"&#x110000;",
    b"&amp;amp;",
    b"<![CDATA[",
    b"<!--",
    b"]]>",
    b"<a",
    b"\x00",
    b"\xff\xfe",
    "\u202e".encode(),
    b"a" * 70_000,
]

ODD_HEADERS = [
    ("X-WP-Total", "²"),
    ("X-WP-Total", "-1"),
    ("X-WP-Total", "9" * 5000),
    ("X-WP-TotalPages", "1000000"),
    ("X-WP-TotalPages", ""),
    ("Link", '<http://[bad>; rel="https://api.w.org/"'),
    ("Link", '<file:///etc/passwd>; rel="next"'),
    ("Link", "<" * 500),
    ("Date", "Mon, 01 Jan 0001 00:00:00 GMT"),
    ("Date", "besok"),
    ("ETag", "\x7f" * 10),
    ("Last-Modified", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ("Content-Encoding", "gzip"),
    ("Content-Encoding", "br"),
    ("Content-Encoding", "zstd, deflate"),
    ("Content-Encoding", "none"),
    ("Retry-After", "²"),
    ("Set-Cookie", "a=b; Max-Age=" + "9" * 400),
]

ODD_TYPES = [
    "",
    "text/html; charset=no-such-charset",
    "application/pdf",
    "image/*",
    "text/html; charset=\x7f",
]

LOCATIONS = ["", "/", "http://[bad", "//", "file:///etc/passwd", "http://127.0.0.2:1/", "?a=1", "#"]


@st.composite
def mutations(draw: st.DrawFn) -> Mutation:
    """Return a way in which a response may be changed."""
    kind = draw(
        st.sampled_from(("value", "value", "value", "cut", "gap", "echo", "header", "type", "status"))
    )
    where, other = draw(st.floats(0, 1)), draw(st.floats(0, 1))
    if kind == "value":
        odd = draw(st.sampled_from(ODD_VALUES))
        return lambda answer: replace(answer, body=_with_value(answer.body, where, odd))
    if kind == "header":
        header = draw(st.sampled_from(ODD_HEADERS))
        return lambda answer: replace(answer, headers=_with_header(answer.headers, header))
    if kind == "type":
        media_type = draw(st.sampled_from(ODD_TYPES))
        return lambda answer: replace(answer, content_type=media_type)
    if kind == "status":
        status = draw(st.sampled_from((201, 204, 206, 300, 301, 302, 304, 307, 401, 404, 410, 500, 503, 999)))
        location = ("Location", draw(st.sampled_from(LOCATIONS)))
        return lambda answer: replace(answer, status=status, headers=(*answer.headers, location))
    return lambda answer: replace(answer, body=_torn(answer.body, kind, *sorted((where, other))))


def _with_value(body: bytes, where: float, odd: bytes) -> bytes:
    """Return a body in which one value is another."""
    values = list(_VALUE.finditer(body))
    if not values:
        return odd
    value = values[int(where * (len(values) - 1))]
    return body[: value.start()] + odd + body[value.end() :]


def _with_header(
    headers: tuple[tuple[str, str], ...], header: tuple[str, str]
) -> tuple[tuple[str, str], ...]:
    return (*(each for each in headers if each[0] != header[0]), header)


def _torn(body: bytes, kind: str, start: float, end: float) -> bytes:
    """Return a body that lacks its end or a piece, or has a piece twice."""
    first, last = int(start * len(body)), int(end * len(body))
    if kind == "cut":
        return body[:first]
    return body[:first] + body[last:] if kind == "gap" else body[:last] + body[first:]
