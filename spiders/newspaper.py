"""Any newspaper without a declaration of its own: ``scrapy crawl newspaper -a site=URL``."""

from __future__ import annotations

from crawler.site import NEWSPAPER
from crawler.spider import NewsSpider


class NewspaperSpider(NewsSpider):
    """The articles of any newspaper."""

    name = "newspaper"
    site = NEWSPAPER
