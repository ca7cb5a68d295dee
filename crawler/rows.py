"""The data that goes into the frontier and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from crawler.article import Article
from crawler.urls import BAD_ADDRESS

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
Kind = Literal["listing", "article"]
State = Literal["pending", "failed", "done"]

REPEATS = "repeats"
"""Reason of a listing whose sequence was ended: a round with one does not show that an article is gone."""

NEXT_RUN_ONLY = ("payment_required", "payment_required_further_page")
"""Reasons of failures that are tried again in a later run only, however long this one goes on: 402."""

_REFUSED = "refused:"

NOT_ASKED_AGAIN = (
    "robots",
    "crawl_delay",
    BAD_ADDRESS,
    "private_address",
    "other_site",
    "search",
    "author_archive",
    "date_archive",
    "attachment",
)
"""Reasons of refused articles that no later listing changes: a rule, or what the page says that it is.

The others can be a page that stood there for a day: an empty frame, a notice of maintenance.
"""

SAME_TEXT = "same_text"
"""Reason of an article that failed because the site shows the same text at too many addresses."""

ROBOTS_UNREACHABLE = "robots_unreachable"
"""Reason of a URL that was not requested, because the robots.txt of its host cannot be had (RFC 9309)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that a listing named, or that a crawl starts from."""

    url: str
    kind: Kind
    source: str
    """Where it comes from: the name of a source of discovery, or ``urls`` or ``recheck``."""
    priority: int = 0
    """Higher ones are fetched first, as in Scrapy; among equals, the one found first."""
    lastmod: str | None = None
    """When the page was last changed, as the listing prints it: an instant or a day."""
    meta: Mapping[str, JSON] = field(default_factory=dict)
    """Data that the spider gets back in :attr:`Row.meta`."""

    def as_row(self) -> Row:
        """Return it as a row, although the frontier has none: it is read at once, and only looked at."""
        return Row(
            id=0,
            url=self.url,
            kind=self.kind,
            source=self.source,
            priority=self.priority,
            tries=0,
            etag=None,
            last_modified=None,
            lastmod=self.lastmod,
            checkpoint={},
            meta=self.meta,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A frontier row: a URL that is to be fetched now."""

    id: int
    url: str
    kind: Kind
    source: str
    priority: int
    tries: int
    """How often it has failed, or was refused by its page, since it last succeeded."""
    etag: str | None
    """``ETag`` of its last complete response, for a conditional request; None in a complete round."""
    last_modified: str | None
    """``Last-Modified`` of its last complete response, like ``etag``."""
    lastmod: str | None
    """As in :attr:`Candidate.lastmod`."""
    checkpoint: Mapping[str, JSON]
    """The checkpoint up to which it was listed when the last complete round ended; empty: never."""
    meta: Mapping[str, JSON]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for a URL.

    Reasons of the state ``done``: ``stored``, ``unchanged``, ``moved`` (the article has another URL, which
    was recorded), ``listed``, ``indexed`` (a listing that names no articles, at most further listings),
    ``repeats`` (a listing that was read, and whose sequence named nothing new any more: it was ended),
    ``gone`` (404, 410), ``refused:REASON`` (the page is not an article), ``dropped:REASON`` (a pipeline did
    not accept the article; with the prefix ``outside_``: only this run did not want it), ``given_up:REASON``
    (failed too often).
    """

    state: Literal["done", "failed"]
    reason: str
    """One word for statistics; for the state ``failed``: ``timeout``, ``http_503`` ..."""

    @classmethod
    def done(cls, reason: str) -> Outcome:
        """Nothing is left to do."""
        return cls("done", reason)

    @classmethod
    def failed(cls, reason: str) -> Outcome:
        """It is worth another try later."""
        return cls("failed", reason)

    @classmethod
    def gone(cls) -> Outcome:
        """The server says that there is no such article (any more); it is marked as gone."""
        return cls("done", "gone")

    @classmethod
    def dropped(cls, reason: str) -> Outcome:
        """A pipeline did not accept the article."""
        return cls("done", f"dropped:{reason}")

    @classmethod
    def refused(cls, reason: str) -> Outcome:
        """The page is not an article."""
        return cls("done", f"{_REFUSED}{reason}")

    @classmethod
    def bad_address(cls) -> Outcome:
        """What names it is not an http(s) URL that can be requested (:mod:`crawler.urls.gate`)."""
        return cls.refused(BAD_ADDRESS)

    @property
    def may_pass(self) -> bool:
        """Say whether it is a refusal by a page that may be another one later."""
        return self.reason.startswith(_REFUSED) and self.reason.removeprefix(_REFUSED) not in NOT_ASKED_AGAIN

    @property
    def was_asked(self) -> bool:
        """Say whether the URL was requested: one that was not has used up none of its tries."""
        return self.reason != ROBOTS_UNREACHABLE

    @property
    def is_of_this_run_only(self) -> bool:
        """Say whether it only tells that this run did not want the article."""
        return self.reason.startswith("dropped:outside_")


@dataclass(slots=True)
class ScrapedArticle:
    """An article on its way through the pipelines, with the frontier row that it ends.

    The pipeline that stores it passes on the bare article, so that an export contains nothing else.
    """

    article: Article
    row: Row
    """The row that was fetched: the article's own, or that of the listing that carried it."""
    carried: bool = False
    """True: ``row`` is a listing that carries several articles (REST), see :meth:`Frontier.carry`."""
    permalink: str | None = None
    """A URL of the article that survives renaming (WordPress' ``?p=12``); None: unknown."""

    def __str__(self) -> str:
        """Return the URL: log lines that name an item do not need the whole article."""
        return f"{self.article.url} ({self.row.source})"
