"""REST records: an article, a section, an author, a picture as ``/wp/v2`` prints them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from tests.newsroom.answer import HOST
from tests.newsroom.newspaper import Newspaper
from tests.newsroom.story import Sheet, Story, slugify

ROOT = f"{HOST}/wp-json/wp/v2"
TAXONOMIES = {"category": "categories", "post_tag": "tags"}
PICTURES = 50_000
"""The id of an article's picture is the article's id plus this."""


def local(when: datetime) -> str:
    """Print an instant as the site's local time, without offset."""
    return when.strftime("%Y-%m-%dT%H:%M:%S")


def gmt(when: datetime) -> str:
    """Print an instant in UTC, without offset."""
    return local(when.astimezone(UTC))


def rendered(text: str) -> dict[str, str]:
    """Return a text as records have it in their fields."""
    return {"rendered": text}


def term(site: Newspaper, taxonomy: str, name: str) -> dict[str, Any]:
    """Return the record of a section or a tag."""
    path = {"category": "category", "post_tag": "tag"}[taxonomy]
    id = site.term_id(taxonomy, name)
    return {
        "id": id, "link": f"{HOST}/{path}/{slugify(name)}/", "name": escape(name, quote=False),
        "slug": slugify(name), "taxonomy": taxonomy,
        "_links": {"self": [{"href": f"{ROOT}/{TAXONOMIES[taxonomy]}/{id}"}]},
    }  # fmt: skip


def author(site: Newspaper, name: str) -> dict[str, Any]:
    """Return the record of an author."""
    id = site.term_id("user", name)
    return {
        "id": id, "name": name, "url": "", "description": "", "link": f"{HOST}/author/{slugify(name)}/",
        "slug": slugify(name), "_links": {"self": [{"href": f"{ROOT}/users/{id}"}]},
    }  # fmt: skip


def picture(story: Story) -> dict[str, Any]:
    """Return the record of an article's featured picture."""
    assert story.picture
    caption = f"<p>{escape(story.picture.caption, quote=False)}</p>\n" if story.picture.caption else ""
    return {
        "id": story.id + PICTURES, "date": local(story.published), "slug": f"{story.slug}-foto",
        "type": "attachment", "link": f"{story.url}foto/", "title": rendered("Foto"), "author": 1,
        "caption": rendered(caption), "alt_text": "", "media_type": "image", "mime_type": "image/jpeg",
        "media_details": {"width": 1, "height": 1, "sizes": {}}, "source_url": story.picture.url,
    }  # fmt: skip


def post(site: Newspaper, story: Story, embed: set[str]) -> dict[str, Any]:
    """Return the record of an article, with what ``_embed`` asks for."""
    base = "posts" if story.kind == "post" else story.kind
    media = story.id + PICTURES if story.picture else 0
    links: dict[str, Any] = {
        "self": [{"href": f"{ROOT}/{base}/{story.id}"}],
        "collection": [{"href": f"{ROOT}/{base}"}],
        "author": [{"embeddable": True, "href": f"{ROOT}/users/{site.term_id('user', story.author)}"}],
        "wp:term": [
            {"taxonomy": name, "embeddable": True, "href": f"{ROOT}/{rest}?post={story.id}"}
            for name, rest in TAXONOMIES.items()
        ],
    }
    embedded: dict[str, Any] = {
        "author": [author(site, story.author)],
        "wp:term": [
            [term(site, "category", story.section)],
            [term(site, "post_tag", tag) for tag in story.tags],
        ],
    }
    if story.picture:
        links["wp:featuredmedia"] = [{"embeddable": True, "href": f"{ROOT}/media/{media}"}]
        embedded["wp:featuredmedia"] = [picture(story)]
    record: dict[str, Any] = {
        "id": story.id, "date": local(story.published), "date_gmt": gmt(story.published),
        "guid": rendered(f"{HOST}/?p={story.id}"), "modified": local(story.modified),
        "modified_gmt": gmt(story.modified), "slug": story.slug, "status": "publish", "type": story.kind,
        "link": story.url, "title": rendered(escape(story.headline, quote=False)),
        "content": {"rendered": f"{story.content}\n", "protected": False},
        "excerpt": {"rendered": f"<p>{story.excerpt}</p>\n", "protected": False},
        "author": site.term_id("user", story.author), "featured_media": media, "comment_status": "open",
        "ping_status": "open", "sticky": False, "template": "", "format": "standard", "meta": [],
        "categories": [site.term_id("category", story.section)],
        "tags": [site.term_id("post_tag", tag) for tag in story.tags], "_links": links,
    }  # fmt: skip
    shown = {name: value for name, value in embedded.items() if "*" in embed or name in embed}
    return record | ({"_embedded": shown} if shown else {})


def page(sheet: Sheet, number: int) -> dict[str, Any]:
    """Return the record of a static page."""
    return {
        "id": number, "date": "2015-01-02T09:00:00", "date_gmt": "2015-01-02T02:00:00",
        "modified": "2015-01-02T09:00:00", "modified_gmt": "2015-01-02T02:00:00", "type": "page",
        "slug": sheet.path.strip("/"), "status": "publish", "link": HOST + sheet.path,
        "title": rendered(sheet.path.strip("/").replace("-", " ").title()), "content": rendered(""),
    }  # fmt: skip


def pick(record: Mapping[str, Any], fields: str) -> dict[str, Any]:
    """Return the parts of a record that ``_fields`` names, ``title.rendered`` and the like included."""
    found: dict[str, Any] = {}
    for name in filter(None, (part.strip() for part in fields.split(","))):
        head, _, rest = name.partition(".")
        if head in record:
            value = record[head]
            found[head] = pick(value, rest) if rest and isinstance(value, dict) else value
    return found or dict(record)


def types(site: Newspaper) -> dict[str, Any]:
    """Return the post types: core's, and those of the newspaper's articles."""

    def kind(slug: str, name: str, base: str, taxonomies: list[str], archive: bool = False) -> dict[str, Any]:
        return {
            "description": "", "hierarchical": slug == "page", "has_archive": archive, "name": name,
            "slug": slug, "taxonomies": taxonomies, "rest_base": base, "rest_namespace": "wp/v2",
            "_links": {"wp:items": [{"href": f"{ROOT}/{base}"}]},
        }  # fmt: skip

    found = {
        "post": kind("post", "Pos", "posts", ["category", "post_tag"]),
        "page": kind("page", "Laman", "pages", []),
        "attachment": kind("attachment", "Media", "media", []),
        "nav_menu_item": kind("nav_menu_item", "Item Menu Navigasi", "menu-items", ["nav_menu"]),
        "wp_block": kind("wp_block", "Blok dipakai ulang", "blocks", []),
        "wp_template": kind("wp_template", "Templat", "templates", []),
        "wp_template_part": kind("wp_template_part", "Bagian Templat", "template-parts", []),
        "wp_navigation": kind("wp_navigation", "Menu Navigasi", "navigation", []),
    }
    for name in sorted({story.kind for story in site.stories} - {"post"}):
        found[name] = kind(name, name.title(), name, ["category", "post_tag"], archive=True)
    return found
