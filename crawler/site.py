"""What differs between two newspapers, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of one layout of a site; what is not named is found by the general way.

    A site that changes its layout gets a second set: pages fetched on ``since`` ... ``until``
    (both inclusive, null: open) are read with this one.
    """

    since: date | None = None
    until: date | None = None
    body: str | None = None
    """The element that holds the article's text."""
    headline: str | None = None
    authors: str | None = None
    published: str | None = None
    section: str | None = None
    tags: str | None = None
    caption: str | None = None
    drop: tuple[str, ...] = ()
    """Elements inside the body that are no part of the story."""

    def holds_on(self, day: date) -> bool:
        """Say whether pages fetched on this day have this layout."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class SiteRule:
    """A line that this newspaper prints with its stories and that a person has called boilerplate."""

    name: str
    """Under which ``Article.removed`` counts it: ``learned_`` and the line's first words."""
    pattern: re.Pattern[str]
    """What the whole of a line is, as :func:`crawler.cleaning.normalize` leaves it."""
    with_links: bool = False
    """Also the lines that follow it, as long as all of their text is linked: a box of other stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The declaration of one newspaper."""

    name: str
    """Value of ``Article.site``; empty: the host of each page."""
    domain: str | None = None
    """Host of the live site, without scheme; null: given by ``-a site=``."""
    timezone: str | None = None
    """IANA zone of printed local times; null: unknown, a printed local time gives its day alone."""
    publishers: tuple[str, ...] = ()
    """Names the newspaper calls itself in datelines; empty: any name that stands there."""
    language: str | None = None
    """BCP 47 primary tag of what it prints, where a page does not say."""
    layouts: tuple[Selectors, ...] = ()
    """Selectors with validity dates, newest first."""
    rules: tuple[SiteRule, ...] = ()
    """Accepted rules of the data file beside the site's declaration; see :mod:`crawler.site_rules`."""

    def layout_on(self, day: date | None) -> Selectors | None:
        """Return the layout of pages fetched on this day (null: now unknown, the newest)."""
        if day is None:
            return self.layouts[0] if self.layouts else None
        return next((layout for layout in self.layouts if layout.holds_on(day)), None)


NEWSPAPER = Site(name="")
"""A newspaper of which nothing is known."""
