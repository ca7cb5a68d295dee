"""Scrapy's cookies, for who wants them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Cookies:
    """Stands for Scrapy's middleware, which costs each process 5 MiB of imports also where it is off."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Any:
        """Build Scrapy's. Raises NotConfigured without COOKIES_ENABLED."""
        if not crawler.settings.getbool("COOKIES_ENABLED"):
            raise NotConfigured
        return import_module("scrapy.downloadermiddlewares.cookies").CookiesMiddleware.from_crawler(crawler)
