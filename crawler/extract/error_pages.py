"""Refuses the pages with which WordPress ends a request that it cannot answer."""

from __future__ import annotations

import re

from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle

_DIES = "error-page"
"""``id`` of the body of such a page."""

_DATABASE = re.compile(
    r"database error|error establishing a database connection"
    r"|kesalahan saat (?:menyambung ke|membangun koneksi) (?:basis data|database)",
    re.IGNORECASE,
)
"""Titles of the page of a WordPress that has no database (``dead_db``), in its versions."""

_LONGEST_TITLE = 200
"""Characters: such titles are shorter."""


def refuse_error(context: Context) -> None:
    """Raise NotAnArticle("error_page") for a page that tells of a fault of the server.

    "There has been a critical error on this website." comes with the status 200 where a proxy, a cache or an
    error handler replaces the 500. It says nothing of what was requested.
    https://developer.wordpress.org/reference/functions/_default_wp_die_handler/
    https://developer.wordpress.org/reference/functions/dead_db/
    """
    title = context.document.title.strip()
    is_titled = len(title) <= _LONGEST_TITLE and _DATABASE.fullmatch(title) is not None
    if context.page.get("id") == _DIES or is_titled:
        raise NotAnArticle("error_page", title or None)
