"""What the frontier is told and what it answers, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from crawler.article import Article

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Kind = Literal["listing", "article"]
State = Literal["pending", "failed", "done"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that a listing named, or that a crawl starts from."""

    url: str
    kind: Kind
    way: str
    """Who named it: a source of discovery, by its name, or ``urls`` or ``recheck``."""
    priority: int = 0
    """Higher ones are asked first, as in Scrapy; of equals the one that was found first."""
    lastmod: str | None = None
    """When the address changed last, as the listing prints it: an instant or a day."""
    hint: Mapping[str, JSON] = field(default_factory=dict)
    """What the spider wants to find again in :attr:`Row.hint`."""


@dataclass(frozen=True, slots=True)
class Row:
    """An address that is to be asked now."""

    id: int
    url: str
    kind: Kind
    way: str
    priority: int
    tries: int
    """How often it failed since it last succeeded."""
    etag: str | None
    """``ETag`` of its last whole answer, for a conditional request; null where everything is listed anew."""
    last_modified: str | None
    """``Last-Modified`` of its last whole answer, as ``etag``."""
    lastmod: str | None
    """What the listing above it said."""
    mark: Mapping[str, JSON]
    """How far it had been listed when the last whole round ended; empty: never."""
    hint: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address.

    Reasons of what is done: ``stored``, ``unchanged``, ``moved`` (the article has another address, which was
    recorded), ``listed``, ``indexed`` (a listing that names no articles, at most further listings), ``gone``
    (404, 410), ``refused:REASON`` (a page that is no article), ``dropped:REASON`` (an article that a pipeline
    did not accept; with ``outside_`` in front, one that only this run did not want), ``given_up:REASON``
    (failed too often).
    """

    state: Literal["done", "failed"]
    reason: str
    """One word for statistics: of what failed ``timeout``, ``http_503`` ..."""

    @classmethod
    def done(cls, reason: str) -> Outcome:
        """Nothing is left to be done."""
        return cls("done", reason)

    @classmethod
    def failed(cls, reason: str) -> Outcome:
        """It is worth another try later."""
        return cls("failed", reason)

    @classmethod
    def gone(cls) -> Outcome:
        """The server says that there is no such article (any more): it is marked as gone."""
        return cls("done", "gone")

    @classmethod
    def dropped(cls, reason: str) -> Outcome:
        """A pipeline did not accept the article."""
        return cls("done", f"dropped:{reason}")

    @classmethod
    def refused(cls, reason: str) -> Outcome:
        """The page is no article."""
        return cls("done", f"refused:{reason}")

    @property
    def is_of_this_run_only(self) -> bool:
        """Say whether it tells nothing of the article but that this run did not want it."""
        return self.reason.startswith("dropped:outside_")


@dataclass(slots=True)
class Scraped:
    """An article on its way through the pipelines, with the frontier row that it ends.

    The pipeline that stores it hands on the bare article, so that an export holds nothing else.
    """

    article: Article
    row: Row
    """The row that was asked: the article's own, or that of the listing that carried it."""
    carried: bool = False
    """True: ``row`` is a listing that carries several articles (REST), see :meth:`Frontier.carry`."""
    lasting: str | None = None
    """An address that the article keeps whatever it is called (WordPress' ``?p=12``); null: unknown."""

    def __str__(self) -> str:
        """Return the address: log lines that name an item need no whole article."""
        return f"{self.article.url} ({self.row.way})"
