"""Live blogs."""

from __future__ import annotations

import json

from tests.crawler.extract.pages import STORY, paragraphs, texts

_NODE = json.dumps({"@type": "LiveBlogPosting", "headline": "Banjir hari ini"})
_LIVE = f'<script type="application/ld+json">{_NODE}</script>'


def page(main: str, head: str = "") -> str:
    top = f"<html><head><title>Banjir hari ini</title>{head}</head>"
    return f"{top}<body><main><h1>Banjir hari ini</h1>{main}</main></body></html>"


def updates(tag: str = "article") -> str:
    pairs = (STORY[:2], STORY[2:])
    return "".join(
        f"<{tag}><h2>Pukul {i}</h2><div>{paragraphs(*ps)}</div></{tag}>" for i, ps in enumerate(pairs, 8)
    )


def test_articles_that_make_up_an_article_are_its_text() -> None:
    assert set(STORY) <= set(texts(page(f"<article>{updates()}</article>")))


def test_updates_are_read_where_the_page_says_that_it_is_a_live_blog() -> None:
    lead = "Hujan deras sejak malam merendam lima desa di tepi sungai, dan warga mengungsi."
    found = texts(page(f"<article><p>{lead}</p><p>{lead[::-1]}.</p>{updates()}</article>", _LIVE))
    assert {lead, *STORY} <= set(found)


def test_an_article_beside_that_of_the_headline_is_none_of_its_updates() -> None:
    own = f"<article><h1>Banjir hari ini</h1>{paragraphs(*STORY)}</article>"
    others = "".join(
        f"<article><p>{line[::-1]}.</p><p>{line[::-1]} lagi.</p></article>" for line in STORY[:2]
    )
    page = f"<html><head><title>Banjir hari ini</title></head><body><main>{own}{others}</main></body></html>"
    assert texts(page) == list(STORY)
