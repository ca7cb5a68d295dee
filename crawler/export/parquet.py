"""Articles as Parquet (https://parquet.apache.org/docs/file-format/), for pandas, DuckDB and ``datasets``.

Without maps, which ``datasets`` refuses: ``removed`` is a list of pairs. Compressed by Zstandard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from crawler.article import Article
from crawler.errors import Trouble
from crawler.export.columns import RULE, TIMES, Column

if TYPE_CHECKING:
    import pyarrow

MOST_CHARACTERS = 16 * 1024**2
"""Characters of a row group, at most: what is in memory until it is written."""
_LEVEL = 3
"""Of Zstandard: level 9 takes three times as long, and saves 4 %."""
_REPEATING = ["site", "dateline", "section", "signoff", "credit", "language", "source"]
"""Columns with few values, which are written once each; a dictionary of texts would be given up at once."""
_LAST = "9999-99"
"""The month of what has no date: it comes last."""


class NoParquet(Trouble):
    """The library that writes Parquet is not installed."""

    is_mistake = True


def check_library() -> None:
    """Raise NoParquet, which says how to install it, if pyarrow is missing."""
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415  # it takes 0.1 s to load, and is an extra
    except ImportError:
        raise NoParquet(
            "Parquet needs the library pyarrow, which is not installed: pip install"
            ' "telegraf-corpus[parquet]", or make install in a clone'
        ) from None


class ParquetWriter:
    """Writes rows into a file, in row groups of a month, or less where a month is too much to hold.

    The same rows give the same bytes. The file cannot be read before it is closed.
    """

    def __init__(self, file: IO[bytes], schema: pyarrow.Schema) -> None:
        """Begin the file."""
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow.parquet import ParquetWriter as Parquet  # noqa: PLC0415

        self._pyarrow = pa
        self._schema = schema
        repeating = [name for name in schema.names if name in _REPEATING]
        self._writer = Parquet(
            pa.PythonFile(file, mode="w"),
            schema,
            compression="zstd",
            compression_level=_LEVEL,
            use_dictionary=repeating or False,
        )
        self._rows: list[Sequence[Any]] = []
        self._characters = 0
        self._month = ""
        self.rows = 0
        """Number of rows that were given so far."""

    def write(self, row: Sequence[Any], published_at: str | None) -> None:
        """Add a row: a value for each column. A month later than all before begins a row group."""
        month = published_at[:7] if published_at else _LAST
        if month > self._month:
            self._flush()
            self._month = month
        self._rows.append(row)
        self._characters += _characters(row)
        self.rows += 1
        if self._characters >= MOST_CHARACTERS:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file; the file itself stays open."""
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        """Write nothing more: the file is not wanted."""
        self._rows.clear()
        self._writer.is_open = False  # else it writes the end of the file when it is forgotten

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = [
            self._pyarrow.array(values, field.type)
            for field, values in zip(self._schema, zip(*self._rows, strict=True), strict=True)
        ]
        self._rows.clear()
        self._characters = 0
        table = self._pyarrow.Table.from_arrays(columns, schema=self._schema)
        self._writer.write_table(table, row_group_size=max(1, table.num_rows))


@contextmanager
def finished(writer: ParquetWriter) -> Iterator[ParquetWriter]:
    """Close a writer at the end; after an exception its file is left as it is."""
    try:
        yield writer
        writer.close()
    except BaseException:
        writer.abandon()
        raise


def schema_of(columns: Sequence[Column]) -> pyarrow.Schema:
    """Return the types of columns in Arrow's terms."""
    import pyarrow as pa  # noqa: PLC0415

    pair = pa.struct([pa.field(RULE, pa.string(), False), pa.field(TIMES, pa.int64(), False)])
    types = {
        "text": pa.string(),
        "number": pa.int64(),
        "texts": pa.list_(pa.string()),
        "counts": pa.list_(pair),
    }
    return pa.schema([pa.field(each.name, types[each.kind], each.is_optional) for each in columns])


def row_of(article: Article, columns: Sequence[Column]) -> list[Any]:
    """Return the values of an article in columns."""
    return [_cell(getattr(article, column.name), column) for column in columns]


def _characters(value: Any) -> int:
    """Return the number of characters of all texts in a value."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_characters, value.values()))
    return sum(map(_characters, value)) if isinstance(value, list) else 0


def _cell(value: Any, column: Column) -> Any:
    if column.kind == "counts":
        return [{RULE: rule, TIMES: times} for rule, times in value.items()]
    return value
