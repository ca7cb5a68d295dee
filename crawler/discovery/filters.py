"""What a run leaves out: the period and the section that its user named."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.article import Article
from crawler.discovery.listing import Link
from crawler.period import Period
from crawler.text import is_called


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a newspaper."""

    name: str
    slug: str
    url: str | None = None
    """Its own listing; None: unknown."""
    category: int | None = None
    """Its ID in the REST API; None: unknown."""

    def is_called(self, wanted: str) -> bool:
        """Say whether a user may have meant it: compares name and slug, ignoring case.

        >>> Section("Politik & Hukum", "politik").is_called("politik & hukum")
        True
        """
        return is_called(self.name, wanted) or is_called(self.slug, wanted)


@dataclass(frozen=True, slots=True)
class Filters:
    """The part of a newspaper that a run is for."""

    period: Period = field(default_factory=Period)
    section: Section | None = None

    def excludes(self, link: Link) -> bool:
        """Say whether what the listing says of a link shows that it is outside."""
        if self.period.is_surely_outside(link.published) or self.period.is_surely_before(link.lastmod):
            return True
        section = self.section
        return section is not None and bool(link.sections) and not any(map(section.is_called, link.sections))

    def drop_reason(self, article: Article, *, from_section: bool) -> str | None:
        """Return why an article is left out; None: it is wanted.

        ``from_section``: the section's own listing named it, which decides if its page names no section.
        """
        if not self.period.holds(article.published_at):
            return "outside_period"
        if self.section is None or (article.section is None and from_section):
            return None
        if article.section is None or not self.section.is_called(article.section):
            return "outside_section"
        return None
