"""The last door before the network: only http(s) URLs, and only of hosts on the public web."""

from __future__ import annotations

import logging
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.scrapy_utils.failures import NotAsked
from crawler.scrapy_utils.networks import IPAddress, is_public, parse_networks
from crawler.scrapy_utils.resolving import resolve
from crawler.scrapy_utils.user_agent import has_placeholder, may_be_public, placeholder_sentence
from crawler.urls import BAD_ADDRESS, fetchable

logger = logging.getLogger(__name__)

PRIVATE_ADDRESS = "private_address"
"""Why a host is not asked: it is not on the public web, and nobody named it."""

MOST_NAMED = 5
"""Redirects to what cannot be requested that one run names in the log; all are counted."""

_REDIRECTS = (301, 302, 303, 307, 308)


class Gate:
    """Downloader middleware: refuses what no site may lead a crawler to, redirects included.

    A site that names an address behind the operator's own door (loopback, private and link-local networks,
    the metadata service of a cloud) would read there with the operator's rights. Allowed are the addresses
    of the host that the user named, and what PRIVATE_NETWORKS lists. The name is resolved by the resolver
    that the connection uses, which remembers what it found, and the address that answered is judged again.
    Behind a proxy the proxy connects: a host that cannot be resolved here is then not judged.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._hosts, self._networks = parse_networks(crawler.settings.getlist("PRIVATE_NETWORKS"))
        named: tuple[str, ...] = getattr(crawler.spider, "named_urls", ())
        self._named = {host for url in named if (host := _host_of(url))}
        self._is_limited = bool(named)
        """False: a command that asks what its user typed, and nothing that a site names."""
        self._own: set[IPAddress] | None = None
        self._warnings = 0
        self._is_nobody = has_placeholder(crawler.settings)
        """Whether the first public host that is asked is to be told of: it cannot reach who asks it."""
        self._not_public: set[str] = set()
        self._allowed: set[IPAddress] = set()
        self._verdicts: dict[str, bool] = {}
        """Host -> whether it may be asked."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it. Raises UsageError for a setting that cannot be read."""
        return cls(crawler)

    async def process_request(self, request: Request) -> Request | None:
        """Let a request pass, without the user name that a redirect may have put into it. Raises NotAsked."""
        url = fetchable(request.url)
        if url is None:
            raise NotAsked(BAD_ADDRESS, f"{request.url[:200]} is not a URL that can be requested")
        host = urlparse_cached(request).hostname or ""
        if not await self._may_be_asked(host):
            raise NotAsked(PRIVATE_ADDRESS, _sentence(host))
        if self._is_nobody and host not in self._not_public:
            await self._introduce(host, "proxy" in request.meta)
        return request.replace(url=url) if "@" in urlparse_cached(request).netloc else None

    async def judge(self, request: Request, response: Response) -> None:
        """Look at where a response came from, and where it leads. Raises NotAsked.

        The download handler calls it: as one more step of each response it would cost more.
        """
        address = response.ip_address
        if address is not None and address not in self._allowed and "proxy" not in request.meta:
            host = urlparse_cached(request).hostname or ""
            if not (host in self._hosts or host in self._named or await self._is_allowed(address)):
                raise NotAsked(PRIVATE_ADDRESS, _sentence(host))
        if response.status in _REDIRECTS and "Location" in response.headers:
            followed = response.headers.getlist("Location")[-1]  # Scrapy takes the last
            location = followed.decode("latin-1")
            if fetchable(location, response.url) is None:
                sentence = f"{response.url} redirects to {location[:200]!r}, which cannot be requested"
                self._warn(f"{sentence} ({BAD_ADDRESS}).")
                raise NotAsked(BAD_ADDRESS, sentence)

    async def _introduce(self, host: str, is_behind_proxy: bool) -> None:
        """Say once that nobody stands behind USER_AGENT, if a host is on the public web."""
        is_public_host = may_be_public(host) and host not in self._hosts
        addresses = await resolve(host) if is_public_host else []
        if is_public_host and not addresses and not is_behind_proxy:
            return  # it cannot be asked
        if addresses:
            is_public_host = any(
                is_public(each) and not any(each in network for network in self._networks)
                for each in addresses
            )
        if not is_public_host:
            self._not_public.add(host)
        elif self._is_nobody:  # not while this waited
            self._is_nobody = False
            logger.warning("%s", placeholder_sentence(host))

    def _warn(self, sentence: str) -> None:
        """Log the first of many."""
        self._warnings += 1
        if self._warnings <= MOST_NAMED:
            logger.warning("%s", sentence)

    async def _may_be_asked(self, host: str) -> bool:
        if not self._is_limited or host in self._named or host in self._hosts:
            return True
        if host not in self._verdicts:
            addresses = await resolve(host)
            if not addresses:  # the connection fails, and says so; a proxy may know the host
                return True
            self._verdicts[host] = all([await self._is_allowed(address) for address in addresses])
            if not self._verdicts[host]:
                logger.warning("%s", _sentence(host))
        return self._verdicts[host]

    async def _is_allowed(self, address: IPAddress) -> bool:
        if not self._is_limited or address in self._allowed:
            return True
        is_allowed = is_public(address) or any(address in network for network in self._networks)
        if not is_allowed:
            if self._own is None:
                self._own = {own for host in self._named for own in await resolve(host)}
            is_allowed = address in self._own
        if is_allowed:
            self._allowed.add(address)
        return is_allowed


def _host_of(url: str) -> str:
    return urlsplit(fetchable(url) or "").hostname or ""


def _sentence(host: str) -> str:
    return (
        f"The site leads to {host}, which has a private address ({PRIVATE_ADDRESS}): it is not requested."
        f" If you trust it, crawl with -s PRIVATE_NETWORKS={host}, and let what was refused be tried again:"
        f" scrapy retry --reason {PRIVATE_ADDRESS}"
    )
