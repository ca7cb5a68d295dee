"""Counting pages that were read as articles, and those that could not be."""

from __future__ import annotations

from scrapy import Spider

from crawler.extract import NotAnArticle

UNREADABLE = {"empty", "not_html", "too_deep", "challenge", "login_wall", "no_headline", "no_text"}
"""Reasons of pages that may be articles all the same; the others say what else a page is."""


def count_page(spider: Spider, refusal: NotAnArticle | None) -> None:
    """Count a page: read, or refused and why."""
    stats = spider.crawler.stats
    if refusal is None:
        stats.inc_value("page/read")
        return
    stats.inc_value("page/refused")
    if refusal.reason in UNREADABLE:
        stats.inc_value("page/unreadable")
