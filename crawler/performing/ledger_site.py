"""Which newspaper of the store a ledger is of, its declaration, and where its site is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from sqlalchemy import select

from crawler.discovery import RestApi
from crawler.errors import some_of
from crawler.frontier.naming import name_after_host
from crawler.frontier.sites import sites_of
from crawler.performing.opening import check_site, declared_sites, spider_of_host
from crawler.site import NEWSPAPER, Site
from crawler.spider.options import Options, parse_options
from crawler.store import Store
from crawler.store.schema import article, frontier
from crawler.urls import fetchable, same_site

_NEWEST = 50
"""Stored articles whose hosts are looked at."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A newspaper of the store."""

    site: Site
    """Its declaration, with the name that it has in the store."""
    options: Options


def choose(
    settings: BaseSettings, store: Store, name: str | None, wanted: str | None, given: Mapping[str, str]
) -> Chosen:
    """Return the newspaper that was named, or the only one of a store. Raises UsageError.

    ``name``: the first argument, a newspaper of the project or of the store; ``wanted``: of ``--site``;
    ``given``: the options of ``-a``. The site is asked where it was crawled, if nothing else is said.
    """
    with store.read() as conn:
        known = sites_of(conn)
        if known:
            check_site(conn, wanted)
    if not known:
        raise UsageError("the store has no newspaper yet: crawl first")
    if name in known and wanted in (None, name):
        name, wanted = None, name
    sites = declared_sites(settings, name)
    if name is not None and name not in sites:
        raise UsageError(
            f"{name!r} is neither a newspaper of the project ({some_of(sorted(sites), name)}) nor one of the"
            f" store ({some_of(known, name)})"
        )
    if name is None and wanted is None:
        wanted = _only(known)
    declared = sites[name] if name is not None else _declaration(sites, store, str(wanted))
    if name is not None and not declared.domain and "site" not in given:
        raise UsageError(f"-a site=URL is missing, or --site with one of the store: {some_of(known)}")
    options = _options(store, declared, wanted or declared.name, given)
    stored = wanted or declared.name or str(settings.get("FLEET_SITE") or "")
    if not stored:
        stored = name_after_host(store, urlsplit(options.site_url).hostname or "", options.site_url)
    with store.read() as conn:
        check_site(conn, stored)
    return Chosen(replace(declared, name=stored), options)


def _only(known: list[str]) -> str:
    if len(known) == 1:
        return known[0]
    raise UsageError(f"the store has several newspapers; name one by --site: {some_of(known)}")


def _declaration(sites: Mapping[str, Site], store: Store, stored: str) -> Site:
    """Return the declaration of a newspaper of the store: by its name, else by the host of its articles."""
    if stored in sites:
        return sites[stored]
    by_name = next((site for site in sites.values() if site.name == stored), None)
    if by_name is not None:
        return by_name
    newest = _newest(store, stored)
    spider = spider_of_host(dict(sites), newest[0]) if newest else None
    return NEWSPAPER if spider is None else sites[spider]


def _options(store: Store, declared: Site, stored: str, given: Mapping[str, str]) -> Options:
    """Return the options of ``-a``, checked. Raises UsageError."""
    senseless = next((each for each in ("since", "until", "section", "urls") if each in given), None)
    if senseless is not None:
        raise UsageError(
            f"-a {senseless}= narrows a crawl, and a ledger is of the whole site", print_help=False
        )
    if "site" not in given and (front := _front(store, declared, stored)):
        given = {**given, "site": front}
    return parse_options(given, declared)


def _front(store: Store, declared: Site, stored: str) -> str | None:
    """Return the front page of a site as the store knows it; None: that of its declaration."""
    newest = _newest(store, stored)
    home = f"https://{declared.domain}/"
    if not newest or (declared.domain and any(same_site(home, url) for url in newest)):
        return None
    listings = (
        select(frontier.c.url)
        .where(frontier.c.site == stored, frontier.c.scope == "", frontier.c.source == RestApi.name)
        .where(frontier.c.kind == "listing", frontier.c.url.contains("wp/v2/"))
        .order_by(frontier.c.id)
        .limit(1)
    )
    with store.read() as conn:
        rest = conn.execute(listings).scalar_one_or_none()
    if rest is not None and fetchable(rest) is not None:  # the site may be a folder of its host
        return RestApi.site_url_of(rest)
    parts = urlsplit(newest[0])
    return f"{parts.scheme}://{parts.netloc}/"


def _newest(store: Store, stored: str) -> list[str]:
    """Return the URLs of the newest articles of a newspaper."""
    query = (
        select(article.c.url)
        .where(article.c.site == stored, article.c.gone_at.is_(None))
        .order_by(article.c.published_instant.desc())
        .limit(_NEWEST)
    )
    with store.read() as conn:
        return [url for url in conn.execute(query).scalars() if fetchable(url) is not None]
