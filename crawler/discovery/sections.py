"""Finding the section that a user named."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from urllib.parse import urljoin

from scrapy.exceptions import UsageError

from crawler.discovery.filters import Section, slug_of
from crawler.discovery.home_page import Front
from crawler.discovery.listing import Answer, NotAListing, with_query
from crawler.discovery.wordpress import read_json, route_url

Ask = Callable[[str], Awaitable[Answer]]
"""Asks for an address; raises NotAListing if it cannot be had."""

MAX_PAGES = 10
"""Of a hundred categories each."""


async def find_section(wanted: str, front: Front, ask: Ask) -> Section:
    """Return the section of a newspaper that is called so: by its REST interface, else by its front page.

    Raises UsageError, naming the sections there are, if it knows none of this name.
    """
    try:
        known = await _categories(front, ask)
    except NotAListing:
        known = None
    if known is not None:
        return _chosen(wanted, known)
    known = front.archive.sections
    chosen = next((section for section in known if section.is_called(wanted)), None)
    return chosen or await _unlinked(wanted, front, ask) or _chosen(wanted, known)


async def _categories(front: Front, ask: Ask) -> list[Section]:
    """Return the categories that the REST interface names. Raises NotAListing if there is none."""
    if front.rest_root is None:
        raise NotAListing("no_rest_root")
    sections: list[Section] = []
    url = with_query(
        route_url(front.rest_root, "wp/v2/categories"), per_page=100, _fields="id,name,slug,link"
    )
    for page in range(1, MAX_PAGES + 1):
        answer = read_json((await ask(with_query(url, page=page))).page.body)
        if not isinstance(answer, list):
            raise NotAListing("no_categories")
        sections += [_category(each) for each in answer if isinstance(each, dict) and "slug" in each]
        if len(answer) < 100:
            break
    return sections


def _category(record: dict[str, Any]) -> Section:
    number = record.get("id")
    return Section(
        html.unescape(str(record.get("name"))),
        str(record["slug"]),
        str(record["link"]) if record.get("link") else None,
        number if isinstance(number, int) else None,
    )


async def _unlinked(wanted: str, front: Front, ask: Ask) -> Section | None:
    """Return a section that the front page does not link, if its listing stands beside those of others."""
    for beside in front.archive.sections[:1]:
        if beside.url and beside.slug:
            url = urljoin(beside.url.rstrip("/"), f"{slug_of(wanted)}/")
            try:
                await ask(url)
            except NotAListing:
                return None
            return Section(wanted, slug_of(wanted), url)
    return None


def _chosen(wanted: str, known: Iterable[Section]) -> Section:
    known = list(known)
    for section in known:
        if section.is_called(wanted):
            return section
    if not known:  # no listing names its sections: the articles themselves do
        return Section(wanted, slug_of(wanted))
    names = ", ".join(section.name for section in known)
    raise UsageError(f"-a section={wanted}: there is no such section; known: {names}", print_help=False)
