"""What reading a page costs grows with the page, not with its square: counted in calls, not in seconds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from crawler.extract.body.body import read_body
from tests.crawler.extract.pages import STORY, document, jsonld, meta, paragraphs, portal, refusal, wordpress

_P = paragraphs(STORY[0])

_BLOCK = {"type": "p", "text": STORY[0]}

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
    "blank spans": lambda n: wordpress(f"<p>{'<span></span> ' * (300 * n)}</p>{_P}"),
    "headings of comments": lambda n: wordpress("<h3>Komentar</h3>" * (200 * n) + _P),
    "labels above links": lambda n: wordpress(
        _P + "<p><b>Kabar lain</b></p><p><a href=/x>Judul lain</a></p>" * (100 * n)
    ),
    "links in one item": lambda n: wordpress(
        _P + "<ul><li>" + "".join(f"<a href=/x{i}>Judul</a><br><br>" for i in range(150 * n)) + "</ul>" + _P
    ),
    "linked headlines above paragraphs": lambda n: f"<h3><a href=/x>Judul lain</a></h3>{_P}" * (100 * n),
    "pictures of two kinds": lambda n: wordpress(
        _P, above="<p><img src=/a.jpg width=9><amp-img src=/b.jpg></amp-img></p>" * (100 * n)
    ),
    "buttons": lambda n: wordpress(f"<p>Kata {'<button>kata</button> kata ' * (300 * n)}</p>"),
    "buttons in a heading": lambda n: wordpress(f"<h3>{'<button>kata</button>' * (300 * n)}</h3>{_P}"),
    "what is left open": lambda n: f"<nav><div></nav><h1>Judul</h1><div>{_P * (100 * n)}</div>",
    "many left open": lambda n: f"<nav><div><b>a</nav>{_P}" * (50 * n),
    "text behind the body": lambda n: f"<body><h1>Judul</h1></body></html><div>{_P * (100 * n)}</div>",
    "late bodies": lambda n: f"{_P}<body class=a>" * (100 * n),
    "a streamed page": lambda n: (
        f"<h1>Judul</h1>{_P * 9}"
        + "".join(f'<!--$?--><template id="B:{i:x}"></template><p>a</p><!--/$-->' for i in range(50 * n))
        + "".join(
            f'<div hidden id="S:{i:x}">{_P}</div><script>$RC("B:{i:x}","S:{i:x}")</script>'
            for i in range(50 * n)
        )
    ),
    "data": lambda n: (
        f"<title>Jembatan dibuka</title><script type=application/json>"
        f"{json.dumps([{'title': 'Jembatan dibuka', 'a': [_BLOCK] * (50 * n)}])}</script>"
    ),
    "data of many": lambda n: (
        f"<title>Jembatan dibuka</title><script type=application/json>"
        f"{json.dumps([{'title': 'Jembatan dibuka', 'a': [STORY[0]]}] * (200 * n))}</script>"
    ),
    "deep pages": lambda n: "<div>" * 400 + f"<div><p>x</p>{_P}</div>" * (50 * n),
}

_NODE = {"@type": "NewsArticle", "headline": "Jembatan dibuka", "author": {"@id": "#a"}, "image": "/a.jpg"}
_DATED = '<time datetime="2024-06-04">4 Juni</time>'

AROUND: dict[str, Callable[[int], str]] = {
    "JSON-LD blocks": lambda n: wordpress(_P, head=jsonld(*[_NODE] * (100 * n))),
    "a JSON-LD graph": lambda n: wordpress(
        _P, head=jsonld({"@graph": [_NODE | {"@id": f"#{i}"} for i in range(200 * n)]})
    ),
    "broken JSON-LD": lambda n: wordpress(_P, head=jsonld('{"a": "x"y",, /* z */ ' + '"b": 1, ' * (500 * n))),
    "breadcrumbs": lambda n: wordpress(
        _P, head=jsonld({"@type": "BreadcrumbList", "itemListElement": [{"name": "Desa"}] * (300 * n)})
    ),
    "metas": lambda n: wordpress(_P, head=meta(article__tag="desa", author="Rina Sari") * (200 * n)),
    "times": lambda n: wordpress(_P, above=_DATED * (400 * n)),
    "times that say nothing": lambda n: portal(_P, above="<div><time>besok</time></div>" * (400 * n)),
    "authors": lambda n: wordpress(_P, above='<a rel="author" href="/author/a/">Rina Sari</a>' * (300 * n)),
    "microdata": lambda n: portal(_P, above='<b itemprop="author"><i itemprop="name">R</i></b>' * (200 * n)),
    "nested microdata": lambda n: portal(
        _P, above='<div itemprop="author">' * (50 * n) + "<i>R</i>" * (200 * n)
    ),
    "tags": lambda n: wordpress(_P, below='<a rel="tag" href="/tag/desa/">desa</a>' * (300 * n)),
    "headings": lambda n: portal(_P, above="<h1>Kabar lain</h1>" * (300 * n)),
    "headings and titles": lambda n: portal(
        _P, above="".join(f"<h1>Kabar {i}</h1>{meta(og__title=f'Judul {i}')}" for i in range(100 * n))
    ),
    "times that are no dates": lambda n: wordpress(
        _P, above="".join(f'<time datetime="{i:04}-99-99T09:00:00Z">x</time>' for i in range(200 * n))
    ),
    "references to one node": lambda n: wordpress(
        _P,
        head=jsonld(
            {"@type": "Organization", "@id": "#a", "name": [f"Koran {i}" for i in range(100 * n)]},
            *[{**_NODE, "publisher": {"@id": "#a"}}] * (100 * n),
        ),
    ),
    "a title": lambda n: portal(_P, title="Jembatan | " * (300 * n)),
}


def calls(html: str) -> int:
    """Count the calls, in Python and into C, of reading a page's body."""
    page = document(html)
    return count_calls(lambda: read_body(page))


