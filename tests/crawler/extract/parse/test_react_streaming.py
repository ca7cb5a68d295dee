"""What React's scripts put in place on a page that it streams."""

from __future__ import annotations

import pytest

from crawler.extract.body.blocks import text_of
from tests.crawler.extract.pages import STORY, document, paragraphs, texts

_TITLE = "<title>Jembatan dibuka | Warta</title>"
_FIRST, _REST = paragraphs(*STORY[:1]), paragraphs(*STORY[1:])
_OPEN = '<!--$?--><template id="B:0"></template><p>Memuat berita, mohon tunggu sebentar ya.</p><!--/$-->'


def page(story: str, late: str) -> str:
    return (
        f"<!DOCTYPE html><html><head>{_TITLE}</head><body><main><h1>Jembatan dibuka</h1><div>{story}</div>"
        f"</main><footer>Warta</footer>{late}</body></html>"
    )


STREAMED = {
    "a boundary": page(
        f"{_FIRST}{_OPEN}",
        f'<div hidden id="S:0">{_REST}</div><script>$RC=function(b,c){{}};$RC("B:0","S:0")</script>',
    ),
    "a boundary with styles": page(
        f"{_FIRST}{_OPEN}",
        f'<div hidden id="S:0">{_REST}</div><script>$RR("B:0","S:0",[["/a.css","x"]])</script>',
    ),
    "an own prefix, other spacing": page(
        f"{_FIRST}{_OPEN.replace('B:0', 'w-B:0')}",
        f'<div hidden="" id="w-S:0">{_REST}</div><script>$RC( "w-B:0" , "w-S:0" )</script>',
    ),
    "a fallback with a boundary in it": page(
        f'{_FIRST}<!--$?--><template id="B:1"></template>Memuat<!--$--><p>Sebentar</p><!--/$-->lagi<!--/$-->',
        f'<div hidden id="S:1">{_REST}</div><script>$RC("B:1","S:1")</script>',
    ),
    "a boundary in a late part": page(
        f'{_FIRST}<!--$?--><template id="B:0"></template><!--/$-->',
        f'<div hidden id="S:0">{paragraphs(STORY[1])}<!--$?--><template id="B:1"></template><i>…</i><!--/$-->'
        f'</div><script>$RC("B:0","S:0")</script>'
        f'<div hidden id="S:1">{paragraphs(*STORY[2:])}</div><script>$RC("B:1","S:1")</script>',
    ),
    "a segment of a late part": page(
        f'{_FIRST}<!--$?--><template id="B:0"></template><!--/$-->',
        f'<div hidden id="S:1"><p>{STORY[1]}</p><template id="P:2"></template><p>{STORY[3]}</p></div>'
        f'<div hidden id="S:2"><p>{STORY[2]}</p></div><script>$RS("S:2","P:2")</script>'
        f'<script>$RC("B:0","S:1")</script>',
    ),
    "an external runtime": page(
        f"{_FIRST}{_OPEN}",
        f'<div hidden id="S:0">{_REST}</div><template data-rci="" data-bid="B:0" data-sid="S:0"></template>',
    ),
    "no marks": page(
        f'{_FIRST}<template id="B:0"></template>',
        f'<div hidden id="S:0">{_REST}</div><script>$RC("B:0","S:0")</script>',
    ),
}


@pytest.mark.parametrize("html", STREAMED.values(), ids=STREAMED)
def test_late_parts_are_read_where_they_belong(html: str) -> None:
    assert texts(html) == list(STORY)
    assert document(html).parsed_again


_LATE = f'<div hidden id="S:0"><p>{STORY[3]}</p></div>'


@pytest.mark.parametrize(
    "script",
    [
        "",
        '<script>$RC("B:9","S:0")</script>',
        '<script>$RC("B:0","S:0","NEXT_NOT_FOUND")</script>',
        '<script>$RX("B:0","x")</script>',
        "<script>$RC=function(b,c,e){}</script>",
    ],
)
def test_what_no_script_shows_stays_hidden(script: str) -> None:
    html = page(f"{paragraphs(*STORY[:3])}{_OPEN.replace('p>', 'i>')}{_FIRST * 3}", _LATE + script)
    assert STORY[2] in texts(html)
    assert STORY[3] not in texts(html)


def test_other_templates_change_nothing() -> None:
    html = page(
        f'{_FIRST}<template id="kartu"><p>Kartu</p></template>{_REST}', '<script>$RC("a","b")</script>'
    )
    assert texts(html) == list(STORY)
    assert not document(html).parsed_again


def test_a_part_that_belongs_into_itself_stays() -> None:
    late = f'<div id="S:0"><template id="B:0"></template>{_REST}</div><script>$RC("B:0","S:0")</script>'
    assert "anak sekolah" in text_of(document(page(_FIRST, late)).body)
