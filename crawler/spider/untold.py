"""What a source does not tell of a site, although it tells that of others: a complete listing shows it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime

from crawler.discovery import NotAListing, Source
from crawler.frontier.inventory import Inventory
from crawler.rows import JSON
from crawler.spider.remembering import is_older
from crawler.text import counted

logger = logging.getLogger(__name__)

_REASONS = {
    "edits": "ignores the order by time of change",
    "deletions": "does not say how many articles it has",
}


class Untold:
    """What a source of a site does not tell, remembered in the store from run to run."""

    def __init__(self, inventory: Inventory, site_url: str, source: Source) -> None:
        self._inventory = inventory
        self._source = source
        self._site_url = site_url
        self._key = f"{site_url}#{source.name}"

    def names(self) -> list[str]:
        """Return what it does not tell: ``edits``, ``deletions``."""
        return [name for name in _REASONS if name in self._memory()]

    async def look(self, days: int, *, complete: bool) -> None:
        """Remember what this run saw, and every some days find out what the listings do not show.

        ``complete``: the round lists everything, and so shows nothing of the order by time of change.
        """
        memory = dict(self._memory())
        if is_older(memory, days):
            try:
                await self._source.examine()
            except NotAListing as none:
                logger.info("%s could not be examined: %s.", self._source.title, none.reason)
            memory["at"] = datetime.now(UTC).isoformat(timespec="seconds")
        for name, reason in _REASONS.items():
            is_told = self._source.tells.get(name, name not in memory)
            if is_told and not (name == "edits" and complete and name in memory):
                memory.pop(name, None)
                continue
            logger.log(
                logging.INFO if name in memory else logging.WARNING,
                "%s of %s %s: %s are found by listing everything (FULL_LISTING_DAYS: every %s).",
                self._source.title,
                self._site_url,
                reason,
                name,
                counted(days, "day"),
            )
            memory[name] = True
        if memory != self._memory():
            self._inventory.save_checkpoint(self._key, self._source.name, memory)

    def _memory(self) -> Mapping[str, JSON]:
        return self._inventory.load_checkpoint(self._key)
