"""How the newspaper behaves: options that a test sets before it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FIXTURES = Path(__file__).parents[2] / "fixtures" / "telegraf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One newspaper. The default: the fixtures, on a WordPress site that hides nothing."""

    fixtures: Path | None = FIXTURES
    """Folder of the fixtures that it publishes; None: no fixtures."""
    refused_listed: bool = False
    """Whether the sitemap of articles also names the fixtures to be refused (teaser, video ...)."""
    generated: int = 0
    """Number of additional ordinary articles, one per hour, the newest at 2018-06-30T18:00+07:00."""
    page_bytes: int = 0
    """Least size of the page of a generated article: themes print styles, scripts and menus around it."""
    videos: int = 0
    """Number of additional articles of a custom post type (``video``)."""
    prefix: str = ""
    """Folder of the host that it is in, e.g. ``/koran``."""
    permalinks: Literal["pretty", "plain"] = "pretty"
    """``/SLUG/``, or ``/?p=12``, ``/?cat=3``, ``/?feed=rss2``."""
    per_page: int = 10
    """Articles on a page of the front page and the sections, and in a feed."""
    soft_404: bool = False
    """Unknown URLs respond with status 200 and a page that says it was not found."""

    rest: Literal["on", "hidden", "html", "invalid"] | int = "on"
    """``hidden``: no page names it, and it responds with 404; a number: its status."""
    rest_root: str = "/wp-json/"
    """Path of the REST root; ``/?rest_route=/`` is the form without permalinks."""
    rest_limit: int = 100
    """Greatest ``per_page`` REST can serve; more gives status 500 (a host with little memory)."""
    modified_after: bool = True
    """Whether REST knows this parameter (WordPress 5.7); if not, it is ignored, as unknown ones are."""

    sitemap: Literal["core", "plugin", "none", "html", "empty", "cut", "loop"] = "core"
    """``core``: wp-sitemap.xml; ``plugin``: sitemap_index.xml; the others: none, or broken ones."""
    lastmod: bool = False
    """Whether core's sitemaps have it (WordPress 6.5); a plugin's always do."""
    sitemap_size: int = 2000
    """URLs in one sitemap."""
    gzip: bool = False
    """Whether the plugin's sitemaps are ``.xml.gz``."""
    news: bool = False
    """Whether the plugin's index also names a Google News sitemap, with the two newest days."""

    feeds: bool = True
    full_feeds: bool = True
    """Whether feeds contain whole articles (``content:encoded``) or only summaries."""
    json_feed: bool = False
    """Whether each page names a JSON Feed as well."""
    robots: str = ""
    """Further lines of robots.txt, e.g. ``Crawl-delay: 2``."""
    robots_sitemap: bool = True
    """Whether robots.txt names the sitemap."""
