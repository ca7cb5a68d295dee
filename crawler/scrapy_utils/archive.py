"""Opening the archive that the settings name, and saying what of it is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.archive.holding import Archive, FolderArchive
from crawler.scrapy_utils.project import archive_address
from crawler.text import counted


def open_archive(settings: BaseSettings, *, create: bool = False) -> Archive | None:
    """Open the archive; None: ARCHIVE_DIR is empty.

    ``create``: give its folder, which is there, the name of a place if it has none and can be written.
    Raises UsageError.
    """
    address = archive_address(settings)
    if address is None:
        return None
    assert isinstance(address, Path)
    try:
        return FolderArchive(address, create=create)
    except OSError as error:
        raise UsageError(f"{error.filename or address} {error.strerror}", print_help=False) from error


def tell_elsewhere(elsewhere: Mapping[str | None, int]) -> list[str]:
    """Return a sentence for each place whose files are not read here; ``elsewhere``: place -> number."""
    return [
        f"{counted(number, 'file of the archive is', 'files of the archive are')} at"
        f" {'no known place' if place is None else f'place {place}'}, and"
        f" {'is' if number == 1 else 'are'} not read here"
        for place, number in sorted(elsewhere.items(), key=lambda each: each[0] or "")
    ]
