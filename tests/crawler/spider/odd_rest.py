"""What plugins, hosts and networks make of WordPress' REST API, for a newspaper that is served."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper

COLLECTION = "/wp-json/wp/v2/posts"
TOTALS = ("X-WP-Total", "X-WP-TotalPages")

Change = Callable[[str, dict[str, str], Callable[[dict[str, str]], Answer]], Answer]
"""Gets the path of a request for REST, its parameters, and what responds to (other) parameters."""


def publish(site: RunningNewspaper, slug: str) -> str:
    """Publish an article now; return its URL."""
    now = datetime.now(UTC)
    site.publish(slug, slug.replace("-", " ").capitalize(), [f"Isi {slug}."], published=now, modified=now)
    return f"{site.url}/{slug}/"


def edit(site: RunningNewspaper, number: int) -> str:
    """Edit an article now; return its URL."""
    story = site.stories[number]
    site.edit(story.slug, "buka", "tutup", modified=datetime.now(UTC))
    return f"{site.url}/{story.slug}/"


def spoil_rest(site: RunningNewspaper, change: Change) -> None:
    """Change each response of the REST API."""
    answer = site.answer

    def changed(path: str, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(path)
        if not parts.path.startswith("/wp-json/"):
            return answer(path, headers)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return change(parts.path, query, lambda asked: answer(f"{parts.path}?{urlencode(asked)}", headers))

    site.answer = changed  # type: ignore[method-assign]


def ignore(site: RunningNewspaper, *names: str) -> None:
    """Ignore parameters."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        return respond({name: value for name, value in query.items() if name not in names})

    spoil_rest(site, change)


def order_by(site: RunningNewspaper, orderby: str, order: str) -> None:
    """Use one order whatever is asked, as plugins for menus and drag-and-drop do."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        return respond({**query, "orderby": orderby, "order": order} if path == COLLECTION else query)

    spoil_rest(site, change)


def stick(site: RunningNewspaper, slugs: Collection[str], *, says_so: bool) -> None:
    """Put articles on top of the first page of each query, beside what it holds, as WordPress 6.8.0 does."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        found = respond(query)
        if path != COLLECTION or found.status != 200:
            return found
        records = json.loads(found.body)
        if query.get("page", "1") == "1":
            ids = [str(story.id) for story in site.stories if story.slug in slugs]
            asked = {name: value for name, value in query.items() if name in ("_embed", "_fields")}
            top = json.loads(respond({**asked, "include": ",".join(ids), "per_page": "100"}).body)
            records = top + [each for each in records if str(each["id"]) not in ids]
            for each in records:
                each["sticky"] = str(each["id"]) in ids
        for each in () if says_so else records:  # as other post types
            each.pop("sticky", None)
        return printed(found, records)

    spoil_rest(site, change)


def print_around(site: RunningNewspaper, before: bytes, after: bytes) -> None:
    """Print something before and behind each document."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        found = respond(query)
        return replace(found, body=before + found.body + after)

    spoil_rest(site, change)


def hide_totals(site: RunningNewspaper, hidden: Callable[[], bool] = lambda: True) -> None:
    """Remove the totals from the headers, as some networks do."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        found = respond(query)
        kept = tuple((name, value) for name, value in found.headers if name not in TOTALS)
        return replace(found, headers=kept) if hidden() else found

    spoil_rest(site, change)


def claim(site: RunningNewspaper, more: int) -> None:
    """Count more articles than there are."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        found = respond(query)
        if path != COLLECTION or "include" in query or "after" in query:
            return found
        headers = tuple(
            (name, str(int(value) + more) if name == TOTALS[0] else value) for name, value in found.headers
        )
        return replace(found, headers=headers)

    spoil_rest(site, change)


def hide(site: RunningNewspaper, slugs: Collection[str]) -> None:
    """Show articles nowhere in the REST API, nor count them, as plugins that hide categories do."""

    def change(path: str, query: dict[str, str], respond: Callable[[dict[str, str]], Answer]) -> Answer:
        ids = {str(story.id) for story in site.stories if story.slug in slugs}
        if not ids or path != COLLECTION:
            return respond(query)
        others = query.get("exclude", "")
        return respond({**query, "exclude": ",".join(sorted({*ids, others}))})

    spoil_rest(site, change)


def printed(found: Answer, records: list[dict[str, Any]]) -> Answer:
    """Return a response with other records."""
    return replace(found, body=json.dumps(records).encode())
