"""Following a page that is nothing but a ``refresh`` to another URL of its site: the page has moved there."""

from __future__ import annotations

import re

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import BaseRedirectMiddleware
from scrapy.http import HtmlResponse, Response
from scrapy.utils.response import get_meta_refresh

from crawler.urls import fetchable, same_site

LONGEST_DELAY = 1
"""Seconds: who is to read a page before it goes on is given more."""
LARGEST_STUB = 8192
"""Bytes of the largest page that is nothing but a refresh."""
MOST_TEXT = 300
"""Characters that such a page shows, such as "Click here if you are not redirected"."""

_IN_HEADER = re.compile(r"\s*(\d{1,9}(?:\.\d*)?)\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"<(script|style|title)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_FOLLOWED = "refresh_followed"
"""Key of ``request.meta``: a refresh led to this request."""


class Refreshing(BaseRedirectMiddleware):
    """Downloader middleware, where Scrapy has its MetaRefreshMiddleware.

    That one follows whatever page reloads itself or goes on within 100 seconds, also live reports. Here a
    refresh counts as a redirect (HTML, 4.2.5.3) if it is at once, to another URL of the site, of a page
    without a text, and the first one.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request that it leads to. Raises IgnoreRequest."""
        if (
            response.status != 200
            or request.method != "GET"
            or _FOLLOWED in request.meta
            or len(response.body) > LARGEST_STUB
            or not isinstance(response, HtmlResponse)
        ):
            return response
        delay, address = _in_header(response)
        if address is None:
            delay, address = get_meta_refresh(response)
        url = fetchable(address, response.url) if address else None
        if (
            url is None
            or delay is None
            or delay > LONGEST_DELAY
            or url == fetchable(response.url)
            or not same_site(url, response.url)
            or len(" ".join(_NOT_SHOWN.sub(" ", response.text).split())) > MOST_TEXT
        ):
            return response
        followed = self._redirect_request_using_get(request, response, url)
        followed.meta[_FOLLOWED] = True
        return self._redirect(followed, request, "refresh")


def _in_header(response: Response) -> tuple[float | None, str | None]:
    """Return delay in seconds and address of a ``Refresh`` header, which browsers read as the element."""
    value = response.headers.get("Refresh") or b""
    found = _IN_HEADER.match(value.decode("latin-1"))
    return (float(found[1]), found[2].strip()) if found else (None, None)
