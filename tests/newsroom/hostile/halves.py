"""Half answers: what was cut off is never stored short, and is tried again in a later run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from tests.newsroom.hostile.case import ANY, Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import PACKERS, XML, cut, head, http, in_members, packed, raw, unended
from tests.newsroom.hostile.spoiling import body, page, with_bait
from tests.newsroom.hostile.wire import Reply

CUT_OFF = ("cut_off",)
GZIP = "Content-Encoding: gzip"
UNCHANGED = raw(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")


def cases() -> Iterator[Case]:
    """Yield the cases."""
    for coding in PACKERS:
        yield Case(
            name=f"cut-{coding}",
            does=f"sends an article in {coding} that lacks its end",
            spoil=body(partial(packed, coding=coding, share=0.6)),
            reasons=CUT_OFF,
            left=1,
            heals=True,
        )
    yield from _cut_in_transfer()
    yield from _unasked()
    yield Case(
        name="gzip-members",
        does="sends its articles as several gzip members each",
        spoil=lambda paper: {
            f"/{each.slug}/": http(in_members(paper.article(each)), GZIP) for each in paper.stories
        },
    )
    yield Case(
        name="gzip-members-sitemap",
        does="sends its sitemap as a file of several gzip members",
        spoil=lambda paper: {
            "/sitemap.xml": http(in_members(paper.sitemap()), content_type="application/x-gzip")
        },
        options=("discover=sitemap",),
    )


def _cut_in_transfer() -> Iterator[Case]:
    replies = {
        "cut-length": ("half of an article under the length of the whole", body(cut)),
        "cut-chunked": ("half of an article in chunks, without the last one", body(unended)),
        "cut-in-a-chunk": ("an article that ends in the middle of a chunk", body(_in_a_chunk)),
    }
    for name, (what, spoil) in replies.items():
        yield Case(name=name, does=f"sends {what}", spoil=spoil, reasons=CUT_OFF, left=1, heals=True)
    lengths = {"two-lengths": ("10", "20"), "negative-length": ("-1",), "length-of-words": ("banyak",)}
    for name, values in lengths.items():
        fields = [f"Content-Length: {each}" for each in values]
        yield Case(
            name=name,
            does=f"sends an article with the header {' and '.join(f'`{each}`' for each in fields)}",
            spoil=body(partial(_under, fields)),
            may_keep=(BAIT,),
            reasons=(ANY,),
        )


def _under(fields: Sequence[str], html: bytes) -> Reply:
    return raw(head(*fields), html)


def _in_a_chunk(html: bytes) -> Reply:
    return raw(head("Transfer-Encoding: chunked"), f"{len(html):x}\r\n".encode(), html[: len(html) // 2])


def _unasked() -> Iterator[Case]:
    yield Case(
        name="206-article",
        does="sends the first half of an article with status 206, unasked",
        spoil=body(partial(_part, share=0.5)),
        reasons=CUT_OFF,
        left=1,
        heals=True,
    )
    yield Case(
        name="206-sitemap",
        does="sends its sitemap with status 206, unasked",
        spoil=lambda paper: {"/sitemap.xml": _part(paper.sitemap(), 1.0, XML)},
        reasons=CUT_OFF,
        left=1,
    )
    yield Case(
        name="304-article",
        does="says of an article that it is unchanged (304), unasked",
        spoil=page(lambda paper: UNCHANGED),
        reasons=("http_304",),
        left=1,
        heals=True,
    )
    yield Case(
        name="304-sitemap",
        does="says of its sitemap that it is unchanged (304), unasked",
        spoil=lambda paper: {"/sitemap.xml": UNCHANGED},
        reasons=("http_304",),
        left=1,
    )
    yield Case(
        name="304-rest",
        does="says of its REST records that they are unchanged (304), unasked",
        spoil=_unchanged_rest,
        reasons=("http_304",),
        left=1,
    )
    yield Case(
        name="204-article",
        does="responds to an article with status 204, without a body",
        spoil=page(lambda paper: raw(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")),
        reasons=(ANY,),
    )
    yield Case(
        name="sitemap-cut",
        does="sends a sitemap that ends in the middle, after the articles",
        spoil=lambda paper: {"/sitemap.xml": http(with_bait(paper).sitemap()[:-60], content_type=XML)},
        reasons=CUT_OFF,
        left=1,
    )


def _unchanged_rest(paper: Paper) -> dict[str, Reply]:
    link = f'<link rel="https://api.w.org/" href="{paper.url}/wp-json/">'
    return {"/": http(paper.front(head=link)), "/wp-json/*": UNCHANGED}


def _part(whole: bytes, share: float, content_type: str = "text/html; charset=UTF-8") -> Reply:
    """Send a part as RFC 9110, 15.3.7 describes it."""
    part = whole[: int(len(whole) * share)]
    span = f"Content-Range: bytes 0-{len(part) - 1}/{len(whole) * 2}"
    return http(part, span, content_type=content_type, status="206 Partial Content")
