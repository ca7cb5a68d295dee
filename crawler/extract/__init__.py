"""A page, or a WordPress REST record, -> its Article. Pure functions: no Scrapy, no network, no files."""

from __future__ import annotations

from crawler.extract.not_an_article import REASONS, NotAnArticle, Reason
from crawler.extract.page import extract_article, extract_page
from crawler.extract.pages import join_pages
from crawler.extract.record import extract_record

__all__ = [
    "REASONS",
    "NotAnArticle",
    "Reason",
    "extract_article",
    "extract_page",
    "extract_record",
    "join_pages",
]
