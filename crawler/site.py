"""What differs between two newspapers, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

import cssselect
from lxml import etree
from lxml.cssselect import CSSSelector

_SELECTORS = ("body", "headline", "authors", "published", "section", "tags", "caption")
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
"""RFC 5646, section 2.1: a language of two or three letters, and subtags; the longer ones are reserved."""
_NOT_IN_NAMES = re.compile(r"[/\\]|^[.-]|^\s|\s$")
"""A name is a folder of fixtures and a word on the command line."""
_INDONESIAN = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


class DeclarationError(ValueError):
    """A declaration that cannot be right; the message is a sentence with the field and its value."""

    def __init__(self, field: str, value: object, fault: str) -> None:
        super().__init__(f"{field}={_brief(value)}: {fault}")
        self.field, self.value = field, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of one layout of a site; fields without a selector are found as on any site.

    A site that changes its layout gets a second set: pages fetched on ``since`` ... ``until``
    (both inclusive, None: open) are read with it.
    """

    since: date | None = None
    until: date | None = None
    body: str | None = None
    """The element that holds the article's text."""
    headline: str | None = None
    authors: str | None = None
    published: str | None = None
    section: str | None = None
    tags: str | None = None
    caption: str | None = None
    drop: tuple[str, ...] = ()
    """Elements inside the body that are not part of the story."""

    def __post_init__(self) -> None:
        """Check the fields. Raises DeclarationError."""
        for field in ("since", "until"):
            day = getattr(self, field)
            if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
                raise DeclarationError(field, day, "this is not a date: write date(2018, 7, 1), or None")
        if self.since and self.until and self.since > self.until:
            raise DeclarationError("until", self.until, f"this is before since={self.since}")
        for field in _SELECTORS:
            if (selector := getattr(self, field)) is not None:
                _check_selector(field, selector)
        _make_tuple(self, "drop", str)
        for selector in self.drop:
            _check_selector("drop", selector)

    def holds_on(self, day: date) -> bool:
        """Say whether pages fetched on this day have this layout."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class SiteRule:
    """A line that this newspaper prints with its stories and that a person has accepted as boilerplate."""

    name: str
    """Its key in ``Article.removed``: ``learned_`` and the line's first words."""
    pattern: re.Pattern[str]
    """Matches a whole line, as :func:`crawler.cleaning.normalize` leaves it."""
    with_links: bool = False
    """True: also removes the following lines while all of their text is linked: a box of other stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The declaration of one newspaper."""

    name: str
    """Value of ``Article.site``; empty: each page's host is used."""
    domain: str | None = None
    """Host of the live site, without scheme; None: given by ``-a site=``."""
    timezone: str | None = None
    """IANA zone of printed local times; None: unknown, so a printed local time gives only its day."""
    publishers: tuple[str, ...] = ()
    """What the newspaper calls itself in datelines; empty: any name is accepted there."""
    language: str | None = None
    """BCP 47 primary tag of its articles, if a page does not say."""
    layouts: tuple[Selectors, ...] = ()
    """Selectors with validity dates, newest first."""
    rules: tuple[SiteRule, ...] = ()
    """Accepted rules of the data file beside the site's declaration; see :mod:`crawler.site_rules`."""

    def __post_init__(self) -> None:
        """Check the fields. Raises DeclarationError."""
        _check_text("name", self.name)
        if _NOT_IN_NAMES.search(self.name) or not self.name.isprintable():
            fault = "a name has no slash, no invisible sign, and no space, - or . at its edge"
            raise DeclarationError("name", self.name, fault)
        if self.domain is not None:
            _check_domain(self.domain)
        if self.timezone is not None:
            _check_timezone(self.timezone)
        if self.language is not None:
            _check_text("language", self.language)
            if not LANGUAGE_TAG.fullmatch(self.language):
                raise DeclarationError("language", self.language, 'this is no BCP 47 tag: write "id" or "en"')
        _make_tuple(self, "publishers", str)
        if not all(map(str.strip, self.publishers)):
            raise DeclarationError("publishers", self.publishers, "one of the names is empty")
        _make_tuple(self, "layouts", Selectors)
        _make_tuple(self, "rules", SiteRule)
        _check_order(self.layouts)

    def layout_on(self, day: date | None) -> Selectors | None:
        """Return the layout of pages fetched on this day; None as ``day``: unknown, the newest layout."""
        if day is None:
            return self.layouts[0] if self.layouts else None
        return next((layout for layout in self.layouts if layout.holds_on(day)), None)


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 120 else f"{text[:119]}…"


