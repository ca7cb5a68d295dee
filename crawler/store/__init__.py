"""The store: articles, their revisions, the frontier, the runs, in one SQL database."""

from __future__ import annotations

from crawler.store.address import located, sqlite_file
from crawler.store.articles import Saved, find_article, mark_gone, save_article
from crawler.store.database import Store
from crawler.store.errors import StoreContended, StoreError, StoreLost, StoreMisnamed, StoreReadOnly
from crawler.store.reading import gone_since, revision_causes, stored_articles, stored_revisions
from crawler.store.retracting import take_back

__all__ = [
    "Saved",
    "Store",
    "StoreContended",
    "StoreError",
    "StoreLost",
    "StoreMisnamed",
    "StoreReadOnly",
    "find_article",
    "gone_since",
    "located",
    "mark_gone",
    "revision_causes",
    "save_article",
    "sqlite_file",
    "stored_articles",
    "stored_revisions",
    "take_back",
]
