"""The delay of a host from run to run: what one run leaves in the store, the next one waits for."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.extensions.site_store import SiteStore
from crawler.middlewares.turns import Host, Turns
from crawler.store import StoreError
from crawler.store.hosts import NOTE_SECONDS, Asked, HostNotes

logger = logging.getLogger(__name__)

_NOT_NOTED = "When hosts were asked could not be noted: %s"

_WORTH_A_LINE = 2.0
"""Seconds of waiting at a run's start that its log explains."""


@dataclass
class _Noted:
    """A host, and what the store has of it."""

    host: Host
    at: float
    """When, by :func:`time.monotonic`."""
    pace: float
    pause: float = 0.0

    @property
    def asked_at(self) -> float:
        return max(self.host.taken, self.host.sent)


class Noting:
    """Notes when hosts are asked: before the first request, each few seconds while it asks, at the end.

    What it could not write is not written: that the store is lost is said by those who store articles.
    """

    def __init__(self, turns: Turns, notes: HostNotes, longest: float, *, is_obeyed: bool) -> None:
        self._notes = notes
        self._longest = longest
        self._is_obeyed = is_obeyed
        self._noted: dict[str, _Noted] = {}
        turns.begins = self._begin
        turns.is_asked = self._is_asked
        turns.may_ask = lambda: not notes.is_lost

    @classmethod
    def of_crawl(cls, crawler: Crawler, turns: Turns, longest: float) -> Self | None:
        """Note the turns of a crawl; None: it has no store, or lost it.

        ``longest``: seconds that no pause exceeds (MAX_WAIT).
        """
        held = crawler.get_extension(SiteStore)
        if held is None:
            return None
        site: str = getattr(crawler.spider, "site_name")  # noqa: B009  (the spider of a SiteStore has one)
        try:
            notes = HostNotes(held.frontier.store, site, longest=longest)
        except StoreError as error:
            logger.debug(_NOT_NOTED, error)
            return None
        noting = cls(turns, notes, longest, is_obeyed=crawler.settings.getbool("ROBOTSTXT_OBEY"))
        crawler.signals.connect(noting.spider_closed, signal=signals.spider_closed)
        return noting

    def changed(self, host: Host) -> None:
        """Note at once that a host asks for more than the store has."""
        noted = self._noted.get(host.name)
        pause = self._pause(host)
        if noted and (host.pace > noted.pace or pause > max(noted.pause, host.pace) + NOTE_SECONDS):
            self._note(noted)

    def spider_closed(self) -> None:
        """Note when each host was asked last, and that this run asks none any more."""
        with _harmless():
            self._notes.note(
                (self._asked(each) for each in self._noted.values() if each.asked_at > 0), is_end=True
            )

    def _begin(self, host: Host) -> None:
        with _harmless():
            wait, delay = self._notes.begin(host.name, host.pace)
            self._noted[host.name] = _Noted(host, monotonic(), delay, max(wait, 0.0))
            host.pause(wait)
            if self._is_obeyed:
                host.kept = delay
            if wait > _WORTH_A_LINE:
                logger.info("%s was asked by an earlier run: this one waits %.1f seconds.", host.name, wait)

    def _is_asked(self, host: Host) -> None:
        noted = self._noted.get(host.name)
        if noted is not None and monotonic() - noted.at >= NOTE_SECONDS:
            self._note(noted)

    def _note(self, *noted: _Noted) -> None:
        with _harmless():
            self._notes.note(self._asked(each) for each in noted)
        for each in noted:  # also if it failed: the next try comes as late
            each.at, each.pace, each.pause = monotonic(), each.host.pace, self._pause(each.host)

    def _asked(self, noted: _Noted) -> Asked:
        host, now = noted.host, monotonic()
        return Asked(host.name, now - noted.asked_at, host.pace, self._pause(host))

    def _pause(self, host: Host) -> float:
        """Return the seconds until a host's next turn; a pause that ends the run is not waited for."""
        now = monotonic()
        pause = host.turn - now
        return pause if pause <= self._longest else max(host.taken, host.sent) + host.pace - now


@contextmanager
def _harmless() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        logger.debug(_NOT_NOTED, error)
