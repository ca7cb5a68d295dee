"""The encoding a page is really in, and what is no HTML at all."""

from __future__ import annotations

import pytest

from crawler.extract import NotAnArticle
from crawler.extract.parse.encoding import to_utf8
from crawler.page import Page

_TEXT = "“Kafé Pagi” di Kota – harga naik"


def page(declared: str = "", text: str = _TEXT) -> str:
    return f'<html><head><meta charset="{declared}"><title>x</title></head><body><p>{text}</p>'


def read(body: bytes, header: str | None = None, content_type: str | None = None) -> str:
    return to_utf8(
        Page(url="https://koran.test/1", body=body, encoding=header, content_type=content_type)
    ).decode()


DECLARED: dict[str, tuple[str, str, str | None]] = {
    "UTF-8": ("utf-8", "utf-8", None),
    "UTF-8, nothing says so": ("utf-8", "", None),
    "UTF-8, the header says Latin-1": ("utf-8", "utf-8", "iso-8859-1"),
    "UTF-8, all say Latin-1": ("utf-8", "iso-8859-1", "iso-8859-1"),
    "UTF-8 with a name nobody knows": ("utf-8", "x-utf8-foo", "nonsense"),
    "UTF-8 that calls itself UTF-16": ("utf-8", "utf-16", "utf-16"),
    "windows-1252": ("cp1252", "windows-1252", None),
    "windows-1252, called Latin-1": ("cp1252", "iso-8859-1", None),
    "windows-1252, called Latin-1 by the header": ("cp1252", "", "ISO-8859-1"),
    "windows-1252, called UTF-8": ("cp1252", "utf-8", "utf-8"),
    "windows-1252, nothing says so": ("cp1252", "", None),
    "windows-1252 with a name nobody knows": ("cp1252", "x-foo", "nonsense"),
    "windows-1252, called what is no charset": ("cp1252", "base64", "rot13"),
    "UTF-16 with its mark": ("utf-16", "utf-16", None),
    "UTF-16 without its mark": ("utf-16-le", "", None),
    "big-endian UTF-16 without its mark": ("utf-16-be", "utf-16", "utf-16"),
    "UTF-8 with a mark": ("utf-8-sig", "", None),
}


@pytest.mark.parametrize(("encoding", "declared", "header"), DECLARED.values(), ids=DECLARED.keys())
def test_a_page_is_read_in_the_encoding_it_is_really_in(
    encoding: str, declared: str, header: str | None
) -> None:
    assert read(page(declared).encode(encoding), header) == page(declared)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", "Привет"),
        ("shift_jis", "日本①"),
        ("gb2312", "中国鎔"),
        ("euc-kr", "한국"),
        ("big5", "台灣"),
    ],
)
def test_other_encodings_are_read_as_browsers_do(encoding: str, text: str) -> None:
    python = {"shift_jis": "cp932", "gb2312": "gb18030", "euc-kr": "cp949"}.get(encoding, encoding)
    assert read(page(encoding, text).encode(python)) == page(encoding, text)


def test_the_header_counts_more_than_the_page() -> None:
    assert read(page("windows-1252", "Привет").encode("cp1251"), "windows-1251").endswith("Привет</p>")


@pytest.mark.parametrize(
    "cut",
    [b"\xe2\x80", b"\xe2", b"\xf0\x9f\x98", b"\xff"],
    ids=["two of three", "one", "of an emoji", "junk"],
)
@pytest.mark.parametrize("header", [None, "utf-8", "iso-8859-1"])
def test_a_cut_off_character_spoils_no_other(cut: bytes, header: str | None) -> None:
    body = page("utf-8").encode()
    excerpt = b'<meta name="description" content="Kaf' + cut + b'"><title>'
    assert read(body.replace(b"<title>", excerpt), header).endswith(f"<p>{_TEXT}</p>")
    assert _TEXT in read(body + cut, header)


def test_quotes_pasted_from_another_encoding_are_read() -> None:
    body = page("utf-8", f"{_TEXT} \x93Jumat\x94 \x96").encode().replace(b"\xc2\x93", b"\x93")
    body = body.replace(b"\xc2\x94", b"\x94").replace(b"\xc2\x96", b"\x96")
    assert f"<p>{_TEXT} “Jumat” –</p>" in read(body)


def test_bytes_without_a_character_are_left_out() -> None:
    assert read(page("windows-1252").encode("cp1252") + b"\x81\x9d") == page("windows-1252")


def test_zero_bytes_are_left_out() -> None:
    assert read(page("utf-8").encode().replace(b"x", b"\0x\0")) == page("utf-8")


REFUSED: dict[str, tuple[str, bytes, str | None]] = {
    "nothing": ("empty", b"", None),
    "white space": ("empty", b" \r\n\t", "text/html"),
    "a byte order mark alone": ("empty", b"\xef\xbb\xbf \n", None),
    "PDF": ("not_html", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>>", "text/html"),
    "PNG": ("not_html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None),
    "JPEG": ("not_html", b"\xff\xd8\xff\xe0\0\x10JFIF <p>", None),
    "GIF": ("not_html", b"GIF89a\1\0\1\0", None),
    "WebP": ("not_html", b"RIFF\x24\0\0\0WEBPVP8 ", None),
    "MP4": ("not_html", b"\0\0\0\x18ftypmp42", None),
    "ZIP": ("not_html", b"PK\x03\x04\x14\0", None),
    "gzip": ("not_html", b"\x1f\x8b\x08\0", None),
    "a program": ("not_html", b"\x7fELF\2\1\1\0<p", None),
    "JSON": ("not_html", b'{"title": "<p>Jembatan</p>"}', None),
    "a JSON list": ("not_html", b' [{"content": "<p>Jembatan</p>"}]', "application/json"),
    "a text": ("not_html", b"Jembatan dibuka.\n\nWarga menyeberang.", "text/plain"),
    "a script": ("not_html", b"document.write('<b>x</b>')", "application/javascript"),
    "a style sheet": ("not_html", b"body { color: red }", "text/css"),
}


@pytest.mark.parametrize(("reason", "body", "content_type"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_html_is_refused(reason: str, body: bytes, content_type: str | None) -> None:
    with pytest.raises(NotAnArticle) as refused:
        read(body, content_type=content_type)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<html><p>Jembatan", "application/octet-stream"),
        (b"<p>Jembatan", "text/html"),
        (b"<?xml version='1.0'?><html><p>Jembatan", "application/xhtml+xml"),
        (b"\n\n[shortcode]<!doctype html><html><p>Jembatan", "text/html"),
        (b"Jembatan <b>dibuka</b>", None),
        (b"\x0c<html>\x01<p>Jembatan", None),
    ],
    ids=[
        "a wrong header",
        "a fragment",
        "XHTML",
        "a bracket above",
        "a text with a tag",
        "a control character",
    ],
)
def test_html_is_read_whatever_its_header_says(body: bytes, content_type: str | None) -> None:
    assert "Jembatan" in read(body, content_type=content_type)


@pytest.mark.parametrize(
    "header", ["text/html; charset*=%00''x", "text/html; charset=\0", "text/html; charset=zlib"]
)
def test_a_charset_that_is_none_is_not_believed(header: str) -> None:
    page = Page.received(
        url="https://koran.test/", body=b"<p>isi", content_type=header, status=200, fetched_at=None
    )
    assert to_utf8(page) == b"<p>isi"
