"""What is an edit, and what is only another view of the same article."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.article import Article
from crawler.store.revising import is_alike, revise
from tests.crawler.storing import ARTICLE, another, article

LATER = "2016-09-08T10:00:00+07:00"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Putin dan Obama"),
        ("text", "Presiden Rusia bertemu Presiden Amerika Serikat."),
        ("dateline", "Hangzhou"),
        ("dateline", None),
        ("section", "Politik"),
        ("tags", ["Rusia"]),
        ("authors", ["Budi"]),
        ("signoff", "Red"),
        ("signoff", None),
        ("published_at", "2016-09-06T15:05:33+07:00"),
        ("published_at", "2016-09-07"),
        ("caption", "Putin"),
        ("credit", "AFP"),
    ],
)
def test_a_difference_in_an_editable_field_is_an_edit(field: str, value: Any) -> None:
    revised = revise(ARTICLE, article(**{field: value}))
    assert revised.edited
    assert getattr(revised.article, field) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tags", ["Amerika Serikat", "Rusia"]),
        ("published_at", "2016-09-06T07:05:33+00:00"),
        ("modified_at", LATER),
        ("image_url", "https://telegraf.co.id/putin-1024x768.jpg"),
        ("canonical_url", "https://telegraf.co.id/?p=7"),
        ("removed", {"related_link": 1}),
        ("source", "api"),
        ("fetched_at", "2016-09-09T00:00:00Z"),
        ("language", "in"),
    ],
)
def test_a_difference_in_anything_else_is_none(field: str, value: Any) -> None:
    assert not revise(ARTICLE, article(**{field: value})).edited


@pytest.mark.parametrize(
    "field", ["section", "published_at", "modified_at", "caption", "credit", "canonical_url"]
)
def test_what_a_page_does_not_show_keeps_its_value(field: str) -> None:
    met = article(**{field: None, **({"credit": None} if field == "caption" else {})})
    if field in ("caption", "credit"):
        met = article(caption=None, credit=None)
    revised = revise(ARTICLE, met)
    assert not revised.edited
    assert getattr(revised.article, field) == getattr(ARTICLE, field)


@pytest.mark.parametrize("field", ["tags", "authors"])
def test_an_empty_list_keeps_the_known_one(field: str) -> None:
    revised = revise(ARTICLE, article(**{field: []}))
    assert not revised.edited
    assert getattr(revised.article, field) == getattr(ARTICLE, field)


@pytest.mark.parametrize("coarser", ["2016-09-06", "2016-09-06T14:05:00+07:00"])
def test_a_coarser_date_never_replaces_the_known_instant(coarser: str) -> None:
    revised = revise(ARTICLE, article(published_at=coarser, modified_at="2016-09-06"))
    assert not revised.edited
    assert revised.article.published_at == ARTICLE.published_at
    assert revised.article.modified_at == ARTICLE.modified_at


def test_the_instant_of_a_known_day_is_taken_without_an_edit() -> None:
    revised = revise(article(published_at="2016-09-06"), ARTICLE)
    assert not revised.edited
    assert revised.article.published_at == ARTICLE.published_at


@pytest.mark.parametrize(
    ("field", "unknown"),
    [
        ("caption", None),
        ("credit", None),
        ("section", None),
        ("tags", []),
        ("authors", []),
        ("published_at", None),
    ],
)
def test_a_value_that_another_way_shows_first_is_taken_without_an_edit(field: str, unknown: Any) -> None:
    revised = revise(article(**{field: unknown, "modified_at": None}), article(source="api"))
    assert not revised.edited
    assert getattr(revised.article, field) == getattr(ARTICLE, field)
    assert revised.article.source == "page"


def test_a_value_that_came_with_a_change_by_the_newsroom_is_an_edit() -> None:
    assert revise(article(caption=None, credit=None), article(modified_at=LATER)).edited


def test_a_rest_record_with_its_picture_shows_that_the_caption_was_removed() -> None:
    revised = revise(ARTICLE, article(source="api", caption=None, credit=None))
    assert revised.edited
    assert revised.article.caption is None


def test_no_caption_stands_beside_a_picture_that_is_not_its_own() -> None:
    other = article(image_url="https://telegraf.co.id/obama.jpg", caption=None, credit=None)
    assert revise(ARTICLE, other).article.image_url == ARTICLE.image_url


def test_a_feeds_summary_never_replaces_what_was_read_from_a_page() -> None:
    revised = revise(ARTICLE, article(source="feed", text="Presiden Rusia bertemu […]"))
    assert not revised.edited
    assert revised.article == ARTICLE


def test_an_edit_takes_its_circumstances_from_the_new_reading() -> None:
    met = article(headline="Putin", source="api", removed={"sign_off": 1}, fetched_at=LATER)
    revised = revise(article(removed={"related_link": 1}), met)
    assert (revised.article.source, revised.article.removed, revised.article.fetched_at) == (
        "api",
        {"sign_off": 1},
        LATER,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Semua lain."},
        {"headline": "Lain", "published_at": None},
        {"headline": "Putin Temui Obama", "text": "Semua lain."},
    ],
    ids=["by headline", "by paragraphs", "by instant and words"],
)
def test_one_article_stays_alike_through_an_edit(changes: dict[str, Any]) -> None:
    assert is_alike(ARTICLE, article(**changes))


@pytest.mark.parametrize(
    "other",
    [
        another("banjir", published_at=ARTICLE.published_at),
        another("putin-temui-obama", published_at="2016-09-06"),
    ],
    ids=["of the same instant", "of the same day, about the same"],
)
def test_two_articles_are_not_alike(other: Article) -> None:
    assert not is_alike(ARTICLE, other)


@pytest.mark.parametrize(
    ("known", "met", "kept"),
    [
        ("telegraf", "telegraf.co.id", "telegraf"),
        ("telegraf.co.id", "telegraf", "telegraf"),
        ("telegraf.co.id", "telegraf.co.id", "telegraf.co.id"),
    ],
    ids=["declared before", "declared since", "never declared"],
)
def test_an_article_stays_with_the_newspaper_that_is_declared(known: str, met: str, kept: str) -> None:
    assert revise(article(site=known), article(site=met)).article.site == kept
