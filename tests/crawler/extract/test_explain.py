"""Why is this line gone, and why is it still here?"""

from __future__ import annotations

import pytest

from crawler.extract.explain import explain
from crawler.extract.page import examine_page
from crawler.page import Page
from crawler.site import NEWSPAPER, Selectors, Site
from tests.crawler.extract.pages import STORY, TITLE, URL, jsonld, meta, paragraphs, portal, wordpress

_CONTAINER = "in the content of the WordPress post"
_HTML = wordpress(
    f"<p>Rusia, Koran – {STORY[3]}</p>\n<p>Baca Juga : <a href='/x/'>Gula naik</a></p>\n"
    f"<div class='sharedaddy'>Bagikan</div>\n<p>{STORY[2]} (ist/sur)</p>",
    above='<a rel="author" href="/author/rina/">Rina Puspitasari</a>',
    head=meta(article__published_time="2024-06-04T14:05:00+07:00"),
)


def report(html: str, site: Site = NEWSPAPER) -> str:
    return "\n".join(explain(examine_page(Page(url=URL, body=html.encode()), site)))


def test_the_report_says_where_each_field_and_line_was_read() -> None:
    start = f"{STORY[3]} {STORY[2]}"[:99].rstrip()
    assert (
        report(_HTML)
        == f"""\
headline      Jembatan dibuka  [heading]
dateline      Rusia  [{_CONTAINER}]
text          {start}…  [{_CONTAINER}: div.entry-content, line 6]
authors       Rina Puspitasari  [byline]
signoff       ist/sur  [{_CONTAINER}]
published_at  2024-06-04T14:05:00+07:00  [meta]
caption       -  [not found]
credit        -  [not found]
language      id  [html lang]
section       -  [not found]
tags          -  [not found]
modified_at   -  [not found]

removed inside of the story: 2 lines (lines that stand outside of it are not listed)
  share: Bagikan  at div.sharedaddy, line 8  by structure.plugins.share
  related_link: Baca Juga : Gula naik  at p, line 7  by wording.related.baca_juga

kept: 2 paragraphs
  {STORY[3]}  at p, line 6
  {STORY[2]}  at p, line 9"""
    )


def test_nothing_removed_is_said_so() -> None:
    assert "removed inside of the story: nothing" in report(wordpress(paragraphs(*STORY)))


_DECLARED = Site(name="k", layouts=(Selectors(body=".entry-content"),))


@pytest.mark.parametrize(
    ("html", "site", "how"),
    [
        (portal(paragraphs(*STORY)), NEWSPAPER, "where most of the running text stands"),
        (_HTML, NEWSPAPER, _CONTAINER),
        (_HTML, _DECLARED, "by the selectors of the site's declaration"),
    ],
    ids=["a portal", "WordPress", "a declared layout"],
)
def test_the_report_says_how_the_text_was_found(html: str, site: Site, how: str) -> None:
    assert f"[{how}: " in report(html, site)


def test_the_report_says_when_a_page_was_read_out_of_the_ordinary() -> None:
    nested = portal(paragraphs(*STORY)).replace("<header>", "<header><div>")
    assert "the page was parsed again as browsers do" in report(nested)
    assert "the page was parsed again" not in report(portal(paragraphs(*STORY)))
    told = jsonld({"@type": "NewsArticle", "headline": TITLE, "wordCount": 125})
    assert "the JSON-LD tells of more words: 40% of them" in report(portal(paragraphs(*STORY), head=told))
    told = jsonld({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(STORY)})
    assert "[in the articleBody of the JSON-LD]" in report(portal("", head=told))