def _check_text(field: str, value: object) -> None:
    if not isinstance(value, str):
        raise DeclarationError(field, value, f"this must be a text in quotes, not {_kind(value)}")


def _kind(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"


def _make_tuple(owner: object, field: str, kind: type) -> None:
    """Let a field be a tuple of one type; a list means the same and becomes one. Raises DeclarationError."""
    value = getattr(owner, field)
    what = "texts" if kind is str else f"{kind.__name__}(...)"
    if isinstance(value, kind):
        inside = repr(value) if isinstance(value, str) else f"{kind.__name__}(...)"
        raise DeclarationError(
            field, value, f"a comma is missing, without which it is no tuple: write {field}=({inside},)"
        )
    if not isinstance(value, tuple | list):
        raise DeclarationError(field, value, f"this must be a tuple of {what}, not {_kind(value)}")
    for each in value:
        if not isinstance(each, kind):
            raise DeclarationError(field, each, f"this must be a tuple of {what}; one is {_kind(each)}")
    object.__setattr__(owner, field, tuple(value))  # as the class is frozen


def _check_selector(field: str, selector: object) -> None:
    """Raise DeclarationError for what the extraction cannot compile (crawler/extract/body), or misreads."""
    _check_text(field, selector)
    try:
        CSSSelector(str(selector), translator="html")(
            etree.Element("p")
        )  # a namespace is looked up in use alone
    except (cssselect.SelectorError, etree.XPathError, ValueError) as error:
        raise DeclarationError(field, selector, f"this is no CSS selector: {error}") from error


def _check_domain(domain: object) -> None:
    _check_text("domain", domain)
    text = str(domain)
    if _HOST.fullmatch(text):
        return
    host = re.sub(r"^\w*:?//", "", text).partition("/")[0]
    fault = "this must be a host alone, without scheme and folder"
    if _HOST.fullmatch(host):
        fault += f": write {host!r}"
        if text.rstrip("/").endswith(host):
            raise DeclarationError("domain", domain, fault)
        fault += ", and give the folder of a newspaper to its crawl: -a site=URL"
    raise DeclarationError("domain", domain, fault)


def _check_timezone(zone: object) -> None:
    _check_text("timezone", zone)
    text = str(zone)
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:  # OSError: a folder of zones, as in "Asia"
        close = get_close_matches(text.title(), available_timezones(), 1)
        like = _INDONESIAN.get(text.upper()) or next(iter(close), "Asia/Jakarta")
        fault = f"there is no such IANA time zone; write one such as {like!r}, or None"
        raise DeclarationError("timezone", zone, fault) from error


def _check_order(layouts: Iterable[Selectors]) -> None:
    """Raise DeclarationError for a layout that no day has, or one that stands before a newer one."""
    before: list[Selectors] = []
    for number, layout in enumerate(layouts, 1):
        days = f"layout {number} (since={layout.since}, until={layout.until})"
        if any(each.until and layout.since and each.until < layout.since for each in before):
            raise DeclarationError("layouts", layout, f"{days} is newer than one before it: newest first")
        if _is_hidden(layout, before):
            raise DeclarationError("layouts", layout, f"{days} is never used: others before it hide it")
        before.append(layout)


def _is_hidden(layout: Selectors, before: list[Selectors]) -> bool:
    """Say whether each day of a layout has one of those before it."""
    day = layout.since or date.min
    last = layout.until or date.max
    while True:
        holding = [each.until or date.max for each in before if each.holds_on(day)]
        if not holding:
            return False
        if max(holding) >= last:
            return True
        day = max(holding) + timedelta(days=1)


NEWSPAPER = Site(name="")
"""A newspaper about which nothing is known."""
