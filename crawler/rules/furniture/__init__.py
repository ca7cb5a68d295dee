"""What the page's software prints: its labels, and the code that it failed to use."""

from __future__ import annotations

from crawler.rules.furniture.code import CODE, EMBEDDED_URL, is_url_on
from crawler.rules.furniture.labels import LABELS

__all__ = ["EMBEDDED_URL", "FURNITURE", "is_url_on"]

FURNITURE = (*CODE, *LABELS)
