"""The newspapers that the project declares, for commands that read pages of several."""

from __future__ import annotations

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler.site import Site


def declared_sites(settings: BaseSettings | None) -> dict[str, Site]:
    """Return the declarations by the names of their spiders."""
    assert settings is not None  # Scrapy's commands have them when they run
    loader = get_spider_loader(settings)
    sites = {name: getattr(loader.load(name), "site", None) for name in loader.list()}
    return {name: site for name, site in sites.items() if isinstance(site, Site)}


def named_site(declared: dict[str, Site], name: str | None) -> Site | None:
    """Return the declaration that an option names; null: it names none. Raises UsageError."""
    if name is None:
        return None
    if name not in declared:
        known = ", ".join(sorted(declared))
        raise UsageError(f"there is no spider {name!r}; known: {known}", print_help=False)
    return declared[name]
