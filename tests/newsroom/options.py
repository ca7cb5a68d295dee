"""How the newspaper behaves: what a test asks of it before it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FIXTURES = Path(__file__).parents[2] / "fixtures" / "telegraf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One newspaper. The default: the fixtures, as a WordPress that hides nothing."""

    fixtures: Path | None = FIXTURES
    """Folder whose articles it prints; null: none of them."""
    refused_listed: bool = False
    """Whether the sitemap of articles also names the fixtures that are refused (teaser, video ...)."""
    generated: int = 0
    """How many ordinary articles it prints besides, one an hour, the newest at 2018-06-30T18:00+07:00."""
    videos: int = 0
    """How many of a post type of its own (``video``) it prints besides."""
    prefix: str = ""
    """Folder of the host it lives in, e.g. ``/koran``."""
    permalinks: Literal["pretty", "plain"] = "pretty"
    """``/SLUG/``, or ``/?p=12``, ``/?cat=3``, ``/?feed=rss2``."""
    per_page: int = 10
    """Articles on a page of the front page and the sections, and in a feed."""
    soft_404: bool = False
    """Unknown addresses answer 200 with a page that says it was not found."""

    rest: Literal["on", "hidden", "html", "invalid"] | int = "on"
    """``hidden``: no page names it, and it answers 404; a number: the status it answers."""
    rest_root: str = "/wp-json/"
    """Path of its root; ``/?rest_route=/`` is the form without permalinks."""
    rest_limit: int = 100
    """Greatest ``per_page`` it manages; more answers 500 (a host with little memory)."""
    modified_after: bool = True
    """Whether it knows that parameter (WordPress 5.7); else it is ignored, as unknown ones are."""

    sitemap: Literal["core", "plugin", "none", "html", "empty", "cut", "loop"] = "core"
    """``core``: wp-sitemap.xml; ``plugin``: sitemap_index.xml; the others: none, or broken ones."""
    lastmod: bool = False
    """Whether core's sitemaps have it (WordPress 6.5); a plugin's always have."""
    sitemap_size: int = 2000
    """Addresses in one sitemap."""
    gzip: bool = False
    """The plugin's sitemaps as ``.xml.gz``."""
    news: bool = False
    """The plugin's index also names a Google News sitemap, with the two newest days."""

    feeds: bool = True
    full_feeds: bool = True
    """Whole articles in the feeds (``content:encoded``), or summaries only."""
    json_feed: bool = False
    """Whether each page names a JSON Feed as well."""
    robots: str = ""
    """Further lines of robots.txt, e.g. ``Crawl-delay: 2``."""
    robots_sitemap: bool = True
    """Whether robots.txt names the sitemap."""
