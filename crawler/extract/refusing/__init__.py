"""Refuses pages that are not articles, before and after their text is read.

WordPress says what a page is in every theme, by the classes of ``body_class()``
(https://developer.wordpress.org/reference/functions/body_class/); other software by schema.org's type of the
page, by OpenGraph, or not at all: then what an article has and the page lacks decides. A page with one
headline, and running text of an article's size under it, is an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.cleaning import Cleaned, Line, Removal, clean
from crawler.extract.fields.context import Context
from crawler.extract.fields.table import PRINTED_DATES, FieldValue, read_authors
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.refusing.challenges import refuse_challenge
from crawler.extract.refusing.declared import (
    is_static,
    refuse_body_class,
    refuse_feed,
    refuse_title,
    refuse_types,
)
from crawler.extract.refusing.errors import refuse_error, refuse_missing
from crawler.extract.refusing.gates import EXCERPT, cut_by, refuse_door, refuse_gated
from crawler.extract.refusing.listings import (
    ARTICLE,
    has_headline,
    refuse_address,
    refuse_borrowed,
    refuse_listing,
)
from crawler.extract.refusing.marks import is_declared, is_marked, is_post, is_wordpress_page
from crawler.extract.refusing.shape import Shape
from crawler.extract.refusing.textless import refuse_furniture
from crawler.site import Site
from crawler.text import TooLong

__all__ = ["clean_story", "cut_by", "refuse_page", "refuse_story"]

_BORROWED = 2_500
"""Characters: a longer text is not made of teasers that stand beside a video."""
_GUIDE = 3_000
"""Bytes of running text from which on a "page" of WordPress is an article though nothing marks it as one."""


def refuse_page(context: Context) -> None:
    """Raise NotAnArticle for a page that itself says that it is not an article."""
    refuse_challenge(context)
    refuse_error(context)
    refuse_feed(context)
    refuse_body_class(context)
    refuse_missing(context)


def clean_story(
    lines: Sequence[Line], site: Site, *, headline: str | None, publishers: Iterable[str] = ()
) -> Cleaned:
    """Clean a story (:func:`crawler.cleaning.clean`). Raises NotAnArticle("too_long")."""
    try:
        return clean(lines, site, headline=headline, publishers=publishers)
    except TooLong as error:
        raise NotAnArticle("too_long", f"{error.length:,} characters") from error


def refuse_story(
    context: Context,
    headline: str,
    story: Cleaned,
    published: FieldValue[str] | None,
    removed: Sequence[Removal],
) -> None:
    """Raise NotAnArticle for a page whose text turned out not to be an article's.

    ``removed``: the lines that were in the text but are not part of it.
    """
    refuse_gated(context, story, [removal.text for removal in removed])
    refuse_furniture(context, story)
    published_at = None if published is None else published.value
    is_sure = is_declared(context, published_at)
    length = sum(map(len, story.paragraphs))
    if is_sure and length >= _BORROWED and not is_wordpress_page(context):
        return
    shape = Shape(context, story.lines, removed)
    if is_sure and not is_post(context):
        refuse_borrowed(context, shape)
    if is_sure and not is_wordpress_page(context):
        return
    if not is_sure:
        refuse_types(context, shape.running)
        refuse_title(context, headline, shape.size)
    if is_post(context):
        return
    if is_wordpress_page(context):
        _refuse_static(context, headline, story, published, shape)
    if not is_marked(context):
        refuse_address(context, shape, published_at)
    refuse_listing(context, shape, published_at)
    if published_at is None and not is_marked(context) and length < EXCERPT:
        refuse_door(context)


def _refuse_static(
    context: Context, headline: str, story: Cleaned, published: FieldValue[str] | None, shape: Shape
) -> None:
    """Raise NotAnArticle for a "page" of WordPress without the marks of an article.

    Papers print what they say of themselves on such pages, others their guides: those have a date and a
    byline, or the text of a long article.
    """
    if not is_static(context, headline) and has_headline(context, shape):
        if is_declared(context, None if published is None else published.value):
            return
        is_dated = published is not None and published.source in PRINTED_DATES
        if is_dated and shape.running >= ARTICLE and read_authors(context, story.authors):
            return
        if shape.running >= _GUIDE:
            return
    raise NotAnArticle("static_page", 'class="page" of the body')
