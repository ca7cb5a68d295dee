"""What is to be done after an answer: the words in which the life of an article speaks to who drives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from crawler.article import Article


@dataclass(frozen=True, slots=True)
class AskPage:
    """Ask for a further page of the article."""

    url: str


@dataclass(frozen=True, slots=True)
class AskRecord:
    """Ask for the article's own REST record."""

    url: str


@dataclass(frozen=True, slots=True)
class Complete:
    """The article is whole."""

    article: Article
    permalink: str | None = None
    """An address that it keeps whatever it is called (WordPress' ``?p=12``); None: unknown."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The page is not an article."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """The article is whole, and not what the run is for."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The site answers that it has no such article (any more)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The article could not be had this time."""

    reason: str


Step: TypeAlias = AskPage | AskRecord | Complete | Refused | Dropped | Gone | Failed
