"""``telegraf-corpus VERB ...``: the program that pip installs, which is Scrapy's with our settings."""

from __future__ import annotations

from crawler.cli.main import main

__all__ = ["main"]
