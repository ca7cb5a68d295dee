"""Connections that break, stay silent or lead elsewhere: one article fails, the others are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from tests.newsroom.hostile.case import ANY, Case
from tests.newsroom.hostile.paper import BAIT, Paper
from tests.newsroom.hostile.replies import TEXT, forever, head, http, raw, redirect, reset, silence, status
from tests.newsroom.hostile.spoiling import BAIT_PATH, body, page, with_bait
from tests.newsroom.hostile.wire import Asked, Reply, Reset

TLS_ALERT = b"\x15\x03\x01\x00\x02\x02\x28" + bytes(range(256)) * 4
"""What a server sends that wanted TLS: a fatal alert (RFC 8446, 6), and noise."""


def cases() -> Iterator[Case]:
    """Yield the cases."""
    broken: dict[str, tuple[str, Reply, tuple[str, ...]]] = {
        "reset": ("resets the connection at once", reset, (ANY,)),
        "closed": ("closes the connection at once", raw(), (ANY,)),
        "tls": ("sends TLS and noise in place of HTTP", raw(TLS_ALERT), (ANY,)),
        "silence": ("says nothing", silence, ("timeout",)),
        "garbage-status": ("sends a status line of other words", raw(b"KORAN 20 baik\r\n\r\n"), (ANY,)),
        "status-word": ("sends a word for a status", raw(b"HTTP/1.1 baik baik\r\n\r\n"), (ANY,)),
        "401": ("wants a password (401)", status("401 Unauthorized"), ("http_401",)),
        "403": ("refuses (403)", status("403 Forbidden"), ("http_403",)),
        "451": ("refuses for legal reasons (451)", status("451 Unavailable"), ("http_451",)),
        "500": ("fails (500)", status("500 Internal Server Error"), ("http_500",)),
        "redirect-without-location": ("redirects to nowhere", status("302 Found"), ("http_302",)),
    }
    for name, (what, reply, reasons) in broken.items():
        yield Case(
            name=name,
            does=f"{what}, for an article",
            spoil=page(partial(_same, reply)),
            reasons=reasons,
            left=1,
        )
    yield Case(
        name="reset-in-the-middle",
        does="resets the connection in the middle of an article",
        spoil=body(_half_and_reset),
        reasons=("cut_off", "network"),
        left=1,
    )
    yield Case(
        name="header-without-colon",
        does="sends a header line without a colon, for an article",
        spoil=body(lambda html: raw(head()[:-2], b"X\r\n\r\n", html)),
        may_keep=(BAIT,),
        reasons=(ANY,),
    )
    yield Case(
        name="redirect-loop",
        does="redirects an article to itself",
        spoil=page(lambda paper: redirect(f"{paper.url}{BAIT_PATH}")),
        reasons=(ANY,),
    )
    yield Case(
        name="redirect-chain",
        does="redirects an article a hundred times before it shows it",
        spoil=_chain,
        may_keep=(BAIT,),
        reasons=(ANY,),
    )
    yield Case(
        name="robots-redirect-loop",
        does="redirects robots.txt to itself",
        spoil=lambda paper: {"/robots.txt": redirect(f"{paper.url}/robots.txt")},
    )
    yield Case(
        name="robots-reset",
        does="resets the connection for robots.txt",
        spoil=lambda paper: {"/robots.txt": reset},
        stories=(),
        status=1,
    )
    yield Case(
        name="robots-silence",
        does="says nothing for robots.txt",
        spoil=lambda paper: {"/robots.txt": silence},
        stories=(),
        status=1,
    )
    yield from _stopped()


def _stopped() -> Iterator[Case]:
    yield Case(
        name="stop-in-silence",
        does="says nothing for an article, and the user stops the crawl",
        spoil=page(partial(_same, silence)),
        options=("DOWNLOAD_TIMEOUT=600",),
        stop_at=BAIT_PATH,
    )
    yield Case(
        name="stop-in-a-drip",
        does="sends an article without end, and the user stops the crawl",
        spoil=page(partial(_same, forever(head(), b"<br>", 0.2))),
        options=("DOWNLOAD_TIMEOUT=600",),
        stop_at=BAIT_PATH,
    )
    yield Case(
        name="stop-in-a-crawl-delay",
        does="says `Crawl-delay: 600` in robots.txt, and the user stops the crawl",
        spoil=lambda paper: {"/robots.txt": http(paper.robots("Crawl-delay: 600"), content_type=TEXT)},
        stories=(),
        stop_at="/robots.txt",
    )
    yield Case(
        name="crawl-delay-of-days",
        does="says `Crawl-delay: 1000000` in robots.txt",
        spoil=lambda paper: {"/robots.txt": http(paper.robots("Crawl-delay: 1000000"), content_type=TEXT)},
        stories=(),
        status=1,
    )


def _same(reply: Reply, paper: Paper) -> Reply:
    return reply


def _half_and_reset(html: bytes) -> Reply:
    def reply(asked: Asked) -> Iterable[bytes]:
        yield head(f"Content-Length: {len(html)}")
        yield html[: len(html) // 2]
        asked.wait(0.2)
        raise Reset

    return reply


def _chain(paper: Paper) -> Mapping[str, Reply]:
    def reply(asked: Asked) -> Iterable[bytes]:
        number = int(asked.query.get("ke", "0"))
        if number == 100:
            return http(paper.article(BAIT))(asked)
        return redirect(f"{paper.url}{BAIT_PATH}?ke={number + 1}")(asked)

    return {**with_bait(paper).replies(), BAIT_PATH: reply}
