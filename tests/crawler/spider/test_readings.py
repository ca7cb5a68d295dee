"""How pages were read is counted, where that is out of the ordinary."""

from __future__ import annotations

import json

from crawler import stats
from tests.crawler.extract.pages import STORY, TITLE, jsonld, meta, paragraphs
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import serve

_HEAD = f"<title>{TITLE}</title>" + meta(
    og__type="article", og__title=TITLE, article__published_time="2018-06-30T10:00:00+07:00"
)


def told(**properties: object) -> str:
    return jsonld({"@type": "NewsArticle", "headline": TITLE} | properties)


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{_HEAD}{head}</head><body>{body}</body></html>".encode()


def test_a_crawl_counts_how_pages_were_read(folder: Folder) -> None:
    story = paragraphs(*STORY)
    words = sum(len(text.split()) for text in STORY)
    with serve(fixtures=None, generated=6, rest="hidden") as site:
        site.trouble(
            site.stories[1].slug, 200, body=page(f"<nav><div></nav><main><h1>{TITLE}</h1>{story}</main>")
        )
        site.trouble(
            site.stories[2].slug, 200, body=page("<p></p>", told(articleBody="\n".join(STORY[::-1])))
        )
        site.trouble(
            site.stories[3].slug,
            200,
            body=page(f"<h1>{TITLE}</h1>{story}", told(wordCount=12 * words // 5)),
        )
        folder.crawl(site.url, "discover=sitemap")
    ((counted,),) = folder.sql("SELECT stats FROM run")
    numbers = json.loads(counted)
    assert numbers[stats.PAGE_READ.name] == 6
    assert numbers[stats.PAGE_PARSED_AGAIN.name] == 1
    assert numbers[stats.PAGE_FROM_DATA.name] == 1
    assert numbers[stats.PAGE_SHORT.name] == 1
    assert (numbers[stats.WORD_COUNT.name], numbers[stats.WORD_COUNT_OFF.name]) == (1, 1)
