"""Tells somebody that a newspaper's crawl fails, and that it is healthy again (settings ``NOTIFY_...``)."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, UsageError
from scrapy.settings import BaseSettings

from crawler.finish_reasons import FINISHED, START_ERROR
from crawler.health.ending import Ending
from crawler.notification import wording
from crawler.notification.configuring import SETTINGS, BadSetting, Configuration, configured
from crawler.notification.failing import proof_wanted, shows, way_of_failing
from crawler.notification.memory import (
    Memory,
    after_failure,
    tell_failure,
    tell_recovery,
    with_told,
    without,
)
from crawler.notification.notice import Notice
from crawler.notification.sending import Answer, send
from crawler.notification.ways.way import Way
from crawler.notification.wording import Place
from crawler.scrapy_utils.certificates import ca_file
from crawler.scrapy_utils.exit_status import LOCKED, MISUSED
from crawler.scrapy_utils.program import program
from crawler.scrapy_utils.project import project_folder
from crawler.scrapy_utils.stopping import crawl_ended
from crawler.store import StoreError

logger = logging.getLogger(__name__)

_MEMORY = "notify:failure"
"""Under which key the store remembers a site that is sick."""
_STOPPED = "shutdown"
"""Scrapy's finish reason of a run that its user has stopped."""


class Notify:
    """Extension: tells of failures and recoveries once a run has ended; it never changes how it ended."""

    def __init__(self, crawler: Crawler, configuration: Configuration) -> None:
        self._spider: Any = crawler.spider
        self._ways = {way.key: way for way in configuration.ways}
        self._again, self._timeout = configuration.again, configuration.timeout
        self._place = place(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it. Raises UsageError for a wrong setting; NotConfigured where nobody wants to be told."""
        if not hasattr(crawler.spider, "site_name"):
            raise NotConfigured
        configuration = notify_settings(crawler.settings)
        if not configuration.ways:
            raise NotConfigured
        notify = cls(crawler, configuration)
        crawler.signals.connect(notify.crawl_ended, signal=crawl_ended)
        return notify

    async def crawl_ended(self, ending: Ending) -> None:
        """Tell of a run, if there is something to tell.

        Of one that its user stopped or narrowed nothing is told; of one that was cut short (CLOSESPIDER_...)
        failures are, but it is not enough to say that the site is healthy again.
        """
        if ending.scope or ending.reason == _STOPPED or ending.status in (LOCKED, MISUSED):
            return
        if ending.status or ending.reason == START_ERROR:
            await self._tell_failure(ending)
        elif ending.reason == FINISHED:
            await self._tell_recovery(ending)

    async def _tell_failure(self, ending: Ending) -> None:
        now, what = ending.ended_at, way_of_failing(ending)
        memory = after_failure(self._load(), now, proof_wanted(ending))
        kinds = tell_failure(memory, what, now, self._ways, self._again)
        accepted = await self._send(
            [
                (self._ways[key], wording.failure(ending, memory, kind, self._again, self._place))
                for key, kind in kinds.items()
            ],
            "the next run that fails tries again",
        )
        level = (
            logging.DEBUG if ending.stored is None else logging.WARNING
        )  # of a lost store the run has told
        self._save(with_told(memory, what, now, accepted), level)

    async def _tell_recovery(self, ending: Ending) -> None:
        memory = self._load()
        if memory is None or not shows(ending, memory.proof):
            return
        wanted = tell_recovery(memory, self._ways)
        notice = wording.recovery(ending, memory, self._place)
        accepted = await self._send(
            [(self._ways[key], notice) for key in wanted], "the next healthy run tries again"
        )
        self._save(without(memory, wanted, accepted))

    async def _send(self, notices: Sequence[tuple[Way, Notice]], otherwise: str) -> list[str]:
        """Send notices beside the event loop; return the keys of the ways that have taken them."""
        if not notices:
            return []
        return report(await asyncio.to_thread(send, notices, self._timeout), notices[0][1], otherwise)

    def _load(self) -> Memory | None:
        """Return what is remembered; without a store: nothing, so that it is told rather once too often."""
        try:
            return Memory.from_json(self._spider.frontier.inventory.load_checkpoint(_MEMORY))
        except StoreError as error:
            logger.debug("What was told earlier cannot be read: %s", error)
            return None

    def _save(self, memory: Memory | None, level: int = logging.WARNING) -> None:
        try:
            kept = {} if memory is None else memory.as_json()
            self._spider.frontier.inventory.save_checkpoint(_MEMORY, "health", kept)
        except StoreError as error:
            sentence = "What was told cannot be remembered, and is told again: %s"
            logger.log(level, sentence, error)


def tell_unbegun(crawler: Crawler, sentence: str) -> None:
    """Tell that a run could not begin, as its store cannot be opened; nothing is remembered of it."""
    spider: Any = crawler.spider
    if not getattr(spider, "site_name", None) or spider.options.scope:
        return
    try:
        configuration = notify_settings(crawler.settings)
    except UsageError:
        return
    notice = wording.unbegun(spider.site_name, sentence, datetime.now(UTC), place(crawler.settings))
    notices = [(way, notice) for way in configuration.ways]
    report(send(notices, configuration.timeout), notice, "the next run that fails tries again")


def notify_settings(settings: BaseSettings) -> Configuration:
    """Return who is told, and how. Raises UsageError: one sentence that names the setting."""
    values = {name: _text(settings[name]) for name in SETTINGS}
    try:
        return configured(values, ca_file(settings), str(settings["USER_AGENT"]))
    except BadSetting as error:
        raise UsageError(str(error), print_help=False) from None


def place(settings: BaseSettings) -> Place:
    """Return where a crawl runs."""
    return Place(socket.gethostname(), str(project_folder()), str(settings["LOG_FILE"] or ""), program())


def report(answers: Sequence[Answer], notice: Notice, otherwise: str) -> list[str]:
    """Log what became of notices; return the keys of the ways that have taken them."""
    for answer in answers:
        if answer.trouble is not None:
            more = "" if answer.is_taken else f" Nobody was told by it; {otherwise}."
            logger.warning("%s%s", answer.trouble, more)
    accepted = [answer.way.key for answer in answers if answer.is_taken]
    if accepted:
        logger.info("Told by %s: %s", ", ".join(accepted), notice.subject)
    return accepted


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)
