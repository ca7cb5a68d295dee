"""What differs between two newspapers, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of one layout of a site; fields without a selector are found as on any site.

    A site that changes its layout gets a second set: pages fetched on ``since`` ... ``until``
    (both inclusive, None: open) are read with it.
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
    """Elements inside the body that are not part of the story."""

    def holds_on(self, day: date) -> bool:
        """Say whether pages fetched on this day have this layout."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class SiteRule:
    """A line that this newspaper prints with its stories and that a person has accepted as boilerplate."""

    name: str
    """Its key in ``Article.removed``: ``learned_`` and the line's first words."""
    pattern: re.Pattern[str]
    """Matches a whole line, as :func:`crawler.cleaning.normalize` leaves it."""
    with_links: bool = False
    """True: also removes the following lines while all of their text is linked: a box of other stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The declaration of one newspaper."""

    name: str
    """Value of ``Article.site``; empty: each page's host is used."""
    domain: str | None = None
    """Host of the live site, without scheme; None: given by ``-a site=``."""
    timezone: str | None = None
    """IANA zone of printed local times; None: unknown, so a printed local time gives only its day."""
    publishers: tuple[str, ...] = ()
    """What the newspaper calls itself in datelines; empty: any name is accepted there."""
    language: str | None = None
    """BCP 47 primary tag of its articles, if a page does not say."""
    layouts: tuple[Selectors, ...] = ()
    """Selectors with validity dates, newest first."""
    rules: tuple[SiteRule, ...] = ()
    """Accepted rules of the data file beside the site's declaration; see :mod:`crawler.site_rules`."""

    def layout_on(self, day: date | None) -> Selectors | None:
        """Return the layout of pages fetched on this day; None as ``day``: unknown, the newest layout."""
        if day is None:
            return self.layouts[0] if self.layouts else None
        return next((layout for layout in self.layouts if layout.holds_on(day)), None)


NEWSPAPER = Site(name="")
"""A newspaper about which nothing is known."""
