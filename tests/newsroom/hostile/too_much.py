"""More than any newspaper has: what is too large is refused, at a small cost in time and memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise

from tests.newsroom.hostile.case import ANY, Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import JSON, MIB, TEXT, XML, bomb, bombing, forever, head, http, raw
from tests.newsroom.hostile.rest import ROOT, rest
from tests.newsroom.hostile.spoiling import front, page, with_bait
from tests.newsroom.hostile.wire import PRIVATE, Reply

TOO_LARGE = ("too_large",)
CHUNK = b"%x\r\n%b\r\n"
CHUNKED = "Transfer-Encoding: chunked"
DROPS = CHUNK % (4, b"<br>")
FLOOD = CHUNK % (MIB, b"<p>kabar " * (MIB // 9) + b" " * (MIB % 9))


def cases() -> Iterator[Case]:
    """Yield the cases."""
    yield from _bombs()
    yield from _streams()
    yield from _robots()
    yield from _pages()
    yield from _listings()


def _bombs() -> Iterator[Case]:
    for coding in ("gzip", "br", "zstd"):
        what = f"a gigabyte, packed as {coding},"
        yield Case(
            name=f"bomb-{coding}-page",
            does=f"sends {what} for an article",
            spoil=page(partial(_bomb, coding)),
            reasons=TOO_LARGE,
        )
        yield Case(
            name=f"bomb-{coding}-sitemap",
            does=f"sends {what} for its sitemap; it has a feed",
            spoil=partial(_bombed, "/sitemap.xml", coding, XML),
            reasons=TOO_LARGE,
        )
        yield Case(
            name=f"bomb-{coding}-robots",
            does=f"sends {what} for robots.txt",
            spoil=partial(_bombed, "/robots.txt", coding, TEXT),
        )
    yield Case(
        name="bomb-gzip-file",
        does="has a gigabyte in its `sitemap.xml.gz`; it has a feed",
        spoil=_file,
        reasons=TOO_LARGE,
    )
    yield Case(
        name="bomb-gzip-front",
        does="sends a gigabyte, packed as gzip, for its front page",
        spoil=partial(_bombed, "/", "gzip", XML),
        stories=(),
        status=1,
    )


def _streams() -> Iterator[Case]:
    endless = {
        "drip": ("an article without end, four bytes in a second", head(CHUNKED), DROPS, 1.0, ("timeout",)),
        "flood": ("an article without end, as fast as it can", head(CHUNKED), FLOOD, 0.0, TOO_LARGE),
        "headers": ("header fields without end", head()[:-2], b"X-Kabar: lagi\r\n" * 500, 0.0, (ANY,)),
        "header-drip": (
            "a header field in a second, without end",
            head()[:-2],
            b"X-A: b\r\n",
            1.0,
            ("timeout",),
        ),
        "header-line": (
            "a header line without end",
            head()[:-2] + b"X-Kabar: ",
            b"lagi " * 2000,
            0.0,
            (ANY,),
        ),
        "status-line": ("a status line without end", b"HTTP/1.1 200 ", b"baik " * 2000, 0.0, (ANY,)),
        "continue": ("`100 Continue` without end", b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 0.01, (ANY,)),
        "chunk-size": ("a chunk whose size has no end", head(CHUNKED), b"0" * 4096, 0.0, (ANY,)),
    }
    for name, (what, start, part, pause, reasons) in endless.items():
        yield Case(
            name=f"endless-{name}",
            does=f"sends {what}, for an article",
            spoil=page(partial(_forever, start, part, pause)),
            reasons=reasons,
        )
    yield Case(
        name="million-headers",
        does="sends 1,000,000 header fields before an article",
        spoil=page(
            lambda paper: raw(head()[:-2], b"X-Kabar: lagi\r\n" * 1_000_000, b"\r\n", paper.article(BAIT))
        ),
        may_keep=(BAIT,),
        reasons=(ANY,),
    )


def _robots() -> Iterator[Case]:
    yield Case(
        name="robots-50-mb",
        does="sends 50 MB of robots.txt: a rule at its start, and `Disallow: /` behind 500 KiB",
        spoil=_long_robots,
        reasons=("robots",),
    )
    yield Case(
        name="robots-one-line",
        does="sends robots.txt of one line with 20 MB",
        spoil=lambda paper: {"/robots.txt": http(b"Disallow: /" + b"a" * (20 * MIB), content_type=TEXT)},
    )
    yield Case(
        name="robots-endless",
        does="sends robots.txt without end, as fast as it can",
        spoil=lambda paper: {
            "/robots.txt": forever(head(content_type=TEXT) + b"User-agent: *\n", b"# kabar\n" * 8192)
        },
    )
    yield Case(
        name="robots-wildcards",
        does="has a rule of 2,000 wildcards in robots.txt",
        spoil=lambda paper: {
            "/robots.txt": http(paper.robots(f"Disallow: /{'*a' * 2000}b"), content_type=TEXT)
        },
    )


def _pages() -> Iterator[Case]:
    long = "<p>" + "Kabar ini panjang sekali dan belum juga selesai ditulis. " * 400 + "</p>\n"
    attributes = " ".join(f'data-a{number}="{number}"' for number in range(100_000))
    ld = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    pages: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
        "title-60-kb": ("a headline of 60 KB", {"title": "Kabar panjang " * 4400}, (ANY,)),
        "attributes": ("100,000 attributes on a tag", {"above": f"<div {attributes}></div>"}, (ANY,)),
        "deep": ("100,000 elements in each other", {"above": "<div>" * 100_000}, (ANY,)),
        "deep-text": ("100,000 elements in its text", {"text": "<b><i>" * 50_000 + BAIT.html}, (ANY,)),
        "open-tags": ("200,000 signs `<`", {"above": "<" * 200_000}, (ANY,)),
        "comments": ("100,000 comments that do not end", {"above": "<!--" * 100_000 + "-->"}, (ANY,)),
        "entities": ("a million entities", {"above": f"<p hidden>{'&amp;' * 1_000_000}</p>"}, (ANY,)),
        "json-ld-deep": ("JSON-LD of 100,000 lists in each other", {"head": ld}, (ANY,)),
        "text-3-mb": ("a text of 3 MB", {"text": long * 140}, ("too_long",)),
        "paragraphs": ("300,000 paragraphs of a word", {"text": "<p>kabar</p>" * 300_000}, ("too_long",)),
    }
    for name, (what, changes, reasons) in pages.items():
        yield Case(
            name=f"page-{name}",
            does=f"has an article with {what}",
            spoil=page(partial(_article, changes)),
            may_keep=() if reasons == ("too_long",) else (BAIT,),
            reasons=reasons,
        )


def _listings() -> Iterator[Case]:
    links = "".join(
        f'<h2 class="entry-title"><a href="/kabar-lama-nomor-{number}/">Kabar {number}</a></h2>\n'
        for number in range(12_000)
    )
    yield Case(
        name="front-12000-links",
        does="links 12,000 headlines on its front page",
        spoil=front("", links),
    )
    yield Case(
        name="sitemap-entities",
        does="has entities of entities in its sitemap, a billion in all",
        spoil=lambda paper: {"/sitemap.xml": http(_laughing(paper), content_type=XML)},
    )
    yield Case(
        name="sitemap-outside-entity",
        does="names a file of the machine and a private host as entities in its sitemap",
        spoil=lambda paper: {"/sitemap.xml": http(_peeping(paper), content_type=XML)},
    )
    yield Case(
        name="sitemap-deep",
        does="sends a sitemap of 200,000 elements in each other; it has a feed",
        spoil=lambda paper: {
            "/sitemap.xml": http(
                f"<urlset>{'<url>' * 200_000}{'</url>' * 200_000}</urlset>", content_type=XML
            )
        },
    )
    yield Case(
        name="rest-deep",
        does="sends 100,000 lists in each other for its REST records; it has a sitemap",
        spoil=lambda paper: {
            **front(ROOT)(paper),
            "/wp-json/*": http("[" * 100_000 + "]" * 100_000, content_type=JSON),
        },
    )
    yield Case(
        name="rest-10000-types",
        does="has 10,000 types of posts (REST)",
        spoil=_many_types,
    )


def _bomb(coding: str, paper: Paper) -> Reply:
    return bombing(coding)


def _bombed(path: str, coding: str, content_type: str, paper: Paper) -> Mapping[str, Reply]:
    return {path: bombing(coding, content_type)}


def _file(paper: Paper) -> Mapping[str, Reply]:
    robots = paper.robots(sitemap=f"{paper.url}/sitemap.xml.gz")
    return {
        "/robots.txt": http(robots, content_type=TEXT),
        "/sitemap.xml": http("", status="404 Not Found"),
        "/sitemap.xml.gz": http(bomb("gzip"), content_type="application/x-gzip"),
    }


def _forever(start: bytes, part: bytes, pause: float, paper: Paper) -> Reply:
    return forever(start, part, pause)


def _article(changes: Mapping[str, str], paper: Paper) -> Reply:
    return http(paper.article(BAIT, **changes))


def _long_robots(paper: Paper) -> Mapping[str, Reply]:
    start = f"Sitemap: {paper.url}/sitemap.xml\nUser-agent: *\nDisallow: /{BAIT.slug}/\n".encode()
    fill = b"# kabar kabar kabar kabar kabar\n" * (50 * MIB // 32)
    text = start + fill + b"Disallow: /\n"
    return {**with_bait(paper).replies(), "/robots.txt": http(text, content_type=TEXT)}


def _laughing(paper: Paper) -> bytes:
    names = "abcdefghij"
    entities = '<!ENTITY a "kabar">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    return _with_doctype(paper, f"<!DOCTYPE urlset [{entities}]>", "&j;")


def _peeping(paper: Paper) -> bytes:
    private = f"http://{PRIVATE[0]}:{paper.port}/"
    entities = f'<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "{private}b.dtd"> %b;'
    return _with_doctype(paper, f'<!DOCTYPE urlset SYSTEM "{private}a.dtd" [{entities}]>', "&a;")


def _with_doctype(paper: Paper, doctype: str, entity: str) -> bytes:
    text = paper.sitemap(f"{paper.url}/{entity}/").decode()
    return text.replace("<urlset", f"{doctype}\n<urlset", 1).encode()


def _many_types(paper: Paper) -> Mapping[str, Reply]:
    types = {f"jenis{n}": {"rest_base": f"jenis{n}", "has_archive": True} for n in range(10_000)}
    return rest(paper, types={"post": {"rest_base": "posts"}, **types})
