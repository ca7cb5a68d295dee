"""Dates that a page tells machines: in metadata, in its JSON-LD, in its URL.

The names of ``<meta>`` are those of OpenGraph's article (https://ogp.me/), Dublin Core, schema.org, rNews and
PRISM, of Highwire's tags for Google Scholar, of Parse.ly, Sailthru, Cxense, and of widely used systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.dates import has_time, to_instant
from crawler.extract.fields.clocks import date_of, is_in_utc, with_own_offset
from crawler.extract.fields.context import Context
from crawler.extract.fields.dated_lines import local_date

PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "article:published_date",
    "og:published_time",
    "published_time",
    "datepublished",
    "rnews:datepublished",
    "og:pubdate",
    "bt:pubdate",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "article.published",
    "published-date",
    "published_date",
    "publisheddate",
    "published",
    "originalpublicationdate",
    "article_date_original",
    "dc.date.issued",
    "dc:date.issued",
    "dcterms.issued",
    "dcterms:issued",
    "dc.issued",
    "dcterms.created",
    "dcterms:created",
    "dc.date.created",
    "dc.date.published",
    "dc.date.publication",
    "dc:created",
    "dc.created",
    "datecreated",
    "article:post_date",
    "article:publicationdate",
    "publicationdate",
    "publication-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publish_time",
    "pub_date",
    "date.issued",
    "content_publisheddate",
    "dtk:publishdate",
    "prism.publicationdate",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dateposted",
    "displaydate",
)
WEAK_METAS = ("dc.date", "dc:date", "dcterms.date", "dcterms:date", "date")
"""Names that systems also give to the day of the page: what calls a date that of publication comes first."""
MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "article:modified",
    "og:modified_time",
    "dc.date.modified",
    "dcterms:modified",
    "dc.modified",
    "article_date_updated",
)


_PUBLISHED_ENDS = (
    "publishedtime",
    "publisheddate",
    "publishedat",
    "publishedon",
    "datepublished",
    "timepublished",
    "publishtime",
    "publishdate",
    "publicationdate",
    "publicationtime",
    "pubdate",
    "pubtime",
    "datepub",
    "datecreated",
    "createddate",
    "createdtime",
    "creationdate",
    "datecreation",
    "createdat",
    "created",
    "issued",
    "dateissued",
    "issuedate",
    "releasedate",
    "available",
    "articledate",
    "newsdate",
    "storydate",
    "postdate",
    "posteddate",
    "dateposted",
    "datecreationyyyymmdd",
    "publicationdateyyyymmdd",
)
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_LETTERS = re.compile(r"[^a-z]+")
_OF_OTHERS = re.compile(r"modif|updat|expir|last|video|music|book|event|product|site|page|image|copyright")
"""In the name of a ``<meta>``: it is one of a change, or of a thing beside the article."""


def layout_date(context: Context) -> str | None:
    """Return the date in the element that the site's declaration names."""
    dates = (date_of(each, context.dates) for each in context.selected(context.layout.published))
    return next((date for date in dates if date), None)


def schema_date(properties: Iterable[str], context: Context) -> str | None:
    """Return the date under one of these properties of the article's objects in JSON-LD."""
    told = context.schema.text(*properties)
    return _date(told, context) if told else None


def meta_date(names: Iterable[str], context: Context) -> str | None:
    """Return the date of the first ``<meta>`` with one of these names that has one."""
    told = ((name, content) for name in names for content in context.document.metas.get(name, ()))
    return next((date for name, content in told if (date := _meta_date(name, content, context))), None)


def other_meta_date(context: Context) -> str | None:
    """Return the date of the first ``<meta>`` whose name says in its last words that it is of publication.

    Systems put prefixes of their own before them (``vr:published_time``), and signs between them.
    """
    for name, contents in context.document.metas.items():
        if _NOT_LETTERS.sub("", name).endswith(_PUBLISHED_ENDS) and not _OF_OTHERS.search(name):
            date = next((date for each in contents if (date := _date(each, context))), None)
            if date is not None:
                return date
    return None


def _meta_date(name: str, content: str, context: Context) -> str | None:
    """Return the date of a ``<meta>``: themes print those with microdata, plugins the others."""
    date = None
    if name in ("datepublished", "datemodified"):
        like = content if name == "datepublished" else context.document.meta("datepublished")
        date = local_date(content, like, context.around, context.dates)
    return date or _date(content, context)


def _date(told: str, context: Context) -> str | None:
    """Return a date; one in UTC is compared with those of the byline."""
    value = context.date(_in_words(told))
    if value is None or _is_placeholder(value):
        return None
    if not has_time(value) or not is_in_utc(told, value):
        return value
    return with_own_offset(value, context.printed.instants, context.printed.clocks)


def _is_placeholder(value: str) -> bool:
    """Say whether a date is the zero of Unix's clock: what systems give for an empty field."""
    return value == "1970-01-01" or to_instant(value) == _ZERO


def _in_words(told: str) -> str:
    """Return a number of seconds or milliseconds since 1970 as ISO 8601; everything else as it is.

    Numbers of ten digits that begin with 19 or 20 may be a day and an hour.
    """
    if not told.isdecimal() or len(told) not in (10, 13) or not "10" <= told[:2] <= "18":
        return told
    return datetime.fromtimestamp(int(told[:10]), UTC).isoformat()
