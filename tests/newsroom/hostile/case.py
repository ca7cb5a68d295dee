"""A case: what one site does, and what a crawl of it must come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.newsroom.hostile.paper import GOOD, Paper, Story
from tests.newsroom.hostile.wire import Reply

MOST_MEGABYTES = 300
"""Peak memory of a crawl with its children."""
MOST_SECONDS = 45
"""Wall time of a crawl, its start included."""
MOST_SECONDS_TO_STOP = 5
"""From SIGTERM to the end of the process."""

ANY = "*"
"""Any reason but ``robots``: that one may only be said of what robots.txt forbids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One site. The articles in ``stories`` must be kept with their whole text, and nothing else may be."""

    name: str
    does: str
    """What the site does, as a sentence without its subject."""
    spoil: Callable[[Paper], Mapping[str, Reply]]
    """Returns what this site replies in place of the good newspaper, by path."""
    stories: Sequence[Story] = GOOD
    """The articles that must be kept."""
    may_keep: Sequence[Story] = ()
    """Articles that may be kept; a reason is only asked for if they are not."""
    reasons: tuple[str, ...] = ()
    """One of these must be counted in the statistics of the run; empty: nothing needs to be."""
    left: int | None = None
    """Number of URLs that must be left for a later run, since they failed; None: any number."""
    heals: bool = False
    """True: the site mends the fifth article after the crawl, and a second crawl must keep it whole."""
    status: int = 0
    """The exit status."""
    options: tuple[str, ...] = ()
    """Further options of the command, as for :meth:`tests.crawler.spider.crawling.Folder.command`."""
    stop_at: str | None = None
    """The crawl is sent SIGTERM a second after this path was requested; None: it must end by itself."""
