"""robots.txt as RFC 9309 reads it, whatever stands in it; and what marks the request for it."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self
from urllib.parse import quote

from protego import Protego
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings

from crawler.scrapy_utils.user_agent import product_token

MAX_BYTES = 500 * 1024
"""Crawlers must read this much of a robots.txt, and need not read more (RFC 9309, 2.5)."""

_REQUEST = "is_robots_txt"
"""Key of ``request.meta``: the request is that for robots.txt, also after redirects."""

_AGENT, _ALLOW, _DISALLOW, _DELAY, _SITEMAP, _OTHER = range(6)
_FIELDS = {
    "useragent": _AGENT,
    "allow": _ALLOW,
    **dict.fromkeys(
        ("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw", "disallows"), _DISALLOW
    ),
    "crawldelay": _DELAY,
    "requestrate": _OTHER,
    "visittime": _OTHER,
    "sitemap": _SITEMAP,
    "sitemaps": _SITEMAP,
}
"""Fields, their blanks, hyphens and underscores left out; misspellings as other parsers know them."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_WHITE = re.compile(r"[\s_-]+")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_UNSAFE = re.compile(r"[^!-~]")
_TOKEN = re.compile(r"[^\s/,;]+")
_MARKUP = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE | re.DOTALL)
_WRONG_BOM = "\u00ef\u00bb\u00bf"
"""A byte order mark that was taken for Latin-1 and encoded once more."""


class RobotRules(RobotParser):
    """What a robots.txt tells one agent; Protego matches the patterns.

    Protego alone ends a group at a field that it does not know, takes a group for ``telegraf`` or the
    version in ``telegraf-corpus/2`` for another agent's name, and loses bytes that are not UTF-8, which
    makes a rule forbid more than it says.
    """

    def __init__(self, text: str, agent: str) -> None:
        """Read a text as :func:`decoded` returns it; ``agent``: as of :func:`agent_of`, or a User-Agent."""
        self.sitemaps: list[str] = []
        """What its ``Sitemap:`` lines name, wherever they stand (RFC 9309, 2.2.4)."""
        lines = [] if _MARKUP.match(text) else self._lines(text, _named(agent))
        self.digest = hashlib.sha256("\n".join(sorted(set(lines))).encode()).hexdigest()
        """The same for texts with the same rules for this agent."""
        self._protego = Protego.parse("\n".join(["User-agent: *", *lines]))

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:
        """Read a robots.txt as it came."""
        return cls(decoded(robotstxt_body), agent_of(crawler.settings))

    def allowed(self, url: str | bytes, user_agent: str | bytes = "*") -> bool:
        """Say whether the agent that the rules were read for may request a URL."""
        text = url.decode("latin-1") if isinstance(url, bytes) else url
        return self._protego.can_fetch(_comparable(text), "*")

    def crawl_delay(self, user_agent: str | bytes = "*") -> float | None:
        """Return the seconds between two requests that the agent is asked for; None: it is not asked."""
        return self._protego.crawl_delay("*")

    def _lines(self, text: str, agent: str) -> list[str]:
        """Return the lines of the groups that hold for an agent, and note the sitemaps.

        A group begins with its agents; only a rule ends them, no line that the RFC does not know (2.2.4).
        Crawl-delay and its like count as rules: who writes them under an agent means that agent alone.
        """
        groups: dict[str, list[str]] = {}
        current: list[list[str]] = []
        is_heading = False
        for field, value in _directives(text):
            if field == _AGENT:
                if not is_heading:
                    current, is_heading = [], True
                token = _token(value)
                if token == "*" or _is_named(token, agent):
                    current.append(groups.setdefault(token, []))
            elif field == _SITEMAP:
                if value:
                    self.sitemaps.append(value)
            else:
                is_heading = False
                if line := _rule(field, value):
                    for group in current:
                        group.append(line)
        named = max((token for token in groups if token != "*"), key=len, default="*")
        return groups.get(named, [])


