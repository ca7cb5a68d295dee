"""The provenance for programs: what stands in ``provenance.json``."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from crawler.release.provenance.facts import Provenance


def as_json(provenance: Provenance) -> dict[str, Any]:
    """Return it as JSON values; times are ISO 8601 in UTC, to the second."""
    near = provenance.near_duplicates
    return {
        "as_of": stamp(provenance.as_of),
        "user_agents": list(provenance.user_agents),
        "software": list(provenance.software),
        "extraction_versions": dict(provenance.extraction_versions),
        "near_duplicates": None if near is None else asdict(near),
        "robots_txt": [_plain(asdict(each)) for each in provenance.robots],
        "archive_files": [_plain(asdict(each)) for each in provenance.archive_files],
        "runs": [_plain(asdict(each)) for each in provenance.runs],
    }


def stamp(at: datetime) -> str:
    """Return an instant as ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: stamp(value) if isinstance(value, datetime) else value for name, value in values.items()}
