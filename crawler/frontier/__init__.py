"""What is to be fetched, and what became of it: a table of the store, moved by the store's transactions."""

from __future__ import annotations

from crawler.frontier.table import Frontier
from crawler.rows import JSON, Candidate, Kind, Outcome, Row, Scraped

__all__ = ["JSON", "Candidate", "Frontier", "Kind", "Outcome", "Row", "Scraped"]
