"""The version of this program, and the version of its extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

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
    folder = files("crawler")  # not a path: Scrapyd runs a zipped egg
    digest = hashlib.sha256()
    for part in _READS:
        for file in _modules(folder / part):
            digest.update(file.read_bytes())
    return f"{program_version()}+{digest.hexdigest()[:8]}"


def _modules(place: Traversable) -> Iterator[Traversable]:
    """Yield a file, or the Python files in a folder and its folders, sorted by name."""
    if place.is_dir():
        for each in sorted(place.iterdir(), key=lambda entry: entry.name):
            yield from _modules(each)
    elif place.name.endswith(".py"):
        yield place
