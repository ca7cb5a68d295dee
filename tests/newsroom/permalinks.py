"""URLs without permalinks: ``/?p=12`` for ``/SLUG/``, ``/?cat=3&paged=2`` for a section's page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Change = Callable[[str], str | None]
"""Path -> what is printed in its place; None: the path itself."""

PATH = re.compile(
    r"^(?:/category/(?P<cat>[\w-]+))?(?:/tag/(?P<tag>[\w-]+))?(?:/author/(?P<author>[\w-]+))?"
    r"(?:/(?P<feed>feed)(?:/(?P<format>atom))?)?(?:/page/(?P<paged>\d+))?/$"
)
SITEMAP = re.compile(
    r"^/wp-sitemap(?:-(?P<name>posts|taxonomies|users)(?:-(?P<subtype>\w+))?-(?P<paged>\d+))?\.xml$"
)


def plain(path: str, ids: Mapping[str, int], sections: Mapping[str, int]) -> str | None:
    """Return the plain form of a path, ``/?...``; None: it has none (pictures, static pages)."""
    story = re.match(r"^/(?:video/)?([\w-]+)/(?:(\d+)/)?$", path)
    if story and story[1] in ids:
        return f"/?p={ids[story[1]]}" + (f"&page={story[2]}" if story[2] else "")
    if found := SITEMAP.match(path):
        parts = {
            "sitemap": found["name"] or "index",
            "sitemap-subtype": found["subtype"],
            "paged": found["paged"],
        }
    elif path != "/" and (found := PATH.match(path)):
        feed = found["feed"] and (found["format"] or "rss2")
        parts = {"cat": found["cat"] and str(sections.get(found["cat"], 0)), "tag": found["tag"]}
        parts |= {"author_name": found["author"], "feed": feed, "paged": found["paged"]}
    else:
        return None
    return "/?" + "&".join(f"{name}={value}" for name, value in parts.items() if value)


def pretty(query: Mapping[str, str], slugs: Mapping[int, str], sections: Mapping[int, str]) -> str | None:
    """Return the path that a query of the plain form stands for; None: it is not one, or names nothing."""

    def number(name: str) -> int:
        return int(query[name]) if query.get(name, "").isdigit() else 0

    if "p" in query:
        slug = slugs.get(number("p"))
        page = f"{number('page')}/" if number("page") > 1 else ""
        return slug and f"/{slug}/{page}"
    if "sitemap" in query:
        if query["sitemap"] == "index":
            return "/wp-sitemap.xml"
        subtype = f"-{query['sitemap-subtype']}" if "sitemap-subtype" in query else ""
        return f"/wp-sitemap-{query['sitemap']}{subtype}-{number('paged') or 1}.xml"
    path = f"/category/{sections.get(number('cat'), '-')}" if "cat" in query else ""
    path += f"/tag/{query['tag']}" if "tag" in query else ""
    path += f"/author/{query['author_name']}" if "author_name" in query else ""
    if "feed" in query:
        return path + ("/feed/atom/" if query["feed"] == "atom" else "/feed/")
    if "paged" in query:
        path += f"/page/{number('paged')}"
    return f"{path}/" if path else None


def rewriter(host: str, base: str, change: Change, ampersand: str) -> Callable[[str], str]:
    """Return a function that replaces the host in a text, and the paths after it that ``change`` changes.

    URLs in the text may be plain, JSON-escaped (``http:\\/\\/``) or percent-encoded. ``ampersand`` is how
    the text spells one in a URL.
    """
    escaped, encoded = host.replace("/", r"\/"), host.replace(":", "%3A").replace("/", "%2F")
    address = re.compile(
        rf"{re.escape(host)}((?:/[\w.%-]*)*)(\?)?|{re.escape(escaped)}((?:\\/[\w.%-]*)*)(\?)?|{encoded}"
    )

    def replacement(found: re.Match[str]) -> str:
        straight, question, slashed, slashed_question = found.groups()
        if straight is None and slashed is None:
            return base.replace(":", "%3A").replace("/", "%2F")
        path = straight if slashed is None else slashed.replace(r"\/", "/")
        changed = (change(path) or path).replace("&", ampersand)
        if question or slashed_question:
            changed += ampersand if "?" in changed else "?"
        return base + changed if slashed is None else (base + changed).replace("/", r"\/")

    return lambda text: address.sub(replacement, text)
