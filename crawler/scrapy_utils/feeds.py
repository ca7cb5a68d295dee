"""The files of ``-o`` and ``-O``: compression, and what becomes of one that cannot be written."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.extensions.feedexport import FileFeedStorage
from scrapy.extensions.postprocessing import GzipPlugin
from scrapy.settings import BaseSettings
from scrapy.utils.python import global_object_name
from w3lib.url import file_uri_to_path

from crawler.export.exporters import FIELDS
from crawler.export.parquet import NoParquet, check_library
from crawler.finish_reasons import EXPORT_LOST
from crawler.scrapy_utils.appending import COMPRESSED, prepare_appending
from crawler.scrapy_utils.stopping import stop
from crawler.stats import EXPORT_FAILED

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

logger = logging.getLogger(__name__)

PARQUET = "parquet"

GZIP_LEVEL = 6
"""Level 9, Scrapy's default, makes JSON lines only 0.2 % smaller."""


def split_format(name: str) -> tuple[str, str] | None:
    """Return ``(name, format)`` of a compressed file for an export; None: it is not compressed.

    >>> split_format("out.jsonl.gz")
    ('out.jsonl.gz', 'jsonl')
    """
    if not name.endswith(COMPRESSED):
        return None
    return name, Path(name.removesuffix(COMPRESSED)).suffix.removeprefix(".")


def gzip_options(format_name: str, *, overwrite: bool) -> dict[str, Any]:
    """Return the feed options of a compressed file; the same items give the same bytes."""
    options = {
        "format": format_name,
        "postprocessing": [global_object_name(GzipPlugin)],
        "gzip_compresslevel": GZIP_LEVEL,
        "gzip_mtime": 0,
        "gzip_filename": "",
    }
    return {**options, "overwrite": True} if overwrite else options


class WatchedStorage(FileFeedStorage):
    """A file of an export. If it cannot be written completely, that is counted and sets the exit status."""

    def __init__(self, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:
        super().__init__(uri, feed_options=feed_options)
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None) -> Self:
        """Build it as Scrapy does."""
        return cls(crawler, uri, feed_options=feed_options)

    def open(self, spider: Spider) -> IO[bytes]:
        """Open the file."""
        return io.BufferedWriter(_WatchedFile(io.FileIO(self.path, self.write_mode), self._lost))

    def _lost(self, error: OSError) -> None:
        """End the crawl, since what it finds from now on would be missing in the export."""
        if not self._crawler.stats.get_value(EXPORT_FAILED.name):
            logger.error("The export %s cannot be written: %s.", self.path, error.strerror)
            stop(self._crawler, EXPORT_LOST)
        self._crawler.stats.inc_value(EXPORT_FAILED.name)


class _WatchedFile(io.RawIOBase):
    """A file that reports that it cannot be written, instead of raising an error at each write."""

    def __init__(self, file: io.FileIO, lost: Callable[[OSError], None]) -> None:
        self._file = file
        self._lost = lost

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def write(self, data: ReadableBuffer, /) -> int | None:
        try:
            return self._file.write(data)
        except OSError as error:
            self._lost(error)
            return len(memoryview(data))

    def close(self) -> None:
        try:
            super().close()
            self._file.close()
        except OSError as error:
            self._lost(error)


def check_format(name: str, format_name: str) -> None:
    """Check that a file can have a format. Raises UsageError for what only Parquet cannot be."""
    if format_name != PARQUET:
        return
    if name.endswith(COMPRESSED):
        plain = name.removesuffix(COMPRESSED)
        raise UsageError(f"{name!r}: Parquet is compressed already: write {plain!r}", print_help=False)
    try:
        check_library()
    except NoParquet as missing:
        raise UsageError(str(missing), print_help=False) from missing


def _check_parquet(path: Path, options: dict[str, Any], settings: BaseSettings) -> None:
    """Check what is asked of a Parquet file. Raises UsageError."""
    check_format(str(path), PARQUET)
    if not options.get("overwrite"):
        raise UsageError(
            f"the export {path}: nothing can be appended to Parquet; use -O, or .jsonl", print_help=False
        )
    fields = options.get("fields") or settings.getdictorlist("FEED_EXPORT_FIELDS")
    unknown = [each for each in fields if each not in FIELDS]
    if fields and (isinstance(fields, Mapping) or unknown):
        what = f"{unknown[0]!r} is none" if unknown else "they keep their names"
        raise UsageError(
            f"the export {path}: the columns of Parquet are fields of an article: {what}", print_help=False
        )


def prepare_exports(settings: BaseSettings) -> None:
    """Check that the files of an export can be written; prepare those that are appended to.

    Raises UsageError, which names the file: it cannot be written, or has other columns.
    """
    for uri, options in settings.getdict("FEEDS").items():
        path = _local(str(uri))
        if options.get("format") == PARQUET:
            _check_parquet(Path(str(uri)) if path is None else path, options, settings)
        if path is None:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab"):  # fail now, not at the end
                pass
            if not options.get("overwrite") and path.is_file():
                prepare_appending(path, options, settings)
        except OSError as error:
            raise UsageError(f"the export {path} cannot be written: {error.strerror}") from None


def _local(uri: str) -> Path | None:
    """Return the file of a feed; None if it is not on this machine, or its name depends on the run."""
    if uri.startswith("file:"):
        uri = file_uri_to_path(uri)
    return None if "://" in uri or "%(" in uri or uri.startswith("stdout:") else Path(uri)
