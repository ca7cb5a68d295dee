"""robots.txt is obeyed as RFC 9309 says, also when it cannot be had, and when it changes."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.extensions.run import Run
from crawler.extensions.site_store import SiteStore
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.extract.refusing.challenges import is_challenge
from crawler.finish_reasons import CRAWL_DELAY, SITE_CLOSED, STORE_LOST
from crawler.middlewares.robots_memory import Memory, load, save
from crawler.rows import ROBOTS_UNREACHABLE
from crawler.scrapy_utils.engine import is_closing
from crawler.scrapy_utils.failures import ROBOTS, RobotsUnreachable, TooManyRedirects, reason_of, said_of
from crawler.scrapy_utils.hosts import own_hosts
from crawler.scrapy_utils.numbers import whole_number
from crawler.scrapy_utils.response import to_page
from crawler.scrapy_utils.robots import RobotRules, agent_of, decoded, robots_request
from crawler.scrapy_utils.stopping import Stopped, stop
from crawler.store import StoreError
from crawler.text import counted
from crawler.urls.spelling import split_url

logger = logging.getLogger(__name__)

LONGEST_USE = timedelta(days=1)
"""How long a copy counts at most (RFC 9309, 2.4)."""
GIVEN_UP_AFTER = timedelta(days=30)
"""How long a robots.txt that was never had in between forbids everything (RFC 9309, 2.3.1.4)."""

_MOST_HOSTS = 1000
"""Hosts whose rules are remembered: a site may lead to any number of them."""
_OF_THE_HOST = ("unknown_host", "refused_connection", "certificate")
"""Reasons for which nothing can be had of a host, whatever is requested."""


class _Unreachable(Exception):
    """A response that does not tell what robots.txt says."""

    def __init__(self, response: Response) -> None:
        what = "a challenge page of a protection service" if _is_challenge(response) else ""
        super().__init__(f"it responds with {what or f'status {response.status}'}")
        self.reason = f"http_{response.status}"


@dataclass(slots=True)
class _Host:
    """What this run knows of one host."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    verdict: RobotRules | RobotsUnreachable | None = None
    """None: it was not asked yet."""
    asked_at: datetime | None = None
    until: datetime | None = None
    """When it is to be asked again."""

    def is_due(self, now: datetime) -> bool:
        """Say whether it is to be asked now, also if the clock was set back meanwhile."""
        return self.asked_at is None or self.until is None or not self.asked_at <= now < self.until


