"""Whether a site orders its articles by the time of change when asked to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence

from crawler.discovery.listing import Fetch
from crawler.discovery.rest.page_size import PER_PAGE_OF_CHANGES
from crawler.discovery.wordpress import RestRecord, read_records
from crawler.urls import with_query


class OrderCheck:
    """Compares the two ends of each collection.

    The article whose change is the longest ago cannot have changed after those of a first page. Plugins that
    set an order of their own, such as that of a menu, give another one.
    """

    def __init__(self) -> None:
        self._earliest: dict[str, str] = {}
        """Post type -> the earliest change on the first page of its collection, if more than that follow."""

    def note(self, post_type: str, records: Sequence[RestRecord], total: int | None) -> None:
        """Note the first page of a collection that has so many articles; None: nobody knows."""
        changed = [at for record in records if (at := record.modified_gmt)]
        if changed and (total is None or total > PER_PAGE_OF_CHANGES):
            self._earliest[post_type] = min(changed)

    async def answers(self, collections: Mapping[str, str], fetch: Fetch) -> AsyncIterator[bool]:
        """Yield whether each collection is ordered so, by one request each. Raises NotAListing.

        ``collections``: post type -> URL.
        """
        for post_type, earliest in self._earliest.items():
            url = with_query(
                collections[post_type],
                per_page=1,
                orderby="modified",
                order="asc",
                _fields="id,modified_gmt,sticky",
            )
            records = read_records((await fetch(url)).page.body).records
            changed = [at for each in records if not each.is_sticky and (at := each.modified_gmt)]
            if changed:
                yield changed[-1] <= earliest
