"""Checks the invariants of :class:`crawler.article.Article`, which hold however an article was made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import get_args
from urllib.parse import urlsplit

from crawler.article import Article, Source, content_hash
from crawler.urls import MAX_LENGTH, clean_url

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def broken_invariant(article: Article) -> str | None:
    """Return the name of the first invariant that an article breaks; None if it breaks none."""
    return next((reason for reason, holds in INVARIANTS.items() if not holds(article)), None)


def _is_address(url: str | None) -> bool:
    parts = urlsplit(url or "")
    return parts.scheme in ("http", "https") and bool(parts.netloc) and len(url or "") <= MAX_LENGTH


def _is_line(text: str | None) -> bool:
    """Say whether a text is None, or one line: NFC, single spaces, nothing that cannot be stored."""
    if not text:
        return text is None
    is_plain = unicodedata.is_normalized("NFC", text) and not _UNSTORABLE.search(text)
    return is_plain and text == " ".join(text.split())


def _are_lines(texts: list[str]) -> bool:
    return isinstance(texts, list) and all(text and _is_line(text) for text in texts)


def _is_date(value: str | None) -> bool:
    """Say whether a value is None, a day, or an instant with its offset."""
    if value is None:
        return True
    try:
        if _DAY.fullmatch(value):
            return bool(date.fromisoformat(value))
        return datetime.fromisoformat(value).utcoffset() is not None
    except ValueError:
        return False


def _is_utc(value: str | None) -> bool:
    return value is None or (
        _is_date(value)
        and not _DAY.fullmatch(value)
        and datetime.fromisoformat(value).utcoffset() == UTC.utcoffset(None)
    )


INVARIANTS: dict[str, Callable[[Article], bool]] = {
    "no_url": lambda article: bool(article.url),
    "bad_url": lambda article: _is_address(article.url) and clean_url(article.url or "") == article.url,
    "bad_canonical_url": lambda article: _is_line(article.canonical_url),
    "no_site": lambda article: bool(article.site),
    "no_headline": lambda article: bool(article.headline.strip()),
    "bad_headline": lambda article: _is_line(article.headline),
    "no_text": lambda article: bool(article.text.strip()),
    "bad_text": lambda article: _are_lines(article.text.split("\n\n")),
    "bad_dateline": lambda article: _is_line(article.dateline),
    "bad_signoff": lambda article: _is_line(article.signoff),
    "bad_section": lambda article: _is_line(article.section),
    "bad_tags": lambda article: _are_lines(article.tags),
    "bad_authors": lambda article: _are_lines(article.authors),
    "bad_image_url": lambda article: _is_line(article.image_url),
    "bad_caption": lambda article: _is_line(article.caption),
    "bad_credit": lambda article: _is_line(article.credit),
    "bad_published_at": lambda article: _is_date(article.published_at),
    "bad_modified_at": lambda article: _is_date(article.modified_at),
    "bad_fetched_at": lambda article: _is_utc(article.fetched_at),
    "bad_language": lambda article: article.language is None or bool(_LANGUAGE.fullmatch(article.language)),
    "bad_content_hash": lambda article: article.content_hash == content_hash(article.headline, article.text),
    "bad_source": lambda article: article.source in get_args(Source),
    "bad_removed": lambda article: all(count > 0 for count in article.removed.values()),
}
"""Reason of a drop -> test of an invariant (crawler/article.py), in the order in which they are checked."""
