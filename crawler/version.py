"""The version of this program, and the version of its extraction."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_READS = ("byline", "cleaning", "dates", "extract", "rules", "text.py", "urls")
"""The parts of this package that decide how a page is read."""


@cache
def program_version() -> str:
    """Return the version of the program as installed; ``0`` if it is not installed."""
    try:
        return version("telegraf-corpus")
    except PackageNotFoundError:
        return "0"


@cache
def extraction_version() -> str:
    """Return the version of the extraction: the program's, and a digest of the files that read pages.

    Rules change more often than the program's version, and each row tells which rules produced it.
    """
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for part in _READS:
        path = folder / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return f"{program_version()}+{digest.hexdigest()[:8]}"
