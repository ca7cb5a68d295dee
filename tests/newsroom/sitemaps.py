"""Sitemaps: core's, an SEO plugin's, and broken ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from tests.newsroom.answer import GZIP, HOST, XML, Answer, Request, conditional
from tests.newsroom.newspaper import Newspaper
from tests.newsroom.story import Story, slugify

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
OTHERS = ("page", "category", "post_tag", "author")
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Entry = tuple[str, datetime | None]
"""A URL, and when it was last changed."""


def document(root: str, entries: Iterable[Entry]) -> bytes:
    """Return a ``sitemapindex`` or a ``urlset``."""
    child = {"sitemapindex": "sitemap", "urlset": "url"}[root]
    lines = ""
    for url, when in entries:
        lastmod = f"<lastmod>{when.isoformat()}</lastmod>" if when else ""
        lines += f"<{child}><loc>{escape(url)}</loc>{lastmod}</{child}>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SCHEMA}">\n{lines}</{root}>\n'.encode()


def news(stories: Iterable[Story]) -> bytes:
    """Return a Google News sitemap."""
    lines = "".join(
        f"<url><loc>{story.url}</loc><news:news><news:publication><news:name>Telegraf</news:name>"
        f"<news:language>id</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>\n"
        for story in stories
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SCHEMA}" xmlns:news="{NEWS}">'
    return f"{head}\n{lines}</urlset>\n".encode()


def articles(site: Newspaper, kind: str, page: int) -> list[Story]:
    """Return the articles of one sitemap of a post type, the oldest first, as WordPress orders them by id."""
    stories = sorted((story for story in site.stories if story.kind == kind), key=lambda story: story.id)
    size = site.options.sitemap_size
    return stories[(page - 1) * size : page * size]


def sizes(site: Newspaper) -> list[tuple[str, int]]:
    """Return post type and number of each sitemap of articles."""
    kinds = sorted({story.kind for story in site.stories})
    size = site.options.sitemap_size
    counts = {kind: sum(story.kind == kind for story in site.stories) for kind in kinds}
    return [(kind, page) for kind in kinds for page in range(1, -(-counts[kind] // size) + 1)]


def changed(stories: Iterable[Story]) -> datetime | None:
    """Return when any of the articles was last changed."""
    return max((story.modified for story in stories), default=None)


def other(site: Newspaper, name: str) -> list[Entry]:
    """Return the URLs of static pages, sections, tags and authors."""
    kinds = {"category": "category", "post_tag": "tag", "author": "author"}
    if name == "page":
        return [(HOST + sheet.path, None) for sheet in site.sheets if sheet.static]
    taxonomy = "user" if name == "author" else name
    return [(f"{HOST}/{kinds[name]}/{slugify(term)}/", None) for term in site.terms(taxonomy)]


def refused(site: Newspaper) -> list[Entry]:
    """Return the URLs that look like those of articles but are not articles."""
    if not site.options.refused_listed:
        return []
    return [
        (HOST + sheet.path, None)
        for sheet in site.sheets
        if not sheet.static and re.fullmatch(r"/[\w-]+/", sheet.path)
    ]


def core(site: Newspaper, path: str) -> bytes | None:
    """Return one of core's sitemaps; None: there is none at this path."""
    lastmod = site.options.lastmod
    if path == "/wp-sitemap.xml":
        entries: list[Entry] = [
            (
                f"{HOST}/wp-sitemap-posts-{kind}-{page}.xml",
                changed(articles(site, kind, page)) if lastmod else None,
            )
            for kind, page in sizes(site)
        ]
        names = ("posts-page", "taxonomies-category", "taxonomies-post_tag", "users")
        entries += [(f"{HOST}/wp-sitemap-{name}-1.xml", None) for name in names]
        return document("sitemapindex", entries)
    if found := re.fullmatch(r"/wp-sitemap-posts-(?!page)(\w+)-(\d+)\.xml", path):
        stories = articles(site, found[1], int(found[2]))
        front: list[Entry] = [(f"{HOST}/", None)] if found[1] == "post" and found[2] == "1" else []
        entries = [(story.url, story.modified if lastmod else None) for story in stories]
        return document("urlset", front + entries + (refused(site) if front else [])) if stories else None
    others = r"/wp-sitemap-(?:posts-(page)|taxonomies-(category|post_tag)|(users))-1\.xml"
    if found := re.fullmatch(others, path):
        return document("urlset", other(site, found[1] or found[2] or "author"))
    return None


