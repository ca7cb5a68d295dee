"""The newspaper's REST API, as WordPress has it, and what a case spoils of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tests.newsroom.hostile.paper import BAIT, Paper, Story
from tests.newsroom.hostile.replies import http, json_http, status
from tests.newsroom.hostile.spoiling import Spoil
from tests.newsroom.hostile.wire import Asked, Reply

ROOT = '<link rel="https://api.w.org/" href="URL/wp-json/">'
FIRST_ID = 100
TYPES: dict[str, Any] = {"post": {"rest_base": "posts", "taxonomies": ["category", "post_tag"]}}
HONEST = "honest"


def record(paper: Paper, story: Story, number: int, **changes: object) -> dict[str, object]:
    """Return the record of an article; a change that is ``...`` takes the member out."""
    gmt = f"{story.at[:11]}{int(story.at[11:13]) - 7:02}{story.at[13:]}"
    members: dict[str, object] = {
        "id": number,
        "date": story.at,
        "date_gmt": gmt,
        "modified": story.at,
        "modified_gmt": gmt,
        "link": paper.address(story),
        "slug": story.slug,
        "type": "post",
        "status": "publish",
        "title": {"rendered": story.headline},
        "content": {"rendered": story.html, "protected": False},
    }
    return {name: value for name, value in (members | changes).items() if value is not ...}


def bait(**changes: object) -> Spoil:
    """Return a site with REST whose fifth record is spoiled; its totals say that there is a second page."""
    return lambda paper: rest(
        paper, more=[record(paper, BAIT, 99, **_filled(paper, changes))], total=5, pages=2
    )


def rest(
    paper: Paper,
    *,
    more: Sequence[object] = (),
    total: object = HONEST,
    pages: object = HONEST,
    types: object = TYPES,
    ignores: Collection[str] = (),
) -> dict[str, Reply]:
    """Return a site with REST; ``more``: what its first page has beside the records.

    ``total`` and ``pages``: what the header says, None: no such field; ``ignores``: parameters in vain.
    """
    records = [record(paper, each, FIRST_ID + number) for number, each in enumerate(paper.stories)]

    def posts(asked: Asked) -> Iterable[bytes]:
        query = {name: value for name, value in asked.query.items() if name not in ignores}
        found = _wanted(records, query)
        size = max(1, min(100, int(query.get("per_page", "10"))))
        first = int(query["offset"]) if "offset" in query else size * (int(query.get("page", "1")) - 1)
        if first and first >= len(found):
            return status("400 Bad Request")(asked)
        shown = [*found[first : first + size], *(more if not first and "before" not in query else ())]
        counts = (
            ("X-WP-Total", len(found) if total == HONEST else total),
            ("X-WP-TotalPages", -(-len(found) // size) if pages == HONEST else pages),
        )
        return json_http(shown, *(f"{name}: {value}" for name, value in counts if value is not None))(asked)

    return {
        "/": http(paper.front(head=ROOT.replace("URL", paper.url))),
        "/wp-json/wp/v2/types": json_http(types),
        "/wp-json/wp/v2/posts": posts,
    }


def _wanted(records: Sequence[dict[str, Any]], query: Mapping[str, str]) -> list[dict[str, Any]]:
    numbers = [int(each) for each in query.get("include", "").split(",") if each.isdigit()]
    return [
        each
        for each in records
        if query.get("after", "") < each["date"] < query.get("before", "9999")
        and (not numbers or each["id"] in numbers)
    ]


def _filled(paper: Paper, changes: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value.replace("PORT", str(paper.port)) if isinstance(value, str) else value
        for name, value in changes.items()
    }
