"""The articles of a release as Parquet, a file for each split."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from crawler.article import Article
from crawler.export.columns import COLUMNS
from crawler.export.parquet import ParquetWriter, finished, row_of, schema_of
from crawler.release.checksums import checksum_of
from crawler.release.facts import DataFile, Split
from crawler.release.splitting import Splits

FOLDER = "data"


def write_articles(folder: Path, articles: Iterable[tuple[Article, Split]], splits: Splits) -> list[DataFile]:
    """Write articles into files below a folder, each into that of its split, in their order.

    A split without articles has no file: ``datasets`` fails at one without rows. Raises OSError, and
    what ``articles`` raises.
    """
    schema = schema_of(COLUMNS)
    (folder / FOLDER).mkdir()
    names = {split: f"{FOLDER}/{split}.parquet" for split in splits.names}
    with ExitStack() as files:
        writers = {
            split: files.enter_context(
                finished(ParquetWriter(files.enter_context((folder / name).open("xb")), schema))
            )
            for split, name in names.items()
        }
        for article, split in articles:
            writers[split].write(row_of(article, COLUMNS), article.published_at)
    for split, writer in writers.items():
        if not writer.rows:
            (folder / names[split]).unlink()
    rows = {split: writer.rows for split, writer in writers.items() if writer.rows}
    return [described(folder, names[split], split, number) for split, number in rows.items()]


def described(folder: Path, name: str, split: Split | None, rows: int) -> DataFile:
    """Return what there is to say of a file that was written. Raises OSError."""
    path = folder / name
    return DataFile(name=name, split=split, rows=rows, size=path.stat().st_size, sha256=checksum_of(path))
