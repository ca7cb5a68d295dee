"""The one item of this project: a news article, without the page around it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Source = Literal["page", "api", "feed", "text"]


def content_hash(headline: str, text: str) -> str:
    r"""Return the lower-case hex SHA-256 of ``headline + "\n\n" + text`` in UTF-8.

    >>> content_hash("Judul", "Isi.")[:12]
    'a2b6b974e3bb'
    """
    return hashlib.sha256(f"{headline}\n\n{text}".encode()).hexdigest()


@dataclass(slots=True, kw_only=True)
class Article:
    """A news article (schema.org NewsArticle). Its fields are the keys of a JSON line, in this order.

    Nothing is guessed: a field that a page does not tell is None (``null`` in JSON) or an empty list.
    """

    url: str | None
    """Final URL without fragment and tracking parameters; None only from ``clean_text``."""
    canonical_url: str | None = None
    """The canonical URL that the page gives, unchanged except made absolute."""
    site: str
    """Name of the site's declaration; for a newspaper without one, the host."""
    headline: str
    dateline: str | None = None
    """The place alone, in normal capitalization: ``JAKARTA, TELEGRAF —`` gives ``Jakarta``."""
    text: str
    """Paragraphs joined by one blank line, NFC, single spaces; see :mod:`crawler.cleaning`."""
    section: str | None = None
    """The first category in the site's order."""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    """Persons; an organisation only if no person is named."""
    signoff: str | None = None
    """Initials of the desk as printed, without brackets: ``Ist/sur``."""
    published_at: str | None = None
    """ISO 8601 with offset, in the site's zone; the date alone if only the day is known."""
    modified_at: str | None = None
    """As ``published_at``."""
    image_url: str | None = None
    """The lead picture."""
    caption: str | None = None
    """Caption of the lead picture, without credit and final full stop."""
    credit: str | None = None
    """Credit of the lead picture, without "Foto:"."""
    language: str | None = None
    """BCP 47 primary tag, e.g. ``id``."""
    fetched_at: str | None = None
    """ISO 8601, UTC; None if nothing was fetched."""
    content_hash: str = ""
    """See :func:`content_hash`; filled in from headline and text."""
    revision: int | None = None
    """From 1 up in a store; None outside of one."""
    near_duplicate_of: str | None = None
    """URL of the earliest article of the store of which this one is a near-duplicate; None: there is none."""
    source: Source = "page"
    """What the text was read from: page, api (a REST record), feed, text."""
    removed: dict[str, int] = field(default_factory=dict)
    """Name of a cleaning rule -> how often it fired."""

    def __post_init__(self) -> None:
        if not self.content_hash:
            self.content_hash = content_hash(self.headline, self.text)


@dataclass(slots=True, kw_only=True)
class StoredArticle(Article):
    """An article as a store has it, and as the whole corpus is exported."""

    gone_at: str | None = None
    """Since when the site no longer has it: ISO 8601, UTC; None: it has it."""
