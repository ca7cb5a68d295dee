"""What a release is, for the papers that describe it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PROVENANCE, CROISSANT, CARD = "provenance.json", "croissant.json", "README.md"
"""The papers of a release."""

Split = Literal["train", "validation", "test"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A Parquet file of a release."""

    name: str
    """Its path in the release, with slashes: ``data/train.parquet``."""
    split: Split | None
    """The split whose articles it holds; None: it holds changes."""
    rows: int
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newspaper:
    """A newspaper of a release."""

    name: str
    """Value of ``Article.site``."""
    hosts: Sequence[str]
    """Hosts of its articles, those with most articles first."""
    address: str | None = None
    """The front page of the first of them; None: no article has a host."""
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a release is called, and what it holds."""

    name: str
    """For programs: ``telegraf-news``."""
    title: str
    """For readers: ``News articles of telegraf``."""
    as_of: datetime
    """When the newest thing in it came into the store, in UTC: the same store gives the same time."""
    newspapers: Sequence[Newspaper]
    """Those with articles in it, by name."""
    languages: Sequence[str]
    """BCP 47 primary tags, the one of most articles first."""
    only: str = ""
    """What narrows it (:attr:`~crawler.release.selecting.Selection.in_words`)."""
    files: Sequence[DataFile]
    """Those of the articles first, in the order of the splits; then that of the changes."""

    @property
    def version(self) -> str:
        """The day of ``as_of`` as a semantic version: ``2026.3.1``."""
        return f"{self.as_of.year}.{self.as_of.month}.{self.as_of.day}"

    @property
    def articles(self) -> int:
        """Number of articles in it."""
        return sum(each.articles for each in self.newspapers)

    @property
    def description(self) -> str:
        """A sentence that says what it is."""
        names = [each.name for each in self.newspapers]
        few = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
        of = f" of {few}" if names else ""
        noun = "article" if self.articles == 1 else "articles"
        only = f" (only {self.only})" if self.only else ""
        return (
            f"{self.articles:,} news {noun}{of}{only}, without the page around them, as of"
            f" {self.as_of.date().isoformat()}."
        )

    @property
    def rights(self) -> str:
        """Whose the texts are: a licence is not ours to give."""
        owners = ", ".join(each.hosts[0] if each.hosts else each.name for each in self.newspapers)
        of = f" ({owners})" if owners else ""
        publishers = "publisher" if len(self.newspapers) == 1 else "publishers"
        return (
            f"All rights in the articles belong to their {publishers}{of} and authors. This collection grants"
            " none: whoever uses it needs their permission, or a law that allows the use, such as one for"
            " text and data mining or for research."
        )
