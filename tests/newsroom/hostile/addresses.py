"""Addresses that are none, wherever a site can print one: such an address costs itself alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.newsroom.hostile.case import Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import http, redirect
from tests.newsroom.hostile.rest import TYPES, bait, rest
from tests.newsroom.hostile.spoiling import at, front, index, item, loc, page, robots
from tests.newsroom.hostile.wire import Reply

BAD = ("bad_address",)

ADDRESSES = {
    "javascript": "javascript:void(0)",
    "port-99999": "http://127.0.0.1:99999/judul/",
    "bracket": "http://[bad",
    "file": "file:///etc/passwd",
    "ftp": "ftp://127.0.0.1:PORT/judul/",
    "data": "data:text/html,judul",
}
"""Name -> an address that no crawl may ask for."""

SITEMAP = "discover=sitemap"
FEED = "discover=feed"
API = "discover=api"
ARCHIVE = "discover=archive"


def cases() -> Iterator[Case]:
    """Yield the cases, by the place where the address stands."""
    yield from _in_robots()
    for name, address in ADDRESSES.items():
        yield Case(
            name=f"loc-{name}",
            does=f"names `{address}` in its sitemap",
            spoil=loc(address),
            reasons=BAD,
            options=(SITEMAP,),
        )
        yield Case(
            name=f"redirect-{name}",
            does=f"redirects an article to `{address}`",
            spoil=page(partial(_redirect, address)),
            reasons=BAD,
        )
    yield from _in_the_sitemap()
    for name in ("javascript", "port-99999", "bracket", "file"):
        address = ADDRESSES[name]
        yield Case(
            name=f"index-{name}",
            does=f"names `{address}` in its index of sitemaps",
            spoil=index(address),
            reasons=BAD,
            options=(SITEMAP,),
        )
        yield Case(
            name=f"feed-link-{name}",
            does=f"has an item with the link `{address}` in its feed",
            spoil=item(address),
            reasons=BAD,
            options=(FEED,),
        )
        yield Case(
            name=f"rest-root-{name}",
            does=f"names `{address}` as the root of its REST API",
            spoil=front(f'<link rel="https://api.w.org/" href="{address}">'),
            reasons=BAD,
        )
        yield Case(
            name=f"rest-link-{name}",
            does=f"has a record with the link `{address}`",
            spoil=bait(link=address),
            reasons=BAD,
            options=(API,),
        )
    yield from _on_pages()


def _in_robots() -> Iterator[Case]:
    relative = {
        "path": "/sitemap.xml",
        "relative": "sitemap.xml",
        "without-scheme": "127.0.0.1:PORT/sitemap.xml",
    }
    for name, address in relative.items():
        yield Case(
            name=f"robots-sitemap-{name}",
            does=f"names its sitemap as `{address}` in robots.txt",
            spoil=robots(address),
            options=(SITEMAP,),
        )
    for name, address in ADDRESSES.items():
        yield Case(
            name=f"robots-sitemap-{name}",
            does=f"names its sitemap as `{address}` in robots.txt; it is at a usual place",
            spoil=robots(address),
            reasons=BAD,
            options=(SITEMAP,),
        )


def _in_the_sitemap() -> Iterator[Case]:
    addresses = {
        "other-host": ("//koran-lain.invalid/judul/", "an address of another host", ()),
        "empty": ("", "an empty address", BAD),
        "long": (f"URL/{'panjang-' * 1280}/", "an address of 10 KB", BAD),
        "newline": ("URL/judul-yang\nterpotong/", "an address with a line break in it", (*BAD, "gone")),
        "nul": ("URL/judul-\0yang-rusak/", "an address with a NUL in it", ()),
    }
    for name, (address, what, reasons) in addresses.items():
        yield Case(
            name=f"loc-{name}",
            does=f"names {what} in its sitemap",
            spoil=loc(address),
            reasons=reasons,
            options=(SITEMAP,),
        )


def _on_pages() -> Iterator[Case]:
    for name in ("port-99999", "bracket"):
        address = ADDRESSES[name]
        yield Case(
            name=f"link-header-{name}",
            does=f"names `{address}` as the root of its REST API in the header `Link`",
            spoil=front("", "", f'Link: <{address}>; rel="https://api.w.org/"'),
            reasons=BAD,
        )
        yield Case(
            name=f"front-link-{name}",
            does=f"links a headline of its front page to `{address}`",
            spoil=front("", f'<article><h2 class="entry-title"><a href="{address}">Kabar</a></h2></article>'),
            reasons=BAD,
            options=(ARCHIVE,),
        )
        yield Case(
            name=f"front-feed-{name}",
            does=f"names `{address}` as its feed on the front page; it has one at a usual place",
            spoil=front(f'<link rel="alternate" type="application/rss+xml" href="{address}">'),
            reasons=BAD,
            options=(FEED,),
        )
        links = "".join(f'<link rel="{each}" href="{address}">' for each in ("next", "shortlink", "amphtml"))
        links += f'<meta property="og:image" content="{address}">'
        yield Case(
            name=f"article-head-{name}",
            does=f"names `{address}` in an article as its next page, its picture and its permalink",
            spoil=page(partial(_with_head, links)),
            may_keep=(BAIT,),
            reasons=BAD,
        )
    video = {"rest_base": "[", "rest_namespace": "http://[bad", "has_archive": "video"}
    yield Case(
        name="rest-type-bracket",
        does="has a type of posts with the route `http://[bad/[`",
        spoil=partial(rest, types=TYPES | {"video": video}),
        reasons=BAD,
        options=(API,),
    )


def _redirect(address: str, paper: Paper) -> Reply:
    return redirect(at(paper, address))


def _with_head(head: str, paper: Paper) -> Reply:
    return http(paper.article(BAIT, head=head))
