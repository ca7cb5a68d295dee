"""Which stored articles a release holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from crawler.article import StoredArticle
from crawler.corpus.duplicates.selecting import one_of_each
from crawler.store import stored_articles
from crawler.text import counted

LeftOut = Literal["gone", "too_short", "near_duplicate"]
"""Why a stored article is in no release: the newspaper no longer has it; it was asked for without such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is wanted of a store."""

    site: str | None = None
    """Of this newspaper alone; None: of all."""
    min_words: int = 0
    """Words of the text, at least."""
    one_of_each: bool = False
    """Of near-duplicates, the earliest of those that are wanted."""

    @property
    def in_words(self) -> str:
        """What narrows it, as a part of a sentence; empty: nothing does."""
        told = []
        if self.min_words:
            told.append(f"of at least {counted(self.min_words, 'word')}")
        if self.one_of_each:
            told.append("the earliest version of each story")
        return ", ".join(told)


def selected(
    conn: Connection, wanted: Selection, leave_out: Callable[[StoredArticle, LeftOut], object]
) -> Iterator[StoredArticle]:
    """Yield the articles that are wanted, by date of publication and URL, undated ones last.

    What the newspaper no longer has is left out: it took the article back, and nothing compares it with
    others, so that a version of it could stand in another split. ``leave_out``: called with each article
    that is left out, and why.
    """

    def long_enough() -> Iterator[StoredArticle]:
        for each in stored_articles(conn, site=wanted.site):
            if each.gone_at is not None:
                leave_out(each, "gone")
            elif wanted.min_words and count_words(each.text) < wanted.min_words:
                leave_out(each, "too_short")
            else:
                yield each

    if not wanted.one_of_each:
        yield from long_enough()
        return
    waiting: list[StoredArticle] = []

    def watched() -> Iterator[StoredArticle]:
        for each in long_enough():
            waiting.append(each)
            yield each
            if waiting:  # it was not taken
                leave_out(waiting.pop(), "near_duplicate")

    for each in one_of_each(conn, watched()):
        waiting.clear()
        yield each


def count_words(text: str) -> int:
    """Return the number of words of a text: what stands between blanks."""
    return len(text.split())
