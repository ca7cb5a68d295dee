"""The sources of each field of an Article, in order: the first one that has a value wins.

What publishers guarantee comes first (schema.org's JSON-LD, OpenGraph), then microdata and hAtom, then what
themes print around the headline; a site's own selectors come before all of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlsplit

from crawler.byline import choose_authors, is_person
from crawler.extract.body.blocks import text_of
from crawler.extract.fields.context import Context
from crawler.extract.fields.headline import declared_headline, shown_headline, told_title
from crawler.extract.fields.printed import (
    date_of,
    local_date,
    printed_authors,
    printed_date,
    printed_modification,
)
from crawler.text import normalize

T = TypeVar("T")

_PRINTED = "near the headline"

_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=/|-|$)")

_PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date.issued",
    "content_publisheddate",
    "dtk:publishdate",
    "dc.date",
    "date",
)
_MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_AUTHOR_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "content_author",
)


class FieldSource(NamedTuple, Generic[T]):
    """A source that may have the value of a field."""

    name: str
    """For people: printed by ``--explain``."""
    read: Callable[[Context], T | None]


def _metas(names: Iterable[str], context: Context) -> list[str]:
    return [content for name in names for content in context.document.metas.get(name, ())]


def _selected(context: Context, selector: str | None) -> list[str]:
    """Return the texts of the elements that match one of the site's selectors, each once."""
    texts = map(text_of, context.selected(selector))
    return list(dict.fromkeys(text for text in texts if text))


def _first_selected(context: Context, selector: str | None) -> str | None:
    return next(iter(_selected(context, selector)), None)


def _layout_date(context: Context) -> str | None:
    dates = (date_of(each, context.site.timezone) for each in context.selected(context.layout.published))
    return next((date for date in dates if date), None)


def _first_date(names: Iterable[str], context: Context) -> str | None:
    told = ((name, content) for name in names for content in context.document.metas.get(name, ()))
    return next((date for name, content in told if (date := _meta_date(name, content, context))), None)


def _meta_date(name: str, content: str, context: Context) -> str | None:
    """Return the date of a ``<meta>``: themes print those with microdata, plugins the others."""
    date = None
    if name in ("datepublished", "datemodified"):
        like = content if name == "datepublished" else context.document.meta("datepublished")
        date = local_date(content, like, context.around, context.site.timezone)
    return date or context.date(content)


def _url_day(context: Context) -> str | None:
    found = _URL_DAY.search(urlsplit(context.document.url).path)
    return context.date(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}") if found else None


def _names(told: Iterable[str]) -> list[str]:
    """Leave out URLs, e-mail addresses and account names."""
    return [name for name in told if "://" not in name and not name.startswith(("@", "www."))]


def _meta_authors(name: str, context: Context) -> list[str]:
    return _names(_metas([name], context))


def _keywords(values: list[str]) -> list[str]:
    """Return the keywords of a list, or of one comma-separated string, each once."""
    if len(values) == 1:
        values = re.split(r"[,;]", values[0])
    return list(dict.fromkeys(word for value in values if (word := normalize(value).strip(" #"))))


def _listed_keywords(context: Context) -> list[str]:
    """Return the keywords in JSON-LD that are certainly tags.

    Yoast lists the post's tags there; Rank Math has one string of the page's focus keywords
    (https://developer.yoast.com/features/schema/pieces/article/).
    """
    told = context.schema.texts("keywords")
    names = _keywords(told)
    return names if len(told) > 1 or context.terms.are_tags(names) else []


def _picture(context: Context) -> str | None:
    url = context.body.image_url
    return context.document.absolute(url) if url else None


def _language(context: Context) -> str | None:
    root = context.document.root
    return root.get("lang") or root.get("xml:lang")  # the HTML parser leaves the prefix as it is


