"""The newspaper's content: articles, and the few pages that are not articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape

from tests.newsroom.answer import HOST


def slugify(name: str) -> str:
    """Return the slug that WordPress makes of a name.

    >>> slugify("Piala Dunia 2018")
    'piala-dunia-2018'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The featured picture of an article."""

    url: str
    caption: str
    """As the page prints it, with the credit; empty: there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article: its database fields, and its rendered pages."""

    id: int
    slug: str
    headline: str
    published: datetime
    modified: datetime
    section: str
    author: str
    content: str
    """HTML of the body, all pages, as the REST record and the full feed have it."""
    pages: tuple[bytes, ...]
    """Each of its pages, with :data:`~tests.newsroom.answer.HOST` as the host."""
    tags: tuple[str, ...] = ()
    picture: Picture | None = None
    charset: str = "UTF-8"
    """The charset that its pages declare, correctly or not."""
    kind: str = "post"
    """The post type."""

    @property
    def url(self) -> str:
        """Its permalink."""
        return f"{HOST}/{self.slug}/" if self.kind == "post" else f"{HOST}/{self.kind}/{self.slug}/"

    @property
    def excerpt(self) -> str:
        """The first words of its body, without markup."""
        words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", self.content, flags=re.S).split()
        return escape(" ".join(words[:30]), quote=False) + " [&hellip;]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page that is not an article: about us, an attachment, a page behind a login."""

    path: str
    body: bytes
    static: bool
    """True: one of WordPress' static pages, which its sitemaps and menus name."""
