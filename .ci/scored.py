"""Extraction as the scorer of other hands' pages calls it."""

from __future__ import annotations

from crawler.article import Article
from crawler.extract import extract_article
from spiders.telegraf import TELEGRAF


def telegraf(html: bytes, url: str) -> Article:
    """Read a page of Telegraf."""
    return extract_article(html, url, TELEGRAF)


def unknown(html: bytes, url: str) -> Article:
    """Read a page of a newspaper of which nothing is known."""
    return extract_article(html, url)
