"""``scrapy extract --archived``: what the archive holds of a URL, without a request."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.archive.index import Capture, count_elsewhere, spiders_of_files
from crawler.page import Page
from crawler.performing.opening import declared_sites, is_address, named_site, open_store
from crawler.reextraction.finding import FoundRecord, LostCapture, find_page, find_record
from crawler.reextraction.newspapers import Newspapers
from crawler.scrapy_utils.archive import open_archive, tell_elsewhere
from crawler.scrapy_utils.printing import print_error
from crawler.site import NEWSPAPER, Site
from crawler.urls import fetchable


@dataclass(frozen=True, slots=True)
class Archived:
    """What is known of a URL from the archive: its page, else what REST answers carry of it."""

    page: Page | None
    site: Site
    """The declaration by which the crawl read it."""
    record: FoundRecord | None = None


def archived_url(args: list[str], url: str | None) -> str:
    """Return the URL that ``--archived`` is asked for: that of --url, or the argument. Raises UsageError."""
    named = [*args, *([url] if url is not None else [])]
    if len(named) != 1:
        raise UsageError("name one URL: scrapy extract --url URL --archived", print_help=False)
    if not is_address(named[0]):
        raise UsageError(f"--archived: {named[0]!r} is not the URL of a page", print_help=False)
    return fetchable(named[0]) or named[0]


def read_archived(
    settings: BaseSettings, url: str, spider: str | None, fail: Callable[[str], None]
) -> Archived | None:
    """Return what the archive holds of a URL, and say which capture it is; None: why not was said.

    Raises UsageError: there is no archive; StoreError: its index cannot be opened.
    """
    archive = open_archive(settings)
    if archive is None:
        raise UsageError("ARCHIVE_DIR is empty: there is no archive to read", print_help=False)
    files = archive.held()
    if not files:
        raise UsageError(f"the archive {archive.name} holds no files yet: crawl first", print_help=False)
    declared = declared_sites(settings)
    newspapers = Newspapers(declared, forced=named_site(declared, spider), takes_unknown=True)
    with closing(open_store(settings)) as store:
        with store.read() as conn:
            newspapers.find_declarations(spiders_of_files(conn))
            elsewhere = [f"; {each}" for each in tell_elsewhere(count_elsewhere(conn, archive.places))]
            try:
                found = find_page(conn, url, files, archive.places)
            except LostCapture as lost:
                fail(f"{url}: its archived response cannot be read: {lost}")
                return None
        if found is not None:
            site = newspapers.known.get(newspapers.key_of(found.capture) or "", NEWSPAPER)
            print_error(f"{url}: {_told(found.capture, url)}")
            return Archived(found.page, site)
        record = find_record(store, url, files, newspapers, archive.places)
    if record is None:
        fail(
            f"{url}: the archive {archive.name} holds no response of it; scrapy extract {url} requests it"
            + "".join(elsewhere)
        )
        return None
    print_error(
        f"{url}: its page is not archived; its record is in a REST answer, {_told(record.capture, url)}"
    )
    return Archived(None, NEWSPAPER, record)


def _told(found: Capture, url: str) -> str:
    """Say which capture it is."""
    parts = [f"archived {found.at:%Y-%m-%d %H:%M:%S} UTC", f"{found.place.file} at byte {found.place.offset}"]
    if found.status is not None:
        parts.append(f"HTTP {found.status}")
    if found.url != url:
        parts.append(f"as {found.url}")
    return ", ".join(parts)
