"""The life of what was fetched, article or listing: a state machine without I/O, driven by who can ask."""

from __future__ import annotations

from crawler.fetched.article import ArticleFetch
from crawler.fetched.listing import read_carried
from crawler.fetched.steps import AskPage, AskRecord, Complete, Dropped, Failed, Gone, Refused, Step

__all__ = [
    "ArticleFetch",
    "AskPage",
    "AskRecord",
    "Complete",
    "Dropped",
    "Failed",
    "Gone",
    "Refused",
    "Step",
    "read_carried",
]
