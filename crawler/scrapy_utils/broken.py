"""What is wrong with the file of a declaration, in one sentence with the file and the line."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from crawler.site import DeclarationError
from crawler.site_rules import RulesError

MOVED = {
    "spiders.base": "from crawler.spider import NewsSpider",
    "crawler.learned": "from crawler.site_rules import read_rules",
}
"""Modules that declarations of release 0.1 import -> the line that replaces the import."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A newspaper that could not be loaded."""

    names: frozenset[str]
    """What it may be called: the stem of its file, and its spider's name where that is known."""
    sentence: str
    """Its file, the line where known, and what is wrong there."""

    @property
    def name(self) -> str:
        """The name to tell of it."""
        return ", ".join(sorted(self.names))

    def is_called(self, name: str) -> bool:
        """Say whether somebody means it; a file has ``_`` for what cannot stand in a module's name."""
        return name in self.names or name.replace("-", "_").replace(".", "_") in self.names


def sentence_of(error: BaseException, module: str, file: Path | None) -> str:
    """Return what importing a module has raised, with the place in the file that a person has to mend."""
    if isinstance(error, RulesError):  # it names the rules file, which is not this one
        return str(error)
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}: SyntaxError: {error.msg}"
    if isinstance(error, ModuleNotFoundError) and error.name in MOVED and (said := _outdated(error)):
        return said
    if file is None:
        return f"SPIDER_MODULES: {module}: {type(error).__name__}: {error}"
    text = str(error) if isinstance(error, DeclarationError) else f"{type(error).__name__}: {error}"
    return f"{_place(error, file)}: {text.strip().removesuffix(':')}"


def _place(error: BaseException, file: Path) -> str:
    """Return the deepest line of a file on the way to an error: what it calls is not what is wrong."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename) == file and frame.lineno
    ]
    return f"{file}:{lines[-1]}" if lines else str(file)


def _outdated(error: ModuleNotFoundError) -> str | None:
    """Return which file imports what has moved, and all lines to write instead."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_file()]
    if not frames:
        return None
    file = Path(frames[-1].filename)
    text = file.read_text("utf-8", errors="replace")
    lines = " and ".join(f"`{line}`" for name, line in MOVED.items() if f"from {name} import" in text)
    return f"{file} was written for release 0.1; what it imports has moved: write {lines}"
