"""The folder of the shards: what a round of re-extraction keeps there until it is over.

All files of a round begin with its name; those who work on it find there what the others have done. Each is
written beside and renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import quote

from crawler.errors import Trouble

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
_LONGEST = 180
"""Characters of a file's name that a site or an archive file may take; file systems allow 255 bytes."""


class RoundError(Trouble):
    """A round whose folder cannot be used: one sentence."""


def new_round() -> str:
    """Return the name of a new round; rounds sort by the time of their start."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{token_hex(4)}"


def is_round(name: object) -> bool:
    """Say whether this is the name of a round, for what comes from a queue.

    >>> is_round("20261130T101500Z-0a1b2c3d"), is_round("../..")
    (True, False)
    """
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


@dataclass(frozen=True)
class Round:
    """One re-extraction of all archives."""

    folder: Path
    name: str

    def begin(self, since: str | None) -> None:
        """Make the folder, and take away what earlier rounds left there. Raises RoundError."""
        try:
            self.folder.mkdir(0o750, parents=True, exist_ok=True)
            for path in self.folder.iterdir():
                if _NAME.match(path.name):
                    path.unlink(missing_ok=True)
        except OSError as error:
            raise RoundError(f"FLEET_SHARDS {self.folder} cannot be used: {error.strerror}") from error
        self._write("round", {"since": since})

    def check(self) -> None:
        """Raise RoundError unless the round was begun in this folder."""
        if self._read("round") is None:
            raise RoundError(
                f"FLEET_SHARDS {self.folder} has nothing of the round {self.name}: set it to a folder that"
                " all workers share"
            )

    def shard(self, file: str) -> Path:
        """Return where the shard of an archive file is."""
        return self._path(f"{_short(file)}.shard.jsonl.gz")

    def place(self, place: str) -> dict[str, Any] | None:
        """Return what bringing the index of a place up to date found; None: nobody did it yet."""
        return self._read(f"{_mark(place)}.place")

    def note_place(self, place: str, damages: list[str], unread: dict[str, int]) -> None:
        """Note that the index of a place is up to date, and that its files are in the queue."""
        self._write(f"{_mark(place)}.place", {"place": place, "damages": damages, "unread": unread})

    def places(self) -> list[dict[str, Any]]:
        """Return what is noted about all places."""
        return self._all("place")

    def groups(self) -> list[list[str]] | None:
        """Return the sites that are written together; None: that is not known yet."""
        found: dict[str, Any] | None = self._read("sites")
        return None if found is None else found["groups"]

    def note_groups(self, groups: list[list[str]]) -> None:
        """Note which sites are written together; what another process noted before holds."""
        self._write("sites", {"groups": groups}, is_once=True)

    def report(self, site: str) -> dict[str, Any] | None:
        """Return the report of a site; None: it is not written yet."""
        return self._read(f"{_short(site)}.report")

    def note_report(self, site: str, sites: list[str], lines: list[str], damages: list[str]) -> None:
        """Note that a site, and those that are written together with it, are done."""
        self._write(f"{_short(site)}.report", {"sites": sites, "lines": lines, "damages": damages})

    def reports(self) -> list[dict[str, Any]]:
        """Return the reports of all sites, in their order."""
        return sorted(self._all("report"), key=lambda each: list(each["sites"]))

    def drop_shards(self, files: Iterable[str]) -> None:
        """Delete shards that are written; one that stays does no harm."""
        for file in files:
            try:
                self.shard(file).unlink(missing_ok=True)
            except OSError:
                return

    def note_stale(self, file: str) -> int:
        """Note that the shard of a file did not agree with the index, and return how often it has not."""
        name = f"{_short(file)}.stale"
        times = int((self._read(name) or {"times": 0})["times"]) + 1
        self._write(name, {"times": times})
        return times

    def _path(self, rest: str) -> Path:
        return self.folder / f"{self.name}.{rest}"

    def _all(self, kind: str) -> list[dict[str, Any]]:
        found = sorted(self.folder.glob(f"{self.name}.*.{kind}.json"))
        return [value for path in found if (value := _value(path)) is not None]

    def _read(self, name: str) -> dict[str, Any] | None:
        return _value(self._path(f"{name}.json"))

    def _write(self, name: str, value: dict[str, Any], *, is_once: bool = False) -> None:
        path = self._path(f"{name}.json")
        beside = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            beside.write_text(json.dumps(value), "utf-8")
            if is_once:
                _link(beside, path)
            else:
                beside.replace(path)
        except OSError as error:
            raise RoundError(f"{path} cannot be written: {error.strerror}") from error


def _link(beside: Path, path: Path) -> None:
    """Give a file its name, unless there is one of this name. Raises OSError."""
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        beside.replace(path)
    beside.unlink(missing_ok=True)


def _value(path: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise RoundError(f"{path} cannot be read: {error}") from error
    return value if isinstance(value, dict) else None


def _short(name: str) -> str:
    """Return a name as a part of a file's name, which it stays."""
    plain = quote(name, safe="") or "-"
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}~{_mark(name)}"


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
