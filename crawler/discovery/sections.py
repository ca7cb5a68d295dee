"""Finding the section that a user named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from crawler.discovery.filters import Section
from crawler.discovery.home_page import HomePage
from crawler.discovery.json import read_json
from crawler.discovery.listing import Fetch, NotAListing
from crawler.discovery.wordpress import route_url
from crawler.text import slug, unescape
from crawler.urls import fetchable, with_query

MAX_PAGES = 10
"""Pages of categories that are read, a hundred categories each."""


class UnknownSection(Exception):
    """A section that the newspaper does not have; the message lists the ones it has."""


async def find_section(wanted: str, home_page: HomePage, fetch: Fetch) -> Section:
    """Return the section of this name: from the newspaper's REST API, else from its front page.

    Raises UnknownSection, which lists the existing sections, if there is none of this name.
    """
    try:
        known = await _categories(home_page, fetch)
    except NotAListing:
        known = None
    if known is not None:
        return _chosen(wanted, known)
    known = home_page.listing.sections
    chosen = next((section for section in known if section.is_called(wanted)), None)
    return chosen or await _unlinked(wanted, home_page, fetch) or _chosen(wanted, known)


async def _categories(home_page: HomePage, fetch: Fetch) -> list[Section]:
    """Return the categories that the REST API names. Raises NotAListing if there is no such API."""
    if home_page.rest_root is None or fetchable(home_page.rest_root) is None:
        raise NotAListing("no_rest_root")
    sections: list[Section] = []
    url = with_query(
        route_url(home_page.rest_root, "wp/v2/categories"), per_page=100, _fields="id,name,slug,link"
    )
    for page in range(1, MAX_PAGES + 1):
        answer = read_json((await fetch(with_query(url, page=page))).page.body)
        if not isinstance(answer, list):
            raise NotAListing("no_categories")
        sections += [_category(each) for each in answer if isinstance(each, dict) and "slug" in each]
        if len(answer) < 100:
            break
    return sections


def _category(record: dict[str, Any]) -> Section:
    number = record.get("id")
    link = record.get("link")
    return Section(
        unescape(str(record.get("name"))),
        str(record["slug"]),
        fetchable(link) if isinstance(link, str) else None,
        number if isinstance(number, int) else None,
    )


async def _unlinked(wanted: str, home_page: HomePage, fetch: Fetch) -> Section | None:
    """Return a section that the front page does not link, if it has a listing beside those of others."""
    for beside in home_page.listing.sections[:1]:
        if beside.url and beside.slug:
            url = urljoin(beside.url.rstrip("/"), f"{slug(wanted)}/")
            try:
                await fetch(url)
            except NotAListing:
                return None
            return Section(wanted, slug(wanted), url)
    return None


def _chosen(wanted: str, known: Iterable[Section]) -> Section:
    known = list(known)
    for section in known:
        if section.is_called(wanted):
            return section
    if not known:  # no section is listed anywhere: only the articles name theirs
        return Section(wanted, slug(wanted))
    names = ", ".join(section.name for section in known)
    raise UnknownSection(f"there is no such section; the newspaper has: {names}")
