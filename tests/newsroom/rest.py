"""WordPress' REST API: its index, lists with their parameters, single records, and errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tests.newsroom.answer import HOST, Answer, Request, json_answer
from tests.newsroom.newspaper import Newspaper
from tests.newsroom.records import ROOT, TAXONOMIES, author, page, pick, picture, post, term, types
from tests.newsroom.story import Story

ZONE = "+07:00"
ORDERS: dict[str, Callable[[Story], Any]] = {
    "date": lambda story: (story.published, story.id),
    "modified": lambda story: (story.modified, story.id),
    "id": lambda story: story.id,
    "slug": lambda story: story.slug,
    "title": lambda story: (story.headline, story.id),
}


class BadRequest(Exception):
    """A parameter for which WordPress returns status 400."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def error(code: str, message: str, status: int) -> Answer:
    """Return an error as WordPress does."""
    return json_answer({"code": code, "message": message, "data": {"status": status}}, status)


def number(query: Mapping[str, str], name: str, default: int, greatest: int = 10**9) -> int:
    """Read a positive whole number."""
    text = query.get(name, str(default))
    if not re.fullmatch(r"\d+", text) or not 1 <= int(text) <= greatest:
        raise BadRequest("rest_invalid_param", f"Parameter tidak valid: {name}")
    return int(text)