def decoded(body: bytes) -> str:
    """Return a robots.txt as text: what is behind the limit, and a line that it cuts, is not read.

    It is UTF-8 (RFC 9309, 2.3); a byte that is not stays as its escape, as a URL has it.
    """
    if len(body) > MAX_BYTES:
        body = body[: max(body.rfind(b"\n", 0, MAX_BYTES), body.rfind(b"\r", 0, MAX_BYTES)) + 1]
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = body.decode("utf-16", "replace")
    else:
        text = _ESCAPED_BYTE.sub(
            lambda byte: f"%{ord(byte[0]) - 0xDC00:02X}", body.decode("utf-8", "surrogateescape")
        )
    return text.replace("\0", "").replace("\ufeff", "").removeprefix(_WRONG_BOM)


def agent_of(settings: BaseSettings) -> str:
    """Return the name by which robots.txt names the crawler: its product token (RFC 9309, 2.2.1).

    That of ROBOTSTXT_USER_AGENT, if it is set, else that of USER_AGENT. Who has no name is one of all: ``*``.
    """
    return product_token(str(settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"] or "")) or "*"


def robots_request(url: str, *, priority: int) -> Request:
    """Return the request for a robots.txt; no limit holds for it but :func:`limited`."""
    meta = {"dont_obey_robotstxt": True, _REQUEST: True, "download_maxsize": 0}
    return Request(url, priority=priority, meta=meta, dont_filter=True)


def is_robots_request(request: Request) -> bool:
    """Say whether a request is that for a robots.txt, or for where it was redirected to."""
    return bool(request.meta.get(_REQUEST))


@contextmanager
def limited(crawler: Crawler, request: Request) -> Iterator[None]:
    """Stop the download of a robots.txt behind the limit, so that an endless one ends."""
    received = 0

    def count(data: bytes, request: Request, spider: Spider) -> None:
        nonlocal received
        if request is wanted:
            received += len(data)
            if received > MAX_BYTES:
                raise StopDownload(fail=False)

    wanted = request
    crawler.signals.connect(count, signal=signals.bytes_received)
    try:
        yield
    finally:
        crawler.signals.disconnect(count, signal=signals.bytes_received)


def _directives(text: str) -> Iterator[tuple[int, str]]:
    """Yield the known fields with their values; the colon may be missing, as other parsers take it."""
    for line in _LINE_END.split(text):
        plain = line.partition("#")[0].strip()
        name, colon, value = plain.partition(":")
        field = _field(name) if colon else None
        if field is None:
            words = plain.split(None, 2)
            for number in (1, 2):
                if field is None and len(words) > number:
                    field = _field(" ".join(words[:number]))
                    value = plain.split(None, number)[number]
        if field is not None:
            yield field, value.strip()


def _field(name: str) -> int | None:
    return _FIELDS.get(_WHITE.sub("", name[:40]).lower())


def _token(value: str) -> str:
    """Return the product token that a line names: what follows it (a version, a remark) is none of it."""
    if value == "*" or value.startswith("* "):
        return "*"
    found = _TOKEN.match(value.strip("* ").lower())
    return found[0] if found else ""


def _named(agent: str) -> str:
    return (product_token(agent) or "*").lower()


def _is_named(token: str, agent: str) -> bool:
    """Say whether a product token is that of an agent: the whole of it, no part."""
    return bool(token) and token == agent


def _rule(field: int, value: str) -> str | None:
    """Return a line of a group as Protego reads it; None: it says nothing."""
    if field == _DELAY:
        return f"Crawl-delay: {_UNSAFE.sub('', value)}"
    if field == _OTHER or not value.startswith(("/", "*")):
        return None
    pattern = _UNSAFE.sub(lambda hit: quote(hit[0], safe="", errors="replace"), _comparable(value))
    return f"{'Allow' if field == _ALLOW else 'Disallow'}: {pattern}"


def _comparable(address: str) -> str:
    """Return a path or pattern in which a slash in the query has one spelling, as in RFC 9309, 2.2.2."""
    path, mark, query = address.partition("?")
    return f"{path}{mark}{query.replace('%2F', '/').replace('%2f', '/')}" if mark else address
