"""The turns of a crawl's requests at their hosts: one truth about how soon a host may be asked again."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from time import monotonic
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings
from twisted.internet.defer import DeferredLock

from crawler.scrapy_utils.stopping import Stopped

_A_MOMENT = 0.5
"""Seconds between checks whether the crawl is being stopped."""

_JITTER = 0.03
"""Share of the pace, and seconds at most, by which requests are further apart when they leave: one that is
held up on its way and one behind it that is not arrive closer together than they left.
"""

_USUAL_PORTS = {"http": 80, "https": 443}


class Host:
    """One server, and when it was asked; all times are those of :func:`time.monotonic`."""

    def __init__(self, name: str, delay: float) -> None:
        self.name = name
        self.kept = 0.0
        """The delay in seconds of an earlier run, which counts until this one has read a robots.txt."""
        self.paused_until = -math.inf
        """No request before this one: a Retry-After, or what is left of an earlier run's delay."""
        self.taken = -math.inf
        """When the last turn was taken; the request may still wait for its connection."""
        self.sent = -math.inf
        """When the last request left."""
        self.is_known = False
        """Whether what an earlier run left to wait was looked up."""
        self.taking = asyncio.Lock()
        self.writing = DeferredLock()
        """Held from a request's last wait until its bytes have left."""
        self._delay = delay
        self._crawl_delays: dict[str, float] = {}

    @property
    def pace(self) -> float:
        """Seconds between two requests at the server, at least."""
        return max(self._delay, self.kept, *self._crawl_delays.values())

    @property
    def gap(self) -> float:
        """Seconds between two requests when they leave."""
        return self.pace + min(_JITTER * self.pace, _JITTER)

    def slow_down(self, scheme: str, delay: float) -> None:
        """Note the Crawl-delay in seconds that a robots.txt asks for, 0 for none; each scheme has its own."""
        self.kept = 0.0
        self._crawl_delays[scheme] = delay

    @property
    def turn(self) -> float:
        """When the next request may begin."""
        return max(self.paused_until, max(self.taken, self.sent) + self.gap)

    def pause(self, seconds: float) -> None:
        """Begin no request for so many seconds from now."""
        self.paused_until = max(self.paused_until, monotonic() + seconds)


class Turns:
    """Hands out the turns of one crawl.

    A request takes its turn before its connection is made (:meth:`take`), and is held up once more when it
    is written (:mod:`crawler.middlewares.sending`), as a handshake or a busy event loop may have delayed the
    one before it. The first wait is long and counts neither as latency nor for DOWNLOAD_TIMEOUT; the second
    is what is missing then.
    """

    def __init__(self, settings: BaseSettings, is_stopping: Callable[[], bool]) -> None:
        """``is_stopping``: whether waiting requests are to be given up."""
        self._delay = settings.getfloat("DOWNLOAD_DELAY")
        self._slots = settings.getdict("DOWNLOAD_SLOTS")
        self._is_stopping = is_stopping
        self._hosts: dict[str, Host] = {}
        self.begins: Callable[[Host], None] = lambda _host: None
        """Called before a host's first request: an earlier run may have left something to wait."""
        self.is_asked: Callable[[Host], None] = lambda _host: None
        """Called before each request."""
        self.may_ask: Callable[[], bool] = lambda: True
        """Called last, when a request is about to leave: whether the crawl may still ask."""

    def of(self, url: str) -> Host:
        """Return the host of a URL."""
        name = host_of(url)
        if name not in self._hosts:
            slot = self._slots.get(urlsplit(url).hostname or "", {})
            self._hosts[name] = Host(name, float(slot.get("delay", self._delay)))
        return self._hosts[name]

    async def take(self, url: str) -> None:
        """Wait for the turn of a request. Raises Stopped if the crawl is stopped meanwhile."""
        host = self.of(url)
        if not host.is_known:
            host.is_known = True
            self.begins(host)
        async with host.taking:
            while (wait := host.turn - monotonic()) > 0:
                self._check()
                await asyncio.sleep(min(wait, _A_MOMENT))
                self._check()
            host.taken = monotonic()
            self.is_asked(host)

    def _check(self) -> None:
        if self._is_stopping():
            raise Stopped("the crawl was stopped")


def host_of(url: str) -> str:
    """Return the server of a URL, as turns are counted: its host, and its port if it is an unusual one.

    ``http`` and ``https`` of one host are one server, as its readers see it. A user and a password are no
    part of it.

    >>> host_of("https://user:secret@Koran.example:443/a"), host_of("http://koran.example:8080/")
    ('koran.example', 'koran.example:8080')
    """
    parts = urlsplit(url)
    name = parts.hostname or ""
    host = f"[{name}]" if ":" in name else name
    port = parts.port
    return host if port in (None, _USUAL_PORTS.get(parts.scheme)) else f"{host}:{port}"