def calls_of_all(html: str) -> int:
    """Count the calls of reading all of a page's article."""
    return count_calls(lambda: refusal(html))


def count_calls(read: Callable[[], object]) -> int:
    count = 0

    def on_event(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_event)
    try:
        read()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_reading_costs_in_proportion(page: Callable[[int], str]) -> None:
    calls(page(4))  # what is compiled and remembered once is no cost of a page
    assert calls(page(4)) <= 4.6 * calls(page(1))


@pytest.mark.parametrize("page", (PAGES | AROUND).values(), ids=(PAGES | AROUND).keys())
def test_reading_a_whole_article_costs_in_proportion(page: Callable[[int], str]) -> None:
    calls_of_all(page(4))
    assert calls_of_all(page(4)) <= 4.6 * calls_of_all(page(1))


BIG: dict[str, tuple[str, str | None]] = {
    "a megabyte": (wordpress(_P * 10_000), None),
    "a paragraph of a million characters": (wordpress(f"<p>{'kata ' * 200_000}</p>"), None),
    "a word of a million characters": (wordpress(f"<p>{'k' * 1_000_000}</p>"), None),
    "10,000 line breaks": (wordpress("Baris pendek<br>" * 10_000), None),
    "10,000 links": (wordpress(f"<p>{'<a href=/x>kata</a> ' * 10_000}</p>{_P}"), None),
    "5,000 JSON-LD objects": (wordpress(_P, head=jsonld([_NODE] * 5_000)), None),
    "10,000 times": (wordpress(_P, above=_DATED * 10_000), None),
    "100,000 nested elements": ("<div>" * 100_000 + _P, "too_deep"),
    "100,000 nested elements that end": ("<div>" * 100_000 + _P + "</div>" * 100_000, "too_deep"),
    "100,000 nested inline elements": (wordpress("<b>" * 100_000 + "kata"), "too_deep"),
}


@pytest.mark.parametrize(("html", "reason"), BIG.values(), ids=BIG.keys())
def test_a_big_page_is_read_or_refused_like_any_other(html: str, reason: str | None) -> None:
    assert refusal(html) == reason


def test_a_page_deeper_than_any_recursion_is_read() -> None:
    assert [line.text for line in read_body(document("<div>" * 1_900 + _P * 3)).lines] == [STORY[0]] * 3
