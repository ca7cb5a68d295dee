"""Listings that never end: a crawl ends by itself, with all articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from tests.newsroom.hostile.case import Case
from tests.newsroom.hostile.paper import BAIT, GOOD, Paper, Story
from tests.newsroom.hostile.replies import RSS, XML, http
from tests.newsroom.hostile.rest import rest
from tests.newsroom.hostile.spoiling import front, page
from tests.newsroom.hostile.wire import Asked, Reply

API = ("discover=api",)
SITEMAP = ("discover=sitemap",)
FEED = ("discover=feed",)
ARCHIVE = ("discover=archive",)

DEAF = frozenset({"page", "offset", "before", "after"})
SECOND = "2018-06-30T10:00:00"

IMPORTED = tuple(
    Story(
        f"kabar-impor-nomor-{number}",
        f"Kabar Impor Nomor {number}",
        (
            f"Arsip lama nomor {number} dipindahkan dari mesin ketik ke pangkalan data pada suatu malam.",
            f"Pengelola arsip memeriksa lembar ke-{number} sekali lagi sebelum lampu dimatikan.",
        ),
        SECOND,
    )
    for number in range(1, 121)
)
"""More articles than a page of REST holds, all of one second, as an import leaves them."""


def cases() -> Iterator[Case]:
    """Yield the cases."""
    yield from _rest()
    yield from _archives()
    yield from _feeds()
    yield from _sitemaps()
    yield Case(
        name="article-pages",
        does="links a next page on each page of an article, all with the same text",
        spoil=_pages_of_an_article,
        stories=(*GOOD, BAIT),
    )


def _rest() -> Iterator[Case]:
    yield Case(
        name="rest-deaf",
        does="ignores `page` and `before` (REST), and says no totals",
        spoil=partial(rest, total=None, pages=None, ignores=DEAF),
        options=API,
    )
    yield Case(
        name="rest-deaf-one-second",
        does="ignores `page` and `before` (REST), says no totals, and dates all posts to one second",
        spoil=partial(rest, total=None, pages=None, ignores=DEAF),
        stories=tuple(replace(each, at=SECOND) for each in GOOD),
        options=API,
    )
    yield Case(
        name="rest-deaf-many-pages",
        does="ignores `page` and `before` (REST), and says that it has 1,000,000 pages",
        spoil=partial(rest, total=100_000_000, pages=1_000_000, ignores=DEAF),
        stories=tuple(replace(each, at=SECOND) for each in GOOD),
        options=API,
    )
    for name, total in {"": "honest", "-without-totals": None}.items():
        yield Case(
            name=f"rest-one-second{name}",
            does=f"has 120 posts of one second (REST){', and says no totals' if total is None else ''}",
            spoil=partial(rest, total=total, pages=total),
            stories=IMPORTED,
            options=API,
        )


def _archives() -> Iterator[Case]:
    yield Case(
        name="archive-path",
        does="repeats its front page at `/page/N/` for each N, with a link to the next one",
        spoil=lambda paper: {
            "/": _numbered(paper, "/page/{}/"),
            "/page/*": _numbered(paper, "/page/{}/"),
        },
        options=ARCHIVE,
    )
    yield Case(
        name="archive-query",
        does="repeats its front page at `?page=N` for each N, with a link to the next one",
        spoil=lambda paper: {"/": _numbered(paper, "/?page={}")},
        options=ARCHIVE,
    )
    yield Case(
        name="archive-empty-pages",
        does="has a page without articles at `/page/N/` for each N, with a link to the next one",
        spoil=lambda paper: {
            "/": _numbered(paper, "/page/{}/"),
            "/page/*": _numbered(replace(paper, stories=()), "/page/{}/"),
        },
        options=ARCHIVE,
    )
    yield Case(
        name="archive-calendar",
        does="links from each month to the one before it, back to the year 1",
        spoil=lambda paper: {
            **front("", '<nav><a rel="prev" class="next" href="/2018/06/">Juni 2018</a></nav>')(paper),
            "/2*": partial(_month, paper),
            "/1*": partial(_month, paper),
        },
        options=ARCHIVE,
    )
    cursors = {
        "cursor": ("a further cursor", lambda number: number + 1),
        "circle": ("cursors that go round in a circle", lambda number: number % 3 + 1),
    }
    for name, (what, following) in cursors.items():
        yield Case(
            name=f"archive-{name}",
            does=f"names {what} as the next page of each page, all with the same articles but the first",
            spoil=partial(_cursors, following),
            options=ARCHIVE,
        )
    yield Case(
        name="archive-days",
        does="calls each day the next one of the day after it, without end, with the same articles",
        spoil=_days,
        options=ARCHIVE,
    )
    yield Case(
        name="archive-sections",
        does="links a new section in the menu of each section, without end",
        spoil=lambda paper: {"/": partial(_section, paper), "/category/*": partial(_section, paper)},
        options=ARCHIVE,
    )


def _feeds() -> Iterator[Case]:
    nexts = {
        "itself": ("itself", lambda number: 1),
        "circle": ("pages that go round in a circle", lambda number: number % 3 + 1),
        "endless": ("a further page on each page, all with the same items", lambda number: number + 1),
    }
    for name, (what, following) in nexts.items():
        yield Case(
            name=f"feed-{name}",
            does=f"names {what} as the next page of its feed",
            spoil=partial(_linked, following),
            options=FEED,
        )
    generator = "<generator>https://wordpress.org/?v=6.5</generator>"
    yield Case(
        name="feed-paged",
        does="has a feed of WordPress that is the same at each `paged`",
        spoil=lambda paper: {"/feed/": http(paper.feed(head=generator), content_type=RSS)},
        options=FEED,
    )


def _sitemaps() -> Iterator[Case]:
    yield Case(
        name="sitemap-itself",
        does="names its index of sitemaps in the index",
        spoil=partial(_indexes, 0),
        options=SITEMAP,
    )
    yield Case(
        name="sitemap-endless",
        does="names a further index in each index of sitemaps",
        spoil=partial(_indexes, 1),
        options=SITEMAP,
    )
    yield Case(
        name="sitemap-tree",
        does="names twenty further indexes in each index of sitemaps",
        spoil=partial(_indexes, 20),
        options=SITEMAP,
    )


def _numbered(paper: Paper, form: str) -> Reply:
    """Return a reply with the articles, and a link to the page after the requested one."""

    def reply(asked: Asked) -> Iterable[bytes]:
        number = asked.query.get("page") or asked.path.strip("/").rpartition("/")[2]
        following = form.format(int(number or 1) + 1)
        return http(paper.front(below=f'<a class="next page-numbers" href="{following}">Lama</a>'))(asked)

    return reply


def _month(paper: Paper, asked: Asked) -> Iterable[bytes]:
    year, month = map(int, asked.path.strip("/").split("/")[:2])
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    link = f'<nav><a rel="prev" class="next" href="/{year:04}/{month:02}/">{month} {year}</a></nav>'
    return http(paper.front(below=link))(asked)


def _cursors(following: Callable[[int], int], paper: Paper) -> Mapping[str, Reply]:
    """Return a front page with half of the articles, and further pages with the others."""

    def reply(asked: Asked) -> Iterable[bytes]:
        number = int(asked.query.get("sesudah", "0"))
        stories = paper.stories[2:] if number else paper.stories[:2]
        link = f'<a rel="next" href="/?sesudah={following(number)}">Lama</a>'
        return http(replace(paper, stories=stories).front(below=link))(asked)

    return {"/": reply}


def _days(paper: Paper) -> Mapping[str, Reply]:
    def reply(asked: Asked) -> Iterable[bytes]:
        day = date.fromisoformat(asked.query.get("tanggal", "2018-06-30"))
        links = (
            f'<a rel="{relation}" href="/?tanggal={day + timedelta(days=days)}">Hari</a>'
            for relation, days in (("prev", 1), ("next", -1))
        )
        return http(paper.front(below="".join(links)))(asked)

    return {"/": reply}


def _section(paper: Paper, asked: Asked) -> Iterable[bytes]:
    number = int(asked.path.strip("/").rpartition("-")[2] or 0)
    menu = "".join(
        f'<nav><a rel="category" href="/category/rubrik-{each}/">Rubrik {each}</a></nav>'
        for each in (number + 1, number + 2)
    )
    return http(paper.front(below=menu))(asked)


def _linked(following: object, paper: Paper) -> Mapping[str, Reply]:
    assert callable(following)

    def reply(asked: Asked) -> Iterable[bytes]:
        number = following(int(asked.query.get("hal", "1")))
        link = f'<atom:link rel="next" href="{paper.url}/feed/?hal={number}"/>'
        return http(paper.feed(head=link), content_type=RSS)(asked)

    return {"/feed/": reply}


def _indexes(wide: int, paper: Paper) -> Mapping[str, Reply]:
    """Return indexes that name so many further ones each; 0: that name themselves."""

    def reply(asked: Asked) -> Iterable[bytes]:
        name = asked.path.removesuffix(".xml")
        further = [f"{paper.url}{name}-{each}.xml" for each in range(wide)] or [f"{paper.url}/sitemap.xml"]
        return http(paper.index(*further), content_type=XML)(asked)

    return {
        "/sitemap*": reply,
        "/sitemap.xml": reply,
        "/artikel-sitemap.xml": http(paper.sitemap(), content_type=XML),
    }


def _pages_of_an_article(paper: Paper) -> Mapping[str, Reply]:
    own = replace(paper, stories=GOOD)

    def reply(asked: Asked) -> Iterable[bytes]:
        number = int(asked.path.removeprefix(f"/{BAIT.slug}/").strip("/") or 1) + 1
        link = f'<p class="page-links"><a href="/{BAIT.slug}/{number}/">{number}</a></p>'
        return http(own.article(BAIT, text=BAIT.html + link))(asked)

    return {**page(lambda _: reply)(own), f"/{BAIT.slug}/*": reply}
