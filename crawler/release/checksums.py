"""The checksums of a release, in a file that ``sha256sum --check SHA256SUMS`` reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path

FILE = "SHA256SUMS"

_LINE = re.compile(r"(?P<sum>[0-9a-f]{64}) [ *](?P<name>[^\r\n]+)")


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write_checksums(folder: Path, known: dict[str, str]) -> None:
    """Write the checksums of all files in a folder and its folders. Raises OSError.

    ``known``: those that are known already, by name: a large file is read once.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = [f"{known.get(name) or checksum_of(folder / name)}  {name}\n" for name in names]
    (folder / FILE).write_text("".join(lines), "utf-8")


def read_checksums(folder: Path) -> dict[str, str]:
    """Return what the checksums of a release say, by the names of its files. Raises OSError, ValueError."""
    lines: Sequence[str] = (folder / FILE).read_text("utf-8").splitlines()
    found = [_LINE.fullmatch(line) for line in lines]
    if not found or not all(found):
        raise ValueError("it holds no checksums")
    return {each["name"]: each["sum"] for each in found if each}
