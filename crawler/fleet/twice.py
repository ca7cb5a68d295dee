"""Sites of one file that are the same newspaper, and the names under which the store keeps the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from crawler.fleet.site_settings import Setting
from crawler.site import Site
from crawler.spider.options import Options

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Entry:
    """What a ``[[site]]`` says, checked."""

    number: int
    """Of the table in the file, from 0."""
    called: str
    """As the file names it, for messages."""
    spider: str
    site: Site
    url: str | None
    """None: it names a declaration."""
    every: timedelta
    options: Mapping[str, str]
    settings: Mapping[str, Setting]
    parsed: Options

    @property
    def host(self) -> str:
        """Its host, as the fleet compares them: lower case, without port and ``www.``."""
        return (urlsplit(self.parsed.site_url).hostname or "").removeprefix("www.")

    @property
    def scope(self) -> str:
        """The options that narrow its runs."""
        return self.parsed.scope

    @property
    def port(self) -> int | None:
        """The port, if it is none of the usual two: http and https are two doors of one site."""
        port = urlsplit(self.parsed.site_url).port
        return None if port in _PORTS.values() else port

    @property
    def is_at_home(self) -> bool:
        """Whether it is crawled at the address that its declaration names."""
        return "site" not in self.options

    @property
    def fallback_name(self) -> str:
        """The host as the store spells it, under which it keeps what has no name."""
        return urlsplit(self.parsed.site_url).hostname or ""


def store_names(entries: Sequence[Entry]) -> dict[int, str]:
    """Return the numbers of entries with their names in the store.

    A host without a declaration is its own name; further ports of it are named by host and port, see
    :mod:`crawler.frontier.naming`. The usual port has the plain name, or the lowest: not the first of the
    file, where another order would make new newspapers of known ones.
    """
    names: dict[int, str] = {}
    plain: dict[str, int] = {}
    for each in entries:
        if not each.site.name:
            plain[each.fallback_name] = min(each.port or 0, plain.get(each.fallback_name, each.port or 0))
    for each in entries:
        if each.site.name:
            names[each.number] = each.site.name
        elif plain[each.fallback_name] == (each.port or 0):
            names[each.number] = each.fallback_name
        else:
            names[each.number] = f"{each.fallback_name}:{_port(each)}"
    return names


def own_settings(entry: Entry, name: str) -> Mapping[str, Setting]:
    """Return the settings of a site: with its name, if that cannot be left to who comes first."""
    return (
        {**entry.settings, "FLEET_SITE": name}
        if name == f"{entry.fallback_name}:{_port(entry)}"
        else entry.settings
    )


def _port(entry: Entry) -> int:
    return entry.port or _PORTS[urlsplit(entry.parsed.site_url).scheme]


def named_twice(entries: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield each entry that is the newspaper of one before it, with the clause that says so."""
    before: dict[tuple[str, int | None], Entry] = {}
    for each in entries:
        if each.site.name:
            key: tuple[str, int | None] = (f"name {each.site.name}", None)
        else:
            key = (each.host, each.port)
        other = before.setdefault(key, each)
        if other is not each:
            yield each, _sentence(each, other)
        elif (declared := _declared_at(each, entries)) is not None:
            yield each, f"{each.called} is the newspaper {declared.called}, which is in the file already"


def _sentence(each: Entry, other: Entry) -> str:
    said = f"{each.called} is named twice"
    if each.called != other.called:
        said = f"{each.called} is the same newspaper as {other.called}"
    if each.url and other.url and urlsplit(each.parsed.site_url).path != urlsplit(other.parsed.site_url).path:
        return (
            f"{said}, since the store calls both {each.fallback_name}:"
            " declare each folder as a newspaper with a name of its own (scrapy genspider)"
        )
    return f"{said}: leave one of them out"


def _declared_at(each: Entry, entries: Sequence[Entry]) -> Entry | None:
    """Return the declared newspaper of the file whose own address a URL is; None: there is none."""
    if each.url is None:
        return None
    return next(
        (
            other
            for other in entries
            if other.url is None and other.is_at_home and (other.host, other.port) == (each.host, each.port)
        ),
        None,
    )
