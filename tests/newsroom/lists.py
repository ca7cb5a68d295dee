"""Front page, sections, tags, authors, months, search; articles and everything else that has a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tests.newsroom.answer import HOST, HTML, Answer, Request, conditional, page_number, redirect
from tests.newsroom.newspaper import Newspaper
from tests.newsroom.pages import Listing, frame, list_page
from tests.newsroom.story import Story, slugify

PICTURE = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b"
)
"""A GIF of one white pixel."""


NAMES: dict[str, Callable[[Story], tuple[str, ...]]] = {
    "category": lambda story: (story.section,),
    "tag": lambda story: story.tags,
    "author": lambda story: (story.author,),
}
"""First part of a list's path -> function that returns the names under which it lists an article."""


def chosen(site: Newspaper, path: str, words: str = "") -> Listing | None:
    """Return the list at this path, or the search results for these words; None: there is none."""
    stories = site.stories
    if path == "/" and words:
        found = [story for story in stories if words.lower() in story.headline.lower()]
        return Listing(f"Hasil pencarian: {words}", "search search-results", path, found)
    if path == "/":
        return Listing("Telegraf", "home blog", path, stories)
    if date := re.fullmatch(r"/(\d{4})/(?:(\d{2})/)?(?:(\d{2})/)?", path):
        day = "-".join(filter(None, date.groups()))
        found = [story for story in stories if story.published.isoformat().startswith(day)]
        return Listing(f"Arsip {day}", "archive date", path, found)
    if not (term := re.fullmatch(r"/(category|tag|author)/([\w-]+)/", path)):
        return None
    kind, slug = term.groups()
    names = NAMES[kind]
    found = [story for story in stories if slug in map(slugify, names(story))]
    title = next((name for story in found for name in names(story) if slugify(name) == slug), slug)
    return Listing(title, f"archive {kind} {kind}-{slug}", path, found)


def answer_list(site: Newspaper, request: Request) -> Answer | None:
    """Return a page of a list of articles; None: the path is not a list's, or is beyond the last page."""
    paged = re.fullmatch(r"(/.*?)page/(\d+)/", request.path)
    path, page = (paged[1], int(paged[2])) if paged else (request.path, page_number(request))
    listing = chosen(site, path, request.query.get("s", ""))
    if not listing:
        return None
    size = site.options.per_page
    pages = -(-len(listing.stories) // size)
    empty_front = path == "/" and not listing.stories and page == 1
    if not 1 <= page <= pages and not empty_front:
        return None
    shown = listing._replace(stories=listing.stories[(page - 1) * size : page * size])
    return Answer(list_page(shown, page, max(pages, 1), site.popular).encode())


def answer_story(site: Newspaper, path: str) -> Answer | None:
    """Return an article's page, with WordPress' Link headers to its record; None: there is none."""
    found = re.fullmatch(r"/(?:video/)?([\w-]+)/(?:(\d+)/)?", path)
    if not found:
        return None
    if (new := site.moved_to(found[1])) and (moved := site.story(new)):
        return redirect(moved.url)
    story, page = site.story(found[1]), int(found[2] or 1)
    if not story or not 1 <= page <= len(story.pages):
        return None
    kind = "posts" if story.kind == "post" else story.kind
    record = f"{HOST}/wp-json/wp/v2/{kind}/{story.id}"
    headers = (
        ("Link", f'<{record}>; rel="alternate"; title="JSON"; type="application/json"'),
        ("Link", f"<{HOST}/?p={story.id}>; rel=shortlink"),
    )
    return Answer(site.as_printed(story.pages[page - 1]), 200, f"text/html; charset={story.charset}", headers)


def answer_page(site: Newspaper, request: Request) -> Answer | None:
    """Return anything that has a page or is a picture; None: there is no such path."""
    path = request.path
    if path.startswith("/wp-content/"):
        picture = Answer(PICTURE, 200, "image/gif")
        return conditional(picture, datetime(2016, 1, 1, tzinfo=UTC), request)
    found = answer_list(site, request) or answer_story(site, path)
    if found:
        return found
    sheet = next((sheet for sheet in site.sheets if sheet.path == path), None)
    if sheet:
        return Answer(sheet.body, 200, HTML)
    if not path.endswith("/") and answer_page(site, Request(f"{path}/", {}, {})):
        return redirect(f"{HOST}{path}/")
    return None


def not_found(site: Newspaper) -> Answer:
    """Return the 404 page."""
    main = (
        '<main id="main" class="site-main"><section class="error-404 not-found">'
        '<h1 class="page-title">Halaman tidak ditemukan</h1>'
        "<p>Maaf, halaman yang Anda cari tidak ada. Silakan coba pencarian.</p></section></main>"
    )
    html = frame("Halaman tidak ditemukan - Telegraf", "error404", main, site.popular)
    return Answer(html.encode(), 200 if site.options.soft_404 else 404)
