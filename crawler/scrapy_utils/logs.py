"""The log: one line for what an operator needs, no traceback if a sentence explains the error."""

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
"""Errors of the network, the disk and the database, whose message is enough."""

_CHATTY = (
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.middleware",
    "scrapy.core.engine",
    "scrapy.utils.log",
    "scrapy.extensions.feedexport",
)
"""Loggers that only say how Scrapy is set up."""

_WITH_TRACEBACKS = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.core.scraper", "scrapy.utils.signal")


def be_brief() -> None:
    """Set up Scrapy's loggers; calling it again changes nothing."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _WITH_TRACEBACKS:
        logging.getLogger(name).addFilter(_one_sentence)


def _one_sentence(record: logging.LogRecord) -> bool:
    """Remove the traceback from records that need none; every record is logged."""
    if record.exc_info and isinstance(record.exc_info[1], EXPLAINED):
        record.exc_info = None
    return True
