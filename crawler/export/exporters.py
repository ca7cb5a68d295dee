"""Item exporters for articles; ``FEED_EXPORTERS`` in the settings says which format is written by which.

``scrapy crawl -O FILE`` and ``scrapy export FILE`` use the same exporters, so that a file looks the same
whichever wrote it; that of the whole corpus also says, as its last field, what is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from io import BytesIO
from typing import IO, Any, ClassVar, Self, cast

from scrapy.crawler import Crawler
from scrapy.exporters import BaseItemExporter, CsvItemExporter, JsonLinesItemExporter
from scrapy.extensions.postprocessing import PostProcessingManager

from crawler.article import Article, StoredArticle
from crawler.export.columns import STORED_COLUMNS
from crawler.export.parquet import ParquetWriter, check_library, row_of, schema_of

FIELDS = [field.name for field in fields(Article)]
"""What an article holds that a crawl exports, in this order."""

STORED_FIELDS = [field.name for field in fields(StoredArticle)]
"""The same of an article of the whole corpus."""

_COLUMNS = {column.name: column for column in STORED_COLUMNS}
_NAMES: dict[type, list[str]] = {Article: FIELDS, StoredArticle: STORED_FIELDS}

FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")
"""A spreadsheet takes a cell that begins with one for a formula, and runs it: a site could write
``=HYPERLINK(...)`` into a headline. OWASP, "CSV Injection", which advises the single quote; ASVS 5, 1.2.10,
adds NUL."""


class ArticleJsonLinesExporter(JsonLinesItemExporter):
    """A line of JSON for each article: as Scrapy's, which looks up how each field of each is serialized."""

    def get_serialized_fields(
        self, item: Any, default_value: Any = None, include_empty: bool | None = None
    ) -> Iterable[tuple[str, Any]]:
        """Return the names and values of an item: an article has all of its fields, and no serializers."""
        names = _NAMES.get(type(item))
        if names is not None and self.fields_to_export in (None, names):
            return [(name, getattr(item, name)) for name in names]
        return super().get_serialized_fields(item, default_value, include_empty)


class ArticleCsvExporter(CsvItemExporter):
    """A table in UTF-8 (RFC 4180): lists are joined by ``|``, and ``removed`` is JSON.

    A text that a spreadsheet would run as a formula has a single quote before it. The head line
    is there even if no article follows, and once only in a file that is appended to.
    """

    COLUMNS: ClassVar[Sequence[str]] = FIELDS
    """What an article's row holds, unless the feed names other fields."""

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        """``options``: those of CsvItemExporter; the first item names the columns if they do not."""
        options.setdefault("join_multivalued", "|")
        super().__init__(cast(BytesIO, file), **options)  # any binary file will do
        if _is_begun(file):
            self.include_headers_line = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: IO[bytes], **options: Any) -> Self:
        """Build it for a crawl: what the spider of a newspaper gives are articles."""
        if options.get("fields_to_export") is None and hasattr(crawler.spider, "site_name"):
            options["fields_to_export"] = list(cls.COLUMNS)
        return cls(file, **options)

    def start_exporting(self) -> None:
        """Write the head line, if the columns are known before the first item."""
        names = self.fields_to_export
        if names is not None and self.include_headers_line:
            self.csv_writer.writerow(names.values() if isinstance(names, Mapping) else names)
            self.include_headers_line = False

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        """Return a value as its cell holds it."""
        if isinstance(value, dict):
            return json.dumps(value, ensure_ascii=False)
        cell = super().serialize_field(field, name, value)
        return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


class ArticleParquetExporter(BaseItemExporter):
    """A table of articles. In a crawl it holds what it wrote when the crawl ends, and no article earlier."""

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        """``options``: those of BaseItemExporter; ``fields_to_export`` are the columns. Raises NoParquet."""
        super().__init__(**options)
        check_library()
        names: Any = self.fields_to_export or FIELDS
        if isinstance(names, Mapping) or not set(names) <= set(_COLUMNS):
            raise ValueError("a Parquet file has fields of an article as its columns, under their names")
        self._columns = [_COLUMNS[name] for name in names]
        self._file = file
        self._writer: ParquetWriter | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, file: IO[bytes], **options: Any) -> Self:
        """Build it for a crawl."""
        return cls(file, **options)

    def start_exporting(self) -> None:
        """Begin the file."""
        self._writer = ParquetWriter(self._file, schema_of(self._columns))

    def export_item(self, item: Any) -> None:
        """Add an article."""
        assert self._writer is not None
        self._writer.write(row_of(item, self._columns), item.published_at)

    def finish_exporting(self) -> None:
        """End the file."""
        assert self._writer is not None
        self._writer.close()

    def abandon(self) -> None:
        """Write nothing more: the file is not wanted."""
        if self._writer is not None:
            self._writer.abandon()


def _is_begun(file: IO[bytes]) -> bool:
    """Say whether something is in the file already, of a compressed one in the file that it is written to.

    The head of a new gzip member is written before the exporter is built, but only into a buffer.
    """
    written = file.file if isinstance(file, PostProcessingManager) else file
    raw = getattr(written, "raw", written)
    return bool(raw.seekable() and raw.tell() > 0)
