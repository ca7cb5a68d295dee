from __future__ import annotations

import pytest

from crawler.extract.parse.rawtext import drop_unread, noscripts


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        pytest.param(b"<p>A</p><script>b()</script>", b"<p>A</p><script></script>", id="plain script"),
        pytest.param(b"<style>p {}</style>A", b"<style></style>A", id="style"),
        pytest.param(
            b'<script type="application/ld+json">{"a": 1}</script>',
            b'<script type="application/ld+json">{"a": 1}</script>',
            id="JSON-LD",
        ),
        pytest.param(
            b"<!-- <script src=x> --><p>A</p><script>b()</script>",
            b"<!-- <script src=x> --><p>A</p><script>b()</script>",
            id="script in a comment",
        ),
        pytest.param(
            b"<!-- <style> --><p>A</p><style>b</style>",
            b"<!-- <style> --><p>A</p><style>b</style>",
            id="style in a comment",
        ),
        pytest.param(
            b"<svg><title>Cari</title><path d='M1'/></svg>A<svg/>B", b"<svg></svg>A<svg/>B", id="drawing"
        ),
        pytest.param(
            b"<!-- <svg> --><p>A</p><svg><g/></svg>",
            b"<!-- <svg> --><p>A</p><svg></svg>",
            id="drawing in a comment",
        ),
        pytest.param(b"<svg><p>A</p><b>B</b></svg>", b"<svg><p>A</p><b>B</b></svg>", id="no drawing"),
        pytest.param(b"<svg><g><p>A</p>", b"<svg><g><p>A</p>", id="drawing never closed"),
        pytest.param(b"<svg>a<svg>b</svg>c</svg>", b"<svg>a<svg></svg>c</svg>", id="drawing in a drawing"),
        pytest.param(b"A<noscript><img src=x></noscript>B", b"AB", id="noscript"),
        pytest.param(b"A<NOSCRIPT>x</NoScript>B", b"AB", id="capitals"),
        pytest.param(
            b"<p><noscript></p><p>x</p><p></noscript>B</p>", b"<p>B</p>", id="noscript torn by wpautop"
        ),
        pytest.param(b"A<noscript>never closed", b"A<noscript>never closed", id="noscript never closed"),
        pytest.param(
            b"<script>s='<noscript>'</script>A<noscript>x</noscript>",
            b"<script></script>A",
            id="noscript named in a script",
        ),
        pytest.param(
            b'<script>a("<script src=x><\\/script>")</script><p>A</p>',
            b"<script></script><p>A</p>",
            id="script that writes a script",
        ),
        pytest.param(
            b'<script>a="</p><script>ad()</script><p>no text</p>"; b()</script><p>A</p>',
            b"<script></script><p>A</p>",
            id="script torn by another",
        ),
        pytest.param(b"<p>A</p></script><p>B</p>", b"<p>A</p></script><p>B</p>", id="end tag of nothing"),
        pytest.param(
            b"<script>x<script></script><p>A</p><script>y()</script></script>",
            b"<script></script><p>A</p><script></script></script>",
            id="a whole script between",
        ),
    ],
)
def test_a_page_is_read_as_a_browser_with_scripts_reads_it(page: bytes, seen: bytes) -> None:
    assert drop_unread(page) == seen


def test_the_rest_of_a_torn_script_is_not_looked_for_on_the_whole_page() -> None:
    page = b'<script>a="<script></script>' + b"<p>Kalimat.</p>" * 3_000 + b"</script>"
    assert drop_unread(page) == page.replace(b'a="<script>', b"", 1)


def test_a_tag_that_never_ends_is_no_tag() -> None:
    assert drop_unread(b"<p>A</p>" + b"<script " * 3) == b"<p>A</p>" + b"<script " * 3
    assert noscripts(b"<noscript>A</noscript><noscript>B" + b"<noscript" * 3) == [b"A"]
    assert noscripts(b"<noscript") == []


def test_a_drawing_ends_where_its_own_end_tag_stands() -> None:
    assert drop_unread(b"<svg>a</svg>b<svg>c</svg>d") == b"<svg></svg>b<svg></svg>d"
    assert drop_unread(b"<svg>a</svg>--><svg>c</svg><svg>") == b"<svg></svg>--><svg></svg><svg>"
    assert drop_unread(b"<svg>a--></svg><svg>c</svg>") == b"<svg>a--></svg><svg></svg>"
