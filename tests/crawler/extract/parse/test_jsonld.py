"""JSON-LD as publishers print it: what is read of valid, wrapped and broken blocks."""

from __future__ import annotations

import json

import pytest

from crawler.extract.parse.jsonld import _TOKEN, Node, read_nodes, texts, types

_ONE: Node = {"@type": "NewsArticle", "headline": "Jembatan dibuka"}
_TWO: Node = {"@type": "Person", "name": "Rina"}
_TEXT = json.dumps(_ONE)

READ: dict[str, tuple[str, list[Node]]] = {
    "an object": (_TEXT, [_ONE]),
    "a list": (json.dumps([_ONE, _TWO]), [_ONE, _TWO]),
    "a graph": (json.dumps({"@context": "https://schema.org", "@graph": [_ONE, _TWO]}), [_ONE, _TWO]),
    "lists of lists": (json.dumps([[_ONE], [[_TWO]]]), [_ONE, _TWO]),
    "what is no object": (json.dumps(["x", 1, None, _ONE]), [_ONE]),
    "an HTML comment around it": (f"<!-- {_TEXT} -->", [_ONE]),
    "CDATA around it": (f"/*<![CDATA[*/ {_TEXT} /*]]>*/", [_ONE]),
    "CDATA behind slashes": (f"//<![CDATA[\n{_TEXT}\n//]]>", [_ONE]),
    "a byte order mark": (f"\ufeff{_TEXT}", [_ONE]),
    "a closing semicolon": (f"{_TEXT};", [_ONE]),
    "one after the other": (f"{_TEXT}\n{json.dumps(_TWO)}", [_ONE, _TWO]),
    "trailing commas": ('{"@type": "NewsArticle", "headline": "Jembatan dibuka",,}', [_ONE]),
    "a trailing comma in a list": ('{"@type": ["A", "B",]}', [{"@type": ["A", "B"]}]),
    "comments": ('{"@type": "NewsArticle", /* judul */ "headline": "Jembatan dibuka" // habis\n}', [_ONE]),
    "an address is no comment": (
        '{"@type": "A", "url": "https://x.test/a",}',
        [{"@type": "A", "url": "https://x.test/a"}],
    ),
    "quotes inside of a string": (
        '{"@type": "A", "headline": "Novel "Rumah" laku"}',
        [{"@type": "A", "headline": 'Novel "Rumah" laku'}],
    ),
    "a comma behind such a quote": (
        '{"@type": "A", "headline": "Sebut "Rumah", warga tertawa", "b": 1}',
        [{"@type": "A", "headline": 'Sebut "Rumah", warga tertawa', "b": 1}],
    ),
    "a line break inside of a string": (
        '{"@type": "A", "headline": "Jembatan\ndibuka"}',
        [{"@type": "A", "headline": "Jembatan\ndibuka"}],
    ),
    "a wrong escape": (r'{"@type": "A", "headline": "Jum\'at \x"}', [{"@type": "A", "headline": "Jum'at x"}]),
    "escaped as HTML": (_TEXT.replace('"', "&quot;"), [_ONE]),
    "cut off": ('{"@type": "NewsArticle", "headline": "Jembat', []),
    "something else": ("var a = 1;", []),
    "nothing": ("", []),
    "too deep": ("[" * 100_000, []),
    "too deep behind a fault": ("[[1,]," + "[" * 100_000, []),
}


@pytest.mark.parametrize(("script", "nodes"), READ.values(), ids=READ.keys())
def test_the_objects_of_a_block_are_read_whatever_is_around_them(script: str, nodes: list[Node]) -> None:
    assert read_nodes([script]) == nodes


def test_a_broken_block_takes_nothing_from_the_others() -> None:
    assert read_nodes([_TEXT, '{"@type": "A", "headline": ', json.dumps(_TWO)]) == [_ONE, _TWO]


def test_a_page_that_wraps_its_article_gives_both() -> None:
    wrapped = {"@type": "WebPage", "mainEntity": _ONE}
    assert read_nodes([json.dumps(wrapped)]) == [wrapped, _ONE]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("NewsArticle", ["NewsArticle"]),
        (["Article", "schema:NewsArticle", 3], ["Article", "NewsArticle"]),
        ("https://schema.org/NewsArticle", ["NewsArticle"]),
        (None, []),
        ({"x": 1}, []),
    ],
)
def test_types_are_names_without_their_namespace(value: object, names: list[str]) -> None:
    assert types({"@type": value}) == names


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Rina &amp; Budi", ["Rina & Budi"]),
        (
            ["a", ["x"], {"@value": "b"}, {"name": ["c", "d"]}, {"name": {"x": 1}}, None, 7, " "],
            ["a", "b", "c", "d"],
        ),
        (None, []),
    ],
)
def test_texts_are_what_a_reader_reads(value: object, found: list[str]) -> None:
    assert list(texts(value, "name")) == found


def test_a_block_that_ends_within_an_escape_is_searched_once() -> None:
    tokens = _TOKEN.findall('{"a": "x"' + 'y" z' * 1_000 + "\\")
    assert len(tokens) == 2
