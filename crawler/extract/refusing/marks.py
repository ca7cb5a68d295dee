"""What marks a page as an article, and how surely: what refuses pages asks it here."""

from __future__ import annotations

import re

from crawler.extract.fields.context import Context
from crawler.extract.parse.jsonld import types
from crawler.urls import article_key
from crawler.urls.splitting import parts_of

_ARTICLES = ("article", "news", "newsarticle", "news.article")
"""OpenGraph types of an article, and how some systems spell them."""
_PUBLISHED = ("article:published_time", "og:article:published_time")
"""The date of an article in OpenGraph: no other type of page has it (https://ogp.me/#type_article)."""
_FRONT_PATH = re.compile(r"/?(?:(?:index|default)\.\w{3,5}|home/?|beranda/?|[a-z]{2}(?:-[a-z]{2})?/?)?", re.I)
"""The front page, also in one of several languages (BCP 47): ``/id/``, ``/en-us/``."""


def is_post(context: Context) -> bool:
    """Say whether WordPress marks the page as that of a single post."""
    return context.document.is_wordpress and "single" in context.page.get("class", "").split()


def is_wordpress_page(context: Context) -> bool:
    """Say whether WordPress marks the page as a "page": what stands outside of its posts."""
    return context.document.is_wordpress and "page" in context.page.get("class", "").split()


def has_own_article(context: Context) -> bool:
    """Say whether JSON-LD describes an article that is this page's.

    A listing may describe the articles that it lists: those have other URLs and headlines.
    """
    if not context.schema.has_article:
        return False
    return any(
        context.schema.is_own(node) and "JobPosting" not in types(node) for node in context.schema.articles
    )


def is_marked(context: Context) -> bool:
    """Say whether the page says that it is an article: by JSON-LD, by its type, or as a WordPress post."""
    if is_post(context) or has_own_article(context):
        return True
    kind = (context.document.meta("og:type") or "").lower()
    return kind in _ARTICLES and not is_front_page(context)


def is_declared(context: Context, published_at: str | None) -> bool:
    """Say whether the page says that it is an article and when it was published: that is no accident.

    Plugins for search engines call archives and the page "about us" an article, too, but give no date there.
    """
    if published_at is None:
        return False
    if is_post(context) or has_own_article(context):
        return True
    # OpenGraph has this property for articles alone: https://ogp.me/#type_article
    return any(name in context.document.metas for name in _PUBLISHED) and not is_front_page(context)


def own_keys(context: Context) -> set[str]:
    """Return the keys of the page's own URLs."""
    urls = (context.document.url, context.document.canonical, context.document.meta("og:url"))
    return {article_key(url) for url in urls if url}


def is_front_page(context: Context) -> bool:
    """Say whether the URL is that of a front page."""
    parts = parts_of(context.document.url)
    return not parts.query and _FRONT_PATH.fullmatch(parts.path) is not None
