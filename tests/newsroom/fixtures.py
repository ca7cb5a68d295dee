"""The fixtures as articles of the newspaper: read from the expectations and the pages.

fixtures/README.md describes the format of an expectation.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from tests.newsroom.answer import HOST
from tests.newsroom.story import Picture, Sheet, Story

CONTAINERS = ("entry-content", "wp-block-post-content", "td-post-content")
"""Classes of the element that contains the body, one for each layout of the fixtures."""

ONLY_ON_PAGES = {
    "page-links", "post-nav-links", "sharedaddy", "post-views", "yarpp", "td-a-rec", "td-post-featured-image"
}  # fmt: skip
"""Classes of what themes and plugins print inside that element and REST records do not contain."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """A saved page and what a reader expects of it."""

    path: Path
    """The file of the expectation."""
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        """``SLUG``, or ``SLUG.2`` for its second page."""
        return self.path.stem

    @property
    def url(self) -> str:
        """The URL the page was served at."""
        url: str = self.expected["url"]
        return url

    @property
    def refused(self) -> str | None:
        """The reason why the page is not an article; None: it is one."""
        reason: str | None = self.expected.get("refused")
        return reason

    @property
    def html(self) -> bytes:
        """The page."""
        return self.path.with_suffix(".html").read_bytes()


def read_fixtures(folder: Path) -> list[Fixture]:
    """Read the expectations in a folder, sorted by name."""
    return [Fixture(path, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]


def further_pages(first: Fixture, fixtures: list[Fixture]) -> list[Fixture]:
    """Return the fixtures of an article's further pages: ``SLUG.2``, ``SLUG.3`` ..."""
    found = {
        int(number[1]): fixture
        for fixture in fixtures
        if (number := re.fullmatch(rf"{re.escape(first.name)}\.(\d+)", fixture.name))
    }
    return [found[number] for number in sorted(found)]


def decoded(html: bytes) -> str:
    """Decode a page by its actual bytes, not by the charset that it declares."""
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode("windows-1252")


def declared_charset(html: bytes) -> str:
    """Return the charset that a page declares in its head."""
    found = re.search(rb'charset=["\']?([\w-]+)', html[:4096])
    return found[1].decode() if found else "UTF-8"


def body_of(page: str) -> str:
    """Return the inner HTML of a page's article, without what only the page prints around it."""
    tree: Any = lxml.html.document_fromstring(page)
    container = next(element for name in CONTAINERS for element in tree.find_class(name))
    for element in [element for name in ONLY_ON_PAGES for element in container.find_class(name)]:
        element.drop_tree()
    inner = container.text or ""
    return (inner + "".join(lxml.html.tostring(child, encoding="unicode") for child in container)).strip()


def picture_of(fields: dict[str, Any], content: str) -> Picture | None:
    """Return the featured picture: the lead picture, if the body does not print it itself; else None."""
    url, caption, credit = (fields[name] for name in ("image_url", "caption", "credit"))
    if not url or url in content:
        return None
    if caption is None and credit is not None:
        return Picture(url=url, caption=f"Foto: {credit}")
    return Picture(url=url, caption=" | ".join(filter(None, (caption, credit))))


def story_of(first: Fixture, further: list[Fixture]) -> Story:
    """Return the article of a fixture and of the fixtures of its further pages."""
    fields = first.expected | first.expected.get("record", {}) | first.expected.get("stored", {})
    texts = [decoded(fixture.html) for fixture in (first, *further)]
    content = "\n<!--nextpage-->\n".join(body_of(text) for text in texts)
    post = re.search(r"\bpostid-(\d+)\b", texts[0])
    assert post, f"{first.path}: the body has no class postid-N"
    published = datetime.fromisoformat(fields["published_at"])
    return Story(
        id=int(post[1]),
        slug=first.name,
        headline=fields["headline"],
        published=published,
        modified=datetime.fromisoformat(fields["modified_at"]) if fields["modified_at"] else published,
        section=fields["section"],
        author=fields["authors"][0],
        tags=tuple(fields["tags"]),
        content=content,
        pages=tuple(fixture.html for fixture in (first, *further)),
        picture=picture_of(fields, content),
        charset=declared_charset(first.html),
    )


def read_newspaper(folder: Path) -> tuple[list[Story], list[Sheet]]:
    """Return the articles of a folder of fixtures, and the pages that are not articles."""
    stories, sheets = [], []
    fixtures = read_fixtures(folder)
    for fixture in fixtures:
        address = urlsplit(fixture.url)
        if fixture.refused:
            path = "" if address.query else address.path
            sheets.append(Sheet(path=path, body=fixture.html, static=fixture.refused == "static_page"))
        elif fixture.url == f"{HOST}/{fixture.name}/":
            stories.append(story_of(fixture, further_pages(fixture, fixtures)))
    return stories, sheets
