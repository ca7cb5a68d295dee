"""The files of a release, and the fields of their rows, in Croissant's terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crawler.export.columns import COLUMNS, RULE, TIMES, Column
from crawler.release.facts import DataFile

_PARQUET = "application/x-parquet"
_TYPES = {"text": "sc:Text", "number": "sc:Integer", "texts": "sc:Text"}


def file_object(file: DataFile) -> dict[str, Any]:
    """Return the description of a file; its address is its path in the release."""
    holds = (
        "What changed since the earlier release" if file.split is None else f"The articles of {file.split}"
    )
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "description": f"{holds}, {file.rows:,} rows.",
        "contentUrl": file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": _PARQUET,
        "sha256": file.sha256,
    }


def record_sets(files: Sequence[DataFile]) -> list[dict[str, Any]]:
    """Return a set of records for each split."""
    return [
        {
            "@type": "cr:RecordSet",
            "@id": file.split,
            "name": file.split,
            "description": f"The articles of {file.split}, by date of publication and URL.",
            "key": {"@id": f"{file.split}/url"},
            "field": [_field(column, file.split, file.name) for column in COLUMNS],
        }
        for file in files
        if file.split is not None
    ]


def _field(column: Column, split: str, file: str) -> dict[str, Any]:
    """Return the description of a column; the pairs of ``removed`` have two fields of their own."""
    own = f"{split}/{column.name}"
    source = {"fileObject": {"@id": file}, "extract": {"column": column.name}}
    told = {"@type": "cr:Field", "@id": own, "name": own, "description": f"{column.meaning}."}
    if column.kind == "counts":
        return {
            **told,
            "repeated": True,
            "source": source,
            "subField": [
                _part(own, RULE, "sc:Text", "Name of a rule of the cleaning.", source),
                _part(own, TIMES, "sc:Integer", "How often it removed something.", source),
            ],
        }
    repeated = {"repeated": True} if column.kind == "texts" else {}
    return {**told, "dataType": _TYPES[column.kind], **repeated, "source": source}


def _part(own: str, name: str, kind: str, meaning: str, source: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{own}/{name}",
        "name": f"{own}/{name}",
        "description": meaning,
        "dataType": kind,
        "source": {**source, "transform": {"jsonPath": f"$[*].{name}"}},
    }
