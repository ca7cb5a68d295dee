"""Tests of tags that are larger than any page needs."""

from __future__ import annotations

from crawler.extract.parse.hugetags import shorten_tags

_MANY = " ".join(f"data-a{i}='x > y'" for i in range(5_000)).encode()


def test_a_tag_keeps_its_first_attributes() -> None:
    page = shorten_tags(b"<body><p id='a' " + _MANY + b" title='b'>Teks</p></body>")
    assert page.startswith(b"<body><p id='a' data-a0='x > y' data-a1=")
    assert page.endswith(b" data-a254='x > y'>Teks</p></body>")


def test_a_tag_keeps_the_first_of_its_names() -> None:
    names = " ".join(f"tag-{i}" for i in range(5_000)).encode()
    for quote in (b"'", b'"'):
        page = shorten_tags(b"<p class=" + quote + names + quote + b" id=b>Teks</p>")
        assert page.startswith(b"<p class=" + quote + b"tag-0 tag-1 ")
        assert page.endswith(quote + b" id=b>Teks</p>")
        assert len(page) < 4_100


def test_a_long_picture_and_long_settings_stay() -> None:
    for attribute in (
        b"src='data:image/png;base64," + b"A" * 50_000 + b"'",
        b'data-x="' + b"1," * 9_000 + b'"',
    ):
        page = b"<p>Teks</p><img " + attribute + b"><p>Teks</p>"
        assert shorten_tags(page) == page


def test_a_long_text_stays() -> None:
    page = b"<p>a " + b"kata 1 < 2 'dan' " * 2_000 + b"</p>" + b"kata " * 9_000
    assert shorten_tags(page) == page


def test_a_tag_that_never_ends_stays() -> None:
    page = b"<p " + _MANY + b" a='"
    assert shorten_tags(page) == page
