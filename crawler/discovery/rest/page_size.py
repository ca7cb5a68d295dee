"""How many records of a collection are requested at once: as many as the site can manage."""

from __future__ import annotations

import logging

from crawler.discovery.rest.checkpoint import limit_of
from crawler.discovery.wordpress import PER_PAGE
from crawler.rows import Row

logger = logging.getLogger(__name__)

PER_PAGE_OF_CHANGES = 20
"""Size of the first page of changes: about an hour of a newsroom's edits, and cheap if nothing changed."""

LEAST_PER_PAGE = 6
"""The page size is halved for a host that cannot manage it, down to this."""


class PageSize:
    """The page size of one run; it is halved when a page fails, and finally only URLs are requested.

    An article that WordPress cannot render (a plugin's fatal error) must not hide those after it.
    """

    def __init__(self) -> None:
        self.most = PER_PAGE
        self._by_links: set[int] = set()
        """IDs of rows whose page the site cannot render: their articles are fetched by their own pages."""

    def of(self, row: Row) -> int:
        """Return how many records to request."""
        most = LEAST_PER_PAGE if self.is_by_links(row) else self.most
        is_first_of_changes = "limit" not in row.meta and limit_of(row) is not None
        return min(most, PER_PAGE_OF_CHANGES) if is_first_of_changes else most

    def is_least(self, row: Row) -> bool:
        """Say whether no smaller page can be requested."""
        return self.of(row) <= LEAST_PER_PAGE

    def is_by_links(self, row: Row) -> bool:
        """Say whether only the URLs of a page are requested."""
        return row.id in self._by_links

    def shrink(self, row: Row, reason: str) -> bool:
        """Halve the page size, and finally request only the URLs; False: that was tried already."""
        if self.is_by_links(row):
            return False
        if not self.is_least(row):
            self.most = max(LEAST_PER_PAGE, self.of(row) // 2)
            logger.info("%s failed (%s); requesting it again with %d per page.", row.url, reason, self.most)
        else:
            self._by_links.add(row.id)
            logger.info("%s failed (%s); fetching its articles one by one.", row.url, reason)
        return True

    def reset(self) -> None:
        """Begin again with the largest page: the size was not the problem."""
        self.most = PER_PAGE

    def note_links(self, row: Row) -> None:
        """Note that the URLs of a page came: its size was not the problem.

        By number, larger pages would skip what smaller ones left.
        """
        self._by_links.discard(row.id)
        if not row.meta.get("by_number"):
            self.reset()
