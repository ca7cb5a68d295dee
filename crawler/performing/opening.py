"""What commands open: their arguments, the store, the project's newspapers."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoaderProtocol, get_spider_loader
from sqlalchemy import Connection

from crawler.errors import some_of
from crawler.frontier.report import reasons_left_out
from crawler.frontier.sites import has_site, sites_of
from crawler.period import Bound, parse_bound
from crawler.reasons import explain
from crawler.scrapy_utils import store
from crawler.scrapy_utils.loader import DeclarationLoader
from crawler.scrapy_utils.printing import print_error
from crawler.site import Site
from crawler.store import Store
from crawler.urls import same_site


def no_options(args: list[str]) -> list[str]:
    """Return the arguments. Raises UsageError for an option that the command does not have.

    Scrapy passes on unknown options, so a misspelled one would be taken for a file.
    """
    unknown = next((each for each in args if each.startswith("-") and each != "-"), None)
    if unknown is not None:
        raise UsageError(f"there is no option {unknown}")
    return args


def only_argument(args: list[str], wanted: str) -> str:
    """Return the only argument of a command. Raises UsageError, which says what is expected."""
    if len(no_options(args)) != 1:
        raise UsageError(wanted)
    return args[0]


def open_store(settings: BaseSettings) -> Store:
    """Open the store of ``STORE_URL``, which must exist. Raises StoreError with the reason."""
    return store.open_store(settings, create=False)


def check_site(conn: Connection, name: str | None) -> None:
    """Raise UsageError for a site of ``--site`` that a store does not know; it names those that it knows."""
    if name is None or has_site(conn, name):
        return
    known = sites_of(conn)
    there = f"it has {some_of(known, name)}" if known else "it has none yet: crawl first"
    raise UsageError(f"the store has no site {name!r}; {there}")


def check_reason(conn: Connection, reason: str, site: str | None) -> None:
    """Raise UsageError for a reason that nothing (of a site) has and that does not exist; it names some."""
    if explain(reason) is not None:
        return
    known = reasons_left_out(conn, site)
    if reason not in known:
        there = (
            f"those in the store are {some_of(known, reason)}"
            if known
            else "in the store nothing was left out"
        )
        raise UsageError(f"there is no reason {reason!r}; {there} (scrapy status --reasons explains all)")


def parse_option_date(option: str, text: str | None) -> Bound | None:
    """Return the date of an option; None: it was not given. Raises UsageError."""
    try:
        return None if text is None else parse_bound(text, None)
    except ValueError as error:
        raise UsageError(f"{option} {text!r} is not a date: write 2016-09-06 or 2016-09-06T14:05") from error


def declared_sites(settings: BaseSettings, *names: str | None) -> dict[str, Site]:
    """Return the declarations of the newspapers by their spiders' names; say which are left out, as broken.

    ``names``: the newspapers that are asked for. Raises UsageError if one of these is broken.
    """
    loader = get_spider_loader(settings)
    for each in names:
        if each is not None:
            check_declared(loader, each)
    say_left_out(loader)
    sites = {name: getattr(loader.load(name), "site", None) for name in loader.list()}
    return {name: site for name, site in sites.items() if isinstance(site, Site)}


def check_declared(loader: SpiderLoaderProtocol, name: str) -> None:
    """Raise UsageError, which says what is wrong, if the declaration of this name is broken."""
    if isinstance(loader, DeclarationLoader):
        loader.check(name)


def say_left_out(loader: SpiderLoaderProtocol) -> None:
    """Say on stderr which newspapers are broken, so that nothing is done with them."""
    if isinstance(loader, DeclarationLoader):
        for each in loader.broken:
            print_error(f"scrapy: {each.name} is left out: {each.sentence}", "WARNING")


def known_spider(name: str, known: Iterable[str]) -> str:
    """Return the name of a spider. Raises UsageError, which names the known ones, if it does not exist."""
    if name not in known:
        raise UsageError(f"there is no spider {name!r}; known: {some_of(sorted(known), name)}")
    return name


def named_site(declared: dict[str, Site], name: str | None) -> Site | None:
    """Return the declaration that an option names; None: it was not given. Raises UsageError."""
    return None if name is None else declared[known_spider(name, declared)]


def spider_of_host(declared: dict[str, Site], url: str) -> str | None:
    """Return the name of the first spider whose newspaper is on the host of a URL; None: there is none."""
    hosts = {name: f"https://{site.domain}/" for name, site in declared.items() if site.domain}
    return next((name for name, host in hosts.items() if same_site(host, url)), None)


def is_address(text: str) -> bool:
    """Say whether a text is the URL of a page on the web."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and " " not in text
        )
    except ValueError:  # brackets that are not an IPv6 address, an impossible port
        return False
