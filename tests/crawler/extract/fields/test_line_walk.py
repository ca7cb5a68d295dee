"""How what stands beside an element is cut into lines, whatever a reader keeps of them."""

from __future__ import annotations

import lxml.html
import pytest

from crawler.extract.fields.line_walk import LineWalk, line_around
from crawler.extract.parse.xpath import Element


class Words(LineWalk[str, str]):
    """Keeps the words of a line behind the class of the box that it stands in; passes over menus."""

    def __init__(self, most: int = 100, most_below: int = 0) -> None:
        super().__init__(most, most_below)
        self._words: list[str] = []

    def tells(self, element: Element) -> str | None:
        return element.get("class")

    def skips(self, element: Element, told: str | None) -> bool:
        return element.tag == "nav" or told == "menu"

    def add(self, text: str, element: Element) -> None:
        self._words += [f"{self.told}:"] * (self.told is not None and not self._words) + text.split()

    def cut(self) -> str | None:
        line, self._words = " ".join(self._words), []
        return line or None


def page(html: str) -> Element:
    root = lxml.html.document_fromstring(f"<body><main>{html}</main><p>Kaki</p></body>")
    return next(root.iter("body"))


def behind(html: str, *, most: int = 100, most_below: int = 0) -> list[tuple[str, bool]]:
    root = page(html)
    opening = next((each for each in root.iter("p") if each.get("id") == "opening"), None)
    walk = Words(most, most_below)
    return [(line, walk.is_below) for line in walk.behind(next(root.iter("h1")), root, opening)]


CUT: dict[str, tuple[str, list[str]]] = {
    "text right behind it": ("<h1>Judul</h1> Oleh <b>Siti</b><p>Isi</p>", ["Oleh Siti", "Isi", "Kaki"]),
    "inline elements": ("<h1>Judul</h1><div><a>Siti</a><img><i> di </i>Desa</div>", ["Siti di Desa", "Kaki"]),
    "breaks": ("<h1>Judul</h1><div>Siti<br>Desa<hr>Kota</div>", ["Siti", "Desa", "Kota", "Kaki"]),
    "blocks in blocks": ("<h1>Judul</h1><div>a<div>b</div>c</div>d", ["a", "b", "c", "d", "Kaki"]),
    "out of its box": ("<div><h1>Judul</h1>a</div>b<p>c</p>", ["a", "b", "c", "Kaki"]),
    "a box that tells": ("<h1>Judul</h1><div class=x><p>a</p>b</div>c", ["x: a", "x: b", "c", "Kaki"]),
    "what is passed over": ("<h1>Judul</h1><nav>a</nav>b<p class=menu>c</p>d", ["b", "d", "Kaki"]),
}


@pytest.mark.parametrize(("html", "lines"), CUT.values(), ids=CUT.keys())
def test_a_line_is_what_stands_side_by_side(html: str, lines: list[str]) -> None:
    assert [line for line, _ in behind(html)] == lines


def test_the_walk_ends_at_the_story_or_goes_on_for_some_elements() -> None:
    html = "<h1>Judul</h1>a<div>b<p id=opening>c</p><p>d</p><p>e</p></div>"
    above = [("a", False), ("b", False)]
    assert behind(html) == above
    assert behind(html, most_below=2) == [*above, ("c", True), ("d", True)]


def test_what_encloses_the_story_is_walked_through_whatever_it_is() -> None:
    assert behind("<h1>Judul</h1><nav>a<p id=opening>b</p></nav>") == [("a", False)]


def test_it_ends_with_as_many_elements_as_are_looked_at() -> None:
    assert [line for line, _ in behind("<h1>Judul</h1><p>a</p><p>b</p><p>c</p>", most=2)] == ["a", "b"]


def test_a_box_is_read_even_where_it_would_be_passed_over() -> None:
    menu = next(page("<p class=menu>a<br>b</p>c").iter("p"))
    assert list(Words().inside(menu)) == ["menu: a", "menu: b"]
    assert list(Words().over(menu)) == ["c"]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<div>Senin, <b>4 Juni <time>2024</time></b> 14:05<p>Isi</p></div>", "Senin, 4 Juni 2024 14:05"),
        ("<div><p>Isi</p>Senin <time>2024</time></div>", "Senin 2024"),
    ],
)
def test_the_line_around_an_element_goes_to_the_next_block(html: str, line: str) -> None:
    assert line_around(next(page(html).iter("time"))) == line
