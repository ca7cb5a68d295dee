"""Where the project's files are: relative paths in the settings start at the folder of scrapy.cfg."""

from __future__ import annotations

from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.store import Store, located
from crawler.store.files import is_in_memory

DATA = "data"
"""The only folder that is created automatically."""


def project_folder() -> Path:
    """Return the folder of scrapy.cfg; outside of a project the current folder."""
    cfg = closest_scrapy_cfg()
    return Path(cfg).parent if cfg else Path.cwd()


def open_store(settings: BaseSettings, *, create: bool = True) -> Store:
    """Open the store of the settings; the folder ``data/`` is created.

    Raises StoreError; UsageError: a store in memory, which would end with this process.
    """
    folder = project_folder()
    url = located(str(settings["STORE_URL"]), folder)
    if is_in_memory(url):
        raise UsageError(
            f"STORE_URL={settings['STORE_URL']} names no file, so that nothing would be kept: write"
            " sqlite:///FILE, such as sqlite:///data/articles.db"
        )
    return Store.open(url, create=create, create_folder=str(folder / DATA) in url)


def archive_folder(settings: BaseSettings) -> Path | None:
    """Return the folder of the archive, as an absolute path; None: there is none (ARCHIVE_DIR is empty)."""
    name = str(settings["ARCHIVE_DIR"] or "").strip()
    return project_folder() / name if name else None
