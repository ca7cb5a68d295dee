"""Every saved page gives what a reader wrote beside it; one failure a field. See fixtures/README.md."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from crawler.article import Article
from crawler.extract import REASONS, NotAnArticle, extract_page, extract_record, join_pages
from crawler.page import Page
from crawler.site import Site
from spiders.telegraf import TELEGRAF
from tests.newsroom.expected import NO_FIELDS, expected_articles
from tests.newsroom.fixtures import Fixture, further_pages, read_fixtures
from tests.newsroom.newspaper import Newspaper
from tests.newsroom.options import Options
from tests.newsroom.records import post

FIXTURES = Path(__file__).parent.parent / "fixtures"
TEXTS = FIXTURES / "texts"


def declared(name: str) -> Site:
    """Return the declaration of a site: ``TELEGRAF`` of ``spiders/telegraf.py``."""
    site: Site = getattr(import_module(f"spiders.{name}"), name.upper())
    return site


SITES = {
    folder.name: declared(folder.name)
    for folder in sorted(FIXTURES.iterdir())
    if folder.is_dir() and folder != TEXTS
}
"""Folder of fixtures -> the declaration that its pages are read with; a new site needs no line here."""

ASSERTED = (
    "url", "canonical_url", "site", "headline", "dateline", "text", "section", "tags", "authors", "signoff",
    "published_at", "modified_at", "image_url", "caption", "credit", "language", "source",
)  # fmt: skip
"""What every expectation of an article says; what the page does not show is null in it."""

SAVED = [fixture for name in SITES for fixture in read_fixtures(FIXTURES / name)]
ARTICLES = [fixture for fixture in SAVED if not fixture.refused]
REFUSED = [fixture for fixture in SAVED if fixture.refused]
TELEGRAF_PAGES = read_fixtures(FIXTURES / "telegraf")


def label(fixture: Fixture) -> str:
    return f"{fixture.path.parent.name}/{fixture.name}"


@cache
def read(path: Path) -> Article | NotAnArticle:
    """Return what extraction makes of the page beside this expectation."""
    expected = json.loads(path.read_text("utf-8"))
    when = expected.get("fetched_at")
    page = Page(
        url=expected["url"],
        body=path.with_suffix(".html").read_bytes(),
        fetched_at=datetime.fromisoformat(when) if when else None,
    )
    try:
        return extract_page(page, SITES[path.parent.name])
    except NotAnArticle as refusal:
        return refusal


@pytest.mark.parametrize("fixture", SAVED, ids=label)
def test_a_person_has_reviewed_the_expectation(fixture: Fixture) -> None:
    assert fixture.expected.get("reviewed") is True, (
        f"{fixture.path} was written by the program: compare it with the page, then set its reviewed to true"
    )


@pytest.mark.parametrize("fixture", SAVED, ids=label)
def test_an_expectation_says_all_there_is_to_say_and_nothing_else(fixture: Fixture) -> None:
    names = set(fixture.expected) - NO_FIELDS
    if fixture.refused:
        assert fixture.refused in REASONS
        assert names <= {"url", "refused", "fetched_at"}
    else:
        assert set(ASSERTED) <= names <= {field.name for field in fields(Article)}


@pytest.mark.parametrize("name", SITES)
def test_every_saved_page_has_an_expectation(name: str) -> None:
    pages = {path.stem for path in (FIXTURES / name).glob("*.html")}
    assert pages == {fixture.name for fixture in SAVED if fixture.path.parent.name == name}


@pytest.mark.parametrize(
    ("fixture", "field"),
    [
        pytest.param(fixture, field, id=f"{label(fixture)}-{field}")
        for fixture in ARTICLES
        for field in fixture.expected
        if field not in NO_FIELDS | {"fetched_at"}
    ],
)
def test_a_field_of_a_page_is_what_its_reader_saw(fixture: Fixture, field: str) -> None:
    article = read(fixture.path)
    assert isinstance(article, Article), f"refused: {article}"
    assert getattr(article, field) == fixture.expected[field]


@pytest.mark.parametrize("fixture", REFUSED, ids=label)
def test_a_page_that_is_no_article_is_refused_under_its_reason(fixture: Fixture) -> None:
    refusal = read(fixture.path)
    assert isinstance(refusal, NotAnArticle), f"read as an article: {refusal.headline!r}, {refusal.text!r}"
    assert refusal.reason == fixture.refused


@pytest.mark.parametrize(
    "fixture", [each for each in TELEGRAF_PAGES if further_pages(each, TELEGRAF_PAGES)], ids=label
)
def test_the_pages_of_an_article_are_joined(fixture: Fixture) -> None:
    pages = [read(each.path) for each in (fixture, *further_pages(fixture, TELEGRAF_PAGES))]
    joined = join_pages([page for page in pages if isinstance(page, Article)])
    expected = expected_articles("http://telegraf.test")[fixture.url]
    assert {name: getattr(joined, name) for name in ASSERTED} == {name: expected[name] for name in ASSERTED}


RECORDS = expected_articles("http://telegraf.test", "api")


@cache
def read_record(url: str) -> Article:
    """Return what extraction makes of the REST record of the article at this address."""
    site = Newspaper(Options())
    story = next(story for story in site.stories if story.url == url)
    return extract_record(post(site, story, {"*"}), TELEGRAF)


@pytest.mark.parametrize(
    ("url", "field"),
    [
        pytest.param(url, field, id=f"{url.split('/')[3]}-{field}")
        for url, expected in RECORDS.items()
        for field in expected
    ],
)
def test_a_field_of_a_rest_record_is_what_its_reader_saw(url: str, field: str) -> None:
    found: Any = getattr(read_record(url), field)
    expected = RECORDS[url][field]
    assert (sorted(found) if field == "tags" else found) == (
        sorted(expected) if field == "tags" else expected
    )
