"""A WordPress REST record -> its Article.

https://developer.wordpress.org/rest-api/reference/posts/ names the properties. Terms, author and picture
are under ``_embedded`` if the request asked for them (``_embed=author,wp:term,wp:featuredmedia``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from crawler.article import Article
from crawler.byline import choose_authors
from crawler.dates import parse_date
from crawler.errors import expect_type
from crawler.extract.body.body import read_fragment
from crawler.extract.not_an_article import NotAnArticle, NotInRecord
from crawler.extract.parse.document import Document
from crawler.extract.parse.jsonld import encodable
from crawler.extract.record_dates import instant_of, zone_of
from crawler.extract.refusing import clean_story, cut_by
from crawler.extract.text_fields import text_fields
from crawler.page import Page
from crawler.site import NEWSPAPER, Site
from crawler.text import normalize, unescape
from crawler.urls import clean_url
from crawler.urls.splitting import parts_of

_TAG = re.compile(r"<[^<>]*>")

_NOT_PUBLIC = frozenset(("future", "draft", "pending", "private", "trash", "auto-draft"))
"""WordPress' own statuses of posts that it does not show (https://wordpress.org/documentation/article/post-status/)."""


def extract_record(record: Mapping[str, Any], site: Site = NEWSPAPER, *, is_whole: bool = True) -> Article:
    """Read the article of a REST record.

    Raises NotAnArticle("not_found" | "login_wall" | "too_long" | "no_headline" ...), or
    NotInRecord("no_text" | "no_headline") where the page may show what is missing.

    A record of another shape (a member missing, or of another type) is read as far as possible. ``is_whole``:
    it must hold the article's headline and all of its text; False: it may also lack them, for its other
    fields.
    """
    expect_type(record, Mapping, "extract_record: record", "a mapping, as json.loads returns it")
    expect_type(site, Site, "extract_record: site", "a Site, such as spiders.telegraf.TELEGRAF")
    _refuse_hidden(record)
    url = _address(record.get("link"))
    headline = _plain(_rendered(record.get("title")))
    if is_whole and not headline:
        # A post whose title is empty has none on its page either: there the newspaper's name is in its place.
        raise (NotAnArticle if _is_told(record.get("title")) else NotInRecord)("no_headline")
    html = _rendered(record.get("content"))
    if is_whole and not html.strip():
        raise NotInRecord("no_text")
    body = read_fragment(Document(Page(url=url, body=f"<body>{html}".encode(), encoding="utf-8")))
    cleaned = clean_story(body.lines, site, headline=headline or None)
    if is_whole and not cleaned.paragraphs:
        raise NotInRecord("no_text")
    if is_whole and (cut := cut_by(html, cleaned, [removal.text for removal in body.dropped])):
        raise NotInRecord("no_text", f"the record holds only the beginning: {cut}")
    picture = next(_embedded(record, "wp:featuredmedia"), {})
    caption = _plain(_rendered(picture.get("caption"))) or body.printed_caption
    names = [_plain(_string(author.get("name"))) for author in _embedded(record, "author")]
    return Article(
        url=clean_url(url) if url else None,
        canonical_url=_canonical(record),
        site=site.name or parts_of(url).hostname or "",
        headline=headline,
        section=next(iter(_terms(record, "category")), None),
        tags=_terms(record, "post_tag"),
        authors=choose_authors([names, cleaned.authors], site.publishers)[0],
        published_at=_date(record, "date", site),
        modified_at=_date(record, "modified", site),
        image_url=_string(picture.get("source_url")) or body.image_url,
        language=site.language,
        source="api",
        **text_fields(cleaned, [*cleaned.removed, *body.dropped], caption),
    )


def _refuse_hidden(record: Mapping[str, Any]) -> None:
    """Raise NotAnArticle for a post that WordPress does not show, or only with a password."""
    if (status := _string(record.get("status"))) in _NOT_PUBLIC:
        raise NotAnArticle("not_found", f"the record's status is {status}")
    content = record.get("content")
    if isinstance(content, dict) and content.get("protected"):
        raise NotAnArticle("login_wall", "the record's content is protected by a password")


def _date(record: Mapping[str, Any], name: str, site: Site) -> str | None:
    """Return a date of the record (``date``, ``modified``) in the site's zone."""
    instant = instant_of(record, name)
    if instant is None:
        return parse_date(_string(record.get(name)), site.timezone)
    if site.timezone is not None:
        return parse_date(instant.isoformat(), site.timezone)
    return instant.astimezone(zone_of(record, name) or UTC).isoformat(timespec="seconds")


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
    """Return the HTML of a property such as ``title`` or ``content``; plugins also print it as bare text."""
    return _string(value.get("rendered") if isinstance(value, dict) else value)


def _is_told(value: object) -> bool:
    """Say whether a property is there, if only as an empty text."""
    return isinstance(value.get("rendered") if isinstance(value, dict) else value, str)


def _plain(html: str) -> str:
    return normalize(unescape(_TAG.sub(" " if "<br" in html or "</p" in html else "", html)))


def _string(value: object) -> str:
    return encodable(value) if isinstance(value, str) else ""


def _address(value: object) -> str:
    url = _string(value)
    return url if parts_of(url).hostname else ""
