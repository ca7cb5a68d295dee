"""What reading a page costs grows with the page, not with its square: counted in calls, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from crawler.extract.body import read_body
from tests.crawler.extract.pages import STORY, document, paragraphs, wordpress

_P = paragraphs(STORY[0])

PAGES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: wordpress(_P * (200 * n)),
    "paragraphs of no known place": lambda n: f"<h1>Judul</h1><div>{_P * (200 * n)}</div>",
    "sections": lambda n: "".join(f'<div class="c{i % 7}"><div>{_P}{_P}</div></div>' for i in range(100 * n)),
    "stories": lambda n: f"<article><h2>Judul</h2>{_P * 3}</article>" * (60 * n),
    "line breaks": lambda n: wordpress("Baris pendek<br>" * (1_000 * n)),
    "double line breaks": lambda n: wordpress("Baris pendek<br><br>" * (500 * n)),
    "a long paragraph": lambda n: wordpress(f"<p>{'kata <b>demi</b> kata ' * (500 * n)}</p>"),
    "links": lambda n: wordpress(f"<p>{'<a href=/x>kata</a> ' * (500 * n)}</p>"),
    "galleries": lambda n: wordpress(
        f'<div class="gallery-x"><div class="slider">{_P}</div></div>' * (100 * n) + _P
    ),
    "nested suspects": lambda n: wordpress('<div class="related">' * (100 * n) + _P * 10),
    "nested containers": lambda n: wordpress('<div class="entry-content">' * (100 * n) + _P * 10),
    "cards": lambda n: wordpress(
        _P, below=f'<article><div class="entry-content">{_P}</div></article>' * (100 * n)
    ),
    "pictures": lambda n: wordpress(_P, above='<div><img src="/a.jpg"></div>' * (200 * n)),
    "captions": lambda n: wordpress(
        _P, above='<img src="/a.jpg">' + "<div class=caption>" * (100 * n) + "</div>" * (100 * n)
    ),
    "deep pages": lambda n: "<div>" * 400 + f"<div><p>x</p>{_P}</div>" * (50 * n),
}


def calls(html: str) -> int:
    """Count the calls, in Python and into C, of reading a page's body."""
    page = document(html)
    count = 0

    def on_event(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_event)
    try:
        read_body(page)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_reading_costs_in_proportion(page: Callable[[int], str]) -> None:
    calls(page(1))  # what is compiled and remembered once is no cost of a page
    assert calls(page(4)) <= 4.6 * calls(page(1))


def test_a_page_deeper_than_any_recursion_is_read() -> None:
    assert [line.text for line in read_body(document("<div>" * 1_900 + _P * 3)).lines] == [STORY[0]] * 3
