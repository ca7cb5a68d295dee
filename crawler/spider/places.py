"""Listings that nobody names, but that gave articles: remembered for the next runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice

from crawler.dates import to_instant
from crawler.frontier import Frontier
from crawler.rows import JSON, Candidate
from crawler.urls import article_key

_MOST = 100
"""Articles of a listing by which is judged whether it is worth remembering."""

_MEMORY = "#places"
"""Key under which the places of a site are remembered."""


class Places:
    """The listings of one site that were found at usual places (:mod:`crawler.discovery.usual_places`)."""

    def __init__(self, frontier: Frontier) -> None:
        self._frontier = frontier
        kept = frontier.inventory.load_checkpoint(_MEMORY)
        urls, asked_at = kept.get("urls"), kept.get("asked_at")
        self.urls = [url for url in urls if isinstance(url, str)] if isinstance(urls, list) else []
        """Those that gave articles which no other listing names."""
        self._asked_at = to_instant(asked_at) if isinstance(asked_at, str) else None
        self._named: dict[str, list[str]] = {}

    def are_due(self, days: int, *, is_narrowed: bool) -> bool:
        """Say whether to look for further ones: in a complete round, of a narrowed run every so many days.

        Until that was done once, also in any other: the first run may have been stopped before.
        """
        if self._asked_at is None or not is_narrowed:
            return self._frontier.complete or self._asked_at is None
        now = datetime.now(UTC)
        return not now - timedelta(days=days) < self._asked_at <= now

    def unknown(self, articles: Iterable[Candidate]) -> list[str]:
        """Return the URLs of articles that no other listing has named, at most :data:`_MOST`."""
        keys = {article_key(each.url): each.url for each in articles}
        known = {article_key(url) for url in self._frontier.inventory.knows(list(keys.values()))}
        return list(islice((url for key, url in keys.items() if key not in known), _MOST))

    def remember(self, url: str, articles: Iterable[str]) -> None:
        """Note that a listing named these articles, which no other names."""
        self._named.setdefault(url, []).extend(articles)
        if url not in self.urls:
            self.urls.append(url)
            self._save()

    def settle(self) -> None:
        """Forget the listings of whose articles none was there, and note that all were asked."""
        for url, articles in self._named.items():
            if not self._frontier.inventory.knows(articles):
                self.forget(url)
        self._named.clear()
        self._asked_at = datetime.now(UTC)
        self._save()

    def forget(self, url: str) -> None:
        """Note that a listing is no longer there."""
        if url in self.urls:
            self.urls.remove(url)
            self._save()

    def _save(self) -> None:
        asked_at = None if self._asked_at is None else self._asked_at.isoformat()
        kept: dict[str, JSON] = {"urls": list(self.urls), "asked_at": asked_at}
        self._frontier.inventory.save_checkpoint(_MEMORY, "places", kept)
