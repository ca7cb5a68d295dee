"""The crawl in Scrapy's terms: what a newspaper's spider inherits, and its parts."""

from __future__ import annotations

from crawler.spider.base import NewsSpider

__all__ = ["NewsSpider"]
