"""The store of a fleet, as its commands open it."""

from __future__ import annotations

from scrapy.settings import BaseSettings

from crawler.scrapy_utils import store
from crawler.scrapy_utils.project import project_folder
from crawler.store import Store, StoreMisnamed, located
from crawler.store.address import POSTGRESQL, parse_url
from crawler.store.secrets import shown
from crawler.store.upgrading import NoTables


def check_store_url(settings: BaseSettings) -> None:
    """Raise StoreMisnamed for a store that cannot be shared by machines."""
    url = parse_url(located(str(settings["STORE_URL"]), project_folder()))
    if url.drivername != POSTGRESQL:
        raise StoreMisnamed(
            f"A fleet needs a PostgreSQL store, which all its workers reach, but STORE_URL is {shown(url)}:"
            " write postgresql+psycopg://USER@HOST/DATABASE."
        )


def open_fleet_store(settings: BaseSettings) -> Store | None:
    """Open the store of a fleet; None: there are no tables in it yet, since nothing was crawled.

    Raises StoreMisnamed: SQLite, no URL; StoreError: no such server, or it refuses.
    """
    check_store_url(settings)
    try:
        return store.open_store(settings, create=False)
    except StoreMisnamed as error:
        if isinstance(error.__context__, NoTables):
            return None
        raise
