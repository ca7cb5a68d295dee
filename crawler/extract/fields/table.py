"""The sources of each field of an Article, in order: the first one that has a value wins.

What publishers guarantee comes first (schema.org's JSON-LD, OpenGraph), then microdata and hAtom, then what
themes print around the headline; a site's own selectors come before all of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from crawler.byline import choose_authors, is_person, names_same
from crawler.byline.authors_line import begins_byline
from crawler.dates import day_of, has_time, to_instant
from crawler.extract.body.blocks import text_of
from crawler.extract.fields.context import Context
from crawler.extract.fields.date_reader import url_day
from crawler.extract.fields.headline import declared_headline, shown_headline, told_title
from crawler.extract.fields.printed_authors import printed_authors
from crawler.extract.fields.section_names import without_sections
from crawler.extract.fields.told_dates import (
    MODIFIED_METAS,
    PUBLISHED_METAS,
    WEAK_METAS,
    layout_date,
    meta_date,
    other_meta_date,
    schema_date,
)
from crawler.text import normalize

T = TypeVar("T")

PRINTED = "near the headline"
_MARKED = f"marked {PRINTED}"
_BELOW = "below the headline"
PRINTED_DATES = frozenset((PRINTED, _MARKED, _BELOW))
"""The sources of dates that readers see."""
_BYLINE = "byline"
_APART = timedelta(hours=48)

_AUTHOR_METAS = (
    "author",
    "article:author",
    "article.author",
    "og:author",
    "citation_author",
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


def _names(told: Iterable[str]) -> list[str]:
    """Leave out URLs, e-mail addresses and account names."""
    return [name for name in told if "://" not in name and not name.startswith(("@", "www."))]


def _meta_authors(name: str, context: Context) -> list[str]:
    return _names(_metas([name], context))


def _labelled_author(context: Context) -> list[str]:
    """Return the author of a card for Twitter, as Yoast and others give it: a label and a text, twice.

    https://developer.yoast.com/features/opengraph/functional-specification/
    """
    metas = context.document.metas
    for number in ("1", "2"):
        label = next(iter(metas.get(f"twitter:label{number}", ())), "")
        if begins_byline(label):
            return _names(metas.get(f"twitter:data{number}", ()))
    return []


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
    FieldSource("heading", shown_headline),
    FieldSource("JSON-LD and og:title", declared_headline),
    FieldSource("JSON-LD headline", lambda c: told_title(c, c.schema.text("headline"))),
    FieldSource("og:title", lambda c: told_title(c, c.document.meta("og:title", "twitter:title"))),
    FieldSource("JSON-LD name", lambda c: c.schema.text("name")),
    FieldSource("title", lambda c: told_title(c, c.document.title)),
)
PUBLISHED: tuple[FieldSource[str], ...] = (
    FieldSource("selector", layout_date),
    FieldSource("JSON-LD datePublished", partial(schema_date, ("datePublished", "dateCreated"))),
    FieldSource("meta", partial(meta_date, PUBLISHED_METAS)),
    FieldSource("meta", other_meta_date),
    FieldSource("JSON-LD of the page", lambda c: c.date(c.schema.page_text("datePublished"))),
    FieldSource(_BELOW, lambda c: c.printed.beside),
    FieldSource(_MARKED, lambda c: c.printed.marked),
    FieldSource("meta", partial(meta_date, WEAK_METAS)),
    FieldSource(PRINTED, lambda c: c.printed.published),
    FieldSource("URL", lambda c: url_day(c.document.url)),
)
MODIFIED: tuple[FieldSource[str], ...] = (
    FieldSource("JSON-LD dateModified", partial(schema_date, ("dateModified",))),
    FieldSource("meta", partial(meta_date, MODIFIED_METAS)),
    FieldSource("JSON-LD of the page", lambda c: c.date(c.schema.page_text("dateModified"))),
    FieldSource(PRINTED, lambda c: c.printed.modified),
)
AUTHORS: tuple[FieldSource[list[str]], ...] = (
    FieldSource("selector", lambda c: _selected(c, c.layout.authors)),
    FieldSource(_BYLINE, lambda c: c.byline.names()),
    FieldSource("JSON-LD author", lambda c: _names(c.schema.authors())),
    *(FieldSource("meta", partial(_meta_authors, name)) for name in _AUTHOR_METAS),
    FieldSource("meta", _labelled_author),
    FieldSource(PRINTED, lambda c: printed_authors(c.around)),
    FieldSource(PRINTED, lambda c: c.byline.lone_name()),
)
SECTION: tuple[FieldSource[str], ...] = (
    FieldSource("selector", lambda c: _first_selected(c, c.layout.section)),
    FieldSource("JSON-LD articleSection", lambda c: c.terms.section_among(c.schema.texts("articleSection"))),
    FieldSource("meta", lambda c: c.document.meta("article:section")),
    FieldSource(PRINTED, lambda c: c.terms.section()),
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
        if has_time(value):
            if day is None or value.startswith(day.value):
                return FieldValue(value, source.name)
        elif day is None:
            day = FieldValue(value, source.name)
    return day


def read_published(context: Context) -> FieldValue[str] | None:
    """Return the date of publication; what machines are told gives way to an earlier one in the byline.

    Systems tell the day on which a page was last put up as ``datePublished``. The day that readers see
    between headline and story is that of the publication or of a later change, so if it is earlier, it is
    the publication: nothing is changed before it is published. A day apart may be a matter of zones.
    """
    found = read_date(context, PUBLISHED)
    if found is None or found.source in PRINTED_DATES or found.source == PUBLISHED[0].name:
        return found
    shown, told = to_instant(context.printed.only_beside or ""), to_instant(found.value)
    if shown is None or told is None or told - shown < _APART:
        return found
    return FieldValue(context.printed.only_beside or "", _BELOW)


def read_modified(context: Context, published: FieldValue[str] | None) -> FieldValue[str] | None:
    """Return the date of the last change; None too for a printed one before the publication.

    A page that prints both the wrong way round prints other dates than these. What machines are told stays:
    WordPress keeps when a scheduled post was last edited, which is before it is published.
    """
    found = read_date(context, MODIFIED)
    if found is None or published is None or found.source != PRINTED:
        return found
    if not (has_time(found.value) and has_time(published.value)):
        return None if day_of(found.value) < day_of(published.value) else found
    changed, put_up = to_instant(found.value), to_instant(published.value)
    return None if changed and put_up and changed < put_up else found


def read_authors(context: Context, signed: list[str]) -> FieldValue[list[str]] | None:
    """Return the authors from the first source that names a person, else from the first that names anybody.

    ``signed``: the names that the story's own lines give ("Penulis: ...").
    """
    names, number = choose_authors(_groups(context, signed), context.site_names)
    source = AUTHORS[number].name if number < len(AUTHORS) else "line of the text"
    return FieldValue(names, source) if names else None


def _groups(context: Context, signed: list[str]) -> Iterator[list[str]]:
    """Yield the names that each source gives; what is printed may also be the section's name.

    A name printed near the headline outranks an organisation only if it is a person's. The byline gives way
    to a list in JSON-LD that has the same people, more of them or with longer names.
    """
    is_told = False
    for source in AUTHORS:
        names = source.read(context) or []
        names = without_sections(names, context) if source.name in (_BYLINE, PRINTED) else names
        if source.name == PRINTED and is_told:
            names = list(filter(is_person, names))
        if source.name == _BYLINE and names_same(names, _names(context.schema.authors())):
            names = []
        is_told = is_told or bool(names)
        yield names
    yield signed


def read_headline(context: Context) -> FieldValue[str] | None:
    """Return the headline."""
    found = first(context, HEADLINE)
    return None if found is None else FieldValue(normalize(found.value), found.source)
