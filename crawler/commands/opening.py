"""The store that a command looks at."""

from __future__ import annotations

from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.store import Store, StoreError, located


def open_store(settings: BaseSettings | None) -> Store:
    """Open the store of ``STORE_URL``. Raises UsageError, with the reason, if there is none to open."""
    assert settings is not None  # Scrapy's commands have them when they run
    folder = Path(closest_scrapy_cfg()).parent
    try:
        return Store.open(located(settings["STORE_URL"], folder), create=False)
    except StoreError as error:
        raise UsageError(str(error), print_help=False) from error
