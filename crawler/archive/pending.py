"""What a crawl archived last and has not yet written to the index."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.archive.exchange import EarlierCapture, IndexEntry
from crawler.archive.index import find_earlier, holds_site, insert_captures, note_file, row_of
from crawler.archive.writer import ArchiveWriter
from crawler.store import Store

AT_ONCE = 64
"""Index entries written in one transaction; what a kill leaves out is read from the files again."""


class Pending:
    """What was archived and is not in the index yet."""

    def __init__(
        self, store: Store, site: str, spider: str, writer: ArchiveWriter, places: Sequence[str]
    ) -> None:
        """``places``: where the writer's files are and will be, the first of them that of its folder."""
        self._store = store
        self._places = places
        self._site = site
        self._spider = spider
        self._writer = writer
        self._written: list[IndexEntry] = []
        self._sizes: dict[str, int] = {}
        with self._store.read() as conn:
            self._has_past = holds_site(conn, site)

    @property
    def is_full(self) -> bool:
        """Say whether it is time to save."""
        return len(self._written) >= AT_ONCE

    def add(self, written: IndexEntry) -> None:
        """Take an entry."""
        self._written.append(written)
        self._sizes[written.place.file] = self._writer.size

    def earlier(self, url: str, digest: str) -> EarlierCapture | None:
        """Return the newest response of a URL with this body (empty: with any body)."""
        for written in reversed(self._written):
            is_answer = written.url == url and written.type == "response" and written.status == 200
            if is_answer and written.digest and digest in ("", written.digest):
                return EarlierCapture(written.at, written.digest)
        if not self._has_past:  # a first crawl requests each URL once
            return None
        with self._store.read() as conn:
            return find_earlier(conn, url, digest, self._places)

    def save(self) -> None:
        """Write the entries to the index. Raises StoreError."""
        with self._store.begin() as conn:
            insert_captures(conn, [row_of(self._site, each) for each in self._written])
            for file, size in self._sizes.items():
                note_file(conn, file, site=self._site, spider=self._spider, size=size, place=self._places[0])
        self._written.clear()
        self._sizes.clear()
