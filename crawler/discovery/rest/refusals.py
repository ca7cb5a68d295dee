"""Parameters that a firewall refuses: the listing is asked for again without them, by page number.

Rules for web application firewalls (OWASP's Core Rule Set, those of hosts) take ``before``, ``after`` or
``orderby`` for an attack, and respond with 400, 403, 404 or 500 where WordPress would have answered.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from crawler.discovery.rest.by_date import Following, by_number
from crawler.discovery.rest.checkpoint import limit_of
from crawler.discovery.rest.parameters import within
from crawler.discovery.source import ListingFailure
from crawler.period import Period
from crawler.rows import Row
from crawler.urls import with_query

_WALKING = ("before", "after", "offset")
"""Parameters by which a walk goes on, and that page numbers can replace."""

_NOT_BY_PARAMETER = (401, 408, 429, 503)
"""Errors that say something else: not logged in, too slow, too often, try later."""

_OF_WORDPRESS = b'"rest_'
"""How the codes of WordPress' own errors begin: ``rest_forbidden``, ``rest_no_route``."""


class Refusals:
    """Remembers which parameters this site has accepted, and which listings it refused for them."""

    def __init__(self) -> None:
        self._accepted: set[str] = set()
        self._refused: set[int] = set()
        self._roots: set[int] = set()
        """IDs of rows of collections that the site may show if they are requested more plainly."""

    @property
    def has_refused_roots(self) -> bool:
        """Whether a collection was refused that may be shown if it is requested more plainly."""
        return bool(self._roots)

    def has_refused_root(self, row: Row) -> bool:
        """Say whether this collection was refused so."""
        return row.id in self._roots

    def refuses_root(self, row: Row, failure: ListingFailure, period: Period) -> bool:
        """Say, and remember, whether a collection may have failed for its order, or for the period."""
        status = failure.answer.page.status if failure.answer is not None else 0
        if status >= 500 or status in (404, 410) or not _may_be_for_a_parameter(failure):
            return False
        is_so = limit_of(row) is not None or bool(within(period, row))
        if is_so:
            self._roots.add(row.id)
        return is_so

    def accepts(self, row: Row) -> None:
        """Note that the site has answered a listing."""
        self._accepted.update(_asked_in(row.url))

    def refuses(self, row: Row, failure: ListingFailure) -> bool:
        """Say, and remember, whether a failed listing may have failed for a parameter.

        One with a parameter that the site accepted before failed for another reason.
        """
        is_so = _may_be_for_a_parameter(failure) and not _asked_in(row.url) <= self._accepted
        if is_so:
            self._refused.add(row.id)
        return is_so

    def instead(self, row: Row) -> Following | None:
        """Return what to request in place of a listing; None: it was not refused for a parameter.

        Page numbers start again: the pages before may have been of another size.
        """
        if row.id not in self._refused:
            return None
        left_out = dict.fromkeys(_asked_in(row.url) - self._accepted)
        told = {name: row.meta[name] for name in row.meta.keys() - {"tail", "head", "before", "offset"}}
        return by_number(with_query(row.url, **left_out), told, 1)


def _may_be_for_a_parameter(failure: ListingFailure) -> bool:
    """Say whether a response may come from a firewall that dislikes a parameter."""
    if failure.answer is None:
        return False
    page = failure.answer.page
    if page.status == 403 and _OF_WORDPRESS in page.body[:2000]:
        return False
    return page.status >= 400 and page.status not in _NOT_BY_PARAMETER


def _asked_in(url: str) -> set[str]:
    query = parse_qs(urlsplit(url).query)
    return {name for name in _WALKING if name in query}
