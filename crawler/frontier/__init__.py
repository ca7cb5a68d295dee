"""What is to be fetched, and what became of it: a table of the store, moved by the store's transactions."""

from __future__ import annotations

from crawler.frontier.table import Frontier
from crawler.rows import JSON, Candidate, Kind, Outcome, Row, ScrapedArticle

__all__ = ["JSON", "Candidate", "Frontier", "Kind", "Outcome", "Row", "ScrapedArticle"]
