"""The declarations of the newspapers whose pages an archive holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.archive.index import Capture
from crawler.site import NEWSPAPER, Site
from crawler.urls import same_site


class Newspapers:
    """Finds the declaration of an archived page: by the spider that fetched it, else by its host."""

    def __init__(
        self, declared: Mapping[str, Site], *, forced: Site | None = None, takes_unknown: bool = False
    ) -> None:
        self._declared = declared
        self._takes_unknown = takes_unknown
        self._forced = forced
        self.known: dict[str, Site] = {}
        """Key -> declaration, of those that were found; passed to the processes that read."""
        self._of_files: dict[str, tuple[str, str | None]] = {}

    def find_declarations(self, files: Mapping[str, tuple[str, str | None]]) -> None:
        """Find the declarations of the archive's files, whose warcinfo records have site and spider."""
        self._of_files = dict(files)
        for site, spider in set(files.values()):
            self._by_spider(site, spider)
        for name, site_declared in self._declared.items():
            self.known.setdefault(f"host:{name}", site_declared)
        if self._forced is not None:
            self.known["forced"] = self._forced
        self.known["unknown"] = NEWSPAPER

    def key_of(self, capture: Capture) -> str | None:
        """Return the key of the declaration; None: the newspaper is not known."""
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
