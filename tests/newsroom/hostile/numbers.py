"""Numbers, dates and other values of another kind than they should be: an unusable record is left out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.newsroom.hostile.case import ANY, Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import RSS, TEXT, http, status
from tests.newsroom.hostile.rest import bait, rest
from tests.newsroom.hostile.spoiling import page
from tests.newsroom.hostile.wire import Reply

API = ("discover=api",)
MANY_DIGITS = "9" * 5000

TOTALS = {
    "superscript": ("\xb2", "`²`"),
    "5000-digits": (MANY_DIGITS, "a number of 5,000 digits"),
    "negative": ("-1", "`-1`"),
    "word": ("banyak", "a word"),
    "less-than-there-are": ("1", "`1`"),
}
"""Name -> what the header says, and that in words."""

RECORDS: dict[str, tuple[dict[str, object], str]] = {
    "id-text": ({"id": "99"}, "an id that is a text"),
    "id-list": ({"id": [99]}, "an id that is a list"),
    "id-missing": ({"id": ...}, "no id"),
    "id-huge": ({"id": int("9" * 400)}, "an id of 400 digits"),
    "date-number": ({"date": 20180630}, "a date that is a number"),
    "date-garbage": ({"date": "kemarin"}, "a date that is a word"),
    "date-gmt-9999": ({"date_gmt": "9999-12-31T23:59:59"}, "the year 9999 in `date_gmt`"),
    "date-gmt-garbage": ({"date_gmt": "kemarin"}, "a `date_gmt` that is a word"),
    "date-year-0": ({"date": "0000-00-00T00:00:00", "date_gmt": "0000-00-00T00:00:00"}, "zeros for dates"),
    "link-list": ({"link": ["/"]}, "a link that is a list"),
    "title-null": ({"title": None}, "null for a title"),
    "content-number": ({"content": 5}, "a number for its content"),
    "embedded-garbage": ({"_embedded": {"author": 1, "wp:term": [None, [1]]}}, "garbage embedded"),
}
"""Name -> what is changed in a record, and that in words."""


def cases() -> Iterator[Case]:
    """Yield the cases."""
    for name, (value, said) in TOTALS.items():
        yield Case(
            name=f"total-{name}",
            does=f"says {said} for the number of its articles and of its pages (REST)",
            spoil=partial(rest, total=value, pages=value),
            options=API,
        )
    for name, (changes, said) in RECORDS.items():
        yield Case(
            name=f"record-{name}",
            does=f"has a record with {said} (REST)",
            spoil=bait(**changes),
            may_keep=(BAIT,),
            reasons=(ANY,),
            options=API,
        )
    yield Case(
        name="record-null",
        does="has null, a number and a list among its records (REST)",
        spoil=partial(rest, more=[None, 7, []]),
        reasons=(ANY,),
        options=API,
    )
    post = {"rest_base": "posts", "taxonomies": ["category"]}
    types: dict[str, tuple[object, str]] = {
        "taxonomies-of-objects": (
            {"post": post, "video": {"rest_base": "video", "taxonomies": [{}]}},
            "objects",
        ),
        "base-number": (
            {"post": post, "video": {"rest_base": 5, "has_archive": True}},
            "a number for a route",
        ),
        "null": ({"post": post, "video": None}, "null"),
    }
    for name, (listed, said) in types.items():
        yield Case(
            name=f"types-{name}",
            does=f"has {said} in its types of posts (REST)",
            spoil=partial(rest, types=listed),
            options=API,
        )
    yield from _elsewhere()


def _elsewhere() -> Iterator[Case]:
    feed = '<link rel="alternate" type="application/rss+xml" href="/feed/?paged=%C2%B2">'
    generator = "<generator>https://wordpress.org/?v=6.5</generator>"
    yield Case(
        name="feed-paged-superscript",
        does="names the page `²` of its feed, made by WordPress",
        spoil=lambda paper: {
            "/": http(paper.front(head=feed)),
            "/feed/": http(paper.feed(head=generator), content_type=RSS),
        },
        options=("discover=feed",),
    )
    yield Case(
        name="front-paged-superscript",
        does="links the page `²` of its front page",
        spoil=lambda paper: {"/": http(paper.front(below='<a class="next" href="/?paged=%C2%B2">Lama</a>'))},
        options=("discover=archive",),
    )
    yield Case(
        name="retry-after-superscript",
        does="responds to an article with 503 and `Retry-After: ²`",
        spoil=page(lambda paper: status("503 Service Unavailable", "Retry-After: \xb2")),
        reasons=("http_503",),
        left=1,
    )
    for name, value in {"nan": "nan", "word": "sebentar", "negative": "-5"}.items():
        yield Case(
            name=f"crawl-delay-{name}",
            does=f"says `Crawl-delay: {value}` in robots.txt",
            spoil=partial(_robots, f"Crawl-delay: {value}"),
        )
    yield Case(
        name="status-999",
        does="responds to an article with status 999",
        spoil=page(lambda paper: status("999 Request denied")),
        reasons=("http_999",),
        left=1,
    )


def _robots(line: str, paper: Paper) -> dict[str, Reply]:
    return {"/robots.txt": http(paper.robots(line), content_type=TEXT)}
