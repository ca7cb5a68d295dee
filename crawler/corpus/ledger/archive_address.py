"""Where WordPress has the archives of months and years: ``/2018/07/``; without permalinks ``?m=201807``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urljoin, urlsplit

from crawler.urls import with_query

_PATH = re.compile(r"(?P<front>.*/)(?P<year>(?:19|20)\d\d)(?:/(?P<month>0?[1-9]|1[0-2]))?/?", re.DOTALL)
_PARAMETER = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])?")


def period_of(url: str) -> str | None:
    """Return the month or the year whose archive a URL is; None: it is none.

    >>> period_of("https://koran.test/2018/07/"), period_of("https://koran.test/?m=201807")
    ('2018-07', '2018-07')
    >>> period_of("https://koran.test/2018/"), period_of("https://koran.test/2018/07/15/pasar-ikan/")
    ('2018', None)
    """
    parts = urlsplit(url)
    given = parse_qs(parts.query).get("m", [""])[0]
    found = _PARAMETER.fullmatch(given) or _PATH.fullmatch(parts.path)
    if found is None:
        return None
    return f"{found['year']}-{int(found['month']):02}" if found["month"] else found["year"]


@dataclass(frozen=True, slots=True)
class Form:
    """How the addresses of a site's archives are written."""

    front: str
    """What they begin with."""
    is_parameter: bool

    def address(self, period: str) -> str:
        """Return the URL of the archive of a month or a year.

        >>> Form("https://koran.test/", is_parameter=False).address("2018-07")
        'https://koran.test/2018/07/'
        """
        if self.is_parameter:
            return with_query(self.front, m=period.replace("-", ""))
        return urljoin(self.front, f"{period.replace('-', '/')}/")


def usual_forms(site_url: str) -> list[Form]:
    """Return the forms that WordPress has, whether a page links such an archive or not."""
    return [Form(site_url, is_parameter=False), Form(site_url, is_parameter=True)]


def form_of(url: str, site_url: str) -> Form:
    """Return the form of the address of an archive; it may stand in a folder (``/date/2018/07/``)."""
    parts = urlsplit(url)
    found = None if parts.query else _PATH.fullmatch(parts.path)
    if found is None:
        return Form(site_url, is_parameter=True)
    return Form(urljoin(url, found["front"]), is_parameter=False)
