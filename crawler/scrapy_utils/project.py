"""Where the project's files are: what the settings name relatively begins at the folder of scrapy.cfg."""

from __future__ import annotations

from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from crawler.store import Store, sqlite_file

DATA = "data"
"""The one folder that is made without being asked for."""


def project_folder() -> Path:
    """Return the folder of scrapy.cfg; outside of a project the present one."""
    cfg = closest_scrapy_cfg()
    return Path(cfg).parent if cfg else Path.cwd()


def store_url(settings: BaseSettings) -> str:
    """Return the setting STORE_URL with an absolute path."""
    url = str(settings["STORE_URL"])
    try:
        parsed = make_url(url)
        file = sqlite_file(parsed)
    except ArgumentError:
        return url  # opening it says what is wrong
    if file is None or file.is_absolute() or str(parsed.database).startswith("file:"):
        return url
    return parsed.set(database=str(project_folder() / file)).render_as_string(hide_password=False)


def open_store(settings: BaseSettings, *, create: bool = True) -> Store:
    """Open the store of the settings; the folder ``data/`` is made. Raises StoreError."""
    url = store_url(settings)
    is_default = str(project_folder() / DATA) in url
    return Store.open(url, create=create, create_folder=is_default)


def archive_folder(settings: BaseSettings) -> Path | None:
    """Return the folder of the archive, absolute; None: it is switched off (ARCHIVE_DIR is empty)."""
    name = str(settings["ARCHIVE_DIR"] or "").strip()
    return project_folder() / name if name else None
