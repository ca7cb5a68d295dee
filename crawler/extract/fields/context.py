"""A page with the parts that several fields are read from."""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from crawler.extract.body.body import Body, select
from crawler.extract.body.page_hints import PageHints
from crawler.extract.fields.byline import Byline
from crawler.extract.fields.date_reader import DateReader
from crawler.extract.fields.heading import entry_title, find_heading, headline_below, known_of
from crawler.extract.fields.lone_heading import lone_heading
from crawler.extract.fields.printed_dates import PrintedDates
from crawler.extract.fields.schema import Schema
from crawler.extract.fields.surroundings import Surroundings, precedes
from crawler.extract.fields.terms import Terms
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element
from crawler.site import Selectors, Site
from crawler.urls.splitting import parts_of

_HEADLINES = ("h1", "h2", "h3")
_MOST_NAMES = 100
"""Most names of sites and organisations on a page with which its title and its lines are compared."""


class Context:
    """A page with the parts that several fields are read from; each part is found when first used."""

    def __init__(
        self, document: Document, site: Site, layout: Selectors, hints: PageHints, body: Body
    ) -> None:
        self.document = document
        self.site = site
        self.layout = layout
        self.body = body
        """The story's text and lead picture."""
        self.page = document.body
        self.post = document.post
        self.hints = hints
        self.schema = Schema(document, hints)

    @cached_property
    def heading(self) -> Element | None:
        """The element of the headline."""
        found = None
        known = known_of(self.document.title, self.site_names)
        if self.post is not None:
            found = find_heading(self.post, self.hints.titles, known)
            found = entry_title(self.post) if found is None else found
        if found is None or self._is_subheading(found):
            shown = find_heading(self.page, self.hints.titles, known)
            if shown is not None:
                below = headline_below(shown, self.body.opening, self.page, known)
                found = shown if below is None else below
        if found is None or self._is_subheading(found):
            lone = lone_heading(self.page, self.body.opening, known)
            found = found if lone is None else lone
        return found

    def _is_subheading(self, found: Element) -> bool:
        """Say whether a lesser heading stands inside the story: its words may be the headline's as well."""
        opening = self.body.opening
        return found.tag != "h1" and opening is not None and found is not opening and precedes(opening, found)

    @cached_property
    def around(self) -> Surroundings:
        """The surroundings of the headline; if the page shows none, of the story's first line."""
        heading, opening = self.heading, self.body.opening
        if heading is not None and opening is not None and heading.tag not in _HEADLINES:
            heading = heading if precedes(heading, opening) else None  # it repeats the headline in a list
        return Surroundings(self.document, opening if heading is None else heading, opening)

    @cached_property
    def dates(self) -> DateReader:
        """Reads dates as the site writes them."""
        return DateReader(self.document, self.site.timezone)

    @cached_property
    def printed(self) -> PrintedDates:
        """The dates around the headline."""
        return PrintedDates(self.around, self.dates)

    @cached_property
    def byline(self) -> Byline:
        """The names between headline and story."""
        return Byline(self.heading, self.body.opening, self.page, self.around)

    @cached_property
    def terms(self) -> Terms:
        """The section and tags as printed."""
        return Terms(self.around, self.post, is_wordpress=self.document.is_wordpress)

    @cached_property
    def site_names(self) -> list[str]:
        """The names of the site."""
        metas = self.document.metas
        told = [*metas.get("og:site_name", ()), *metas.get("application-name", ())]
        names = islice(dict.fromkeys([*told, *self.schema.organisations()]), _MOST_NAMES)
        host = (parts_of(self.document.url).hostname or "").removeprefix("www.")
        return [*names, *self.site.publishers, self.site.name, host, host.partition(".")[0]]

    def selected(self, selector: str | None) -> list[Element]:
        """Return the elements that match one of the site's selectors."""
        return list(select(self.page, selector)) if selector else []

    def date(self, text: str | None) -> str | None:
        """Parse a date in the site's time zone."""
        return self.dates.date(text) if text else None
