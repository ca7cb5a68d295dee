"""The store that the settings name."""

from __future__ import annotations

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.scrapy_utils.project import project_folder
from crawler.store import Store, located
from crawler.store.files import is_in_memory

DATA = "data"
"""The only folder that is created automatically."""


def wait_for_store(settings: BaseSettings) -> None:
    """Give a PostgreSQL server that is away a few seconds; see :mod:`crawler.store.waiting`."""
    url = str(settings["STORE_URL"])
    if url.startswith("postgresql"):
        from crawler.store.waiting import wait_for_server  # noqa: PLC0415  # its driver takes time to load

        wait_for_server(url)


def open_store(settings: BaseSettings, *, create: bool = True) -> Store:
    """Open the store of the settings; the folder ``data/`` is created.

    Raises StoreError; UsageError: a store in memory, which would end with this process.
    """
    folder = project_folder()
    url = located(str(settings["STORE_URL"]), folder)
    if is_in_memory(url):
        raise UsageError(
            f"STORE_URL={settings['STORE_URL']} has no file in it, so nothing would be kept: write"
            " sqlite:///FILE, such as sqlite:///data/articles.db"
        )
    return Store.open(url, create=create, create_folder=str(folder / DATA) in url)
