"""What is to be done after an answer: what the life of an article tells whoever drives it."""

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


@dataclass(frozen=True)
class _Ended:
    reason: str
    """One word for statistics."""


class Refused(_Ended):
    """The page is not an article."""


class Dropped(_Ended):
    """The article is whole, and not what the run is for."""


class Gone(_Ended):
    """The site answers that it has no such article (any more)."""


class Failed(_Ended):
    """The article could not be had this time."""


Step: TypeAlias = AskPage | AskRecord | Complete | Refused | Dropped | Gone | Failed