def plugin(site: Newspaper, path: str) -> bytes | None:
    """Return one of an SEO plugin's sitemaps: all with ``lastmod``."""
    end = ".xml.gz" if site.options.gzip else ".xml"
    if path == f"/sitemap_index{end}":
        entries: list[Entry] = [
            (f"{HOST}/{kind}-sitemap{page if page > 1 else ''}{end}", changed(articles(site, kind, page)))
            for kind, page in sizes(site)
        ]
        entries += [(f"{HOST}/{name}-sitemap{end}", None) for name in OTHERS]
        entries += [(f"{HOST}/news-sitemap{end}", changed(site.stories))] if site.options.news else []
        return document("sitemapindex", entries)
    found = re.fullmatch(rf"/(\w+)-sitemap(\d*){re.escape(end)}", path)
    if not found:
        return None
    if found[1] in OTHERS:
        return document("urlset", other(site, found[1]))
    if found[1] == "news" and site.options.news:
        since = site.stories[0].published - timedelta(days=2)
        return news(story for story in site.stories if story.published > since)
    stories = articles(site, found[1], int(found[2] or 1))
    return document("urlset", [(story.url, story.modified) for story in stories]) if stories else None


def index_path(site: Newspaper) -> str:
    """Return the path of the index that robots.txt names."""
    if site.options.sitemap == "plugin":
        return "/sitemap_index.xml.gz" if site.options.gzip else "/sitemap_index.xml"
    return "/wp-sitemap.xml"


def broken(site: Newspaper, path: str) -> Answer | None:
    """Return the response of a site with a broken sitemap for its index."""
    if path != index_path(site):
        return None
    whole = core(site, "/wp-sitemap.xml") or b""
    bodies = {
        "html": b"<!DOCTYPE html><html><body><h1>Sitemap</h1><p>Pemeliharaan situs.</p></body></html>",
        "empty": b"",
        "cut": whole[: len(whole) // 3],
        "loop": document("sitemapindex", [(f"{HOST}/wp-sitemap.xml", None)]),
    }
    body = bodies.get(site.options.sitemap)
    return None if body is None else Answer(body, 200, "text/html" if site.options.sitemap == "html" else XML)


def answer_sitemap(site: Newspaper, request: Request) -> Answer | None:
    """Return a sitemap; None: the path is not a sitemap's."""
    kind = site.options.sitemap
    if kind not in ("core", "plugin"):
        return broken(site, request.path)
    body = core(site, request.path) if kind == "core" else plugin(site, request.path)
    if body is None:
        return None
    answer = Answer(body, 200, XML)
    if kind == "core":
        return answer
    answer = conditional(answer, changed(site.stories) or EPOCH, request)
    return replace(answer, content_type=GZIP) if site.options.gzip and answer.status == 200 else answer


def answer_robots(site: Newspaper) -> Answer:
    """Return robots.txt."""
    lines = ["User-agent: *", "Disallow: /wp-admin/", "Allow: /wp-admin/admin-ajax.php"]
    if site.options.robots:
        lines += site.options.robots.splitlines()
    if site.options.robots_sitemap and site.options.sitemap != "none":
        lines += ["", f"Sitemap: {HOST}{index_path(site)}"]
    return Answer("\n".join([*lines, ""]).encode(), 200, "text/plain; charset=utf-8")
