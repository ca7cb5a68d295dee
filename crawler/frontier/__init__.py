"""What is to be fetched, and its outcome: a table of the store, changed in the store's transactions."""

from __future__ import annotations

from crawler.frontier.table import Frontier
from crawler.rows import JSON, Candidate, Kind, Outcome, Row, ScrapedArticle

__all__ = ["JSON", "Candidate", "Frontier", "Kind", "Outcome", "Row", "ScrapedArticle"]
