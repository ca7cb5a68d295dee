"""What commands take: their arguments, and the store that they look at."""

from __future__ import annotations

from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.period import Bound, parse_bound
from crawler.store import Store, StoreError, located


def no_options(args: list[str]) -> list[str]:
    """Return the arguments. Raises UsageError for an option that the command has not.

    Scrapy hands on what it does not know, so a misspelt option would pass for a file.
    """
    unknown = next((each for each in args if each.startswith("-") and each != "-"), None)
    if unknown is not None:
        raise UsageError(f"there is no option {unknown}", print_help=False)
    return args


def only_argument(args: list[str], wanted: str) -> str:
    """Return the one argument of a command. Raises UsageError, that says what is wanted."""
    if len(no_options(args)) != 1:
        raise UsageError(wanted, print_help=False)
    return args[0]


def open_store(settings: BaseSettings | None) -> Store:
    """Open the store of ``STORE_URL``. Raises UsageError, with the reason, if there is none to open."""
    assert settings is not None  # Scrapy's commands have them when they run
    folder = Path(closest_scrapy_cfg()).parent
    try:
        return Store.open(located(settings["STORE_URL"], folder), create=False)
    except StoreError as error:
        raise UsageError(str(error), print_help=False) from error


def parse_option_date(option: str, text: str | None) -> Bound | None:
    """Return the date of an option; null: it is not given. Raises UsageError."""
    try:
        return None if text is None else parse_bound(text, None)
    except ValueError as error:
        raise UsageError(
            f"{option} {text!r} is no date: write 2016-09-06 or 2016-09-06T14:05", print_help=False
        ) from error
