"""URLs: how an article's URL is spelled and stored, how URLs are put together, which ones are listings."""

from __future__ import annotations

from crawler.urls.gate import BAD_ADDRESS, fetchable, sitemap_address
from crawler.urls.parts import HeaderLink, is_file, is_inside, joined, read_link_header, with_query
from crawler.urls.spelling import MAX_LENGTH, article_key, clean_url, names_article, same_site

__all__ = [
    "BAD_ADDRESS",
    "MAX_LENGTH",
    "HeaderLink",
    "article_key",
    "clean_url",
    "fetchable",
    "is_file",
    "is_inside",
    "joined",
    "names_article",
    "read_link_header",
    "same_site",
    "sitemap_address",
    "with_query",
]
