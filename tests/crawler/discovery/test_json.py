"""JSON as it is found: alone, or between what PHP, plugins and caches print."""

from __future__ import annotations

import time

import pytest

from crawler.discovery import NotAListing
from crawler.discovery.json import MOST_BEFORE, read_json

LIST = [{"id": 1, "content": {"rendered": "<p>Isi [1] {2}</p>"}}]
TEXT = b'[{"id": 1, "content": {"rendered": "<p>Isi [1] {2}</p>"}}]'
NOTICE = b'<br />\n<b>Notice</b>:  Undefined index: foo[bar] {"x"} in <b>/x.php</b> on line <b>95</b><br />\n'
PLAIN = b'\nDeprecated: Cannot use [] for reading "x" in /x.php on line 3\n'
BOM = b"\xef\xbb\xbf"

READ = {
    "a byte order mark": BOM + TEXT,
    "three of them": BOM * 3 + TEXT,
    "one behind blanks": b" \r\n" + BOM + TEXT,
    "a notice as HTML": NOTICE + TEXT,
    "three hundred notices": NOTICE * 300 + TEXT,
    "notices as plain text": PLAIN * 3 + TEXT,
    "a notice, then a mark": PLAIN + BOM + TEXT,
    "a line of a log": b"[29-Nov-2026 10:00:00 UTC] PHP Warning:  x\n" + TEXT,
    "a comment behind it": TEXT + b'\n<!-- Page cached [1] {"a": 1} -->',
    "debug output behind it": TEXT + b'<script>var queries = [{"a": 1}, {"b": 2}]</script>',
    "a notice behind it": TEXT + NOTICE + PLAIN,
    "both": NOTICE + PLAIN + TEXT + b"<!-- cached -->" + NOTICE,
    "a comment before it": b'<!-- {"a": 1} -->\n' + TEXT,
    "a script before it": b'<script>console.log([{"a": 1}])</script>' + TEXT,
    "a style before it": b'<style>\n{"a": 1}</style>' + TEXT,
    "UTF-16 with a mark": TEXT.decode().encode("utf-16"),
    "UTF-16 without one": TEXT.decode().encode("utf-16-le"),
    "a line break in a text": TEXT.replace(b"[1]", b"[1]\n").replace(b"\n", b""),
}


@pytest.mark.parametrize("body", READ.values(), ids=READ.keys())
def test_the_list_is_read_whatever_stands_around_it(body: bytes) -> None:
    assert read_json(body) == LIST


@pytest.mark.parametrize("around", [b"", NOTICE, PLAIN])
def test_an_object_and_an_empty_list_are_read_as_well(around: bytes) -> None:
    assert read_json(around + b'{"post": {"rest_base": "posts"}}') == {"post": {"rest_base": "posts"}}
    assert read_json(around + b"[]\n<!-- cached -->") == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (BOM + b" \n", "empty"),
        (b"<!doctype html><html><script>\n" + TEXT + b"</script></html>", "html"),
        (b"<html>\n" + TEXT + b"</html>", "html"),
        (b"<p>There has been a critical error on this website.</p>", "html"),
        (b'<div><script type="application/ld+json">\n' + TEXT + b"</script></div>", "html"),
        (TEXT[:-3], "invalid_json"),
        (NOTICE + TEXT[:-3], "invalid_json"),
        (b'[\n  {\n  "id": 1\n  },\n  {\n  "id": 2\n  }\n', "invalid_json"),
        (b"gagal(" + TEXT + b")", "invalid_json"),
        (b"/**/gagal(\n" + TEXT + b"\n);", "invalid_json"),
        (b"Error establishing a database connection", "invalid_json"),
        (b"[" * 100_000, "invalid_json"),
    ],
)
def test_what_is_no_whole_document_is_named(body: bytes, reason: str) -> None:
    with pytest.raises(NotAListing) as none:
        read_json(body)
    assert none.value.reason == reason


@pytest.mark.parametrize(
    "part",
    [b'\n[{"a":', b'\n{"\n', b'\n{"a":1},', b'<script>\n{"a":1}', b'\n[{"a":["x",\n', b"\n[ \n"],
)
def test_no_text_takes_longer_than_its_size_explains(part: bytes) -> None:
    started = time.perf_counter()
    with pytest.raises(NotAListing):
        read_json(part * (2 * MOST_BEFORE // len(part)))
    assert time.perf_counter() - started < 5
