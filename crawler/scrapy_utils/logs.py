"""What a log says: one line for what an operator needs, no traceback for what a sentence explains."""

from __future__ import annotations

import logging

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from crawler.store import StoreError

EXPLAINED = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    StoreError,
    OSError,
)
"""Errors of the network, the disk and the database: their message says all."""

_CHATTY = (
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.middleware",
    "scrapy.core.engine",
    "scrapy.utils.log",
    "scrapy.extensions.feedexport",
)
"""Loggers that tell how Scrapy is set up."""

_WITH_TRACEBACKS = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.core.scraper", "scrapy.utils.signal")


def be_brief() -> None:
    """Set up Scrapy's loggers; once or several times makes no difference."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _WITH_TRACEBACKS:
        logging.getLogger(name).addFilter(_one_sentence)


def _one_sentence(record: logging.LogRecord) -> bool:
    """Take the traceback from what needs none; every record is logged."""
    if record.exc_info and isinstance(record.exc_info[1], EXPLAINED):
        record.exc_info = None
    return True
