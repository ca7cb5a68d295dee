"""The log of a worker: each line names its site, and procrastinate says only what an operator needs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, ClassVar

from scrapy.settings import Settings
from scrapy.utils.log import configure_logging

from crawler.scrapy_utils.json_logs import FIELDS, is_json, log_as_json
from crawler.scrapy_utils.logs import SafeRecord, be_brief
from crawler.scrapy_utils.terminal import one_line


class Subject:
    """What is being crawled in a task and all that it begins."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.crawler: Any = None
        """The crawler; None: there is none yet."""

    @property
    def run(self) -> int | None:
        """The number of its run; None: there is none yet."""
        spider = getattr(self.crawler, "spider", None)
        return getattr(getattr(spider, "frontier", None), "run", None)


SUBJECT: ContextVar[Subject | None] = ContextVar("SUBJECT", default=None)


class NamedRecord(SafeRecord):
    """A record that knows its site, from the task that wrote it, else from the spider that it is about."""

    is_text: ClassVar[bool] = True
    """Whether the message names the site; objects have a field for it."""

    def __init__(self, name: str, *args: Any, **options: Any) -> None:
        """Note the site."""
        self._subject = SUBJECT.get()
        super().__init__(name, *args, **options)

    @property
    def site(self) -> str | None:
        """The newspaper; None: the record is about the worker."""
        if self._subject is not None:
            return self._subject.site
        name = getattr(self.__dict__.get("spider"), "site_name", None)
        return name if isinstance(name, str) else None

    @property
    def json_fields(self) -> Mapping[str, Any]:
        """The fields of the object that a record becomes: its own, the site, the run."""
        run = None if self._subject is None else self._subject.run
        return {"site": self.site, "run": run, **(self.__dict__.get(FIELDS) or {})}

    def getMessage(self) -> str:
        """Return the message, behind the site."""
        message = super().getMessage()
        prefix = f"{one_line(self.site or '')}: "
        return message if not (self.is_text and self.site) or message.startswith(prefix) else prefix + message


def set_up(settings: Settings) -> None:
    """Begin to log as the settings say. Raises OSError if LOG_FILE cannot be written."""
    NamedRecord.is_text = not is_json(settings)
    logging.setLogRecordFactory(NamedRecord)
    configure_logging(settings)  # with LOG_JSON, its setting says that it installs no handler
    be_brief()
    if not NamedRecord.is_text:
        log_as_json(settings)
    logging.getLogger("procrastinate").addFilter(_worth_saying)
    for name in ("procrastinate", "psycopg"):
        logging.getLogger(name).setLevel(logging.ERROR)
    for name in ("psycopg.pool", "procrastinate.worker"):
        # Each try of a connection, each job that is tried again: said once, in our own words.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.getLogger("procrastinate.worker.worker").setLevel(logging.ERROR)
    logging.getLogger("procrastinate.worker.worker").addFilter(_worth_saying)


def _worth_saying(record: logging.LogRecord) -> bool:
    """Leave out what a job's end has said already; say the rest in a sentence."""
    record.exc_info = None
    return getattr(record, "action", "") not in ("task_not_found", "job_error")
