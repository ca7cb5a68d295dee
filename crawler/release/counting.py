"""What a release holds, counted while it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.article import Article, StoredArticle
from crawler.export.columns import COLUMNS
from crawler.release.facts import Newspaper, Split
from crawler.release.selecting import LeftOut, count_words
from crawler.site import LANGUAGE_TAG

_YEAR, _DAY = len("2016"), len("2016-09-06")


@dataclass(slots=True)
class Tally:
    """Numbers of a release. What grows with the corpus is not kept: days and hosts are few."""

    words: int = 0
    characters: int = 0
    """Of the texts."""
    splits: Counter[Split] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    origins: dict[str, Counter[str]] = field(default_factory=dict)
    """Articles by scheme and host, by newspaper."""
    years: Counter[str] = field(default_factory=Counter)
    """By year of publication; an empty year: without a date."""
    languages: Counter[str] = field(default_factory=Counter)
    """An empty one: unknown."""
    near_duplicates: int = 0
    """Articles of the release that are versions of an earlier one of the store."""
    removed: Counter[str] = field(default_factory=Counter)
    """How often each rule of the cleaning removed something."""
    cleaned: Counter[str] = field(default_factory=Counter)
    """Articles from which each rule removed something."""
    first_day: str | None = None
    last_day: str | None = None
    """The first and the last day of publication, in the newspapers' zones."""
    filled: Counter[str] = field(default_factory=Counter)
    """Articles that have a value in a field."""
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    """Stored articles of the newspapers that are not in the release."""

    @property
    def articles(self) -> int:
        """Number of articles in the release."""
        return sum(self.sites.values())

    def add(self, article: Article, split: Split) -> None:
        """Count an article of the release."""
        self.words += count_words(article.text)
        self.characters += len(article.text)
        self.splits[split] += 1
        self.sites[article.site] += 1
        if origin := _origin(article.url or ""):
            self.origins.setdefault(article.site, Counter())[origin] += 1
        self.languages[article.language or ""] += 1
        self.near_duplicates += article.near_duplicate_of is not None
        self.removed.update(article.removed)
        self.cleaned.update(article.removed.keys())
        self.years[(article.published_at or "")[:_YEAR]] += 1
        if article.published_at:
            day = article.published_at[:_DAY]
            self.first_day = min(self.first_day or day, day)
            self.last_day = max(self.last_day or day, day)
        self.filled.update(column.name for column in COLUMNS if getattr(article, column.name))

    def leave_out(self, article: StoredArticle, why: LeftOut) -> None:
        """Count an article that is not in the release."""
        self.left_out[why] += 1

    def newspapers(self) -> Sequence[Newspaper]:
        """Return the newspapers of the release, by name."""
        return [
            _newspaper(site, _most_first(self.origins.get(site, Counter())), number)
            for site, number in sorted(self.sites.items())
        ]

    def languages_by_number(self) -> Sequence[str]:
        """Return the languages that are BCP 47 tags, that of most articles first."""
        return [tag for tag in _most_first(self.languages) if LANGUAGE_TAG.fullmatch(tag)]


def _newspaper(name: str, origins: Sequence[str], articles: int) -> Newspaper:
    hosts = list(dict.fromkeys(each.partition("://")[2] for each in origins))
    address = f"{origins[0]}/" if origins else None
    return Newspaper(name=name, hosts=hosts, address=address, articles=articles)


def _origin(url: str) -> str:
    """Return scheme and host of a stored URL, with a port that it names, without a login; else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that are no IPv6 address: the store of an earlier version may have such
        return ""
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}" if host else ""


def _most_first(counts: Counter[str]) -> list[str]:
    return [name for name, _ in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
