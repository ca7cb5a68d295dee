"""A page -> its Article: who reads what, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import NamedTuple

from crawler.article import Article
from crawler.cleaning import Line, Removal
from crawler.errors import expect_type
from crawler.extract.body.body import layout_of, read_story
from crawler.extract.body.contents import place_of
from crawler.extract.body.page_hints import PageHints
from crawler.extract.body.told import LEAST_SHARE, told_words
from crawler.extract.fields.context import Context
from crawler.extract.fields.table import (
    CANONICAL,
    IMAGE,
    LANGUAGE,
    PRINTED,
    SECTION,
    TAGS,
    FieldValue,
    first,
    read_authors,
    read_headline,
    read_modified,
    read_published,
)
from crawler.extract.links import PageLinks
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.extract.refusing import clean_story, refuse_page, refuse_story
from crawler.extract.text_fields import TextFields, text_fields
from crawler.page import Page
from crawler.site import NEWSPAPER, Site
from crawler.text import normalize
from crawler.urls import clean_url
from crawler.urls.splitting import parts_of


class Oddities(NamedTuple):
    """What was out of the ordinary when a page was read."""

    parsed_again: bool
    """It was parsed a second time, since browsers nest its elements otherwise than libxml2."""
    is_short: bool
    """Far less text was found at first than its JSON-LD tells of."""
    is_from_data: bool
    """Its text stands in its JSON alone."""
    told_words: int = 0
    """How many words its article has by its JSON-LD; 0: that is not told."""


@dataclass(frozen=True, slots=True)
class Examined:
    """An article and how it was read."""

    article: Article
    how: str
    """How its text was found; see :data:`crawler.extract.body.body.How`."""
    links: PageLinks
    """What the page links."""
    place: str | None = None
    """The element that holds its text, or most of it, for people."""
    sources: dict[str, str] = field(default_factory=dict)
    """The fields that the page has -> where each was read."""
    lines: list[Line] = field(default_factory=list)
    """The paragraphs of the text, with their places in the page."""
    removed: list[Removal] = field(default_factory=list)
    """What stood in or beside the text and is not part of it: first by structure, then by a rule."""
    parsed_again: bool = False
    told_share: float = 1.0
    """The share of the words that its JSON-LD tells of which were found at first; 1: it tells of none."""
    told_words: int = 0
    """How many words the article has by its JSON-LD; 0: that is not told."""

    @property
    def oddities(self) -> Oddities:
        """What was out of the ordinary."""
        is_short, is_from_data = self.told_share < LEAST_SHARE, self.how in ("jsonld", "data")
        return Oddities(
            self.parsed_again, is_short=is_short, is_from_data=is_from_data, told_words=self.told_words
        )


def extract_article(html: bytes | str, url: str, site: Site = NEWSPAPER) -> Article:
    """Read the article of a page that somebody already has. Raises NotAnArticle, TypeError."""
    expect_type(html, (bytes, str), "extract_article: html", "the page as bytes or str")
    expect_type(url, str, "extract_article: url", "the page's URL as str")
    expect_type(site, Site, "extract_article: site", "a Site, such as spiders.telegraf.TELEGRAF")
    if isinstance(html, str):
        return extract_page(Page(url=url, body=html.encode("utf-8", "replace"), encoding="utf-8"), site)
    return extract_page(Page(url=url, body=html), site)


def extract_page(page: Page, site: Site = NEWSPAPER) -> Article:
    """Read the article of a page. Raises NotAnArticle, TypeError."""
    expect_type(page, Page, "extract_page: page", "a Page")
    expect_type(site, Site, "extract_page: site", "a Site, such as spiders.telegraf.TELEGRAF")
    return examine_page(page, site).article


def examine_page(page: Page, site: Site = NEWSPAPER) -> Examined:
    """Read a page's article; say where each field was read and what was removed. Raises NotAnArticle."""
    document = Document(page)
    layout, hints = layout_of(document, site), PageHints(document)
    body = read_story(document, layout, hints)
    context = Context(document, site, layout, hints, body)
    refuse_page(context)
    headline, published = read_headline(context), read_published(context)
    title = headline.value if headline else ""
    cleaned = clean_story(
        body.lines,
        site,
        headline=title or None,
        publishers=() if site.publishers else context.site_names,
    )
    removed = [*body.dropped, *cleaned.removed]
    refuse_story(context, title, cleaned, published or _changed(context), removed)
    if headline is None or not title:
        raise NotAnArticle("no_headline")
    if not cleaned.paragraphs:
        raise NotAnArticle("no_text")
    fields = _read_fields(context, headline, published, cleaned.authors)
    return Examined(
        article=_article(context, fields, text_fields(cleaned, removed, body.printed_caption)),
        how=body.how,
        links=PageLinks(document),
        place=None if body.container is None else place_of(body.container),
        sources={name: each.source for name, each in fields._asdict().items() if each is not None},
        lines=cleaned.lines,
        removed=removed,
        parsed_again=document.parsed_again,
        told_share=body.told_share,
        told_words=told_words(document.jsonld),
    )


class _Fields(NamedTuple):
    """The fields of an Article that are not read from its text, each with its source."""

    headline: FieldValue[str]
    published_at: FieldValue[str] | None
    modified_at: FieldValue[str] | None
    authors: FieldValue[list[str]] | None
    section: FieldValue[str] | None
    tags: FieldValue[list[str]] | None
    image_url: FieldValue[str] | None
    canonical_url: FieldValue[str] | None
    language: FieldValue[str] | None


def _read_fields(
    context: Context, headline: FieldValue[str], published: FieldValue[str] | None, signed: list[str]
) -> _Fields:
    """Read the fields that no text tells; ``signed``: the authors whom lines of the text named."""
    return _Fields(
        headline=headline,
        published_at=published,
        modified_at=read_modified(context, published),
        authors=read_authors(context, signed),
        section=first(context, SECTION),
        tags=first(context, TAGS),
        image_url=first(context, IMAGE),
        canonical_url=first(context, CANONICAL),
        language=first(context, LANGUAGE),
    )


def _article(context: Context, fields: _Fields, text: TextFields) -> Article:
    document, page = context.document, context.document.page
    return Article(
        url=clean_url(page.url),
        canonical_url=document.absolute(fields.canonical_url.value) if fields.canonical_url else None,
        site=context.site.name or parts_of(page.url).hostname or "",
        headline=fields.headline.value,
        section=normalize(fields.section.value) if fields.section else None,
        tags=fields.tags.value if fields.tags else [],
        authors=fields.authors.value if fields.authors else [],
        published_at=fields.published_at.value if fields.published_at else None,
        modified_at=fields.modified_at.value if fields.modified_at else None,
        image_url=document.absolute(fields.image_url.value) if fields.image_url else None,
        language=_primary_tag(fields.language.value) if fields.language else None,
        fetched_at=page.fetched_at.astimezone(UTC).isoformat(timespec="seconds") if page.fetched_at else None,
        **text,
    )


def _changed(context: Context) -> FieldValue[str] | None:
    """Return the date on which the article was changed, as printed: a page with one is as good as dated."""
    changed = context.printed.modified
    return None if changed is None else FieldValue(changed, PRINTED)


def _primary_tag(language: str) -> str | None:
    """Return the primary subtag of a language tag (BCP 47), also of a locale.

    >>> _primary_tag("id_ID")
    'id'
    """
    primary = language.strip().replace("_", "-").partition("-")[0].lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else None
