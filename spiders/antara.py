"""ANTARA, the Indonesian national news agency: not WordPress, and two layouts within ten years."""

from __future__ import annotations

from datetime import date

from crawler.site import Selectors, Site
from crawler.site_rules import read_rules
from crawler.spider import NewsSpider

ANTARA = Site(
    name="antara",
    domain="www.antaranews.com",
    timezone="Asia/Jakarta",
    publishers=("ANTARA", "ANTARA News"),
    language="id",
    layouts=(
        Selectors(
            since=date(2018, 7, 1),
            body=".wrap__article-detail-content",
            headline=".wrap__article-detail-title h1",
            authors=".wrap__article-detail-author",
            published=".wrap__article-detail-info li",
            section=".breadcrumbs__item:last-child a",
            tags=".blockquote-tags a",
            caption=".wrap__article-detail-image figcaption",
            drop=(".baca-juga",),
        ),
        Selectors(
            until=date(2018, 6, 30),
            body="#content_news",
            headline="h1.title",
            authors=".byline [itemprop=author]",
            published=".date time",
            section="[itemprop=articleSection]",
            tags="[itemprop=keywords]",
            caption="#caption_news",
            drop=(".bacajuga",),
        ),
    ),
    rules=read_rules(__file__),
)


class AntaraSpider(NewsSpider):
    """The articles of www.antaranews.com."""

    name = ANTARA.name
    site = ANTARA
