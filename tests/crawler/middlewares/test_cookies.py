"""Scrapy's cookies are off, and are imported by who asks for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.middlewares.cookies import Cookies
from tests.crawler.project import project_settings

ROOT = Path(__file__).parents[3]

_IMPORTS = """
import sys
from scrapy.utils.project import get_project_settings
from crawler.fleet.crawling import load_all
settings = get_project_settings()
load_all(settings)
for table in ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "ITEM_PIPELINES"):
    settings.get_component_priority_dict_with_base(table)
print(*{"aiohttp", "requests", "tldextract", "fsspec"} & set(sys.modules))
"""


@pytest.mark.slow("starts a program that imports all that crawls need")
def test_what_crawls_need_does_not_import_large_libraries_that_are_never_used() -> None:
    said = subprocess.run(
        [sys.executable, "-c", _IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "", said.stdout


def test_cookies_are_off_unless_they_are_asked_for() -> None:
    settings = project_settings()
    with pytest.raises(NotConfigured):
        Cookies.from_crawler(Crawler(Spider, settings))
    settings.set("COOKIES_ENABLED", True)
    kept = Cookies.from_crawler(Crawler(Spider, settings))
    assert type(kept).__name__ == "CookiesMiddleware"
