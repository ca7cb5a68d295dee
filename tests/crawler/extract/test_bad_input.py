"""Pages that are cut off, broken or no pages: an article with what there is, or a refusal, never a crash."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

import pytest

from crawler.extract import NotAnArticle, extract_article, extract_page
from crawler.page import Page
from tests.crawler.extract.pages import (
    STORY,
    URL,
    article,
    jsonld,
    meta,
    paragraphs,
    portal,
    refusal,
    wordpress,
)

_P = paragraphs(*STORY)
_TEXT = "\n\n".join(STORY)


@pytest.mark.parametrize("page", [wordpress, portal], ids=["WordPress", "portal"])
@pytest.mark.parametrize(
    ("end", "kept"),
    [(b"</article>", 4), (b"</div>", 4), (STORY[3].encode()[5:], 4), (b"sambil tertawa", 3)],
    ids=["behind the text", "before its end tag", "in the last paragraph", "in the third"],
)
def test_a_page_that_was_cut_off_keeps_what_came(page: Callable[[str], str], end: bytes, kept: int) -> None:
    html = page(_P).encode()
    found = article(html[: html.index(end) if end in html else None])
    assert found.headline == "Jembatan dibuka"
    assert found.text.startswith("\n\n".join(STORY[: kept - 1]))


BROKEN: dict[str, str] = {
    "no end tags": wordpress(_P.replace("</p>", "")),
    "end tags of nothing": wordpress(_P.replace("</p>", "</b></p></span>")),
    "tags in the wrong order": wordpress(_P.replace("<p>", "<p><b><i>").replace("</p>", "</b></i></p>")),
    "attributes without quotes": wordpress(_P.replace("<p>", "<p class=x data-y=/a>")),
    "an attribute twice": wordpress(_P.replace("<p>", '<p class="x" class="y">')),
    "two bodies": wordpress(_P).replace("<article", "<body><article"),
    "no body": wordpress(_P).replace("<header>", "").replace("</header>", ""),
    "namespaces": wordpress(_P.replace("<p>", "<o:p></o:p><p>")),
    "processing instructions": wordpress(_P.replace("<p>", "<?php echo 1 ?><p>")),
    "comments": wordpress(_P.replace("<p>", "<!-- <p>Iklan.</p> --><p>")),
    "a comment that never ends": wordpress(_P) + "<!-- ",
    "zero bytes": wordpress(_P.replace("Jembatan", "Jemb\0atan")),
    "a broken JSON-LD": wordpress(_P, head=jsonld('{"@type": "NewsArticle", "headline": ')),
    "JSON-LD of other shapes": wordpress(
        _P,
        head=jsonld(
            [None, 1, "x", {"@type": 7}, {"@type": "NewsArticle", "headline": {"x": 1}, "image": [[]]}],
            {"@graph": "x", "mainEntity": [1]},
            {"@type": ["NewsArticle"], "url": [7], "datePublished": {"x": 1}, "keywords": {"a": "b"}},
            {"@type": "BreadcrumbList", "itemListElement": [1, None, {"name": {"x": 1}}]},
        ),
    ),
    "metas without contents": wordpress(
        _P, head='<meta><meta property="og:title"><meta name="author" content="">'
    ),
}


@pytest.mark.parametrize("html", BROKEN.values(), ids=BROKEN.keys())
def test_broken_markup_costs_no_text(html: str) -> None:
    assert article(html).text == _TEXT


MISSING: dict[str, tuple[str, str, object]] = {
    "no title": (wordpress(_P).replace("title>", "x>"), "headline", "Jembatan dibuka"),
    "no heading": (wordpress(_P).replace("h1", "b"), "headline", "Jembatan dibuka"),
    "no date": (wordpress(_P), "published_at", None),
    "no author": (wordpress(_P), "authors", []),
}


@pytest.mark.parametrize(("html", "field", "value"), MISSING.values(), ids=MISSING.keys())
def test_what_an_article_lacks_is_null(html: str, field: str, value: object) -> None:
    assert getattr(article(html), field) == value


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (wordpress("<p></p>"), "no_text"),
        (
            wordpress(_P).replace("<title>", "<x>").replace("h1", "p").replace("entry-title", "x"),
            "no_headline",
        ),
    ],
    ids=["without text", "without headline"],
)
def test_an_article_needs_text_and_headline(html: str, reason: str) -> None:
    assert refusal(html) == reason


@pytest.mark.parametrize(
    "address", ["http://[x", "//[", "http://\u2100.test/", "javascript:;", "\udfff", " ", "#"]
)
def test_addresses_that_are_none_cost_no_text(address: str) -> None:
    link = f'<a href="{address}">kata</a>'
    head = jsonld({"@type": "NewsArticle", "url": address, "image": address, "@id": address}) + meta(
        og__url=address
    )
    html = wordpress(
        f'<base href="{address}"><figure><img src="{address}" srcset="{address} 2x"></figure>{_P}',
        head=f'<link rel="canonical" href="{address}">{head}',
        below=f'{link}<a rel="tag" href="{address}">x</a><a rel="author" href="{address}">x</a>',
    )
    found = extract_article(html, URL)
    assert found.text == _TEXT
    assert json.dumps(asdict(found), ensure_ascii=False).encode()


@pytest.mark.parametrize("html", [wordpress(_P), wordpress(_P).encode(), wordpress(_P).encode("utf-16")])
def test_a_page_may_be_text_or_bytes(html: str | bytes) -> None:
    assert extract_article(html, URL).text == _TEXT


def test_text_is_read_as_it_is_whatever_encoding_it_declares() -> None:
    html = wordpress(_P, head='<meta charset="iso-8859-1">')
    assert extract_article(html, URL).text == _TEXT


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.4 <html>", "application/pdf"),
        (b'{"a": 1}', "application/json"),
        (b"", "text/html"),
        (b"RIFF", None),
    ],
)
def test_no_page_is_refused(body: bytes, content_type: str | None) -> None:
    with pytest.raises(NotAnArticle, match=r"empty|not_html"):
        extract_page(Page(url=URL, body=body, content_type=content_type))
