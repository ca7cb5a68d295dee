"""Listings: front pages, sitemaps and feeds."""

from __future__ import annotations

import json

from benchmarks.growth.parts import LINK, SITE, Made, numbered


def _listed(part: str, around: str = "<main>") -> Made:
    return lambda n: f"<html><body>{around}{numbered(part, n)}"


LISTINGS: dict[str, Made] = {
    "a front page with 10,000 links": _listed(LINK),
    "a front page with 10,000 cards": _listed(
        f"<article><h2>{LINK}</h2><time datetime=2024-06-04></time></article>"
    ),
    "a card with 10,000 headlines": _listed(f"<h2>{LINK}</h2><time datetime=2024-06-04></time>", "<article>"),
    "a menu with 10,000 entries": _listed('<li><a href="/rubrik-#/">Rubrik #</a></li>', "<nav><ul>"),
    "10,000 links to further pages": _listed('<a class="next" rel="next" href="/page/9#/">#</a>'),
    "10,000 links in 500 elements": lambda n: (
        "<body>" + '<div class="nav-previous menu">' * 500 + numbered(LINK, n)
    ),
    "a link with 20,000 hyphens": lambda n: f'<body><h2><a href="/{"a-" * (5_000 * n)}/x">Judul</a></h2>',
    "a base URL of 10,000 characters": lambda n: (
        f'<head><base href="/{"a" * (2_500 * n)}/"></head><body>{numbered("<a href=x>x</a>", n)}'
    ),
}

_URL = "<url><loc>https://koran.test/#</loc><lastmod>2024-06-04</lastmod></url>"
_ITEM = "<item><link>https://koran.test/#</link><pubDate>Tue, 04 Jun 2024 07:05:00 GMT</pubDate></item>"

SITEMAPS: dict[str, Made] = {
    "a sitemap with 40,000 URLs": lambda n: f"<urlset>{numbered(_URL, n, 10_000)}</urlset>",
    "a sitemap with one entry of 40,000": lambda n: f"<urlset><url>{'<loc/>' * (10_000 * n)}</url></urlset>",
    "a sitemap with 400 KB of ampersands": lambda n: f"<urlset>{'&a=1' * (25_000 * n)}</urlset>",
    "a sitemap as 40,000 lines": lambda n: numbered(f"{SITE}#\n", n, 10_000),
}
FEEDS: dict[str, Made] = {
    "a feed with 20,000 items": lambda n: f"<rss><channel>{numbered(_ITEM, n, 5_000)}</channel></rss>",
    "a feed with an item of 40,000 categories": lambda n: (
        f"<rss><channel><item>{'<category>a</category>' * (10_000 * n)}</item></channel></rss>"
    ),
}
JSON_FEEDS: dict[str, Made] = {
    "a JSON feed with 20,000 items": lambda n: json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"url": f"{SITE}{i}", "tags": ["desa"]} for i in range(5_000 * n)],
        }
    ),
}
