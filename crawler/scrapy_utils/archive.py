"""Opening the archive that the settings name, and saying what of it is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.archive.holding import Archive, FolderArchive
from crawler.archive.places import place_of
from crawler.archive.remote import UrlArchive
from crawler.archive.writer import make_folder
from crawler.errors import Trouble
from crawler.scrapy_utils.project import archive_address, archive_spool
from crawler.text import counted


def open_archive(settings: BaseSettings, *, create: bool = False) -> Archive | None:
    """Open the archive, a folder or a URL; None: ARCHIVE_DIR is empty.

    ``create``: give a folder that is there the name of a place if it has none and can be written.
    Raises UsageError.
    """
    address = archive_address(settings)
    try:
        if isinstance(address, str):
            return UrlArchive(address, archive_spool(settings), create=create)
        return None if address is None else FolderArchive(address, create=create)
    except Trouble as error:
        raise UsageError(str(error), print_help=False) from error
    except OSError as error:
        raise UsageError(f"{error.filename or address} {error.strerror}", print_help=False) from error


def make_archive(settings: BaseSettings) -> Archive | None:
    """Open the archive to write it, in a folder that is made if it is not there; None: ARCHIVE_DIR is empty.

    Raises UsageError.
    """
    archive = open_archive(settings)
    if archive is None:
        return None
    for folder in archive.folders:
        try:
            make_folder(folder)
        except OSError as error:
            reason = f"the archive {folder} cannot be created: {error.strerror}"
            raise UsageError(reason, print_help=False) from error
    opened = open_archive(settings, create=True)
    assert opened is not None
    for folder in opened.folders:
        if place_of(folder, create=False) is None:
            raise UsageError(f"the archive {folder} cannot be written", print_help=False)
    return opened


def tell_elsewhere(elsewhere: Mapping[str | None, int]) -> list[str]:
    """Return a sentence for each place whose files are not read here; ``elsewhere``: place -> number."""
    return [
        f"{counted(number, 'file of the archive is', 'files of the archive are')} at"
        f" {'no known place' if place is None else f'place {place}'}, and"
        f" {'is' if number == 1 else 'are'} not read here"
        for place, number in sorted(elsewhere.items(), key=lambda each: each[0] or "")
    ]
