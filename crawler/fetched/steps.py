"""The steps that :class:`~crawler.fetched.article.ArticleFetch` returns: what to do after a response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from crawler.article import Article

OTHER_SITE = "other_site"
"""Reason of a page that is not on the newspaper's site."""


@dataclass(frozen=True, slots=True)
class FetchPage:
    """Request a further page of the article."""

    url: str


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """Request the article's REST record."""

    url: str


@dataclass(frozen=True, slots=True)
class Complete:
    """The article is complete."""

    article: Article
    permalink: str | None = None
    """A URL that survives renaming (WordPress' ``?p=12``); None: unknown."""


@dataclass(frozen=True)
class _Ended:
    reason: str
    """One word for statistics."""


class Refused(_Ended):
    """The page is not an article."""


class PageWanted(Refused):
    """A listing carries the article without its headline or its text, which its page may show."""


class Dropped(_Ended):
    """The article is complete, but not what the run is for."""


class Gone(_Ended):
    """The site responds that it does not have the article (any more)."""


@dataclass(frozen=True)
class Failed(_Ended):
    """The article could not be fetched this time, or not be read because of an error of the program."""

    error: Exception | None = None
    """The error of the program; None: there was none."""


Step: TypeAlias = FetchPage | FetchRecord | Complete | Refused | Dropped | Gone | Failed