HEADLINE: tuple[FieldSource[str], ...] = (
    FieldSource("selector", lambda c: _first_selected(c, c.layout.headline)),
    FieldSource("JSON-LD and og:title", declared_headline),
    FieldSource("heading", shown_headline),
    FieldSource("JSON-LD headline", lambda c: c.schema.text("headline")),
    FieldSource("og:title", lambda c: told_title(c, c.document.meta("og:title", "twitter:title"))),
    FieldSource("JSON-LD name", lambda c: c.schema.text("name")),
    FieldSource("title", lambda c: told_title(c, c.document.title)),
)
PUBLISHED: tuple[FieldSource[str], ...] = (
    FieldSource("selector", _layout_date),
    FieldSource("JSON-LD datePublished", lambda c: c.date(c.schema.text("datePublished", "dateCreated"))),
    FieldSource("meta", partial(_first_date, _PUBLISHED_METAS)),
    FieldSource("JSON-LD of the page", lambda c: c.date(c.schema.page_text("datePublished"))),
    FieldSource(_PRINTED, lambda c: printed_date(c.around, c.site.timezone)),
    FieldSource("URL", _url_day),
)
MODIFIED: tuple[FieldSource[str], ...] = (
    FieldSource("JSON-LD dateModified", lambda c: c.date(c.schema.text("dateModified"))),
    FieldSource("meta", partial(_first_date, _MODIFIED_METAS)),
    FieldSource("JSON-LD of the page", lambda c: c.date(c.schema.page_text("dateModified"))),
    FieldSource(_PRINTED, lambda c: printed_modification(c.around, c.site.timezone)),
)
AUTHORS: tuple[FieldSource[list[str]], ...] = (
    FieldSource("selector", lambda c: _selected(c, c.layout.authors)),
    FieldSource("JSON-LD author", lambda c: _names(c.schema.authors())),
    *(FieldSource("meta", partial(_meta_authors, name)) for name in _AUTHOR_METAS),
    FieldSource(_PRINTED, lambda c: printed_authors(c.around)),
)
SECTION: tuple[FieldSource[str], ...] = (
    FieldSource("selector", lambda c: _first_selected(c, c.layout.section)),
    FieldSource("JSON-LD articleSection", lambda c: c.terms.section_among(c.schema.texts("articleSection"))),
    FieldSource("meta", lambda c: c.document.meta("article:section")),
    FieldSource(_PRINTED, lambda c: c.terms.section()),
    FieldSource("JSON-LD breadcrumb", lambda c: c.schema.section_in_breadcrumb()),
    FieldSource("path above the headline", lambda c: c.terms.section_above()),
)
TAGS: tuple[FieldSource[list[str]], ...] = (
    FieldSource("selector", lambda c: _keywords(_selected(c, c.layout.tags))),
    FieldSource("meta", lambda c: _keywords(_metas(["article:tag"], c))),
    FieldSource("JSON-LD keywords", _listed_keywords),
    FieldSource("links of the post", lambda c: c.terms.tags()),
    FieldSource("JSON-LD keywords", lambda c: _keywords(c.schema.texts("keywords"))),
    FieldSource("links of the post", lambda c: c.terms.linked_tags()),
    FieldSource("JSON-LD articleSection", lambda c: c.terms.tags_among(c.schema.texts("articleSection"))),
    FieldSource("meta", lambda c: _keywords(_metas(["news_keywords"], c))),
)
IMAGE: tuple[FieldSource[str], ...] = (
    FieldSource("JSON-LD image", lambda c: c.schema.image()),
    FieldSource(
        "meta", lambda c: c.document.meta("og:image", "og:image:url", "twitter:image", "twitter:image:src")
    ),
    FieldSource("picture", _picture),
)
CANONICAL: tuple[FieldSource[str], ...] = (
    FieldSource("link", lambda c: c.document.canonical),
    FieldSource("meta", lambda c: c.document.meta("og:url")),
)
LANGUAGE: tuple[FieldSource[str], ...] = (
    FieldSource("html lang", _language),
    FieldSource("JSON-LD inLanguage", lambda c: c.schema.text("inLanguage")),
    FieldSource("meta", lambda c: c.document.meta("content-language", "og:locale", "language")),
    FieldSource("declaration", lambda c: c.site.language),
)


class FieldValue(NamedTuple, Generic[T]):
    """The value of a field and the source that it comes from."""

    value: T
    source: str


def first(context: Context, sources: Iterable[FieldSource[T]]) -> FieldValue[T] | None:
    """Return the value of the first source that has one; None: no source has."""
    for source in sources:
        value = source.read(context)
        if value:
            return FieldValue(value, source.name)
    return None


def read_date(context: Context, sources: Iterable[FieldSource[str]]) -> FieldValue[str] | None:
    """Return a date; if a source gives only the day, the instant that a later source gives on that day."""
    day: FieldValue[str] | None = None
    for source in sources:
        value = source.read(context)
        if not value:
            continue
        if len(value) > len("2016-09-06"):
            if day is None or value.startswith(day.value):
                return FieldValue(value, source.name)
        elif day is None:
            day = FieldValue(value, source.name)
    return day


def read_authors(context: Context, signed: list[str]) -> FieldValue[list[str]] | None:
    """Return the authors from the first source that names a person, else from the first that names anybody.

    ``signed``: the names that the story's own lines give ("Penulis: ...").
    """
    names, number = choose_authors(_groups(context, signed), context.site_names)
    source = AUTHORS[number].name if number < len(AUTHORS) else "line of the text"
    return FieldValue(names, source) if names else None


def _groups(context: Context, signed: list[str]) -> Iterator[list[str]]:
    """Yield the names that each source gives.

    A name printed near the headline outranks an organisation only if it is a person's.
    """
    is_told = False
    for source in AUTHORS:
        names = source.read(context) or []
        if source.name == _PRINTED and is_told:
            names = [name for name in names if is_person(name)]
        is_told = is_told or bool(names)
        yield names
    yield signed


def read_headline(context: Context) -> FieldValue[str] | None:
    """Return the headline."""
    found = first(context, HEADLINE)
    return None if found is None else FieldValue(normalize(found.value), found.source)
