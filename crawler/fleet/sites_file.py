"""The file of a fleet's sites (``SITES.toml``): which newspapers, how often, and how each is crawled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoaderProtocol, get_spider_loader

from crawler.errors import Trouble, some_of
from crawler.fleet.every import parse_every
from crawler.fleet.places_in_file import Places
from crawler.fleet.site_settings import Setting, faults_of
from crawler.fleet.twice import Entry, named_twice, own_settings, store_names
from crawler.scrapy_utils.loader import DeclarationLoader
from crawler.scrapy_utils.project import project_folder
from crawler.site import Site
from crawler.spider.options import NAMES, Options, parse_options

KEYS = ("name", "url", "every", "options", "settings")
"""What a ``[[site]]`` may say of itself."""

ANY = "newspaper"
"""The spider of newspapers that nobody has declared."""

_PASSWORD = re.compile(r"://[^/@\s]+@")
"""User and password in a URL, which a message does not repeat."""


@dataclass(frozen=True)
class FleetSite:
    """A site that a fleet keeps."""

    name: str
    """As the store calls it: the declaration's name, or the host."""
    spider: str
    every: timedelta
    options: Mapping[str, str]
    """As -a."""
    settings: Mapping[str, Setting]
    """As -s."""
    host: str
    """Lower case, without port and ``www.``: sites of one host never run at once."""
    scope: str
    """The options that narrow its runs, as the table ``run`` has them."""


class SitesError(Trouble):
    """A file of sites that cannot be used."""

    is_mistake: ClassVar[bool] = True

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        """One sentence each, with the file, the line and the site."""
        super().__init__("\n".join(self.faults))


def read_sites(path: Path, settings: BaseSettings) -> list[FleetSite]:
    """Return the sites of a file, in its order. Raises SitesError with all that is wrong.

    ``settings``: those of the project, which says what newspapers there are.
    """
    return _Reading(path, settings).sites()


