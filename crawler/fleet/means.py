"""What a process needs to read archive files of its place again, and to write sites."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler.archive.index import archive_files
from crawler.archive.places import mark_of, place_of
from crawler.archive.writer import make_folder as make_archive_folder
from crawler.errors import Trouble
from crawler.fleet.jobs import FILES
from crawler.scrapy_utils.project import archive_address, project_folder
from crawler.site import Site
from crawler.store import located

SHARDS = "shards"
"""The folder of the shards in the archive's folder, unless FLEET_SHARDS names another."""


class NoShards(Trouble):
    """Settings that name no folder for shards."""

    is_mistake = True


@dataclass(frozen=True)
class Means:
    """The store, the archive and the folder of shards of one process; it can be handed to another one."""

    store_url: str
    place: str
    """Name of the place that the archive is; empty: this process has none."""
    archive: Path | None
    shards: Path
    declared: Mapping[str, Site]
    """Declarations of the newspapers by their spiders' names."""

    def files(self) -> dict[str, Path]:
        """Return the files of this place by name."""
        return {} if self.archive is None else {path.name: path for path in archive_files(self.archive)}


def queue_of(place: str) -> str:
    """Return the queue of the archive files of a place.

    PostgreSQL allows 63 bytes for the channel that announces a job, which has the name of the queue in it.
    """
    return FILES + (mark_of(place) or hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:8])


def means_of(settings: BaseSettings, *, make_folder: bool = False) -> Means:
    """Return what the settings give; ``make_folder``: make the archive's, so that it is a place already.

    Raises NoShards; OSError: the archive's folder has a broken name.
    """
    address = archive_address(settings)
    archive = address if isinstance(address, Path) else None
    given = str(settings["FLEET_SHARDS"] or "").strip()
    if not given and archive is None:
        raise NoShards("ARCHIVE_DIR and FLEET_SHARDS are empty: there is no folder for what is read again")
    if archive is not None and make_folder:
        with suppress(OSError):  # the first crawl says what is wrong with it
            make_archive_folder(archive)
    loader = get_spider_loader(settings)
    sites = {name: getattr(loader.load(name), "site", None) for name in loader.list()}
    return Means(
        store_url=located(str(settings["STORE_URL"]), project_folder()),
        place="" if archive is None or not archive.is_dir() else place_of(archive) or "",
        archive=archive,
        shards=project_folder() / given if given else Path(str(archive)) / SHARDS,
        declared={name: site for name, site in sites.items() if isinstance(site, Site)},
    )
