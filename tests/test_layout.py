"""The map of the house in CONTRIBUTING.md is true: its rooms, the arrows between them, and no circles."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("crawler", "pipelines", "spiders")
LAST_OF_THE_LIBRARY = "fetched"
MOST_LOOSE_MODULES = 15
LONGEST_FUNCTION = 60


def table() -> dict[str, set[str]]:
    """Return the rooms of the table, in its order, with the rooms that each may import."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## The rooms")[2].partition("\n## ")[0]
    rooms: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line.startswith("| `"):
            places, _, allowed = (cell.strip() for cell in line.strip("|").split("|"))
            may = set(rooms) if allowed == "all above" else set(re.findall(r"`(\w+)`", allowed))
            for place in re.findall(r"`([\w/.]+)`", places):
                room = place.removeprefix("crawler/").removesuffix("/").removesuffix(".py")
                assert room not in rooms, f"{room} stands twice in the table"
                rooms[room] = may
    return rooms


TABLE = table()
LIBRARY = list(TABLE)[: list(TABLE).index(LAST_OF_THE_LIBRARY) + 1]


def files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str | None:
    """Return the room that a module of ours stands in; None for others, and for the package itself."""
    package, _, rest = module.partition(".")
    if package == "crawler":
        return rest.partition(".")[0] or None
    return package if package in PACKAGES else None


MODULES = {module_of(path) for path in files()}


@cache
def imports(path: Path) -> frozenset[str]:
    """Return the dotted names of the modules that a file imports anywhere in it, also for types alone."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path}: a relative import"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                names.add(name if name in MODULES else node.module)
    return frozenset(names)


def test_each_room_stands_in_the_table_and_each_of_the_table_is_there() -> None:
    assert {room for path in files() if (room := room_of(module_of(path)))} == set(TABLE)


@pytest.mark.parametrize("room", TABLE)
def test_a_room_imports_only_what_the_table_allows(room: str) -> None:
    arrows = {
        (path.relative_to(ROOT).as_posix(), other)
        for path in files()
        if room_of(module_of(path)) == room
        for name in imports(path)
        if (other := room_of(name)) not in (None, room)
    }
    assert not {arrow for arrow in arrows if arrow[1] not in TABLE[room]}


@pytest.mark.parametrize("room", TABLE)
def test_arrows_run_up_the_table(room: str) -> None:
    above = list(TABLE)[: list(TABLE).index(room)]
    assert TABLE[room] <= set(above)


def test_no_files_import_each_other_in_a_circle() -> None:
    arrows = {module_of(path): imports(path) for path in files()}
    left = {module: {name for name in names if name in arrows} - {module} for module, names in arrows.items()}
    while free := {module for module, names in left.items() if not names}:
        left = {module: names - free for module, names in left.items() if module not in free}
    assert not left, f"in a circle, or behind one: {sorted(left)}"


@pytest.mark.parametrize("room", LIBRARY)
def test_the_library_never_imports_scrapy(room: str) -> None:
    names = {name for path in files() if room_of(module_of(path)) == room for name in imports(path)}
    assert not [name for name in names if name.split(".")[0] == "scrapy"]


def test_extraction_and_discovery_work_where_scrapy_was_never_loaded() -> None:
    script = "import sys, crawler.discovery, crawler.fetched; sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_loose_modules_are_few() -> None:
    loose = [path.name for path in (ROOT / "crawler").glob("*.py") if path.name != "__init__.py"]
    assert len(loose) <= MOST_LOOSE_MODULES, loose


def test_newspapers_are_declared_and_hold_no_logic() -> None:
    code = [path.read_text("utf-8") for path in (ROOT / "spiders").glob("*.py")]
    assert sum(text.count("\n") for text in code) <= 250
    assert not [
        node for text in code for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)
    ]


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long


def test_the_tests_mirror_the_rooms() -> None:
    folders = {path.name for path in (ROOT / "tests" / "crawler").iterdir() if path.is_dir()}
    assert folders - {"__pycache__"} <= set(TABLE)
