"""Pages that browsers nest otherwise than libxml2 does."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from crawler.extract.parse.document import parse_page
from crawler.extract.parse.html5 import parse_again
from tests.crawler.extract.pages import STORY, document, paragraphs, texts

_MENU = "".join(f'<li><a href="/{i}/">Rubrik {i}</a></li>' for i in range(6))
_P = paragraphs(*STORY)
_TITLE = "<title>Jembatan dibuka | Warta</title>"
_H1 = "<h1>Jembatan dibuka</h1>"


def page(body: str) -> str:
    return f"<!DOCTYPE html><html lang='id'><head>{_TITLE}</head><body>{body}</body></html>"


LOST = {
    "a button": f"<button><div class=b></button></div><main>{_H1}{_P}</main>",
    "a button in a header": f"<header><div><button><div></button></div>Menu</header><main>{_H1}{_P}</main>",
    "a heading": f"{_H1}<h2 class=e><div>Warga lega.</h2><div class=isi>{_P}</div>",
    "a heading that the end tag of another rank ends": f"{_H1.replace('</h1>', '</h2>')}<div>{_P}</div>",
    "a menu": f"<nav><div><ul>{_MENU}</ul></nav><div>{_H1}{_P}</div>",
    "a header": f"<header><div><ul>{_MENU}</ul></header><article>{_H1}{_P}</article>",
    "an aside": f"<aside><div><p>Cuaca cerah.</p></aside><section>{_H1}{_P}</section>",
    "a picture's caption": f"{_H1}<figure><img src=a><figcaption><div>Foto: Rina</figcaption></figure>{_P}",
    "a choice": f"<select><div><option>Jakarta</select><div>{_H1}{_P}</div>",
    "a summary": f"<details><summary><div>Menu</summary><ul>{_MENU}</ul></details><div>{_H1}{_P}</div>",
    "a template": f"<template><div>Iklan</template><div>{_H1}{_P}</div>",
    "a dialog": f"<dialog><div>Masuk</dialog><div>{_H1}{_P}</div>",
    "a list": f"<ul class=menu><li><div>Rubrik</ul><main>{_H1}{_P}</main>",
    "a link": f"<a href=/><div>Warta</a><div>{_H1}{_P}</div></div>",
    "line breaks for paragraphs": f"<nav><div>Menu</nav>{_H1}<div>{'<br><br>'.join(STORY)}</div>",
}
"""What is left open -> a page."""


@pytest.mark.parametrize("body", LOST.values(), ids=LOST)
def test_what_follows_an_element_left_open_is_not_inside_of_it(body: str) -> None:
    html = page(body)
    assert document(html).parsed_again
    assert [text for text in texts(html) if text != "Warga lega."] == list(STORY)


@pytest.mark.parametrize(
    "html",
    [
        f"<html><head>{_TITLE}</head><body><ul>{_MENU}</ul></body></html><div>{_H1}{_P}</div>",
        f"<html><head>{_TITLE}</head><body><ul>{_MENU}</ul></body><div>{_H1}{_P}</div></html>",
        f"<html><head>{_TITLE}</head><body><ul>{_MENU}</ul></body><body>{_H1}{'<br><br>'.join(STORY)}</body></html>",
        f"<html><head>{_TITLE}</head><body><ul>{_MENU}</ul></html><main>{_H1}{_P}</main></html>",
    ],
)
def test_text_behind_the_end_of_the_body_is_in_the_body(html: str) -> None:
    assert document(html).parsed_again
    assert texts(html) == list(STORY)


KEPT = {
    "well nested": f"<header><button><div></div></button><ul>{_MENU}</ul></header><main>{_H1}{_P}</main>",
    "an end tag too many": f"<main>{_H1}{_P}</div></nav></button></main>",
    "left open, without a story": f"<main>{_H1}{_P}</main><nav><div><ul>{_MENU}</ul></nav>",
    "only an article left open": f"<article><div>{_H1}{_P}</article>",
    "bold text left open": f"<main>{_H1}<p><b>Cikelat</p>{_P}</main>",
    "scripts behind the body": f"<main>{_H1}{_P}</main></body></html><script>var a = '{'x' * 500}'</script>",
}


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT)
def test_a_page_whose_story_is_safe_is_parsed_once(body: str) -> None:
    html = page(body)
    assert not document(html).parsed_again
    assert set(STORY) <= set(texts(html))


def test_attributes_of_a_late_body_are_added() -> None:
    html = (
        f'<!DOCTYPE html><br><html lang="id"><head>{_TITLE}</head><body class="single postid-7">{_P}</body>'
    )
    read = document(html)
    assert not read.parsed_again
    assert read.is_wordpress
    assert read.root.get("lang") == "id"
    assert document("<div>a</div><body class=x><p>b</body>").body.get("class") == "x"
    assert document("<body class=a><div>a</div><body class=x id=y><p>b").body.items() == [
        ("class", "a"),
        ("id", "y"),
    ]


def test_attributes_of_a_late_body_that_xml_does_not_know_are_left_out() -> None:
    read = document("<p>a</p><body class='a&#1;b&#xFFFF;' x&#1;y=1 {z=2 {}q=3 @click=4 id=c><p>b").body
    assert (read.get("class"), read.get("id")) == ("ab", "c")
    assert document("<p>a</p>" + "<body =>" + "<p>b").body.get("id") is None
    assert document("<p>a</p><body x\x01y=1 {=2 {}=3 id=c><p>b").body.get("id") == "c"


def test_late_tags_that_never_end_are_looked_for_once() -> None:
    start = time.process_time()
    document("<p>a</p><body x><p>b</p>" + "<body " * 20_000)
    assert time.process_time() - start < 1


def shown(body: str) -> str:
    root = parse_again(body.encode())
    assert root is not None
    return etree.tostring(root[-1], encoding="unicode")


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("<p>a &amp; b<b>c</b>d<i>e</p>f", "<body><p>a &amp; b<b>c</b>d<i>e</i></p>f</body>"),
        ("<p>a<!-- long comment -->b<!--$-->c", "<body><p>ab<!--$-->c</p></body>"),
        ("<p @click=x :k=y class='z' x:y=1>a\x00\x08", '<body><p class="z">a</p></body>'),
        ("<o:p>Kata</o:p><x-kabar>b</x-kabar>", "<body><span>Kata</span><x-kabar>b</x-kabar></body>"),
        ("<p><textarea><b>a</b></textarea>", "<body><p><textarea>&lt;b&gt;a&lt;/b&gt;</textarea></p></body>"),
        ("<p>“é” 標題 😀", "<body><p>“é” 標題 😀</p></body>"),
    ],
)
def test_the_tree_is_that_of_lxml(body: str, tree: str) -> None:
    assert shown(body) == tree


def test_json_ld_is_as_it_was() -> None:
    script = '{"articleBody": "<b>Cikelat</b> &amp; <i>lain</i>"}'
    root = parse_again(f'<script type="application/ld+json">{script}</script><p>a'.encode())
    assert root is not None
    assert next(root.iter("script")).text == script


@pytest.mark.parametrize(
    "tag", ["b", "a href=/x", "i class=x", "font size={n}", "nobr", "div", "p", "span", "button"]
)
def test_elements_left_open_do_not_multiply(tag: str) -> None:
    opened = "".join(f"<{tag.replace('{n}', str(n))} k{n}>" for n in range(900))
    root = parse_again((opened + "<p>Kata</p>" * 2_000).encode())
    assert root is None or sum(1 for _ in root.iter()) < 8_000


def test_a_page_too_deep_or_too_large_is_left_as_it_is() -> None:
    assert parse_again(b"<div>" * 3_000) is None
    assert parse_again(b"<p>" * 60_000) is None
    body = f"<nav><div>a</nav>{_P}".encode()
    root, again = parse_page(body + b"<p>a" * 60_000, body)
    assert not again
    assert len(list(root.iter("p"))) > 60_000
