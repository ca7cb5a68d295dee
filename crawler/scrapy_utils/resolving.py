"""Host names -> IP addresses, as the connection will have them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from twisted.internet.interfaces import IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.scrapy_utils.networks import IPAddress


async def resolve(host: str) -> list[IPAddress]:
    """Return the addresses of a host, none if it is unknown here; ``host`` may be one.

    Asks the reactor's resolver, which is Scrapy's: it remembers what it found, so that a connection made
    afterwards goes to an address that was returned.
    """
    from twisted.internet import reactor  # noqa: PLC0415  (importing it earlier would install another)

    with suppress(ValueError):  # a name
        return [ip_address(host.strip("[]"))]
    receiver = _Receiver()
    reactor.nameResolver.resolveHostName(receiver, host.strip("[]"))
    return await receiver.complete


@implementer(IResolutionReceiver)
class _Receiver:
    """Collects what the resolver finds."""

    def __init__(self) -> None:
        self._found: list[IPAddress] = []
        self.complete: asyncio.Future[list[IPAddress]] = asyncio.get_running_loop().create_future()

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        """Do nothing: it is not cancelled."""

    def addressResolved(self, address: Any) -> None:
        """Take an address."""
        self._found.append(ip_address(address.host.partition("%")[0]))

    def resolutionComplete(self) -> None:
        """Pass on what was found."""
        if not self.complete.done():
            self.complete.set_result(self._found)
