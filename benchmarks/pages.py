"""Saved pages with what a reader should get of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SavedPage:
    """An article's page as it was served, and the article's text as a reader would copy it."""

    slug: str
    url: str
    html: bytes
    text: str


def saved_pages(folder: Path) -> Iterator[SavedPage]:
    """Yield each ``SLUG.html`` of a folder whose ``SLUG.json`` expects an article, in the order of names.

    The JSON holds ``url`` and ``text`` (paragraphs divided by a blank line); pages that are to be refused
    hold no text and are left out.
    """
    for expectation in sorted(folder.glob("*.json")):
        page = expectation.with_suffix(".html")
        expected = json.loads(expectation.read_text("utf-8"))
        if page.exists() and expected.get("text"):
            yield SavedPage(expectation.stem, expected["url"], page.read_bytes(), expected["text"])
