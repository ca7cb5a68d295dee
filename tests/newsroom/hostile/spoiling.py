"""The usual ways to spoil the newspaper, for the tables of cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import RSS, TEXT, XML, http
from tests.newsroom.hostile.wire import Reply

Spoil = Callable[[Paper], Mapping[str, Reply]]

BAIT_PATH = f"/{BAIT.slug}/"


def with_bait(paper: Paper) -> Paper:
    """Return the newspaper with the fifth article."""
    return replace(paper, stories=(*paper.stories, BAIT))


def nothing(paper: Paper) -> Mapping[str, Reply]:
    """Spoil nothing."""
    return {}


def page(make: Callable[[Paper], Reply]) -> Spoil:
    """List the bait everywhere, and reply to its URL as ``make`` says."""

    def spoil(paper: Paper) -> Mapping[str, Reply]:
        return {**with_bait(paper).replies(), BAIT_PATH: make(paper)}

    return spoil


def body(make: Callable[[bytes], Reply]) -> Spoil:
    """List the bait everywhere, and reply to its URL as ``make`` says, which gets its good page."""
    return page(lambda paper: make(paper.article(BAIT)))


def robots(sitemap: str) -> Spoil:
    """Name another sitemap in robots.txt; the real one is still at a usual place."""
    return lambda paper: {"/robots.txt": http(paper.robots(sitemap=at(paper, sitemap)), content_type=TEXT)}


def loc(address: str) -> Spoil:
    """Name a further address in the sitemap, in the middle."""
    return lambda paper: {"/sitemap.xml": http(paper.sitemap(at(paper, address)), content_type=XML)}


def index(address: str) -> Spoil:
    """Make the sitemap an index, which names a further address before the sitemap of the articles."""
    return lambda paper: {
        "/sitemap.xml": http(paper.index(at(paper, address)), content_type=XML),
        "/artikel-sitemap.xml": http(paper.sitemap(), content_type=XML),
    }


def item(address: str) -> Spoil:
    """Name a further address in the feed, in the middle."""
    return lambda paper: {"/feed/": http(paper.feed(at(paper, address)), content_type=RSS)}


def front(head: str = "", below: str = "", *fields: str) -> Spoil:
    """Print more on the front page, or in the header of its response."""
    return lambda paper: {
        "/": http(
            paper.front(head=at(paper, head), below=at(paper, below)), *(at(paper, each) for each in fields)
        )
    }


def at(paper: Paper, address: str) -> str:
    """Fill in origin and port of the newspaper."""
    return address.replace("URL", paper.url).replace("PORT", str(paper.port))
