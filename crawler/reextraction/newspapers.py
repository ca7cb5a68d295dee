"""Whose pages an archive holds: the declarations of its newspapers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.archive.index import Capture
from crawler.site import NEWSPAPER, Site
from crawler.urls import same_site


class Newspapers:
    """Finds the declaration of an archived page: of the spider that fetched it, else of its host."""

    def __init__(
        self, declared: Mapping[str, Site], *, forced: Site | None = None, takes_unknown: bool = False
    ) -> None:
        self._declared = declared
        self._takes_unknown = takes_unknown
        self._forced = forced
        self.known: dict[str, Site] = {}
        """Key -> declaration, of those that were found; kept for processes that read."""
        self._of_files: dict[str, tuple[str, str | None]] = {}

    def hear_of_files(self, files: Mapping[str, tuple[str, str | None]]) -> None:
        """Take site and spider of the archive's files, as their warcinfo records say, and find them all."""
        self._of_files = dict(files)
        for site, spider in set(files.values()):
            self._by_spider(site, spider)
        for name, site_declared in self._declared.items():
            self.known.setdefault(f"host:{name}", site_declared)
        if self._forced is not None:
            self.known["forced"] = self._forced
        self.known["unknown"] = NEWSPAPER

    def key_of(self, capture: Capture) -> str | None:
        """Return the key of the declaration; null: it is of no known newspaper."""
        if self._forced is not None:
            return "forced"
        site, spider = self._of_files.get(capture.place.file, ("", None))
        if capture.role is not None and (key := self._by_spider(site, spider)):
            return key
        for name, declared in self._declared.items():
            if declared.domain and same_site(f"https://{declared.domain}/", capture.url):
                return f"host:{name}"
        return "unknown" if self._takes_unknown else None

    def _by_spider(self, site: str, spider: str | None) -> str | None:
        if not site:
            return None
        key = f"{spider}:{site}"
        if key not in self.known:
            declared = self._declared.get(spider or "") or self._declared.get(site) or NEWSPAPER
            self.known[key] = replace(declared, name=site)
        return key
