"""Where the project's files are: what the settings name relatively begins at the folder of scrapy.cfg."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.store import Store, located

DATA = "data"
"""The one folder that is made without being asked for."""


def project_folder() -> Path:
    """Return the folder of scrapy.cfg; outside of a project the present one."""
    cfg = closest_scrapy_cfg()
    return Path(cfg).parent if cfg else Path.cwd()


def open_store(settings: BaseSettings, *, create: bool = True) -> Store:
    """Open the store of the settings; the folder ``data/`` is made. Raises StoreError."""
    folder = project_folder()
    url = located(str(settings["STORE_URL"]), folder)
    return Store.open(url, create=create, create_folder=str(folder / DATA) in url)


def archive_folder(settings: BaseSettings) -> Path | None:
    """Return the folder of the archive, absolute; None: it is switched off (ARCHIVE_DIR is empty)."""
    name = str(settings["ARCHIVE_DIR"] or "").strip()
    return project_folder() / name if name else None
