"""What a new reading of a known article changes: an edit by the newsroom, or only a better reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from crawler.article import Article
from crawler.dates import has_time, to_instant

EDITABLE = (
    "headline",
    "dateline",
    "text",
    "section",
    "tags",
    "authors",
    "signoff",
    "published_at",
    "caption",
    "credit",
)
"""A difference in one of these fields makes a revision."""

_SEEN_WITH_THE_TEXT = ("headline", "dateline", "text", "signoff")
"""Fields that are None only if the article has no value; others may not be visible in this source."""

_MINUTE = len("2016-09-06T14:05")
_SECOND = len("2016-09-06T14:05:33")


@dataclass(frozen=True, slots=True)
class Revised:
    """A known article after a new reading of it."""

    article: Article
    edited: bool
    """Whether it was edited: a new revision. If not, the differences are a better reading, or not content."""


def revise(known: Article, met: Article) -> Revised:
    """Combine what is known of an article with a new reading of it.

    A field that the new reading does not show keeps its value, and a day never replaces an instant of that
    day. A value where none was known is an edit only if ``modified_at`` says that the newsroom changed the
    article; otherwise the new source just shows more (REST a caption that the page does not show).
    """
    if (
        met.source == "feed" and known.source != "feed"
    ):  # perhaps a summary, which says nothing about the article
        return Revised(known, edited=False)
    seen = replace(
        met,
        site=_site(known, met),
        section=met.section or known.section,
        tags=met.tags if met.tags and set(met.tags) != set(known.tags) else known.tags,
        authors=met.authors or known.authors,
        published_at=_finer(known.published_at, met.published_at),
        modified_at=_finer(known.modified_at, met.modified_at),
        canonical_url=met.canonical_url or known.canonical_url,
        language=met.language or known.language,
        near_duplicate_of=known.near_duplicate_of,
        revision=known.revision,
        **_picture(known, met),
    )
    if any(_is_edit(name, known, seen) for name in EDITABLE):
        return Revised(seen, edited=True)
    # The source stays with the text that was read from it.
    same = replace(seen, source=known.source, removed=known.removed, fetched_at=known.fetched_at)
    return Revised(same, edited=False)


def _site(known: Article, met: Article) -> str:
    """Return the site of an article: the name of a declaration replaces a host, never the other way round."""
    is_undeclared = known.url is not None and known.site == urlsplit(known.url).hostname
    return met.site if is_undeclared else known.site


def is_alike(known: Article, met: Article) -> bool:
    """Say whether two articles that a URL connects (a redirect, a canonical URL) are plausibly one.

    Sites redirect removed articles to others, and print wrong canonical URLs on all their pages. But an
    article keeps its headline, or half of its paragraphs, or its instant of publication and half of the words
    of its headline.
    """
    if known.headline.casefold() == met.headline.casefold():
        return True
    if _share_half(set(known.text.split("\n\n")), set(met.text.split("\n\n"))):
        return True
    words, other_words = (set(each.headline.casefold().split()) for each in (known, met))
    return _is_one_instant(known.published_at, met.published_at) and _share_half(words, other_words)


def _share_half(some: set[str], others: set[str]) -> bool:
    return 2 * len(some & others) >= min(len(some), len(others))


def _is_one_instant(some: str | None, other: str | None) -> bool:
    if not some or not other or not has_time(some) or not has_time(other):
        return False
    return to_instant(some) == to_instant(other)


def _is_edit(name: str, known: Article, seen: Article) -> bool:
    before, after = getattr(known, name), getattr(seen, name)
    if before == after:
        return False
    only_seen_better = name not in _SEEN_WITH_THE_TEXT and (
        not before or (name == "published_at" and not has_time(before) and after.startswith(before))
    )
    return not only_seen_better or _is_later(known.modified_at, seen.modified_at)


def _is_later(before: str | None, after: str | None) -> bool:
    first, second = before and to_instant(before), after and to_instant(after)
    return bool(first and second and second > first)


def _finer(known: str | None, met: str | None) -> str | None:
    """Return the new date, or the known one if the new one says the same or less."""
    if known is None or met is None:
        return known if met is None else met
    if known.startswith(met):
        return known
    if has_time(known) and (to_instant(known) == to_instant(met) or _is_to_the_minute(known, met)):
        return known
    return met


def _is_to_the_minute(known: str, met: str) -> bool:
    """Say whether a printed time without seconds equals the known one, ignoring seconds."""
    return met == f"{known[:_MINUTE]}:00{known[_SECOND:]}"


def _picture(known: Article, met: Article) -> dict[str, Any]:
    """Return image_url, caption and credit together, so that no caption stays with another picture.

    Only a REST record with its picture proves that there is no caption.
    """
    is_seen = met.caption or met.credit or (met.source == "api" and met.image_url)
    source = met if is_seen or not (known.caption or known.credit) else known
    return {
        "image_url": source.image_url or known.image_url,
        "caption": source.caption,
        "credit": source.credit,
    }
