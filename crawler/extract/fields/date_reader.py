"""Reads the dates of one page: in its site's zone, in the order of day and month that the page keeps to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from crawler.dates import (
    AMBIGUOUS,
    Customs,
    Found,
    customs_of,
    dates_in,
    day_of,
    has_time,
    month_of,
    parse_date,
    parse_date_line,
)
from crawler.dates.countries import zone_of_country
from crawler.extract.parse.document import Document
from crawler.urls.splitting import parts_of

_SLASHED = re.compile(rb"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?![\d/])")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class DateReader:
    """Parses texts of one page."""

    def __init__(self, document: Document, timezone: str | None) -> None:
        self._document = document
        self.timezone = timezone

    def date(self, text: str) -> str | None:
        """Return the first date in a text."""
        return parse_date(text, self.zone, self._customs_for(text)) if text else None

    def line(self, text: str) -> str | None:
        """Return the date of a line that is nothing but a date and its label."""
        return parse_date_line(text, self.zone, self._customs_for(text))

    def find(self, text: str) -> list[Found]:
        """Return the dates in a line beside a headline: there, a year may have two digits."""
        return dates_in(text, self.zone, self._customs_for(text), short_years=True)

    def clock(self, text: str) -> str | None:
        """Return a printed date with its time of day, as if in UTC; None: its zone is known, or no time."""
        if not text or self.zone is not None:
            return None
        value = parse_date(text, "UTC", self._customs_for(text))
        return value if value is not None and has_time(value) else None

    @cached_property
    def zone(self) -> str | None:
        """The zone of printed times: the site's, else that of its country."""
        if self.timezone is not None:
            return self.timezone
        host = parts_of(self._document.url).hostname or ""
        return zone_of_country(host.rpartition(".")[2], self._declared.language)

    @cached_property
    def _declared(self) -> Customs:
        """The customs of the language that the page declares; the locale may name the country."""
        root, metas = self._document.root, self._document.metas
        language = root.get("lang") or root.get("xml:lang") or ""
        locale = self._document.meta("og:locale", "language", "content-language") or ""
        if not language or (len(language) <= 3 and locale.lower().startswith(language.lower())):
            language = locale or language
        told = customs_of(language)
        countries = [content.upper() for content in metas.get("geo.country", ()) if len(content) == 2]
        if told.region is None and told.language == "en" and countries:
            told = customs_of(f"en-{countries[0]}")
        return told

    def _customs_for(self, text: str) -> Customs:
        """Return the customs for a text; where the language leaves the order open, other dates may tell."""
        if self._declared.month_first is not None or AMBIGUOUS.search(text) is None:
            return self._declared
        return self._settled if self._settled.month_first is not None else self._by_other_dates(text)

    @cached_property
    def _settled(self) -> Customs:
        """The customs with the order of those dates on the page that have only one."""
        orders = set()
        for first, second in _SLASHED.findall(self._document.source):
            if (int(first) > 12) != (int(second) > 12):
                orders.add(int(second) > 12)
        return replace(self._declared, month_first=orders.pop() if len(orders) == 1 else None)

    def _by_other_dates(self, text: str) -> Customs:
        """Return the customs with the order that makes a date one that the page tells machines."""
        orders = [
            order
            for order in (False, True)
            if day_of(parse_date(text, None, replace(self._declared, month_first=order)) or "") in self._days
        ]
        return replace(self._declared, month_first=orders[0] if len(orders) == 1 else None)

    @cached_property
    def _days(self) -> frozenset[str]:
        """The days in the page's metadata and its URL, as ISO 8601 prints them."""
        told = [content for contents in self._document.metas.values() for content in contents]
        told += [str(v) for node in self._document.jsonld for k, v in node.items() if "date" in k.lower()]
        days = {day for text in told if len(text) <= 40 for day in _ISO_DAY.findall(text)}
        in_url = url_day(self._document.url)
        return frozenset(days | {in_url} if in_url else days)


def url_day(url: str) -> str | None:
    """Return the day in the path of a URL: ``/2024/03/05/``, ``/2024-03-05-``, ``/2024/mar/05/``.

    Also ``/20240305/`` and ``/20240305091000-``, but not when an archive made its copy of another page.
    """
    path = parts_of(url).path
    found = _URL_DAY.search(path) or _URL_DAY_IN_WORDS.search(path) or _URL_STAMP.search(path)
    if found is None:
        return None
    month = int(found[2]) if found[2].isdecimal() else month_of(found[2]) or 0
    return parse_date(f"{found[1]}-{month:02}-{int(found[3]):02}", None)


_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=/|-|$)")
_URL_DAY_IN_WORDS = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?=/|$)", re.IGNORECASE)
_URL_STAMP = re.compile(
    r"/((?:199|20[0-3])\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])?(?:[0-5]\d){0,2}(?=[/_-](?!https?:)|\.html?$|$)"
)
