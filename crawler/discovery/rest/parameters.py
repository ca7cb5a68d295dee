"""With which parameters a page of a collection is requested: its order, the period, the section, the size."""

from __future__ import annotations

from datetime import timedelta

from crawler.discovery.filters import Filters
from crawler.discovery.rest.checkpoint import limit_of
from crawler.discovery.wordpress import EMBED
from crawler.period import Period
from crawler.rows import Row
from crawler.urls import with_query

LINKS_ONLY = "id,link,date,date_gmt,modified_gmt"
"""The fields requested of articles that WordPress cannot render (a plugin's fatal error): URL and dates."""

UNNARROWED = "unnarrowed"
"""Key of a row's meta: the listing is requested without the dates of the period."""


def page_url(row: Row, filters: Filters, per_page: int, *, by_links: bool = False) -> str:
    """Return the URL of a page of at most ``per_page`` records; ``by_links``: only their URLs and dates."""
    is_of_changes = "limit" in row.meta or limit_of(row) is not None
    section = filters.section
    return with_query(
        row.url,
        per_page=per_page,
        orderby="modified" if is_of_changes else "date",
        order="desc",
        categories=section.category if section else None,
        **within(filters.period, row),
        _embed=None if by_links else EMBED,
        _fields=LINKS_ONLY if by_links else None,
    )


def within(period: Period, row: Row) -> dict[str, str]:
    """Return a period as parameters, a day wider on both sides, since the site's zone may differ."""
    if row.meta.get(UNNARROWED):
        return {}
    day = timedelta(days=1)
    parameters = {}
    if period.since is not None and "after" not in row.meta:
        parameters["after"] = f"{(period.since - day).isoformat()[:10]}T00:00:00"
    if period.until is not None and "before" not in row.meta:
        parameters["before"] = f"{(period.until + 2 * day).isoformat()[:10]}T00:00:00"
    return parameters
