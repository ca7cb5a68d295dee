"""What breaks a promise of the article's contract goes no further, under a name of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.article import Article
from crawler.frontier import Row, ScrapedArticle
from crawler.invariants import INVARIANTS, broken_invariant
from crawler.urls import MAX_LENGTH
from pipelines.validate import ArticleDropped, ValidatePipeline
from tests.crawler.storing import ARTICLE, article

ROW = Row(1, str(ARTICLE.url), "article", "sitemap", 0, 0, None, None, None, {}, {})

BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("no_url", {"url": None}),
    ("bad_url", {"url": "/putin-bertemu-obama/"}),
    ("bad_url", {"url": "mailto:redaksi@telegraf.co.id"}),
    ("bad_url", {"url": "https://telegraf.co.id/putin/#isi"}),
    ("bad_url", {"url": "https://telegraf.co.id/putin/?utm_source=wa"}),
    ("bad_url", {"url": "https://telegraf.co.id/" + "a" * MAX_LENGTH}),
    ("bad_canonical_url", {"canonical_url": "https://telegraf.co.id/\0"}),
    ("no_site", {"site": ""}),
    ("no_headline", {"headline": " "}),
    ("bad_headline", {"headline": "Putin\nBertemu Obama"}),
    ("no_text", {"text": ""}),
    ("no_text", {"text": "\n\n"}),
    ("bad_text", {"text": "Satu.\nDua."}),
    ("bad_text", {"text": "Satu.\n\n\n\nDua."}),
    ("bad_text", {"text": "Satu  dua."}),
    ("bad_text", {"text": "Satu\u00a0dua."}),
    ("bad_text", {"text": "Satu\0dua."}),
    ("bad_text", {"text": "Cafe\u0301."}),
    ("bad_dateline", {"dateline": ""}),
    ("bad_signoff", {"signoff": "Ist/sur "}),
    ("bad_section", {"section": ""}),
    ("bad_tags", {"tags": ["Rusia", ""]}),
    ("bad_authors", {"authors": [" Ayu"]}),
    ("bad_image_url", {"image_url": ""}),
    ("bad_caption", {"caption": "Putin \ud800"}),
    ("bad_credit", {"credit": ""}),
    ("bad_published_at", {"published_at": "2016-09-06T14:05:00"}),
    ("bad_published_at", {"published_at": "2016-13-06"}),
    ("bad_published_at", {"published_at": "6 September 2016"}),
    ("bad_modified_at", {"modified_at": "kemarin"}),
    ("bad_fetched_at", {"fetched_at": "2016-09-06T14:05:00+07:00"}),
    ("bad_fetched_at", {"fetched_at": "2016-09-06"}),
    ("bad_language", {"language": "id-ID"}),
    ("bad_source", {"source": "guess"}),
    ("bad_removed", {"removed": {"related_link": 0}}),
]


@pytest.mark.parametrize(
    ("reason", "changes"), BROKEN, ids=[f"{reason}-{n}" for n, (reason, _) in enumerate(BROKEN)]
)
def test_a_broken_invariant_is_named(reason: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ArticleDropped) as caught:
        ValidatePipeline().process_item(ScrapedArticle(article(**changes), ROW))
    assert caught.value.reason == reason


def test_a_hash_that_is_not_the_articles_is_named() -> None:
    assert broken_invariant(replace(ARTICLE, content_hash="0" * 64)) == "bad_content_hash"


def test_every_invariant_is_seen_to_break() -> None:
    assert {reason for reason, _ in BROKEN} | {"bad_content_hash"} == set(INVARIANTS)


@pytest.mark.parametrize(
    "whole",
    [
        ARTICLE,
        Article(url="http://localhost:8080/?p=1", site="localhost", headline="Judul", text="Isi."),
        article(
            published_at="2016-09-06",
            modified_at="2016-09-06T14:05:00Z",
            fetched_at="2016-09-07T00:00:00+00:00",
        ),
        article(text="“Satu” – dua…\n\nTiga: – Café.", headline="Judul? “Ya”"),
    ],
    ids=["rich", "bare", "dates", "typography"],
)
def test_a_whole_article_goes_on_as_it_is(whole: Article) -> None:
    item = ScrapedArticle(whole, ROW)
    assert ValidatePipeline().process_item(item) is item


def test_what_is_no_article_is_not_judged() -> None:
    assert ValidatePipeline().process_item({"url": None}) == {"url": None}
