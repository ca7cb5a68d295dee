"""How many days near-duplicates may be apart (DUPLICATES_DAYS)."""

from __future__ import annotations

from datetime import timedelta

from scrapy.settings import BaseSettings

from crawler.scrapy_utils.numbers import whole_number

MOST_DAYS = 36_500
"""A hundred years: nothing on the web is older, and dates that are farther apart leave the calendar."""


def duplicates_window(settings: BaseSettings) -> timedelta | None:
    """Return how far apart near-duplicates may be published; None: nothing is compared. Raises UsageError."""
    days = whole_number(settings["DUPLICATES_DAYS"], "DUPLICATES_DAYS", most=MOST_DAYS)
    return timedelta(days=days) if days else None
