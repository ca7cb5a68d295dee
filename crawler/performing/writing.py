"""Files that commands write: whole, or as they were."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from scrapy.exceptions import UsageError

from crawler.scrapy_utils.printing import EscapedStdout


def check_file(name: str) -> None:
    """Find out early whether a file can be written. Raises UsageError, which says why not."""
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{name!r}: is a folder")
    if not path.parent.is_dir():
        raise UsageError(f"{name!r}: its folder does not exist")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{name!r}: cannot be written: permission denied in its folder")
    if path.exists() and not os.access(path, os.W_OK):
        raise UsageError(f"{name!r}: cannot be written: it is read-only")


@contextmanager
def replaced(name: str) -> Iterator[IO[bytes]]:
    """Open a file under another name, and rename it when it is complete. ``-`` is stdout. Raises OSError."""
    path = Path(name)
    if name == "-":
        out = EscapedStdout()
        yield cast(IO[bytes], out)
        out.flush()
        return
    if path.exists() and not path.is_file():  # a device or a pipe is written to, never replaced
        with path.open("wb") as file:
            yield file
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)  # what was for its owner alone stays so
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
