"""A WordPress REST record -> its Article.

https://developer.wordpress.org/rest-api/reference/posts/ names the properties. Terms, author and picture
are under ``_embedded`` if the request asked for them (``_embed=author,wp:term,wp:featuredmedia``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

from crawler.article import Article
from crawler.byline import choose_authors, split_caption
from crawler.dates import parse_date
from crawler.extract.body.body import read_fragment
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.extract.refusing import clean_story
from crawler.page import Page
from crawler.site import NEWSPAPER, Site
from crawler.text import normalize, unescape
from crawler.urls import clean_url

_TAG = re.compile(r"<[^<>]*>")


def extract_record(record: Mapping[str, Any], site: Site = NEWSPAPER) -> Article:
    """Read the article of a REST record.

    Raises NotAnArticle("login_wall" | "too_long" | "no_headline" | "no_text" ...).

    A record of another shape (a member missing, or of another type) is read as far as possible.
    """
    content = record.get("content")
    if isinstance(content, dict) and content.get("protected"):
        raise NotAnArticle("login_wall", "the record's content is protected by a password")
    url = _address(record.get("link"))
    headline = _plain(_rendered(record.get("title")))
    if not headline:
        raise NotAnArticle("no_headline")
    html = _rendered(content)
    if not html.strip():
        raise NotAnArticle("no_text")
    body = read_fragment(Document(Page(url=url, body=f"<body>{html}".encode(), encoding="utf-8")))
    cleaned = clean_story(body.lines, site, headline=headline)
    if not cleaned.paragraphs:
        raise NotAnArticle("no_text")
    picture = next(_embedded(record, "wp:featuredmedia"), {})
    printed = _plain(_rendered(picture.get("caption"))) or body.printed_caption
    caption, credit = split_caption(printed) if printed else (None, None)
    names = [_plain(_string(author.get("name"))) for author in _embedded(record, "author")]
    sections = _terms(record, "category")
    return Article(
        url=clean_url(url) if url else None,
        canonical_url=_canonical(record),
        site=site.name or urlsplit(url).hostname or "",
        headline=headline,
        dateline=cleaned.dateline,
        text="\n\n".join(cleaned.paragraphs),
        section=sections[0] if sections else None,
        tags=_terms(record, "post_tag"),
        authors=choose_authors([names, cleaned.authors], site.publishers)[0],
        signoff=cleaned.signoff,
        published_at=_instant(record, "date", site),
        modified_at=_instant(record, "modified", site),
        image_url=_string(picture.get("source_url")) or body.image_url,
        caption=caption,
        credit=credit,
        language=site.language,
        source="api",
        removed=dict(Counter(removal.rule for removal in [*cleaned.removed, *body.dropped])),
    )


def _instant(record: Mapping[str, Any], name: str, site: Site) -> str | None:
    """Return a date of the record: ``date_gmt`` is in UTC, ``date`` in the site's zone."""
    utc, local = _string(record.get(f"{name}_gmt")), _string(record.get(name))
    if not utc:
        return parse_date(local, site.timezone)
    if local and site.timezone is None:
        return _at_offset(utc, local)
    return parse_date(f"{utc.removesuffix('Z')}Z", site.timezone)


def _at_offset(utc: str, local: str) -> str | None:
    """Return an instant with its local offset, which is the difference of the two values."""
    try:
        there, here = (datetime.fromisoformat(text.removesuffix("Z")) for text in (utc, local))
    except ValueError:
        return parse_date(f"{utc}Z", None)
    if here.tzinfo is not None:  # WordPress prints none, a plugin may
        return parse_date(local, None)
    there = there.astimezone(UTC).replace(tzinfo=None) if there.tzinfo else there
    offset = here - there
    if abs(offset) > timedelta(hours=14) or offset % timedelta(minutes=15):
        return parse_date(f"{utc}Z", None)
    return here.replace(tzinfo=timezone(offset)).isoformat()


def _canonical(record: Mapping[str, Any]) -> str | None:
    """Return the canonical URL that an SEO plugin gives (Yoast adds ``yoast_head_json``)."""
    head = record.get("yoast_head_json")
    return _string(head.get("canonical")) or None if isinstance(head, dict) else None


def _terms(record: Mapping[str, Any], taxonomy: str) -> list[str]:
    """Return the names of the record's terms of a taxonomy, in the site's order."""
    names = (
        _plain(_string(term.get("name")))
        for term in _embedded(record, "wp:term")
        if term.get("taxonomy") == taxonomy
    )
    return list(dict.fromkeys(name for name in names if name))


def _embedded(record: Mapping[str, Any], relation: str) -> Iterator[Mapping[str, Any]]:
    """Yield the embedded objects of a relation; nested lists are flattened, errors left out."""
    embedded = record.get("_embedded")
    waiting = [embedded.get(relation)] if isinstance(embedded, dict) else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, dict) and "code" not in each:
            yield each


def _rendered(value: object) -> str:
    """Return the HTML of a property such as ``title`` or ``content``."""
    return _string(value.get("rendered")) if isinstance(value, dict) else ""


def _plain(html: str) -> str:
    return normalize(unescape(_TAG.sub(" " if "<br" in html or "</p" in html else "", html)))


def _string(value: object) -> str:
    # JSON may contain half a surrogate pair, which no encoding can write.
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def _address(value: object) -> str:
    url = _string(value)
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:
        return ""
