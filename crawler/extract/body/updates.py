"""Live blogs: a story that is printed as articles inside of an article."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extract.body.contents import Block
from crawler.extract.body.density import ALIKE, is_prose, resembles
from crawler.extract.body.page_hints import PageHints
from crawler.extract.parse.xpath import Element

_LEAST = 2


def join_updates(blocks: Sequence[Block], hints: PageHints) -> None:
    """Give the updates of a live blog to the article that they make up.

    An inner ``<article>`` is related to what the outer one holds, a comment for example. Where the outer
    one has no text but that of several inner ones, and none of these prints the page's headline, they are
    what it says; so they are where the page says that it is a ``LiveBlogPosting``.
    https://html.spec.whatwg.org/multipage/sections.html#the-article-element
    """
    written: dict[Element, int] = {}
    headed: set[Element] = set()
    for block in blocks:
        article = block.article
        if article is None:
            continue
        written[article] = written.get(article, 0) + is_prose(block)
        if block.kind == "heading" and (
            block.owner.tag == "h1" or resembles(block.text, hints.titles) >= ALIKE
        ):
            headed.add(article)
    if len(written) < _LEAST:
        return
    inside: dict[Element | None, list[Element]] = {}
    for article, number in written.items():
        if number and article not in headed:
            inside.setdefault(next(article.iterancestors("article"), None), []).append(article)
    joined = {
        article: outer
        for outer, articles in inside.items()
        if len(articles) >= _LEAST
        and (
            hints.is_live_blog
            or (outer is not None and not written.get(outer) and _holds_none(outer, headed))
        )
        for article in articles
    }
    for block in blocks:
        if block.article in joined:
            block.article = joined[block.article]


def _holds_none(outer: Element, headed: set[Element]) -> bool:
    """Say whether no article inside of the outer one prints the page's headline."""
    return not any(outer in article.iterancestors("article") for article in headed)
