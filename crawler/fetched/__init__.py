"""The life of an article as a state machine, and what a listing carries; the caller makes the requests."""

from __future__ import annotations

from crawler.fetched.article import ArticleFetch
from crawler.fetched.listing import read_carried
from crawler.fetched.steps import (
    OTHER_SITE,
    Complete,
    Dropped,
    Failed,
    FetchPage,
    FetchRecord,
    Gone,
    PageWanted,
    Refused,
    Step,
)

__all__ = [
    "OTHER_SITE",
    "ArticleFetch",
    "Complete",
    "Dropped",
    "Failed",
    "FetchPage",
    "FetchRecord",
    "Gone",
    "PageWanted",
    "Refused",
    "Step",
    "read_carried",
]
