"""Which place an archive is: a name that its folder keeps, the same on every machine that reaches the folder.

The index of the archive stands in the store, which many machines may share; a folder belongs to one of them,
or is mounted by several. Host and path do not tell the two apart (a container has a new host name each time,
a volume another path), so the folder itself says who it is, in a small file.
"""

from __future__ import annotations

import errno
import os
import re
import socket
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

IDENTITY = "place.txt"
"""The file in the folder that has its name: ``HOST:PATH#ID``, as host and path were when it was made."""

_FORM = re.compile(r"\S[^\r\n]*#(?P<mark>[0-9a-f]{8})")
_LONGEST = 1000
"""Bytes of a name; what is longer is no identity file of ours."""
_PATIENCE = 5.0
"""Seconds for another process to write the name into the file that it has made."""
_LOOK = 0.02


def place_of(folder: Path, *, create: bool = True) -> str | None:
    """Return the name of the place that an archive's folder is; it gets one if it has none.

    None: it has none, and gets none: the folder is not there or cannot be written, or not ``create``; it can
    be read all the same. Raises OSError: the file that has the name cannot be read, or holds something else.
    """
    identity = folder / IDENTITY
    known = _read(identity)
    if known is not None or not create:
        return known
    try:
        _make(identity, f"{socket.gethostname() or 'localhost'}:{_printable(folder)}#{token_hex(4)}")
    except OSError:
        return _read(identity)
    return _read(identity)


def mark_of(place: str) -> str:
    """Return the part of a place's name that no other has, for the names of its files.

    >>> mark_of("redaksi-1:/srv/archive#5f0c2b9e")
    '5f0c2b9e'
    """
    found = _FORM.fullmatch(place)
    return found["mark"] if found else ""


def stood_at(place: str) -> str:
    """Return on which host a place was when it got its name, and where.

    >>> stood_at("redaksi-1:/srv/archive#5f0c2b9e")
    'redaksi-1:/srv/archive'
    """
    return place.rpartition("#")[0]


def _printable(folder: Path) -> str:
    path = str(folder.resolve())
    return path if path.isprintable() and len(path.encode()) < _LONGEST // 2 else "archive"


def _read(identity: Path) -> str | None:
    """Return the name in a file; None: there is none. Raises OSError."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with identity.open("rb") as file:
                content = file.read(_LONGEST + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        if content or time.monotonic() > until:
            break
        time.sleep(_LOOK)  # made by another process this moment
    name = content.decode("utf-8", "replace").strip()
    if not _FORM.fullmatch(name) or not name.isprintable() or len(content) > _LONGEST:
        reason = (
            "does not hold the name of an archive's place (HOST:PATH#ID, where ID is eight hexadecimal"
            " digits); restore it, or delete it if the folder has been an archive of nobody"
        )
        raise OSError(errno.EINVAL, reason, str(identity))
    return name


def _make(identity: Path, name: str) -> None:
    """Write a name into a new file, whole or not at all; that of another process stays. Raises OSError."""
    draft = identity.with_name(f".{identity.name}.{token_hex(8)}")
    try:
        with draft.open("x", encoding="utf-8") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, identity)  # fails if it is there, on NFS as well
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            with suppress(FileExistsError), identity.open("x", encoding="utf-8") as file:
                file.write(f"{name}\n")
    finally:
        draft.unlink(missing_ok=True)
