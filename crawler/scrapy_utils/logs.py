"""The log: one line for what an operator needs, no traceback if a sentence explains the error."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
)
from scrapy.settings import BaseSettings

from crawler.errors import Trouble
from crawler.scrapy_utils.failures import BadCertificate, Unusable
from crawler.scrapy_utils.program import as_called
from crawler.scrapy_utils.terminal import one_line, visible

EXPLAINED = (
    BadCertificate,
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    NotSupported,
    ResponseDataLossError,
    Unusable,
    Trouble,
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

_SCRAPER = "scrapy.core.scraper"
_WITH_TRACEBACKS = (_SCRAPER, "scrapy.utils.signal")

_OF_SEVERAL_LINES = (
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.middleware",
    "scrapy.statscollectors",
    "scrapy.utils.log",
)
"""Loggers whose records are tables of several lines, printed by pprint: it escapes newlines in values."""


class SafeRecord(logging.LogRecord):
    """A record that is one line, whatever a site has put into the URL or the error that it is about.

    Escaping stands in the record, not in a formatter or a filter: Scrapy replaces its handler whenever a
    crawl begins, and others come later (``LOG_FILE``, one of the user's own). All of them read these two.
    """

    def __init__(self, name: str, *args: Any, **options: Any) -> None:
        """Keep what the record is about, as logging does."""
        self._is_table = name in _OF_SEVERAL_LINES  # LOG_SHORT_NAMES changes the name later
        super().__init__(name, *args, **options)

    def getMessage(self) -> str:
        """Return the message with control characters escaped."""
        message = as_called(super().getMessage())
        return visible(message) if self._is_table else one_line(message.rstrip("\n"))

    @property
    def exc_text(self) -> str | None:
        """The traceback, as the first handler formatted it."""
        return self._exc_text

    @exc_text.setter
    def exc_text(self, text: str | None) -> None:
        # Indented, no line of an exception's message can be taken for a record.
        self._exc_text = visible(text).replace("\n", "\n  ") if text else text


def log_safely() -> None:
    """Escape control characters in all that is logged from now on; calling it again changes nothing."""
    factory = logging.getLogRecordFactory()
    if not (isinstance(factory, type) and issubclass(factory, SafeRecord)):  # a fleet's names the site too
        logging.setLogRecordFactory(SafeRecord)


def is_logged(settings: BaseSettings, level: int) -> bool:
    """Say whether records of a level stand in the log."""
    least = settings["LOG_LEVEL"]
    number = least if isinstance(least, int) else logging.getLevelNamesMapping()[str(least)]
    return level >= number and bool(settings["LOG_FILE"] or settings.getbool("LOG_ENABLED"))


def be_brief() -> None:
    """Set up Scrapy's loggers; calling it again changes nothing."""
    log_safely()
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _WITH_TRACEBACKS:
        logging.getLogger(name).addFilter(_one_sentence)


def _one_sentence(record: logging.LogRecord) -> bool:
    """Remove the traceback from records that need none; only what is told of the site itself is left out."""
    if record.exc_info and isinstance(record.exc_info[1], BadCertificate):
        return False
    if record.name == _SCRAPER and record.exc_info and isinstance(record.exc_info[1], Trouble):
        return False  # the step that lost it has ended the crawl with a sentence; no article adds anything
    if record.exc_info and isinstance(record.exc_info[1], EXPLAINED):
        record.exc_info = None
    return True