def instant(text: str, name: str) -> datetime:
    """Read a date; without offset it is the site's local time."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise BadRequest("rest_invalid_param", f"Parameter tidak valid: {name}") from None
    return when if when.tzinfo else datetime.fromisoformat(f"{when.isoformat()}{ZONE}")


def narrowed(site: Newspaper, kind: str, query: Mapping[str, str]) -> list[Story]:
    """Return the articles of a post type that the parameters select, in the order that they request."""
    stories = [story for story in site.stories if story.kind == kind]
    known = ["after", "before"]
    known += ["modified_after", "modified_before"] if site.options.modified_after else []
    for name in filter(query.__contains__, known):
        edge, field = instant(query[name], name), "modified" if name.startswith("modified") else "published"
        later = name.endswith("after")
        stories = [s for s in stories if (getattr(s, field) > edge if later else getattr(s, field) < edge)]
    for name in filter(query.__contains__, ("categories", "tags", "author", "include", "exclude")):
        ids = {int(text) for text in query[name].split(",") if text.strip().isdigit()}
        stories = [story for story in stories if bool(ids & ids_of(site, story, name)) != (name == "exclude")]
    if "slug" in query:
        stories = [story for story in stories if story.slug in query["slug"].split(",")]
    order = query.get("orderby", "date")
    if order not in ORDERS or query.get("order", "desc") not in ("asc", "desc"):
        raise BadRequest("rest_invalid_param", "Parameter tidak valid: orderby")
    return sorted(stories, key=ORDERS[order], reverse=query.get("order", "desc") == "desc")


def ids_of(site: Newspaper, story: Story, parameter: str) -> set[int]:
    """Return the ids of an article with which a parameter is compared."""
    if parameter == "categories":
        return {site.term_id("category", story.section)}
    if parameter == "tags":
        return {site.term_id("post_tag", tag) for tag in story.tags}
    return {site.term_id("user", story.author)} if parameter == "author" else {story.id}


def paged(request: Request, path: str, total: int, print_from: Callable[[int, int], Sequence[Any]]) -> Answer:
    """Return one page of a list, with its totals and the links to its neighbours."""
    query = request.query
    size, number_ = number(query, "per_page", 10, 100), number(query, "page", 1)
    pages = -(-total // size)
    if number_ > max(pages, 1):
        message = "Nomor halaman yang diminta lebih besar daripada jumlah halaman yang tersedia."
        raise BadRequest("rest_post_invalid_page_number", message)

    def neighbour(page: int, rel: str) -> tuple[str, str]:
        return "Link", f'<{ROOT}{path}?{urlencode({**query, "page": str(page)})}>; rel="{rel}"'

    # The ETag is that of a cache in front: WordPress itself does not send one.
    headers = [("X-WP-Total", str(total)), ("X-WP-TotalPages", str(pages)), ("ETag", '"cache"')]
    headers += [neighbour(number_ - 1, "prev")] if number_ > 1 else []
    headers += [neighbour(number_ + 1, "next")] if number_ < pages else []
    start = int(query["offset"]) if query.get("offset", "").isdigit() else (number_ - 1) * size
    records = print_from(start, start + size)
    fields = query.get("_fields", "")
    return json_answer([pick(record, fields) for record in records], 200, tuple(headers))


def list_posts(site: Newspaper, kind: str, path: str, request: Request) -> Answer:
    """Return a page of the articles of a post type."""
    if number(request.query, "per_page", 10, 100) > site.options.rest_limit:
        return Answer(b"<p>There has been a critical error on this website.</p>", 500)
    stories = narrowed(site, kind, request.query)
    embed = embedded(request)
    return paged(request, path, len(stories), lambda a, b: [post(site, s, embed) for s in stories[a:b]])


def embedded(request: Request) -> set[str]:
    """Return the links that ``_embed`` asks for: all of them (``*``), or those it names."""
    asked = request.query.get("_embed")
    if asked is None:
        return set()
    return {"*"} if asked in ("", "1", "true") else {name.strip() for name in asked.split(",")}


def one_or_all(site: Newspaper, path: str, request: Request) -> Answer | None:
    """Return what ``/wp/v2`` has at a path: a list, or one record (``/ID``); None: nothing."""
    collection, _, id = path.strip("/").partition("/")
    kind = "post" if collection == "posts" else collection
    if kind in {story.kind for story in site.stories} | {"post"}:
        if not id:
            return list_posts(site, kind, path, request)
        found = next((post(site, s, embedded(request)) for s in site.stories if str(s.id) == id), None)
    elif collection == "media":
        found = next((picture(s) for s in site.stories if s.picture and str(picture(s)["id"]) == id), None)
    else:
        records = other_records(site, collection)
        if records is None:
            return None
        if not id:
            slugs = request.query.get("slug")
            chosen = [record for record in records if not slugs or record["slug"] in slugs.split(",")]
            return paged(request, path, len(chosen), lambda a, b: chosen[a:b])
        found = next((record for record in records if str(record["id"]) == id), None)
    if found is None:
        return error("rest_post_invalid_id", "ID pos tidak valid.", 404)
    return json_answer(pick(found, request.query.get("_fields", "")))


def other_records(site: Newspaper, collection: str) -> list[dict[str, Any]] | None:
    """Return the records of a collection that is not a post type of articles; None: there is none."""
    for taxonomy, name in TAXONOMIES.items():
        if collection == name:
            return [term(site, taxonomy, value) for value in site.terms(taxonomy)]
    if collection == "users":
        return [author(site, name) for name in site.terms("user")]
    if collection == "pages":
        static = [sheet for sheet in site.sheets if sheet.static]
        return [page(sheet, 5 + index) for index, sheet in enumerate(static)]
    return None


def index(site: Newspaper) -> Answer:
    """Return the root: what the site is and which routes it has."""
    kinds = {"posts", "pages", "media", "types", "categories", "tags", "users"}
    kinds |= {story.kind for story in site.stories} - {"post"}
    routes = {f"/wp/v2/{name}": {"namespace": "wp/v2", "methods": ["GET"]} for name in sorted(kinds)}
    about = {
        "name": "Telegraf", "description": "Berita hari ini, terkini dan terpercaya", "url": HOST,
        "home": HOST, "gmt_offset": "7", "timezone_string": "Asia/Jakarta",
        "namespaces": ["oembed/1.0", "wp/v2"], "authentication": [], "routes": routes,
    }  # fmt: skip
    return json_answer(about)


def refusal(site: Newspaper) -> Answer | None:
    """Return the response of a site that has closed its REST API; None: it has not."""
    match site.options.rest:
        case int(status):
            return error("rest_forbidden", "Maaf, Anda tidak diizinkan melakukan hal itu.", status)
        case "hidden":
            return error("rest_no_route", "Tidak ada rute yang cocok dengan URL dan metode permintaan.", 404)
        case "html":
            return Answer(b"<!DOCTYPE html><html><body><p>Halaman ini tidak tersedia.</p></body></html>")
        case "invalid":
            return Answer(b'[{"id": 12, "title": {"rendered": "Terpot', 200, "application/json")
    return None


def answer_rest(site: Newspaper, request: Request) -> Answer | None:
    """Respond to a request below the REST root, also by ``?rest_route=``; None: it is not below it."""
    route = request.query.get("rest_route")
    if route is None or request.path != "/":
        root = site.options.rest_root
        if root.startswith("/?") or not f"{request.path}/".startswith(root):
            return None
        route = "/" + request.path.removeprefix(root.rstrip("/")).strip("/")
    if refused := refusal(site):
        return refused
    query = {name: value for name, value in request.query.items() if name != "rest_route"}
    request = Request(route, query, request.headers)
    try:
        if route == "/":
            return index(site)
        if route == "/wp/v2/types":
            return json_answer(types(site))
        path = route.removeprefix("/wp/v2/")
        found = one_or_all(site, f"/{path}", request) if path != route else None
    except BadRequest as bad:
        return error(bad.code, str(bad), 400)
    return found or error("rest_no_route", "Tidak ada rute yang cocok dengan URL dan metode permintaan.", 404)
