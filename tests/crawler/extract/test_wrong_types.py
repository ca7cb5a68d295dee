"""What is no page, no URL or no declaration is said in a sentence, not found out deep in the parser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crawler.cleaning import clean_text
from crawler.extract import extract_article, extract_page, extract_record

URL = "https://koran.test/2024/jembatan/"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((None, URL), "extract_article: html is None, but must be the page as bytes or str"),
        ((Path("a.html"), URL), "html is of type PosixPath, but must be the page as bytes or str"),
        (("<p>", None), "extract_article: url is None, but must be the page's URL as str"),
        (("<p>", b"https://koran.test/"), "url is of type bytes, but must be the page's URL as str"),
        (
            ("<p>", URL, "telegraf"),
            "site is of type str, but must be a Site, such as spiders.telegraf.TELEGRAF",
        ),
        (("<p>", URL, None), "site is None, but must be a Site"),
    ],
)
def test_extract_article_says_what_it_wants(args: tuple[Any, ...], said: str) -> None:
    with pytest.raises(TypeError) as error:
        extract_article(*args)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: extract_page("<p>"), "extract_page: page is of type str, but must be a Page"),  # type: ignore[arg-type]
        (lambda: extract_record("{}"), "extract_record: record is of type str, but must be a mapping"),  # type: ignore[arg-type]
        (lambda: clean_text(None), "clean_text: text is None, but must be a str"),  # type: ignore[arg-type]
        (lambda: clean_text(b"Satu"), "clean_text: text is of type bytes, but must be a str"),  # type: ignore[arg-type]
        (lambda: clean_text("Satu", "telegraf"), "clean_text: site is of type str, but must be a Site"),  # type: ignore[arg-type]
    ],
)
def test_the_other_functions_of_the_library_say_it_too(call: Any, said: str) -> None:
    with pytest.raises(TypeError) as error:
        call()
    assert str(error.value).startswith(said)
