"""What a release has and has not, by the keys of its articles: in a file, as it grows with the corpus."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import NamedTuple, Self

from crawler.article import Article, StoredArticle
from crawler.corpus.scratch import Scratch
from crawler.release.selecting import LeftOut
from crawler.store.revising import EDITABLE
from crawler.urls import article_key

_TABLES = (
    "CREATE TABLE known (key TEXT PRIMARY KEY, url TEXT, site TEXT, headline TEXT, published_at TEXT,"
    " gone_at TEXT, left_out TEXT, digest BLOB, seen INTEGER NOT NULL DEFAULT 0)",
)
_ADD = (
    "INSERT OR IGNORE INTO known (key, url, site, headline, published_at, gone_at, left_out, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIND = "SELECT key, url, site, headline, published_at, gone_at, left_out, digest FROM known"
_AT_ONCE = 500


class Known(NamedTuple):
    """A stored article, as the new release sees it."""

    key: str
    url: str
    site: str
    headline: str
    published_at: str | None
    gone_at: str | None
    left_out: LeftOut | None
    """Why it is not in the release; None: it is."""
    digest: bytes
    """The same for the same content (:func:`digest_of`)."""


class Register:
    """The articles that were met. Close it, or use it as a context."""

    def __init__(self) -> None:
        self._scratch = Scratch(_TABLES, cache_kib=16_000)
        self._waiting: list[tuple[object, ...]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._scratch.close()

    def note(self, article: StoredArticle, left_out: LeftOut | None = None) -> None:
        """Note an article that is in the release, or why it is not. Raises StoreError: the disk is full."""
        url = article.url or ""
        row = (article_key(url), url, article.site, article.headline, article.published_at, article.gone_at)
        self._waiting.append((*row, left_out, digest_of(article)))
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def find(self, keys: Collection[str]) -> dict[str, Known]:
        """Return what is known of articles, by their keys."""
        self._write()
        marks = ", ".join("?" * len(keys))
        rows = self._scratch.ask(f"{_FIND} WHERE key IN ({marks})", *keys)
        return {row[0]: Known(*row) for row in rows}

    def see(self, keys: Collection[str]) -> None:
        """Note that an earlier release has these."""
        self._scratch.run_for_each("UPDATE known SET seen = 1 WHERE key = ?", [(key,) for key in keys])

    def unseen(self) -> Iterator[Known]:
        """Yield what is in the release and was not seen, in the order in which it was noted."""
        self._write()
        for rows in self._scratch.batches(f"{_FIND} WHERE NOT seen AND left_out IS NULL ORDER BY rowid"):
            for row in rows:
                yield Known(*row)

    def _write(self) -> None:
        self._scratch.run_for_each(_ADD, self._waiting)
        self._waiting.clear()


def digest_of(article: Article) -> bytes:
    """Return a digest of all that an edit can change (:data:`~crawler.store.revising.EDITABLE`)."""
    values = [getattr(article, name) for name in EDITABLE]
    return sha256(repr(values).encode("utf-8", "surrogatepass")).digest()
