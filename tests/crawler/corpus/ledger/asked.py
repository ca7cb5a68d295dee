"""A ledger of the small newspaper, asked over HTTP without a crawl, and a store with what it has."""

from __future__ import annotations

import asyncio
import re
import urllib.error
import urllib.request
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.corpus.ledger import Ledger, Reckoning
from crawler.corpus.ledger.asking import WAYS, take_stock
from crawler.corpus.ledger.budget import Asking, Budget
from crawler.corpus.ledger.said import latest
from crawler.discovery import Filters, ListingResponse, NotAListing, SiteContext
from crawler.discovery.home_page import read_home_page
from crawler.fetched import ArticleFetch
from crawler.page import Page
from crawler.site import NEWSPAPER
from crawler.store import Store
from tests.crawler.corpus.ledger.sides import crawled
from tests.crawler.storing import NOON, article, save
from tests.newsroom.server import RunningNewspaper


@dataclass(frozen=True)
class Rules:
    """What robots.txt says."""

    text: str

    @property
    def sitemaps(self) -> Sequence[str]:
        return re.findall(r"Sitemap: (\S+)", self.text)

    def allows(self, url: str) -> bool:
        return not any(path in url for path in re.findall(r"Disallow: (/wp-json/)", self.text))


def fill(store: Store, site: RunningNewspaper, *, but: Collection[str] = ()) -> None:
    """Store the articles of a newspaper, except those with these slugs, as a crawl that has ended."""
    crawled(store)
    for story in site.stories:
        if story.slug in but:
            continue
        url = url_of(site, story.slug)
        own = {"headline": story.slug, "text": f"{story.slug}.", "published_at": story.published.isoformat()}
        save(store, article(url=url, canonical_url=url, **own))


def url_of(site: RunningNewspaper, slug: str) -> str:
    """Return the URL of an article."""
    story = site.story(slug)
    plain = site.options.permalinks == "plain" and story is not None
    return f"{site.url}/?p={story.id}" if plain and story else f"{site.url}/{slug}/"


def ask(store: Store, site: RunningNewspaper, *ways: str) -> Ledger:
    """Ask a newspaper by these ways, or by all, and return its ledger."""
    site.requests.clear()
    return asyncio.run(_ask(store, site, ways or WAYS))


def slugs(ledger: Ledger, kind: str) -> dict[str, str]:
    """Return the differences of a kind: slug -> reason."""
    return {each.url.rstrip("/").rpartition("/")[2]: each.reason for each in getattr(ledger, kind)}


def numbers(ledger: Ledger, way: str) -> dict[str | None, tuple[int | None, int]]:
    """Return what the site says by a way, and what is stored, by month."""
    return {each.month: (each.site_says.get(way), each.stored) for each in ledger.months}


async def _ask(store: Store, site: RunningNewspaper, ways: Collection[str]) -> Ledger:
    front = f"{site.url}/"
    rules = Rules((await _fetch(f"{site.url}/robots.txt")).page.body.decode())

    async def robots() -> Rules:
        return rules

    context = SiteContext(
        site_url=front,
        home_page=read_home_page(await _fetch(front), front),
        filters=Filters(),
        fetch=_fetch,
        robots=robots,
    )
    reckoning = Reckoning(store, "telegraf", now=NOON)
    asking = Asking(context, reckoning, Budget(lambda: len(site.requests)))
    return await take_stock(asking, ways, _look, _date)


async def _fetch(url: str) -> ListingResponse:
    try:
        with urllib.request.urlopen(url) as answer:
            body, status, headers, final = answer.read(), answer.status, answer.headers, answer.url
    except urllib.error.HTTPError as error:
        with error:
            raise NotAListing(f"http_{error.code}") from None
    page = Page.received(
        url=final, body=body, content_type=headers["Content-Type"], status=status, fetched_at=NOON
    )
    return ListingResponse(page, {name.lower(): value for name, value in headers.items()})


async def _date(url: str) -> datetime | None:
    article = ArticleFetch(NEWSPAPER, url)
    article.first_page((await _fetch(url)).page)
    return latest(article.pages[0].published_at)


async def _look(url: str) -> str:
    try:
        await _fetch(url)
    except NotAListing as none:
        return "gone" if none.reason == "http_404" else none.reason
    return "there"
