"""Pages whose text their layout hides: their REST record has it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.fetched import Complete, FetchPage, FetchRecord, Refused
from crawler.page import Page
from tests.crawler.fetched.test_article import AT, RECORD, SENTENCES, URL, fetch, page

LINK = f'<{RECORD}>; rel="alternate"; type="application/json"'
WHOLE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
POST = (
    "<html><head><title>Kapal ternak singgah di Waingapu</title>{head}</head>"
    '<body class="{body_class}">{body}</body></html>'
)


def hidden(
    *, kind: str = "posts", body_class: str = "single single-post postid-12", body: str = "", head: str = ""
) -> Page:
    """Return a page without the text of its article: a script would have shown it."""
    link = f'<link rel="alternate" type="application/json" href="{RECORD.replace("posts", kind)}">'
    html = POST.format(head=link + head, body_class=body_class, body=f"<h1>Kapal ternak</h1>{body}")
    return Page(url=URL, body=html.encode(), content_type="text/html", fetched_at=AT)


def record(content: str = WHOLE, **members: Any) -> Page:
    told = {
        "id": 12,
        "link": URL,
        "date": "2018-06-30T18:00:00",
        "date_gmt": "2018-06-30T11:00:00",
        "title": {"rendered": "Kapal ternak singgah di Waingapu"},
        "content": {"rendered": content},
    } | members
    return Page(url=RECORD, body=json.dumps(told).encode())


def words(number: int) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "wordCount": {number}}}</script>'


def test_a_page_that_hides_its_text_is_read_from_its_record() -> None:
    life = fetch()
    step = life.first_page(hidden())
    assert step == FetchRecord(f"{RECORD}?_embed=author,wp:term,wp:featuredmedia")
    step = life.record(record())
    assert isinstance(step, Complete)
    assert life.from_record
    article = step.article
    assert (article.source, article.url, article.fetched_at) == ("api", URL, AT.isoformat())
    assert article.text == "\n\n".join(SENTENCES)
    assert article.headline == "Kapal ternak singgah di Waingapu"


@pytest.mark.parametrize(
    "answer",
    [
        record(status="draft"),
        record(""),
        record("<p>Video: kapal ternak.</p>"),
        record(link="https://telegraf.test/lain/"),
        record(f"<p>{SENTENCES[0]}</p><a class='more-link' href='{URL}'>Selengkapnya</a>"),
        Page(url=RECORD, body=b"", status=401),
        Page(url=RECORD, body=b"", status=404),
        Page(url=RECORD, body=b"<html>"),
        Page(url=RECORD, body=b"[]"),
    ],
    ids=["draft", "empty", "video", "of another page", "excerpt", "closed", "gone", "html", "list"],
)
def test_without_a_record_of_the_whole_article_the_page_stays_refused(answer: Page) -> None:
    life = fetch()
    assert isinstance(life.first_page(hidden()), FetchRecord)
    assert life.record(answer) == Refused("no_text")
    assert not life.from_record


def test_without_an_answer_the_page_stays_refused() -> None:
    life = fetch()
    life.first_page(hidden())
    assert life.without_record() == Refused("no_text")


@pytest.mark.parametrize("kind", ["pages", "categories", "media", "users"])
def test_the_record_of_what_is_no_article_is_not_asked_for(kind: str) -> None:
    assert isinstance(fetch().first_page(hidden(kind=kind)), Refused)


def test_a_static_page_stays_refused_without_a_request() -> None:
    body = f'<article class="post-12 page type-page"><div class="entry-content"><p>{SENTENCES[0]}</p></div>'
    static = hidden(kind="pages", body_class="wordpress page page-id-12", body=body)
    assert isinstance(fetch().first_page(static), Refused)


def test_a_page_that_names_no_record_stays_refused_without_a_request() -> None:
    plain = Page(url=URL, body=POST.format(head="", body_class="single", body="<h1>Kapal</h1>").encode())
    assert isinstance(fetch().first_page(plain), Refused)


def test_what_is_behind_a_login_is_not_read_through_another_door() -> None:
    gate = "<p>Kapal itu singgah sebentar.</p><p>Silakan masuk untuk membaca artikel ini selengkapnya.</p>"
    assert fetch().first_page(hidden(body=f'<div class="entry-content">{gate}</div>')) == Refused(
        "login_wall"
    )


def test_a_teaser_is_completed_by_a_record_with_the_rest_and_stays_one_where_that_has_no_more() -> None:
    teaser = f'<div class="entry-content"><p>{SENTENCES[0]} […]</p></div>'
    life = fetch()
    assert isinstance(life.first_page(hidden(body=teaser)), FetchRecord)
    assert life.record(record(f"<p>{SENTENCES[0]}</p>")) == Refused("teaser")
    long = "".join(f"<p>{number}. {sentence}</p>" for number in range(5) for sentence in SENTENCES)
    life = fetch()
    life.first_page(hidden(body=teaser))
    assert isinstance(life.record(record(long)), Complete)
    told = fetch()
    told.first_page(hidden(body=teaser, head=words(500)))
    assert told.record(record(WHOLE)) == Refused("teaser")


def test_a_text_far_shorter_than_the_page_tells_is_replaced_by_that_of_a_longer_record() -> None:
    number = len(" ".join(SENTENCES).split())
    life = fetch()
    first = page(head=words(7 * number))
    step = life.first_page(first, LINK)
    assert isinstance(step, FetchRecord)
    long = "".join(f"<p>{part}. {sentence}</p>" for part in range(7) for sentence in SENTENCES)
    step = life.record(record(long))
    assert isinstance(step, Complete)
    assert (step.article.source, life.from_record) == ("api", True)
    life = fetch()
    life.first_page(first, LINK)
    step = life.record(record(WHOLE))
    assert isinstance(step, Complete)
    assert (step.article.source, life.from_record) == ("page", False)


def test_the_words_of_an_article_in_several_pages_are_compared_when_all_are_read() -> None:
    number = len(" ".join(SENTENCES).split())
    life = fetch()
    assert isinstance(
        life.first_page(page(1, f'<a href="{URL}2/">2</a>', head=words(6 * number)), LINK), FetchPage
    )
    assert isinstance(life.further_page(page(2, url=f"{URL}2/")), Complete)
    assert life.is_word_count_off is False


@pytest.mark.parametrize(("told", "is_off"), [(3.0, False), (6.5, True), (1.5, True), (0.0, None)])
def test_a_page_whose_text_has_another_number_of_words_than_it_says_is_told(
    told: float, is_off: bool | None
) -> None:
    life = fetch()
    life.first_page(page(head=words(int(told * len(" ".join(SENTENCES).split()))) if told else ""))
    assert life.is_word_count_off is is_off
