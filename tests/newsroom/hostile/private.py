"""Addresses of the machine and its network: no site may lead a crawl there, except the user's own address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from tests.newsroom.hostile.addresses import API, ARCHIVE, BAD, FEED, SITEMAP
from tests.newsroom.hostile.case import Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import http, redirect
from tests.newsroom.hostile.rest import bait, rest
from tests.newsroom.hostile.spoiling import at, front, index, item, loc, nothing, page, robots
from tests.newsroom.hostile.wire import Reply

REFUSED = ("private_address",)

ADDRESSES = {
    "loopback": "http://127.0.0.2:PORT/",
    "ipv6": "http://[::1]:PORT/",
    "mapped": "http://[::ffff:127.0.0.2]:PORT/",
    "hexadecimal": "http://0x7f000002:PORT/",
    "decimal": "http://2130706434:PORT/",
    "short": "http://127.2:PORT/",
    "link-local": "http://169.254.169.254:PORT/",
    "network": "http://10.255.255.254:PORT/",
    "unspecified": "http://0.0.0.0:PORT/",
}
"""Name -> an address that is not of the internet, in a form that clients know."""

LOOPBACK = ADDRESSES["loopback"]
THIRD = "http://127.0.0.3:PORT/"


def cases() -> Iterator[Case]:
    """Yield the cases."""
    yield Case(
        name="good", does="does nothing wrong, at the loopback address that the user gave", spoil=nothing
    )
    yield Case(name="good-rest", does="does nothing wrong, with REST", spoil=rest, options=(API,))
    for name, address in ADDRESSES.items():
        yield Case(
            name=f"private-redirect-{name}",
            does=f"redirects an article to `{address}`",
            spoil=page(partial(_redirect, f"{address}{BAIT.slug}/")),
            reasons=REFUSED,
        )
    sitemap = f"{THIRD}sitemap.xml"
    yield Case(
        name="private-robots-sitemap",
        does=f"names `{sitemap}` as its sitemap in robots.txt; it has one at a usual place",
        spoil=robots(sitemap),
        reasons=REFUSED,
        options=(SITEMAP,),
    )
    yield Case(
        name="private-index",
        does=f"names `{sitemap}` in its index of sitemaps",
        spoil=index(sitemap),
        reasons=REFUSED,
        options=(SITEMAP,),
    )
    yield Case(
        name="private-robots-redirect",
        does=f"redirects robots.txt to `{LOOPBACK}robots.txt`",
        spoil=partial(_redirected, "/robots.txt", f"{LOOPBACK}robots.txt"),
    )
    yield Case(
        name="private-front-redirect",
        does=f"redirects its front page to `{LOOPBACK}`",
        spoil=partial(_redirected, "/", LOOPBACK),
        stories=(),
        status=1,
    )
    yield Case(
        name="private-rest-root",
        does=f"names `{LOOPBACK}wp-json/` as the root of its REST API",
        spoil=front(f'<link rel="https://api.w.org/" href="{LOOPBACK}wp-json/">'),
        reasons=REFUSED,
    )
    yield from _of_other_sites()


def _of_other_sites() -> Iterator[Case]:
    """Yield cases in which the address may be left out as that of another site: it is not asked for."""
    wrong = f"{LOOPBACK}{BAIT.slug}/"
    yield Case(
        name="private-loc", does=f"names `{LOOPBACK}` in its sitemap", spoil=loc(wrong), options=(SITEMAP,)
    )
    yield Case(
        name="private-feed-link", does=f"names `{LOOPBACK}` in its feed", spoil=item(wrong), options=(FEED,)
    )
    yield Case(
        name="private-rest-link",
        does=f"has a record with the link `{LOOPBACK}`",
        spoil=bait(link=wrong),
        reasons=(*REFUSED, *BAD, "other_site"),
        options=(API,),
    )
    yield Case(
        name="private-front-link",
        does=f"links a headline of its front page to `{LOOPBACK}`",
        spoil=front("", f'<article><h2 class="entry-title"><a href="{wrong}">Kabar</a></h2></article>'),
        options=(ARCHIVE,),
    )
    yield Case(
        name="private-further-page",
        does=f"names `{LOOPBACK}` as the next page of an article",
        spoil=page(partial(_next_page, f"{wrong}2/")),
        may_keep=(BAIT,),
        reasons=REFUSED,
    )


def _redirect(address: str, paper: Paper) -> Reply:
    return redirect(at(paper, address))


def _redirected(path: str, address: str, paper: Paper) -> Mapping[str, Reply]:
    return {path: redirect(at(paper, address))}


def _next_page(address: str, paper: Paper) -> Reply:
    wrong = at(paper, address)
    links = f'<p class="page-links"><a href="{wrong}">2</a></p>'
    return http(paper.article(BAIT, head=f'<link rel="next" href="{wrong}">', text=BAIT.html + links))
