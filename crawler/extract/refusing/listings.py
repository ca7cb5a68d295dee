"""Refuses pages that list others: by their cards, by where the headline leads, by words of their address.

No word of an address and no linked heading is enough by itself: an article may stand below ``/index/``, and
its subheadings may link to themselves. What decides is where the running text stands: under the page's own
headline, or in portions under headlines of other pages.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import parse_qs

from crawler.extract.body.blocks import HEADINGS, text_of
from crawler.extract.body.density import size_of
from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle, Reason
from crawler.extract.parse.xpath import Element, upward
from crawler.extract.refusing.marks import is_front_page, is_marked
from crawler.extract.refusing.shape import (
    CARDS,
    LEAST_LINE,
    MOST_HEADINGS,
    TEASER,
    Shape,
    leads_away,
)
from crawler.urls.listings import REFUSED_AUTHOR_PATH, REFUSED_DATE_PATH, REFUSED_PATH, SEARCH_PATH
from crawler.urls.splitting import parts_of

LEAST_STORY = 150
"""With fewer bytes of text, a page without any mark of an article is not one."""
ARTICLE = 500
"""Bytes of running text from which on a page is an article in spite of a word in its address."""
UNTITLED = 1_500
"""Bytes of running text from which on a page is an article in spite of headings that are unlike its
title, or of the many entries below it of an article that is marked and dated: its references."""
_SURROUNDED = 5
"""Teasers of other pages beside a text without a mark of an article, from which on it may describe them."""
_HEADLINE = 4
"""Words of the shortest headline of another page."""
_NUMBER = re.compile(r"\W?\d+\W")
_TITLES = 24
"""Most headings of the first rank that are looked at."""


def has_headline(context: Context, shape: Shape) -> bool:
    """Say whether a page has one headline: like its title, or its only one.

    A long text may have none but the title itself, or one among several headings of the first rank.
    """
    if context.heading is not None:
        return True
    headings = (each for each in islice(context.page.iter("h1"), _TITLES) if not _names_site(each))
    shown = {text for each in headings if (text := text_of(each))}
    return len(shown) == 1 or shape.running >= (UNTITLED if shown else ARTICLE)


def _names_site(heading: Element) -> bool:
    """Say whether a heading is the site's name, or its logo: it links to the front page."""
    link = next(heading.iter("a"), None)
    return link is not None and parts_of(link.get("href", "").strip()).path in ("", "/")


def refuse_address(context: Context, shape: Shape, published_at: str | None) -> None:
    """Raise NotAnArticle for a page whose URL is that of a listing, and which is not clearly an article."""
    told = _by_address(context)
    if told is None:
        return
    is_clear = has_headline(context, shape) and shape.cards < CARDS and shape.running >= ARTICLE
    if not is_clear or (published_at is None and len(_teasers_beside(context)) >= CARDS):
        raise NotAnArticle(told, "the URL")


def refuse_listing(context: Context, shape: Shape, published_at: str | None) -> None:
    """Raise NotAnArticle for a page that is a listing by what stands on it."""
    if is_front_page(context) and (published_at is None or not is_marked(context)):
        raise NotAnArticle("front_page")
    is_told = published_at is not None and is_marked(context)
    if shape.is_listing and not (is_told and shape.running >= UNTITLED):
        raise NotAnArticle("listing", f"{shape.cards} headlines of other pages")
    is_long = context.heading is not None and shape.running >= UNTITLED
    if not is_long and is_card_of_another(context):
        raise NotAnArticle("listing", "its text stands under the headline of another page")
    if published_at is not None or is_marked(context):
        return
    if shape.is_list:
        raise NotAnArticle("listing", "a list of links to other pages, with a line for each")
    if not shape.size and next(context.page.iter("a"), None) is None:
        raise NotAnArticle("no_text", "nothing marks it as an article; scripts may show its text")
    if shape.size < LEAST_STORY or not has_headline(context, shape):
        raise NotAnArticle("listing", "nothing on the page marks it as an article")
    teasers = _teasers_beside(context)
    if len(teasers) >= _SURROUNDED and shape.running < sum(teasers):
        raise NotAnArticle("listing", f"{len(teasers)} teasers of other pages around its text")


def refuse_borrowed(context: Context, shape: Shape) -> None:
    """Raise NotAnArticle("no_text") for an article whose page shows only teasers of others: of a video."""
    is_teaser = shape.opening <= TEASER and is_card_of_another(context)
    if is_teaser or (shape.cards >= CARDS and not shape.running):
        raise NotAnArticle("no_text", "only teasers of other pages")


def is_card_of_another(context: Context) -> bool:
    """Say whether the text stands under a headline that leads to another page: it is a card of a listing."""
    opening = context.body.opening
    if opening is None or context.body.how != "density":
        return False
    for element in islice(upward(opening), 1, 5):
        if element.tag in ("body", "html", "main"):
            return False
        headings = list(islice(element.iter(*HEADINGS), CARDS))
        if headings:
            return (
                len(headings) == 1
                and headings[0] is not context.heading
                and _is_headline(text_of(headings[0]))
                and leads_away(context, headings[0])
                and _stands_above(headings[0], opening, element)
            )
    return False


def _is_headline(text: str) -> bool:
    """Say whether a heading has the words of a headline: not a name, nor an entry of a numbered list."""
    return len(text.split()) >= _HEADLINE and _NUMBER.match(text) is None


def _stands_above(heading: Element, opening: Element, scope: Element) -> bool:
    """Say whether a heading stands before the first line of the text."""
    first = next((each for each in scope.iter() if each is heading or each is opening), None)
    return first is heading and heading is not opening


def _teasers_beside(context: Context) -> list[int]:
    """Return the bytes of the teasers that stand under headlines of other pages, in the ``<main>`` if any.

    "The main element represents the dominant contents of the document": https://html.spec.whatwg.org/#the-main-element
    """
    heading = context.heading
    main = None if heading is None else next(heading.iterancestors("main"), None)
    scope = context.page if main is None else main
    headings = islice(scope.iter("h2", "h3", "h4"), MOST_HEADINGS)
    return [size for each in headings if leads_away(context, each) and (size := _teaser(each))]


def _teaser(heading: Element) -> int:
    """Return the bytes of a paragraph in the box of a headline that holds no other headline; 0: none."""
    for element in islice(heading.iterancestors(), 3):
        if element.tag in ("body", "main", "footer", "aside", "nav"):
            return 0
        if len(list(islice(element.iter("h2", "h3", "h4"), 2))) > 1:
            return 0
        sizes = (size_of(text_of(each)) for each in islice(element.iter("p"), 3))
        if (size := max(sizes, default=0)) >= LEAST_LINE:
            return size
    return 0


def _by_address(context: Context) -> Reason | None:
    """Return what a page is by its URL; None: nothing in it says so."""
    parts = parts_of(context.document.url)
    query = parse_qs(parts.query)
    if "s" in query or (query and SEARCH_PATH.search(parts.path)):
        return "search"
    if REFUSED_PATH.search(parts.path):
        return "listing"
    if REFUSED_AUTHOR_PATH.search(parts.path) or "author" in query:
        return "author_archive"
    return "date_archive" if REFUSED_DATE_PATH.search(parts.path) else None
