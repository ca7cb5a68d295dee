"""Following redirects as a browser without a memory does: circles end, cookies live as long as the chain."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from scrapy.settings import BaseSettings

from crawler.scrapy_utils.failures import TooManyRedirects

_CHAIN = "redirect_chain"
"""Key of ``request.meta``: the chain that a request belongs to; redirects and retries inherit it."""

MOST_VISITS = 2
"""So often one chain asks for a URL with the same cookies: a server may let a client in the second time."""


class _Chain:
    """What one chain of redirects has asked for, and the cookies that it was given."""

    def __init__(self) -> None:
        self.cookies = CookieJar()
        self.asked: list[tuple[str, bytes | None]] = []
        """URL and ``Cookie`` header of each request."""


class Redirects(RedirectMiddleware):
    """Downloader middleware in place of Scrapy's RedirectMiddleware.

    Some sites redirect an article to itself, or by way of another page, until a cookie comes back that the
    redirect has set: a wall against what is no browser. The cookie is sent back within that chain, where
    RFC 6265 allows it, and then forgotten: there is no session, and each article is asked for as by somebody
    new. If the user has set COOKIES_ENABLED, Scrapy's session does it.

    A circle is ended when it is one (RFC 9110, 15.4), not after Scrapy's twenty requests.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._keeps_cookies = not settings.getbool("COOKIES_ENABLED")

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request that it leads to. Raises TooManyRedirects, IgnoreRequest."""
        followed = super().process_response(request, response)
        if not isinstance(followed, Request):
            return followed
        chain = request.meta.get(_CHAIN)
        if chain is None:
            chain = _Chain()
            chain.asked.append(_asked(request))
        followed.meta[_CHAIN] = chain
        if self._keeps_cookies:
            chain.cookies.extract_cookies(response, request)
            followed.headers.pop("Cookie", None)
            chain.cookies.add_cookie_header(followed)
        asked = _asked(followed)
        if chain.asked.count(asked) >= MOST_VISITS:
            raise TooManyRedirects(f"{followed.url} redirects in a circle")
        chain.asked.append(asked)
        return followed


def _asked(request: Request) -> tuple[str, bytes | None]:
    return request.url.partition("#")[0], request.headers.get("Cookie")
