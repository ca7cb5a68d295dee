"""Where a request leaves: its bytes wait until the delay since the bytes before them has passed.

Scrapy counts a delay from when it takes a request out of its queue. Connecting, the handshake of TLS, and
an event loop that is busy come after that, and two requests may then leave together.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from scrapy.exceptions import DownloadFailedError
from twisted.internet.defer import CancelledError, Deferred
from twisted.internet.interfaces import IAddress, IHandshakeListener, INegotiated, ISSLTransport
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import Request, RequestNotSent, RequestTransmissionFailed
from twisted.web.client import ResponseFailed, ResponseNeverReceived
from twisted.web.iweb import IResponse
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.middlewares.turns import Host, Turns
from crawler.scrapy_utils.headers import BoundedFactory, BoundedProtocol, TooManyHeaders
from crawler.scrapy_utils.stopping import Stopped

_ITERATIONS = 3
"""Of the event loop, after which the bytes of a TLS connection have left: they are gathered for one
(``BufferingTLSTransport``), written in the second, and the third begins after that.
"""


class StaleConnection(ResponseFailed):
    """A kept connection that its server closed before it read the request: another one may do."""


@implementer(IHandshakeListener)
class PatientProtocol(BoundedProtocol):
    """A connection that writes a request when it is its turn."""

    transport: Any

    def __init__(self, quiescent: Callable[[BoundedProtocol], None], turns: Turns) -> None:
        super().__init__(quiescent)  # type: ignore[no-untyped-call]
        self._turns = turns
        self._has_shaken_hands = False
        self._shaking_hands: Deferred[None] | None = None
        self._was_used = False

    def handshakeCompleted(self) -> None:
        """Note that TLS is ready: only now would what is written leave."""
        self._has_shaken_hands = True
        if self._shaking_hands is not None:
            waiting, self._shaking_hands = self._shaking_hands, None
            waiting.callback(None)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        """Fail the request that waits for the handshake, as one that was written would."""
        super().connectionLost(reason)  # type: ignore[no-untyped-call]
        if self._shaking_hands is not None:
            waiting, self._shaking_hands = self._shaking_hands, None
            waiting.errback(_error(ResponseNeverReceived, [reason]))

    def request(self, request: Request) -> Deferred[IResponse]:
        """Write a request when it is its turn, and return its response."""
        host = self._turns.of((request.absoluteURI or b"").decode("latin-1"))
        if host.pace or not self._turns.may_ask():
            sending: Deferred[IResponse] = Deferred.fromCoroutine(self._send(request, host))
        else:
            host.sent = monotonic()
            sending = super().request(request)
        if self._was_used and request.bodyProducer is None:
            sending.addErrback(_if_stale)
        self._was_used = True
        return sending

    async def _send(self, request: Request, host: Host) -> IResponse:
        try:
            await self._handshake()
            await host.writing.acquire()
        except CancelledError:
            self.transport.abortConnection()
            raise
        try:
            while (wait := host.sent + host.gap - monotonic()) > 0:
                await _passed(wait)
            if not self._turns.may_ask():
                raise Stopped("the store is lost")
            if self.state != "QUIESCENT":  # the server closed it meanwhile
                raise _error(ResponseNeverReceived, [_failure(RequestNotSent())])
        except BaseException:
            host.writing.release()
            self.transport.abortConnection()
            raise
        response = super().request(request)
        Deferred.fromCoroutine(self._note(host))
        return await response

    async def _handshake(self) -> None:
        if self._is_encrypted and not self._has_shaken_hands and self.state == "QUIESCENT":
            self._shaking_hands = Deferred(self._forget_handshake)
            await self._shaking_hands

    def _forget_handshake(self, _waiting: Deferred[None]) -> None:
        self._shaking_hands = None

    async def _note(self, host: Host) -> None:
        """Note when the bytes have left, which is not when they were handed over."""
        try:
            if self._is_encrypted:
                for _ in range(_ITERATIONS):
                    await _passed(0)
            elif self.transport.connected:
                self.transport.doWrite()  # else the reactor does it, after whatever else is to be done
        finally:
            host.sent = monotonic()
            host.writing.release()

    @property
    def _is_encrypted(self) -> bool:
        return bool(INegotiated.providedBy(self.transport) or ISSLTransport.providedBy(self.transport))


class PatientFactory(BoundedFactory):
    """Makes such connections."""

    def __init__(self, turns: Callable[[], Turns], quiescent: Callable[..., None], metadata: str) -> None:
        super().__init__(quiescent, metadata)  # type: ignore[no-untyped-call]
        self._turns = turns

    def buildProtocol(self, addr: IAddress | None) -> PatientProtocol:
        """Return a new one."""
        return PatientProtocol(self._quiescentCallback, self._turns())


def is_stale(error: DownloadFailedError) -> bool:
    """Say whether a download failed because its connection was kept too long."""
    return isinstance(error.__cause__, StaleConnection)


def _if_stale(failure: Failure) -> Failure:
    """Name a failure after which Twisted's pool, which knows no turns, would ask again by itself."""
    error = failure.value
    if not isinstance(error, RequestTransmissionFailed | ResponseNeverReceived | RequestNotSent):
        return failure
    reasons = [failure] if isinstance(error, RequestNotSent) else error.reasons
    if any(reason.check(CancelledError, TooManyHeaders) for reason in reasons):
        return failure
    return _failure(_error(StaleConnection, reasons))


def _error(kind: type[ResponseFailed], reasons: list[Failure]) -> ResponseFailed:
    return kind(reasons)


def _failure(error: Exception) -> Failure:
    return Failure(error)  # type: ignore[no-untyped-call]


def _passed(seconds: float) -> Deferred[None]:
    from twisted.internet import reactor  # noqa: PLC0415  (importing it earlier would install another)
    from twisted.internet.task import deferLater  # noqa: PLC0415

    return deferLater(reactor, seconds)
