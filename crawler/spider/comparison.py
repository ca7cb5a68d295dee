"""Compares what one source listed with what another one names: a REST API may show only a part of a site.

Post types that are not shown there, plugins that hide categories, hosts that limit it: such articles are in
the sitemaps all the same.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.discovery import NotAListing, Source
from crawler.frontier.reading import UNLISTED
from crawler.rows import Candidate
from crawler.scrapy_utils.faults import log_fault
from crawler.spider.crawl import Crawl
from crawler.spider.remembering import is_older
from crawler.spider.sources import Sources
from crawler.store import StoreError
from crawler.text import counted
from crawler.urls import is_inside
from crawler.urls.listings import NOT_AN_ARTICLE_PATH

logger = logging.getLogger(__name__)

MOST_LISTINGS = 1000
"""Listings of the other source that are read at once: of WordPress, those of two million articles."""

MOST_FAILURES = 10
"""After this many listings in a row that cannot be read the comparison ends: the site is down, or stops."""

NEWEST = 50
"""Number of stored articles whose hosts are looked at."""

_NOT_THERE = ("http_404", "http_410", "http_403", "http_401", "robots")


class Comparison:
    """Adds the articles to the frontier that only the other source names, to be fetched by their pages.

    What is known stays as it is, whatever the other source says of it, and nothing is taken for gone.
    """

    def __init__(self, crawl: Crawl, sources: Sources, source: Source) -> None:
        self._crawl = crawl
        self._inventory = crawl.frontier.inventory
        self._context = sources.context
        self._source = source
        self._other = sources.named(source.compared_with) if source.compared_with else None
        self._key = f"{sources.context.site_url}#{source.name}-compared"
        self._hosts: set[str] = set()
        self._unlisted = 0
        self._read = 0
        self._is_ended = False
        self._failed: list[str] = []
        self._in_a_row = 0

    def is_due(self, days: int) -> bool:
        """Say whether to compare: the user leaves the source to us, and some days have passed.

        If a listing failed, a day is enough.
        """
        if self._other is None or self._crawl.options.discover != "auto":
            return False
        memory = self._inventory.load_checkpoint(self._key)
        return is_older(memory, min(days, 1) if memory.get("failed") else days)

    async def run(self) -> None:
        """Read the listings of the other source, and add what is unknown. Raises StoreError."""
        assert self._other is not None
        if not self._has_own_articles():
            return
        try:
            await self._walk(self._other)
        except StoreError:
            raise
        except NotAListing as none:
            self._failed.append(none.reason)
        except Exception as error:
            log_fault(f"The comparison with {self._other.title}", error)
            self._failed.append("error")
        logger.info(
            "Compared with %s (%s read%s): %s not listed by %s.",
            self._other.title,
            self._read,
            f"; not read: {', '.join(dict.fromkeys(self._failed))}" if self._failed else "",
            counted(self._unlisted, "URL"),
            self._source.title,
        )
        is_failed = any(reason not in _NOT_THERE for reason in self._failed)
        if self._read and self._is_ended and not is_failed:
            self._crawl.frontier.ask_marked()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        memory = {**self._inventory.load_checkpoint(self._key), "at": now, "failed": is_failed}
        self._inventory.save_checkpoint(self._key, self._source.name, memory)

    def say(self) -> None:
        """Say how many articles only the other source names, once they have been fetched; loudly if more."""
        if self._other is None:
            return
        number, memory = self._inventory.unlisted(), self._inventory.load_checkpoint(self._key)
        said = memory.get("unlisted", 0)
        if number != said:
            self._inventory.save_checkpoint(self._key, self._source.name, {**memory, "unlisted": number})
        if number:
            logger.log(
                logging.WARNING if isinstance(said, int) and number > said else logging.INFO,
                "%s of %s does not show %s that %s name: they are read from their pages.",
                self._source.title,
                self._context.site_url,
                counted(number, "article"),
                self._other.title,
            )

    async def _walk(self, other: Source) -> None:
        waiting = deque(await other.roots())
        seen = {each.url for each in waiting}
        while waiting and self._in_a_row < MOST_FAILURES and self._read + len(self._failed) < MOST_LISTINGS:
            listing = waiting.popleft()
            row = listing.as_row()
            try:
                found = other.read(row, await self._context.fetch(listing.url))
            except NotAListing as none:
                self._failed.append(none.reason)
                self._in_a_row += 1
                following: Sequence[Candidate] = other.instead(row)
            else:
                self._read += 1
                self._in_a_row = 0
                self._add(found.articles)
                following = found.listings
                if not found.is_whole:
                    self._failed.append("cut_off")
            waiting.extend(
                each for each in following if each.url not in seen and not self._source.leaves_out(each.url)
            )
            seen.update(each.url for each in following)
        self._is_ended = not waiting

    def _has_own_articles(self) -> bool:
        """Say whether articles are listed on the site itself, and note on which other hosts.

        Those of a headless system all have its host: the site shows them by URLs that cannot be compared.
        """
        site_url = self._context.site_url
        newest = self._inventory.newest(NEWEST)
        self._hosts = {urlsplit(url).netloc for url in newest if not is_inside(url, site_url)}
        if newest and len(self._hosts) > 0 and not any(is_inside(url, site_url) for url in newest):
            logger.info(
                "%s lists the articles of %s on another host (%s): nothing to compare.",
                self._source.title,
                site_url,
                ", ".join(sorted(self._hosts)),
            )
            return False
        return True

    def _add(self, articles: Sequence[Candidate]) -> None:
        wanted = [each for each in articles if NOT_AN_ARTICLE_PATH.search(urlsplit(each.url).path) is None]
        known = self._inventory.knows([each.url for each in wanted])
        unknown = [each for each in wanted if each.url not in known]
        for host in self._hosts:
            twins = {each.url: urlsplit(each.url)._replace(netloc=host).geturl() for each in unknown}
            known = self._inventory.knows(list(twins.values()))
            unknown = [each for each in unknown if twins[each.url] not in known]
        self._unlisted += len(unknown)
        self._crawl.frontier.add(replace(each, meta={UNLISTED: True}) for each in unknown)
