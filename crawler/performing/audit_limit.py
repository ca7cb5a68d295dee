"""How many articles may have a finding: what `scrapy audit` and `scrapy release` ask of a corpus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from crawler.corpus.audit import Audited, audit
from crawler.text import counted


def audited_sites(
    conn: Connection, sites: Iterable[str], *, now: datetime | None = None
) -> dict[str, Audited]:
    """Audit newspapers, without those that have no articles. ``now``: no article is published later."""
    audited = {site: audit(conn, site, now=now) for site in sites}
    return {site: each for site, each in audited.items() if each.articles}


class AuditLimit:
    """How many articles may have a finding."""

    def __init__(self, text: str, number: float, *, is_share: bool) -> None:
        self.text = text
        self._number, self._is_share = number, is_share

    @classmethod
    def of(cls, option: str | None, setting: object) -> AuditLimit:
        """Return the limit of the option, else of the setting. Raises UsageError."""
        name = "the setting AUDIT_LIMIT=" if option is None else "--limit "
        text = str(setting if option is None else option).strip()
        is_share = text.endswith("%")
        bare = text[:-1].strip() if is_share else text
        if not bare.isascii() or not bare.replace(".", "", 1 if is_share else 0).isdigit() or len(bare) > 12:
            raise UsageError(f"{name}{text} must be a number of articles, or a share of them such as 0.5%")
        return cls(text, float(bare), is_share=is_share)

    def of_articles(self, articles: int) -> float:
        """Return how many of so many articles may have one."""
        return articles * self._number / 100 if self._is_share else self._number

    def is_exceeded(self, found: int, articles: int) -> bool:
        """Say whether more of the articles have a finding than may."""
        return found > self.of_articles(articles)

    def judge(self, found: int, articles: int) -> str:
        """Say in a sentence how many of the articles have a finding, and whether that is too many."""
        has = counted(found, "article has", "articles have")
        sentence = f"{has} a finding, of {articles:,} ({_percent(found / articles)} %)"
        exceeds = self.is_exceeded(found, articles)
        return f"{sentence}: {'more than' if exceeds else 'no more than'} the limit of {self.text} allows"


def _percent(share: float) -> str:
    return f"{100 * share:.{0 if share >= 0.1 else 1 if share >= 0.01 else 2}f}"
