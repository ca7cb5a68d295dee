"""A bound for the headers of a response: Twisted's client takes any number of them."""

from __future__ import annotations

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS
from twisted.web.client import ResponseFailed

MAX_BYTES = 256 * 1024
"""Bytes of the head of a response. Servers send some hundreds; browsers take 256 KiB (Chromium)."""


class TooManyHeaders(Exception):
    """A response whose head is larger than the bound."""


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's connection, given up when the head of a response has no end."""

    _head = 0

    def dataReceived(self, data: bytes) -> None:
        """Take what the server sent."""
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        parser = self._parser
        if parser is None or parser.state not in (STATUS, HEADER):
            self._head = 0
            return
        self._head += len(data)
        if self._head > MAX_BYTES:
            too_many = TooManyHeaders(f"more than {MAX_BYTES} bytes")
            self._giveUp(Failure(too_many))  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Makes such connections."""

    def buildProtocol(self, addr: IAddress | None) -> BoundedProtocol:
        """Return a new one."""
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


def has_too_many_headers(error: BaseException) -> bool:
    """Say whether a download failed for this reason; ``error`` was made of what Twisted raised."""
    cause = error.__cause__
    reasons = cause.reasons if isinstance(cause, ResponseFailed) else []
    return any(reason.check(TooManyHeaders) for reason in reasons)
