"""A page with the parts that several fields are read from."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from crawler.dates import parse_date
from crawler.extract.body.body import Body, select
from crawler.extract.body.page_hints import PageHints
from crawler.extract.fields.heading import entry_title, find_heading
from crawler.extract.fields.schema import Schema
from crawler.extract.fields.surroundings import Surroundings
from crawler.extract.fields.terms import Terms
from crawler.extract.parse.document import Document
from crawler.extract.parse.xpath import Element
from crawler.site import Selectors, Site

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
        if self.post is not None:
            found = find_heading(self.post, self.hints.titles)
            found = entry_title(self.post) if found is None else found
        return find_heading(self.page, self.hints.titles) if found is None else found

    @cached_property
    def around(self) -> Surroundings:
        """The surroundings of the headline; if the page shows none, of the story's first line."""
        opening = self.body.opening
        return Surroundings(self.document, opening if self.heading is None else self.heading, opening)

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
        host = (urlsplit(self.document.url).hostname or "").removeprefix("www.")
        return [*names, *self.site.publishers, self.site.name, host, host.partition(".")[0]]

    def selected(self, selector: str | None) -> list[Element]:
        """Return the elements that match one of the site's selectors."""
        return list(select(self.page, selector)) if selector else []

    def date(self, text: str | None) -> str | None:
        """Parse a date in the site's time zone."""
        return parse_date(text, self.site.timezone) if text else None
