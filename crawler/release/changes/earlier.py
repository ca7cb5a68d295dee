"""An earlier release, as its files have it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.article import Article
from crawler.errors import Trouble
from crawler.export.columns import COLUMNS, RULE, TIMES
from crawler.release.checksums import FILE, checksum_of, read_checksums
from crawler.release.data_files import FOLDER
from crawler.release.facts import PROVENANCE

_AT_ONCE = 500


class BadRelease(Trouble):
    """A folder that is no release, or one that was changed."""

    is_mistake = True


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release whose files are as they were written."""

    folder: Path
    files: list[Path]
    """Those of its articles."""
    as_of: str
    """Its time, as it says itself."""

    @classmethod
    def open(cls, name: str) -> Earlier:
        """Open a release, and compare its files with their checksums. Raises BadRelease."""
        folder = Path(name)
        if not folder.is_dir():
            raise BadRelease(f"--since-release {name!r}: there is no such folder")
        try:
            sums = read_checksums(folder)
            wanted = sorted(each for each in sums if each.startswith(f"{FOLDER}/"))
            for each in (*wanted, PROVENANCE):
                if checksum_of(folder / each) != sums.get(each):
                    raise BadRelease(f"--since-release: {folder / each} is not as the release was written")
            said = json.loads((folder / PROVENANCE).read_text("utf-8"))["as_of"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = getattr(error, "strerror", None) or "it is not what a release has there"
            at = getattr(error, "filename", None) or folder / FILE
            raise BadRelease(f"--since-release {name!r} is no release: {at}: {reason}") from error
        return cls(folder, [folder / each for each in wanted], str(said))

    def articles(self) -> Iterator[list[Article]]:
        """Yield its articles in the order of its files, some at once. Raises BadRelease."""
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415

        for path in self.files:
            try:
                with ParquetFile(path, pre_buffer=False) as file:
                    for batch in file.iter_batches(_AT_ONCE, use_threads=False):
                        yield [_article(row) for row in batch.to_pylist()]
            except (pa.ArrowException, OSError, KeyError, TypeError) as error:
                raise BadRelease(f"--since-release: {path} cannot be read: {error}") from error


def _article(row: dict[str, Any]) -> Article:
    row["removed"] = {each[RULE]: each[TIMES] for each in row["removed"]}
    return Article(**{column.name: row[column.name] for column in COLUMNS})
