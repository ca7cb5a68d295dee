"""Small things that do great harm: signs in headers, names in addresses, letters of four bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from tests.newsroom.hostile.case import ANY, Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import JSON, XML, http, redirect
from tests.newsroom.hostile.rest import rest
from tests.newsroom.hostile.spoiling import BAIT_PATH, front, page, with_bait
from tests.newsroom.hostile.wire import Reply

SIGNS = "<" * 16_000
ATTRIBUTES = "<br a b c d e f g h i j k l m n o p>"


def cases() -> Iterator[Case]:
    """Yield the cases."""
    yield from _in_headers()
    yield from _in_bodies()
    yield from _in_memory()


def _in_headers() -> Iterator[Case]:
    yield Case(
        name="redirect-user-name",
        does="redirects its sitemap to its URL with a user name and a password in it",
        spoil=_with_user_name,
    )
    yield Case(
        name="link-header-signs",
        does="sends 240,000 signs `<` in the header `Link` of its front page and of an article",
        spoil=_signs,
        may_keep=(BAIT,),
    )
    for name, charset in {"encoded": "charset*=%00''x", "raw": "charset=\0"}.items():
        yield Case(
            name=f"charset-nul-{name}",
            does=f"names an encoding with a NUL in it ({name}) for an article and for the sitemap",
            spoil=partial(_in_a_charset, f"; {charset}"),
            may_keep=(BAIT,),
        )


def _in_bodies() -> Iterator[Case]:
    yield Case(
        name="rest-digits",
        does="has a number of 5,000 digits in a record (REST)",
        spoil=lambda paper: _with(rest(paper), b'"title"', b'"rank": ' + b"9" * 5000 + b', "title"'),
        options=("discover=api",),
    )
    yield Case(
        name="sitemap-bad-addresses",
        does="names 70,000 addresses of scripts in its sitemap",
        spoil=lambda paper: {
            "/sitemap.xml": http(paper.sitemap(*["javascript:x"] * 70_000), content_type=XML)
        },
        reasons=("bad_address",),
    )
    link = '<article><h2 class="entry-title"><a href="/kabar-yang-tidak-ada-{}/">Kabar</a></h2></article>'
    yield Case(
        name="stop-in-60000-headlines",
        does="links 60,000 headlines on its front page, and the user stops the crawl",
        spoil=front("", "".join(map(link.format, range(60_000)))),
        options=("discover=archive",),
        stories=(),
        stop_at="/",
    )


def _in_memory() -> Iterator[Case]:
    for name, inside in {"elements": "{}", "entry": "<url>{}</url>"}.items():
        yield Case(
            name=f"sitemap-{name}-of-nothing",
            does=f"has twelve million empty elements in its sitemap ({name}); it has a feed",
            spoil=partial(_of_nothing, inside),
        )
    yield Case(
        name="page-many-attributes",
        does="has an article with 190,000 tags of 16 attributes each",
        spoil=page(
            lambda paper: http(
                paper.article(BAIT).replace(b"</h1>", b"</h1>" + ATTRIBUTES.encode() * 190_000)
            )
        ),
        reasons=(ANY,),
    )
    yield Case(
        name="front-letters",
        does="has 45 MB of letters of four bytes on its front page",
        spoil=front("", "<p>" + "kata 😀 " * 4_500_000 + "</p>"),
        stories=(),
        status=1,
    )
    yield Case(
        name="rest-letters",
        does="has 45 MB of letters of four bytes among its records (REST); it has a sitemap",
        spoil=_letters,
    )


def _with_user_name(paper: Paper) -> Mapping[str, Reply]:
    good = paper.replies()
    address = paper.url.replace("://", "://nama:sandi@")
    return {"/sitemap.xml": redirect(f"{address}/peta.xml"), "/peta.xml": good["/sitemap.xml"]}


def _signs(paper: Paper) -> Mapping[str, Reply]:
    fields = [f"Link: {SIGNS}"] * 15
    return {
        **with_bait(paper).replies(),
        "/": http(paper.front(), *fields),
        BAIT_PATH: http(paper.article(BAIT), *fields),
    }


def _in_a_charset(parameter: str, paper: Paper) -> Mapping[str, Reply]:
    paper = with_bait(paper)
    return {
        **paper.replies(),
        "/sitemap.xml": http(paper.sitemap(), content_type=f"application/xml{parameter}"),
        BAIT_PATH: http(paper.article(BAIT), content_type=f"text/html{parameter}"),
    }


def _with(replies: Mapping[str, Reply], old: bytes, new: bytes) -> Mapping[str, Reply]:
    """Replace something in the bodies of responses; they then end with the connection."""

    def changed(reply: Reply) -> Reply:
        def send(asked: object) -> Iterator[bytes]:
            for part in reply(asked):  # type: ignore[arg-type]
                lines = (line for line in part.split(b"\r\n") if not line.startswith(b"Content-Length"))
                yield b"\r\n".join(lines).replace(old, new, 1)

        return send

    return {path: changed(reply) if "posts" in path else reply for path, reply in replies.items()}


def _of_nothing(inside: str, paper: Paper) -> Mapping[str, Reply]:
    body = f"<urlset>{inside.format('<x/>' * 12_000_000)}</urlset>"
    return {
        "/": http(paper.front(head='<link rel="alternate" type="application/rss+xml" href="/feed/">')),
        "/sitemap.xml": http(body, content_type=XML),
    }


def _letters(paper: Paper) -> Mapping[str, Reply]:
    return {
        "/": http(paper.front(head='<link rel="https://api.w.org/" href="/wp-json/">')),
        "/wp-json/*": http('["' + "kata 😀 " * 4_500_000 + '"]', content_type=JSON),
    }
