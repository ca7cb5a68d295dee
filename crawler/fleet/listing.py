"""The sites of a fleet while it runs: a file that changes is read anew, a broken one changes nothing."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler.fleet.sites_file import FleetSite, SitesError, read_sites

logger = logging.getLogger(__name__)


class Listing:
    """A file of sites, of which the last good state holds."""

    def __init__(self, path: Path, settings: BaseSettings) -> None:
        self._path = path
        self._settings = settings
        self._sites: Mapping[str, FleetSite] | None = None
        self._content: bytes | None = None
        self._faults: tuple[str, ...] = ()

    def sites(self) -> Mapping[str, FleetSite]:
        """Return the sites by their names in the store, in the order of the file.

        The first call raises SitesError for a file that cannot be used; later ones log it, once for each
        fault, and return what the file said before.
        """
        content = self._read()
        if self._sites is not None and content is not None and content == self._content and not self._faults:
            return self._sites
        try:
            sites = {site.name: site for site in read_sites(self._path, self._settings)}
        except SitesError as error:
            if self._sites is None:
                raise
            self._complain(error.faults)
            return self._sites
        except Exception as error:  # whatever it is, the worker and its other sites go on
            if self._sites is None:
                raise
            logger.debug("The file of sites cannot be read.", exc_info=True)
            self._complain((f"It cannot be read: {type(error).__name__}: {error}.",))
            return self._sites
        if self._faults:
            logger.info("%s can be read again: %d sites.", self._path, len(sites))
        self._sites, self._content, self._faults = sites, content, ()
        return self._sites

    def _read(self) -> bytes | None:
        """Return what is in the file; None: it cannot be read, which the reading proper says."""
        try:
            return self._path.read_bytes()
        except OSError:
            return None

    def _complain(self, faults: tuple[str, ...]) -> None:
        if faults != self._faults:
            self._faults = faults
            said = " ".join(faults)
            logger.error("The sites stay as they were before %s was changed: %s", self._path, said)
