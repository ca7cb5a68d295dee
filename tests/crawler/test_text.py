"""Tests of printed text."""

from __future__ import annotations

import html
import unicodedata

import pytest

from crawler.text import normalize, slug, unescape

_MARKS = "\u0301\u0327\u0344\u0323" * 20


@pytest.mark.parametrize("text", ["a" + _MARKS, "é…" + _MARKS + "か\u3099", "“" * 40 + "e\u0301", "…" * 50])
def test_long_runs_of_marks_are_normalized_as_unicode_says(text: str) -> None:
    assert normalize(text) == unicodedata.normalize("NFC", text)


def test_many_marks_on_one_letter_are_in_order_before_they_are_normalized() -> None:
    # Python's own sorting of such a run takes minutes.
    text = normalize("a" + "\u0301\u0327" * 200_000)
    assert text.startswith("á\u0327") or text.startswith("a\u0327")
    assert slug("a" + "\u0301\u0327" * 200_000) == "a"


@pytest.mark.parametrize(
    "text", ["&#65;", "&#0000000000065", "&#x41;", "&#99999999;b", "&#1114112;", "&#0;", "&amp;&#8211", "& 1"]
)
def test_references_are_resolved_as_html_says(text: str) -> None:
    assert unescape(text) == html.unescape(text)


def test_a_number_of_thousands_of_digits_is_no_character() -> None:
    assert unescape(f"a&#{'9' * 5_000};b&#{'0' * 5_000}65;c") == "a\ufffdbAc"
