"""Listings that name no article of the site: all of theirs are on another host, or outside of its folder.

A sitemap keeps the host that a plugin was set up with, a feed that of the system behind the site.
"""

from __future__ import annotations

import logging
from collections import Counter
from urllib.parse import urlsplit

from crawler.discovery import ListingResult, Source
from crawler.frontier.inventory import Inventory
from crawler.rows import JSON, Row
from crawler.spider.sources import Sources
from crawler.urls import same_site

logger = logging.getLogger(__name__)

MOST_SAID = 5
"""So many hosts are named in the log, and remembered: some sites have one for each topic."""


class OtherHosts:
    """Says on which other hosts a site's listings have their articles: as a warning once, then as news."""

    def __init__(self, inventory: Inventory, sources: Sources) -> None:
        self._inventory = inventory
        self._sources = sources
        self._site_url = sources.context.site_url
        self._key = f"{self._site_url}#other-hosts"
        self._said: set[str] = set()

    def note(self, row: Row, source: Source, found: ListingResult) -> bool:
        """Note what a listing names; return whether that is articles, and none of them of the site."""
        if found.is_answer or not found.elsewhere:
            return False
        others = (url for url in found.elsewhere if not same_site(url, self._site_url))
        hosts = Counter((urlsplit(url).scheme, urlsplit(url).netloc) for url in others)
        if hosts:
            (scheme, host), _ = hosts.most_common(1)[0]
            self._sources.note_elsewhere(source, f"{row.url} names only articles of {host}")
            self._say(row.url, f"{scheme}://{host}/")
        elif self._inventory.newest(1):  # the folder has nothing new, or another listing names it
            self._sources.note_answer(source)
        else:
            self._sources.note_elsewhere(source, f"{row.url} names nothing below {self._site_url}")
        return True

    def _say(self, listing_url: str, site: str) -> None:
        if site in self._said or len(self._said) >= MOST_SAID:
            return
        self._said.add(site)
        remembered = self._inventory.load_checkpoint(self._key).get("said")
        known = [str(each) for each in remembered] if isinstance(remembered, list) else []
        logger.log(
            logging.INFO if site in known else logging.WARNING,
            "%s names no article of %s: all are on %s. If that is the same newspaper, crawl it there:"
            " -a site=%s",
            listing_url,
            self._site_url,
            urlsplit(site).netloc,
            site,
        )
        if site not in known:
            said: list[JSON] = [*known, site]
            self._inventory.save_checkpoint(self._key, "other_hosts", {"said": said[-MOST_SAID:]})
