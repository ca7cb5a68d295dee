"""Where sitemaps are if nobody names them, and which of them are complete by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qs

from crawler.urls.spelling import split_url

USUAL_PLACES = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "?sitemap=index")
"""Where to look for a sitemap if robots.txt names none, relative to the front page.

In this order: WordPress, SEO plugins and most others, the protocol's example, WordPress without permalinks.
"""

WHOLE_PLACES = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "sitemap-index.xml")
"""Where a site has a sitemap of all it has, if it has one: the last by modules of Astro, Gatsby, Nuxt."""

OTHER_PLACES = (
    "sitemaps.xml",  # SEOPress
    "sitemap_index.xml.gz",  # either of these, packed: the protocol allows it, older plugins write it
    "sitemap.xml.gz",
    "news-sitemap.xml",  # Google News: Yoast, Rank Math, Jetpack
    "sitemap-news.xml",  # Google News: XML Sitemap & Google News
    "sitemap_news.xml",  # Google News: newsrooms' own
    "post-sitemap.xml",  # the posts of Yoast and Rank Math, where their index is switched off or broken
    "sitemap.txt",  # the protocol's text format
)
"""Where further sitemaps may be that neither robots.txt nor an index names, relative to the front page.

robots.txt often names a part: the Google News sitemap, which holds two days and at most 1,000 articles
(https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap), or one that is old.
"""

_OF_POSTS = re.compile(r"/wp-sitemap-posts-(?!(?:page|attachment)-)[^/]+-\d+\.xml$")


def is_index_of_core(urls: Iterable[str]) -> bool:
    """Say whether an index, by the sitemaps it names, is WordPress' own.

    It names all posts of all public types (class WP_Sitemaps_Posts), so nothing else has to be looked for.

    >>> is_index_of_core(["https://telegraf.co.id/wp-sitemap-posts-post-1.xml"])
    True
    >>> is_index_of_core(["https://telegraf.co.id/wp-sitemap-posts-page-1.xml"])
    False
    >>> is_index_of_core(["https://telegraf.co.id/?sitemap=posts&sitemap-subtype=post&paged=1"])
    True
    """
    return any(map(_lists_posts, urls))


def _lists_posts(url: str) -> bool:
    parts = split_url(url)
    query = parse_qs(parts.query)
    if query.get("sitemap") == ["posts"]:
        return query.get("sitemap-subtype", ["page"])[0] not in ("page", "attachment")
    return _OF_POSTS.search(parts.path) is not None
