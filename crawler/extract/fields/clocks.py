"""Machine-readable dates of elements, and those of them that call a local time UTC.

WordPress runs PHP in UTC, and ``get_the_time('U')`` is not a timestamp but has the site's offset added:
``date(DATE_W3C, get_the_time('U'))`` is the local time, marked with the wrong zone. Themes print it, and
old plugins put it into a page's metadata. https://developer.wordpress.org/reference/functions/get_the_time/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import islice

from crawler.dates import day_of, has_time, parse_date, to_instant
from crawler.extract.fields.date_reader import DateReader
from crawler.extract.fields.line_walk import line_of
from crawler.extract.parse.xpath import Element

LONGEST = 160
"""Longest line that shows a date, in characters."""
_MOST_SCRAPS = 8
"""Most elements inside a line that shows a date."""
_IN_UTC = re.compile(r"(\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)(?::\d\d)?)(?:\.\d{1,6})?(?:Z|[+-]00:?00)")
_NAMES_UTC = re.compile(r"\b(?:UTC|GMT)\b")
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)", re.IGNORECASE
)
_LONGEST_INSTANT = 40
_DATE_NAME = re.compile(
    r"^data-(?!.*(?:modif|updat|expir|end|start|event|now))(?:.*(?:date|time|publi|posted|created))"
)
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})[.:](\d\d)(?![\d/])(?:\s?([ap])\.?m\b)?", re.IGNORECASE)
_OFFSETS = frozenset(
    timedelta(hours=hours)
    for hours in (*range(-11, 0), *range(1, 15), -9.5, -3.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75)
)
"""The offsets of zones (https://www.iana.org/time-zones); in summer they are others of these."""


def shown_line(element: Element) -> str:
    """Return the text of an element that may be a line with a date; empty if it holds too much for one."""
    text = line_of(element) if len(element) <= _MOST_SCRAPS else ""
    return text if len(text) <= LONGEST else ""


def dated_attribute(element: Element) -> str | None:
    """Return the instant, with its offset, that a ``title`` or a ``data-`` attribute gives; None: none does.

    Scripts print the reader's own time from it. A name with another meaning than publication is passed over.
    """
    for name in map(str, element.keys()):
        if name == "title" or (name.startswith("data-") and _DATE_NAME.search(name)):
            value = (element.get(name) or "").strip()
            if len(value) <= _LONGEST_INSTANT and _INSTANT.fullmatch(value):
                return value
    return None


def machine_of(element: Element) -> str:
    """Return an element's machine-readable date; empty if it has none.

    An ``itemprop`` or ``property`` on a wrapper means the ``<time>`` inside it.
    """
    told = element.get("datetime") or element.get("content") or element.get("title")
    if not told or _INSTANT.fullmatch(told.strip()) is None:
        told = dated_attribute(element) or told
    if told or element.tag in ("time", "abbr"):
        return told or ""
    inner = next((each for each in islice(element.iter("time", "meta"), 3) if each is not element), None)
    return "" if inner is None else inner.get("datetime") or inner.get("content") or ""


def date_of(element: Element, reader: DateReader) -> str | None:
    """Return the date of a ``<time>`` or similar element; an instant in its text beats a mere day."""
    machine = machine_of(element)
    if reader.timezone is not None and shows_clock(element, machine):
        return without_zone(machine, reader)
    value = reader.date(machine)
    if value is None or not has_time(value):
        shown = reader.date(line_of(element))
        if shown is not None and (value is None or day_of(shown) == value):
            return shown
        if shown is not None and not machine[:4].isdecimal():
            return shown  # only digits with the year first are certain in their order
    return value


def shows_clock(element: Element, machine: str) -> bool:
    """Say whether readers see the same time of day that the machine-readable date gives in UTC."""
    if _IN_UTC.fullmatch(machine) is None:
        return False
    for node in (element, element.getparent()):
        if node is not None and _prints_clock_of(shown_line(node), machine):
            return True
    return False


def _prints_clock_of(text: str, machine: str) -> bool:
    """Say whether a line shows the time of day of a date in UTC, and does not say that it is in UTC."""
    found = _IN_UTC.fullmatch(machine)
    return (
        found is not None and not _NAMES_UTC.search(text) and (int(found[2]), int(found[3])) in _clocks(text)
    )


def _clocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the times of day in a line, as hours and minutes."""
    for found in _CLOCK.finditer(text):
        hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
        yield (hour % 12 + 12 * (half == "p") if half else hour), minute


def without_zone(machine: str, reader: DateReader) -> str | None:
    """Return a machine-readable date, read in the site's zone."""
    found = _IN_UTC.fullmatch(machine)
    return parse_date(found[1], reader.timezone) if found else None


def is_in_utc(told: str, value: str) -> bool:
    """Say whether a text that gives an instant is marked as one in UTC."""
    return _IN_UTC.fullmatch(told.strip()) is not None or value.endswith("+00:00")


def with_own_offset(value: str, own: Iterable[str], clocks: Iterable[str]) -> str:
    """Return an instant told in UTC with the offset of the page's own clock.

    ``own``: instants that the page prints. Two clocks that agree to the minute and differ by an offset are
    one: what names a zone knows it. ``clocks``: local times that it prints, without a zone, as if in UTC.
    One that is a zone's offset away from the instant is the same moment, as the site's clock shows it: the
    instant stays, and its day is the one that readers see.
    """
    told = to_instant(value)
    if told is None:
        return value
    minute = told.replace(second=0)
    for each in own:
        instant = datetime.fromisoformat(each)
        if not instant.utcoffset() or each == value:
            continue
        if instant.replace(second=0) == minute:
            return told.astimezone(instant.tzinfo).isoformat()
        if each[:16] == told.isoformat()[:16]:
            return told.replace(tzinfo=instant.tzinfo).isoformat()
    for each in clocks:
        offset = datetime.fromisoformat(each).replace(second=0) - minute
        if offset in _OFFSETS:
            return told.astimezone(timezone(offset)).isoformat()
    return value
