"""The crawl in Scrapy's terms: what a newspaper's spider inherits, its parts, and the spider of `learn`."""

from __future__ import annotations

from crawler.spider.base import NewsSpider

__all__ = ["NewsSpider"]
