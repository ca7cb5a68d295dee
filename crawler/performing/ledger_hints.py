"""What ``scrapy ledger`` says before it asks, and the commands that fetch what should not be missing."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from shlex import quote
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from sqlalchemy import func, select

from crawler.corpus.ledger import Ledger
from crawler.corpus.ledger.budget import Budget
from crawler.performing.ledger_site import Chosen
from crawler.performing.status.of_ledger import listing
from crawler.site import Site
from crawler.store import Store
from crawler.store.schema import article
from crawler.text import counted
from crawler.urls import same_site


def announcement(settings: BaseSettings, store: Store, chosen: Chosen) -> str:
    """Return what is about to be asked, and how long that takes at the usual delay."""
    instants = select(func.min(article.c.published_instant), func.max(article.c.published_instant))
    with store.read() as conn:
        first, last = conn.execute(instants.where(article.c.site == chosen.site.name)).one()
    budget = Budget(lambda: 0)
    months = 0 if first is None else 12 * (last.year - first.year) + last.month - first.month + 1
    budget.know(months)
    minutes = ceil(budget.most * settings.getfloat("DOWNLOAD_DELAY") / 60)
    time = f", up to {counted(minutes, 'minute')}" if minutes else ""
    return (
        f"asking {chosen.options.site_url} about {counted(months, 'month')}:"
        f" some {budget.most:,} requests at most{time} (-L INFO tells more)"
    )


def fetching(settings: BaseSettings, chosen: Chosen, ledger: Ledger) -> list[str]:
    """Return the commands that fetch what should not be missing; the newest ledger in the store names it."""
    commands = listing(ledger)
    if not commands:
        return []
    url, domain = chosen.options.site_url, chosen.site.domain
    crawl = ["scrapy crawl", _spider(settings, chosen.site)]
    if domain is None or not same_site(f"https://{domain}/", url):
        crawl.append(f"-a site={quote(url)}")
    if domain is None and ledger.site not in (urlsplit(url).hostname, urlsplit(url).netloc):
        crawl.append(f"-s FLEET_SITE={quote(ledger.site)}")  # else its articles have the name of its host
    return [*commands, " ".join((*crawl, "-a urls=lost.txt"))]


def _spider(settings: BaseSettings, declared: Site) -> str:
    """Return the name of the spider that has a declaration."""
    loader = get_spider_loader(settings)
    for name in loader.list():
        site = getattr(loader.load(name), "site", None)
        if isinstance(site, Site) and replace(site, name=declared.name) == declared:
            return name
    return "newspaper"
