"""The columns of an article in a typed table: their names, types and meanings, for Parquet and its papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "texts", "counts"]
"""A text; a whole number; a list of texts; a list of pairs, each of a name and a number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column."""

    name: str
    kind: Kind
    meaning: str
    """A sentence without its full stop."""
    is_optional: bool = True
    """Whether it may be null."""


RULE, TIMES = "rule", "times"
"""The two fields of a pair in the column ``removed``."""

COLUMNS = (
    Column("url", "text", "Final URL, without fragment and tracking parameters", is_optional=False),
    Column("canonical_url", "text", "Canonical URL that the page gives"),
    Column("site", "text", "Name of the newspaper", is_optional=False),
    Column("headline", "text", "Headline as the page prints it", is_optional=False),
    Column("dateline", "text", "Place alone, in normal capitalization: Jakarta"),
    Column("text", "text", "Paragraphs of the article, joined by one blank line, NFC", is_optional=False),
    Column("section", "text", "First category, in the newspaper's order"),
    Column("tags", "texts", "Tags; an empty list if there are none", is_optional=False),
    Column("authors", "texts", "Persons; an organisation only if no person is named", is_optional=False),
    Column("signoff", "text", "Initials of the desk as printed, without brackets"),
    Column(
        "published_at",
        "text",
        "Date of publication, ISO 8601 with its offset, in the newspaper's zone where that is known; the day"
        " alone if no time is known, so that the first ten characters are always the day",
    ),
    Column(
        "modified_at", "text", "Date of the last change, if the page tells one; written like published_at"
    ),
    Column("image_url", "text", "URL of the lead picture, which is not part of the data"),
    Column("caption", "text", "Caption of the lead picture, without credit"),
    Column("credit", "text", "Credit of the lead picture"),
    Column("language", "text", "Primary language tag (BCP 47), such as id"),
    Column("fetched_at", "text", "When this revision was fetched, ISO 8601, UTC"),
    Column(
        "content_hash",
        "text",
        "Hex SHA-256 of headline, two line feeds, text, in UTF-8",
        is_optional=False,
    ),
    Column("revision", "number", "Number of this revision, from 1 up"),
    Column(
        "near_duplicate_of",
        "text",
        "URL of the earliest article of the store that this one is a near-duplicate of, or null",
    ),
    Column("source", "text", "What the text was read from: page, api, feed or text", is_optional=False),
    Column(
        "removed", "counts", "Rules of the cleaning and how often each removed something", is_optional=False
    ),
)
"""The fields of :class:`crawler.article.Article`, in their order."""

GONE_AT = Column("gone_at", "text", "Since when the newspaper no longer has it, ISO 8601, UTC; else null")

STORED_COLUMNS = (*COLUMNS, GONE_AT)
"""Those of :class:`crawler.article.StoredArticle`."""
