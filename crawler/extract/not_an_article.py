"""The reasons why a page is not an article."""

from __future__ import annotations

from typing import Literal, get_args

Reason = Literal[
    "empty",
    "not_html",
    "too_deep",
    "too_long",
    "challenge",
    "error_page",
    "login_wall",
    "teaser",
    "not_found",
    "front_page",
    "listing",
    "search",
    "author_archive",
    "date_archive",
    "attachment",
    "static_page",
    "no_headline",
    "no_text",
]
"""Every reason why a page yields no article; they become crawl statistics.

``login_wall``: readers must log in, subscribe or pay; ``teaser``: the page shows only the beginning, and does
not say why: a template, or a script that the site's pages need, may be at fault.

The steps in :mod:`crawler.extract` say in which file a page is refused for which reason.
"""

REASONS: tuple[Reason, ...] = get_args(Reason)

LISTINGS: frozenset[Reason] = frozenset(("front_page", "listing", "search", "author_archive", "date_archive"))
"""Pages to which sites redirect the URLs of articles that they have removed."""

UNREADABLE: frozenset[Reason] = frozenset(
    (
        "empty",
        "not_html",
        "too_deep",
        "too_long",
        "challenge",
        "error_page",
        "login_wall",
        "teaser",
        "no_headline",
        "no_text",
    )
)
"""Reasons of pages that may still be articles; the others say what else a page is."""


class NotAnArticle(Exception):
    """A page that is not an article."""

    def __init__(self, reason: Reason, detail: str | None = None) -> None:
        super().__init__(reason if detail is None else f"{reason}: {detail}")
        self.reason: Reason = reason
        """One of :data:`REASONS`."""
        self.detail = detail
        """What on the page showed it, for people."""


class NotInRecord(NotAnArticle):
    """An article that its REST record does not hold, or only the beginning of it: its page may show it.

    Page builders and plugins for fields show texts that WordPress' content lacks; others remove members.
    """
