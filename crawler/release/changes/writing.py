"""The changes since an earlier release as Parquet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.export.parquet import ParquetWriter, finished
from crawler.release.changes.change import Became, Change
from crawler.release.data_files import described
from crawler.release.facts import DataFile

FILE = "changes/changes.parquet"

_TEXTS = ("url", "earlier_url", "site", "headline", "published_at")


@dataclass(slots=True)
class Changes:
    """How many changes there are."""

    since: str
    """The time of the earlier release, as it says itself."""
    articles: Counter[Became] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    """Edited articles by what was changed in them; one may have several."""
    by_extractor: int = 0
    """Edited articles that only a newer version of the extraction reads differently."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Articles that are left out, by the reason."""

    def add(self, change: Change) -> None:
        """Count a change."""
        self.articles[change.change] += 1
        self.kinds.update(change.kinds)
        self.by_extractor += change.cause == "extractor"
        if change.reason:
            self.reasons[change.reason] += 1


def write_changes(folder: Path, found: Iterable[Change], changes: Changes) -> DataFile:
    """Write changes below a folder, and count them. Raises OSError, and what ``found`` raises."""
    import pyarrow as pa  # noqa: PLC0415

    texts = pa.list_(
        pa.struct(
            [
                pa.field("kind", pa.string(), False),
                pa.field("place", pa.string(), False),
                pa.field("before", pa.string()),
                pa.field("after", pa.string()),
            ]
        )
    )
    schema = pa.schema(
        [
            pa.field("change", pa.string(), False),
            *(pa.field(name, pa.string()) for name in _TEXTS),
            pa.field("kinds", pa.list_(pa.string()), False),
            pa.field("cause", pa.string()),
            pa.field("differences", texts, False),
            pa.field("gone_at", pa.string()),
            pa.field("reason", pa.string()),
        ]
    )
    path = folder / FILE
    path.parent.mkdir()
    with path.open("xb") as file, finished(ParquetWriter(file, schema)) as writer:
        for each in found:
            changes.add(each)
            told = [
                {"kind": one.kind, "place": one.place, "before": one.before, "after": one.after}
                for one in each.differences
            ]
            row = [getattr(each, name) for name in _TEXTS]
            writer.write(
                [each.change, *row, list(each.kinds), each.cause, told, each.gone_at, each.reason], None
            )
    return described(folder, FILE, None, writer.rows)