class _Reading:
    """One reading of a file, which collects its faults."""

    def __init__(self, path: Path, settings: BaseSettings) -> None:
        self._path = path
        self._settings = settings
        self._faults: list[tuple[int, str]] = []
        """Number of a line (0: none), and the sentence."""

    def sites(self) -> list[FleetSite]:
        text = self._text()
        tables = self._tables(text)
        self._places = Places(text, len(tables))
        self._loader: SpiderLoaderProtocol = get_spider_loader(self._settings)
        entries = [
            entry for number, table in enumerate(tables) if (entry := self._entry(number, table)) is not None
        ]
        for entry, fault in named_twice(entries):
            self._say(entry.number, "url" if entry.url else "name", fault)
        if self._faults:
            raise self._error()
        names = store_names(entries)
        return [
            FleetSite(
                name=names[entry.number],
                spider=entry.spider,
                every=entry.every,
                options=entry.options,
                settings=own_settings(entry, names[entry.number]),
                host=entry.host,
                scope=entry.scope,
            )
            for entry in entries
        ]

    def _text(self) -> str:
        try:
            return self._path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise SitesError([f"{self._path} cannot be read: {error.strerror}."]) from error
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise SitesError([f"{self._path}:{line}: this is no UTF-8 text."]) from error

    def _tables(self, text: str) -> list[dict[str, Any]]:
        """Return the ``[[site]]`` tables. Raises SitesError where there is none, or no TOML."""
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            what, _, where = str(error).rpartition(" (at ")
            line = where.removeprefix("line ").partition(",")[0]
            number = line if line.isdigit() else str(text.count("\n") + 1)
            raise SitesError([f"{self._path}:{number}: this is no TOML: {what}."]) from error
        except RecursionError as error:
            raise SitesError([f"{self._path}: this is no TOML: it is nested too deeply."]) from error
        for key in document.keys() - {"site"}:
            hint = "write [[site]] for each newspaper" if key.startswith("site") else "there is only [[site]]"
            self._faults.append((0, f"{self._path}: there is no key {key}: {hint}."))
        tables = document.get("site", [])
        if isinstance(tables, dict):
            raise self._error("write [[site]] with two brackets, not [site]")
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            raise self._error("site must be tables: write [[site]] for each")
        if not tables:
            raise self._error('there is no [[site]] in it: write [[site]], name = "...", every = "1h"')
        return tables

    def _error(self, last: str = "") -> SitesError:
        """Return the error with all faults, by their lines, and one of the whole file."""
        faults = [sentence for _, sentence in sorted(self._faults, key=lambda each: each[0])]
        return SitesError([*faults, *([f"{self._path}: {last}."] if last else [])])

    def _say(self, number: int, key: str, fault: str) -> None:
        line = self._places.line(number, key)
        place = f"{self._path}:{line}" if line else f"{self._path}, site {number + 1}"
        self._faults.append((line or 0, _PASSWORD.sub("://***@", f"{place}: {fault}.")))

    def _entry(self, number: int, table: dict[str, Any]) -> Entry | None:
        """Return what a table says, as far as it is right; None: it names no newspaper."""
        called = next((repr(table[key]) for key in ("name", "url") if key in table), "this site")
        for key in table.keys() - set(KEYS):
            self._say(number, key, f"{called}: there is no key {key}; there are {', '.join(KEYS)}")
        try:
            every = parse_every(table["every"]) if "every" in table else None
            if every is None:
                self._say(number, "", f'{called}: its period is missing: write every = "1h"')
        except ValueError as error:
            every = None
            self._say(number, "every", f"{called}: every = {table['every']!r} {error}")
        options = self._options(number, called, table.get("options", {}))
        own = self._site_settings(number, called, table.get("settings", {}))
        spider, site = self._spider(number, called, table)
        if site is None:
            return None
        url = table.get("url")
        if url is not None:
            options = {**options, "site": url}
        parsed = self._parsed(number, called, options, site, key="url" if url else "options")
        if parsed is None:
            return None
        return Entry(number, called, spider, site, url, every or timedelta(), options, own, parsed)

    def _spider(self, number: int, called: str, table: dict[str, Any]) -> tuple[str, Site | None]:
        """Return the spider of a site and its declaration; None: it cannot be had, and that was said."""
        name, url = table.get("name"), table.get("url")
        for key, value in (("name", name), ("url", url)):
            if value is not None and (not isinstance(value, str) or not value.strip()):
                self._say(number, key, f"{called}: {key} must be a text")
                return "", None
        if (name is None) == (url is None):
            fault = "has a name and a url" if name else "has neither a name nor a url"
            self._say(number, "", f"{called} {fault}: write name for a declared newspaper, url for any other")
            return "", None
        if url is not None and isinstance(table.get("options"), dict) and "site" in table["options"]:
            self._say(number, "options", f"{called}: its url is there already: leave out options.site")
            return "", None
        if name == ANY:
            self._say(number, "name", f'{called} is any newspaper: write url = "https://..." instead')
            return "", None
        return self._declared(number, called, name or ANY)

    def _declared(self, number: int, called: str, name: str) -> tuple[str, Site | None]:
        known = self._loader.list()
        try:
            if isinstance(self._loader, DeclarationLoader):
                self._loader.check(name)
        except UsageError as error:
            self._say(number, "name", f"{called}: its declaration is broken: {error}".rstrip("."))
            return name, None
        if name not in known:
            there = some_of(sorted(set(known) - {ANY}), name)
            self._say(number, "name", f"{called}: there is no newspaper of this name; known: {there}")
            return name, None
        site = getattr(self._loader.load(name), "site", None)
        if not isinstance(site, Site):
            self._say(number, "name", f"{called} is a spider, but declares no newspaper")
            return name, None
        return name, site

    def _options(self, number: int, called: str, given: object) -> dict[str, str]:
        """Return options as -a takes them; what is wrong was said."""
        if not isinstance(given, dict):
            self._say(
                number, "options", f'{called}: options must be a table: options = {{ section = "..." }}'
            )
            return {}
        options = {}
        for name, value in given.items():
            if isinstance(value, bool) or not isinstance(value, str | int | float | date):
                self._say(
                    number, "options", f"{called}: the option {name} must be a text, a number or a date"
                )
            elif name not in NAMES:
                known = ", ".join(each for each in NAMES)
                self._say(number, "options", f"{called}: there is no option {name}; choose from: {known}")
            else:
                options[name] = value.isoformat() if isinstance(value, date | datetime) else str(value)
        if "urls" in options:
            options["urls"] = _in_project(options["urls"])
        return options

    def _parsed(
        self, number: int, called: str, options: dict[str, str], site: Site, *, key: str
    ) -> Options | None:
        try:
            return parse_options(options, site)
        except UsageError as error:
            said = str(error).removeprefix("-a ")
            self._say(number, key, f"{called}: {said}")
            return None

    def _site_settings(self, number: int, called: str, given: object) -> dict[str, Setting]:
        """Return settings as -s takes them; what is wrong was said."""
        if not isinstance(given, dict):
            wanted = "settings = { DOWNLOAD_DELAY = 2 }"
            self._say(number, "settings", f"{called}: settings must be a table: {wanted}")
            return {}
        for name, fault in faults_of(given, self._settings):
            self._say(number, name or "settings", f"{called}: {fault}".rstrip("."))
        return given


def _in_project(file: str) -> str:
    """Return a file's name for this process, whose folder may be another than that of the project."""
    folder = project_folder()
    return file if folder.samefile(Path.cwd()) else str(folder / file)
