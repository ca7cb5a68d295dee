"""What a process needs to read archive files of its place again, and to write sites."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler.archive.holding import Archive, Held, LocalFiles
from crawler.archive.places import mark_of
from crawler.errors import Trouble
from crawler.fleet.jobs import FILES
from crawler.scrapy_utils.archive import make_archive, open_archive
from crawler.scrapy_utils.duplicates_settings import duplicates_window
from crawler.scrapy_utils.project import project_folder
from crawler.site import Site
from crawler.store import located

SHARDS = "shards"
"""The folder of the shards in the archive's folder, unless FLEET_SHARDS names another."""


class NoShards(Trouble):
    """Settings that name no folder for shards."""

    is_mistake = True


class NoPlace(Trouble):
    """An archive that cannot be opened, or whose files are at no place."""

    is_mistake = True


@dataclass(frozen=True)
class Means:
    """The store, the archive and the folder of shards of one process; it can be handed to another one."""

    store_url: str
    archive: Archive | None
    shards: Path
    declared: Mapping[str, Site]
    """Declarations of the newspapers by their spiders' names."""
    window: timedelta | None = None
    """How far apart in time near-duplicates may be; None: nothing is compared."""

    @property
    def places(self) -> tuple[str, ...]:
        """The places whose files this process reads; empty: it has no archive."""
        return () if self.archive is None else self.archive.places

    @property
    def here(self) -> str:
        """What a round calls that which this process reads: the place where its files end up, or nothing."""
        return self.places[-1] if self.places else ""

    @contextmanager
    def files(self) -> Iterator[Held]:
        """Yield the files that are here now; copies of a URL's are deleted afterwards. Raises OSError."""
        held: Held = self.archive.held() if self.archive is not None and self.places else LocalFiles(())
        try:
            yield held
        finally:
            held.close()


def queue_of(place: str) -> str:
    """Return the queue of the archive files of a place.

    PostgreSQL allows 63 bytes for the channel that announces a job, which has the name of the queue in it.
    """
    return FILES + (mark_of(place) or hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()[:8])


def means_of(settings: BaseSettings, *, make_folder: bool = False) -> Means:
    """Return what the settings give; ``make_folder``: make the archive's, so that it is a place already.

    Raises NoShards; NoPlace: the archive cannot be opened, or has files and cannot be given a name;
    UsageError for a wrong setting.
    """
    try:
        archive = make_archive(settings) if make_folder else open_archive(settings, create=True)
    except UsageError as error:
        raise NoPlace(str(error)) from error
    if archive is not None and not archive.places and archive.folder.is_dir():
        raise NoPlace(
            f"the archive {archive.folder} has no place.txt and cannot be written, so that no worker can be"
            " told to read it; let a user who may write there start a crawl once"
        )
    given = str(settings["FLEET_SHARDS"] or "").strip()
    if not given and archive is None:
        raise NoShards(
            "ARCHIVE_DIR and FLEET_SHARDS are both empty, so nothing says where shards go: set one of them"
        )
    if not given and archive is not None and archive.near is not archive:
        raise NoShards(
            f"the archive {archive.name} is a URL: set FLEET_SHARDS to a folder for what is read again, which"
            " all workers share"
        )
    loader = get_spider_loader(settings)
    sites = {name: getattr(loader.load(name), "site", None) for name in loader.list()}
    return Means(
        store_url=located(str(settings["STORE_URL"]), project_folder()),
        archive=archive,
        shards=project_folder() / given if given or archive is None else archive.folder / SHARDS,
        declared={name: site for name, site in sites.items() if isinstance(site, Site)},
        window=duplicates_window(settings),
    )