class RobotsTxt(RobotsTxtMiddleware):
    """Downloader middleware in place of Scrapy's, to which a robots.txt that cannot be had allows everything.

    2xx: its rules. Redirects are followed, twenty at most. 4xx, and redirects that lead nowhere: no rules.
    5xx, 429 and failures of the network: it is requested again in the run (RETRY_TIMES); then what it said
    counts for a day; then nothing is requested, until it has been so for thirty days. If that is a host of
    the crawled site, the run ends with status 1; of others, only what stands there fails.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._agent = agent_of(crawler.settings)
        most = int(LONGEST_USE.total_seconds())
        seconds = whole_number(crawler.settings["ROBOTSTXT_MAX_AGE"], "ROBOTSTXT_MAX_AGE")
        self._longest_wait = whole_number(crawler.settings["MAX_WAIT"], "MAX_WAIT")
        self._longest_use = timedelta(seconds=min(seconds, most))
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @cached_property
    def _held(self) -> SiteStore | None:
        return self.crawler.get_extension(SiteStore)

    @property
    def _run(self) -> Run | None:
        """What keeps what robots.txt says, and reopens what it forbade; None: nothing may be changed."""
        return self._held if isinstance(self._held, Run) else None

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let a request pass. Raises IgnoreRequest, RobotsUnreachable, Stopped."""
        if request.meta.get("dont_obey_robotstxt") or request.url.startswith(("data:", "file:")):
            return
        self.process_request_2(await self.robot_parser(request), request)

    async def robot_parser(self, request: Request) -> RobotRules:
        """Return the rules for a request's host. Raises RobotsUnreachable, Stopped."""
        netloc = urlparse_cached(request).netloc
        host = self._hosts.setdefault(netloc, _Host())
        self._hosts.move_to_end(netloc)
        if len(self._hosts) > _MOST_HOSTS:
            self._hosts.popitem(last=False)
        async with host.lock:
            if host.is_due(datetime.now(UTC)):
                if is_closing(self.crawler):
                    raise Stopped("the crawl was stopped")
                try:
                    host.verdict, host.until = await self._ask(request)
                    host.asked_at = datetime.now(UTC)
                except StoreError as lost:
                    stop(self.crawler, STORE_LOST, str(lost))
                    raise Stopped("the store is lost") from lost
        if isinstance(host.verdict, RobotRules):
            return host.verdict
        assert host.verdict is not None
        if self._held is not None and netloc in own_hosts(self.crawler.spider):
            stop(self.crawler, SITE_CLOSED, str(host.verdict))
            raise Stopped("robots.txt cannot be had")
        raise host.verdict

    async def _ask(self, request: Request) -> tuple[RobotRules | RobotsUnreachable, datetime]:
        """Request a robots.txt; return what it says, and how long that holds. Raises Stopped, StoreError."""
        parts = urlparse_cached(request)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        memory = load(self._held, url)
        try:
            text = _text_of(await self._download(url))
        except Stopped:
            raise
        except Exception as error:
            if not isinstance(error, IgnoreRequest | TooManyRedirects):
                return await self._without(request, url, memory, error)
            text = ""  # redirects that lead nowhere, or where no site may lead: "unavailable"
        now = datetime.now(UTC)
        rules = RobotRules(text, self._agent)
        await self._reopen(parts.netloc, rules, memory)
        save(self._run, url, Memory(text, now, rules.digest))
        await self._tell(rules, request)
        return rules, now + self._longest_use

    async def _download(self, url: str) -> Response:
        """Return the response, after as many tries as any other URL has."""
        spider, settings = self.crawler.spider, self.crawler.settings
        assert spider is not None
        request = robots_request(url, priority=self.DOWNLOAD_PRIORITY)
        self._stats.inc_value("robotstxt/request_count")
        while True:
            response = await self.crawler.engine.download_async(request)
            again = None
            if _is_unreachable(response.status) and settings.getbool("RETRY_ENABLED"):
                asked = response.request or request
                again = get_retry_request(asked, spider=spider, reason=f"http_{response.status}")
            if again is None:
                return response
            request = again

    async def _without(
        self, request: Request, url: str, memory: Memory, error: Exception
    ) -> tuple[RobotRules | RobotsUnreachable, datetime]:
        """Return what counts while a robots.txt cannot be had, and how long."""
        now = datetime.now(UTC)
        reason = error.reason if isinstance(error, _Unreachable) else reason_of(error)
        said = said_of(error)
        since = min(memory.unreachable_since or now, now)  # a clock may have been set back
        if since != memory.unreachable_since:
            memory = replace(memory, unreachable_since=since)
            save(self._run, url, memory)
        if memory.text is not None and memory.at and abs(now - memory.at) <= LONGEST_USE:
            logger.warning(
                "%s cannot be read (%s): %s. What it said at %s counts for a day from then.",
                url,
                reason,
                said,
                f"{memory.at:%Y-%m-%d %H:%M} UTC",
            )
            rules, until = RobotRules(memory.text, self._agent), memory.at + LONGEST_USE
        elif now - since >= GIVEN_UP_AFTER:
            logger.warning(
                "%s cannot be read (%s) since %s, for more than %d days: it counts as no rules.",
                url,
                reason,
                f"{since:%Y-%m-%d}",
                GIVEN_UP_AFTER.days,
            )
            rules, until = RobotRules("", self._agent), now + self._longest_use
        else:
            return _unreachable(url, reason, said), now + self._longest_use
        if rules.digest != memory.rules:
            await self._reopen(urlparse_cached(request).netloc, rules, memory)
            save(self._run, url, replace(memory, rules=rules.digest))
        await self._tell(rules, request)
        return rules, until

    async def _reopen(self, netloc: str, rules: RobotRules, memory: Memory) -> None:
        """Make pending what other rules forbade, and these do not: a part at a time, all else goes on.

        After a kill in between the next run looks again: the digest is written at the end.
        """
        if self._run is None or rules.digest == memory.rules:
            return
        number, is_open = 0, _opened_by(netloc, rules)
        is_slow = (rules.crawl_delay() or 0) > self._longest_wait
        for reason in (ROBOTS,) if is_slow else (ROBOTS, CRAWL_DELAY):
            for opened in self._run.frontier.reopen(reason, is_open):
                number += opened
                await asyncio.sleep(0)
        if number:
            what = counted(number, "URL that it forbade is", "URLs that it forbade are")
            logger.info(
                "What robots.txt of %s says to this crawler has changed: %s requested again.", netloc, what
            )

    async def _tell(self, rules: RobotRules, request: Request) -> None:
        """Send Scrapy's signal: Crawl-delay is obeyed by who listens to it."""
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )


def _text_of(response: Response) -> str:
    """Return what a response says, after all tries and redirects. Raises _Unreachable."""
    if _is_unreachable(response.status):
        raise _Unreachable(response)
    return decoded(response.body) if 200 <= response.status < 300 else ""


def _is_unreachable(status: int) -> bool:
    """Say whether a status leaves open what robots.txt says (RFC 9309, 2.3.1.4).

    So does 429, which is about the moment and not about the file, and a 304 that nobody asked for.
    """
    return status in (304, 429) or not 200 <= status < 500


def _is_challenge(response: Response) -> bool:
    try:
        return is_challenge(Document(to_page(response)))
    except NotAnArticle:  # no page at all
        return False


def _opened_by(netloc: str, rules: RobotRules) -> Callable[[str], bool]:
    return lambda url: split_url(url).netloc == netloc and rules.allowed(url)


def _unreachable(url: str, reason: str, said: str) -> RobotsUnreachable:
    """Return the failure of all that stands on a host."""
    if reason in _OF_THE_HOST:
        host = url.removesuffix("robots.txt")
        return RobotsUnreachable(reason, f"{host} cannot be reached: {said}.", said)
    whole = f"{url} cannot be read ({reason}): {said}"
    sentence = f"{whole}. Until it can, nothing may be requested there (RFC 9309); the next run tries again."
    return RobotsUnreachable(ROBOTS_UNREACHABLE, sentence, whole)
