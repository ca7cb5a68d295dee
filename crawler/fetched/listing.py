"""The articles that a listing carries: they need no separate request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.discovery.filters import Filters
from crawler.discovery.listing import CarriedArticle
from crawler.extract import NotAnArticle
from crawler.fetched.steps import Complete, Dropped, Refused
from crawler.page import Page
from crawler.site import Site


def read_carried(
    carried: Iterable[CarriedArticle],
    page: Page,
    site: Site,
    *,
    site_url: str,
    filters: Filters | None = None,
) -> Iterator[tuple[CarriedArticle, Complete | Dropped | Refused]]:
    """Yield each article that a listing carries, with its result; ``page``: the listing's response."""
    for each in carried:
        try:
            article = each.extract(site)
        except NotAnArticle as refusal:
            yield each, Refused(refusal.reason)
            continue
        if page.fetched_at is not None:
            article.fetched_at = page.fetched_at.isoformat()
        reason = filters and filters.drop_reason(article, from_section=False)
        yield each, Dropped(reason) if reason else Complete(article, each.permalink(site_url))
