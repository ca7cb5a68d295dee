"""The arrows between the parts run one way; a reader can rely on the table in CONTRIBUTING.md."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LIBRARY = {
    "article": set[str](),
    "page": set[str](),
    "site": set[str](),
    "text": set[str](),
    "urls": set[str](),
    "rules": {"text"},
    "period": {"dates"},
    "dates": set[str](),
    "byline": {"rules", "site", "text"},
    "cleaning": {"article", "byline", "dates", "rules", "site", "text"},
    "extract": {"article", "byline", "cleaning", "dates", "page", "rules", "site", "text", "urls"},
    "learned": {"site"},
    "fixture": {"article", "extract", "page"},
    "version": set[str](),
    "store": {"article", "dates", "urls", "version"},
    "archive": {"page", "store", "urls"},
    "lock": {"store"},
    "frontier": {"article", "dates", "lock", "store", "urls"},
}
"""Part of the package crawler -> the parts it may import."""


def imports(path: Path) -> set[str]:
    """Return the dotted names of the modules that a file imports anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def files(part: str) -> list[Path]:
    """Return the files of one part of the package crawler: a module, or a package of that name."""
    module = ROOT / "crawler" / f"{part}.py"
    return [module] if module.exists() else sorted((ROOT / "crawler" / part).rglob("*.py"))


@pytest.mark.parametrize("part", LIBRARY)
def test_a_part_of_the_library_imports_only_what_stands_below_it(part: str) -> None:
    assert files(part), f"crawler/{part} is gone: mend the table"
    own = {
        name.split(".")[1] for path in files(part) for name in imports(path) if name.startswith("crawler.")
    }
    assert own - {part} <= LIBRARY[part]


@pytest.mark.parametrize("part", LIBRARY)
def test_the_library_never_imports_scrapy_or_the_settings(part: str) -> None:
    names = {name for path in files(part) for name in imports(path)}
    assert not [name for name in names if name.split(".")[0] == "scrapy" or name == "crawler.settings"]


@pytest.mark.parametrize(("part", "other"), [("spiders", "pipelines"), ("pipelines", "spiders")])
def test_spiders_and_pipelines_never_meet(part: str, other: str) -> None:
    names = {name for path in (ROOT / part).rglob("*.py") for name in imports(path)}
    assert not [name for name in names if name.split(".")[0] == other]


def test_extraction_works_where_scrapy_was_never_loaded() -> None:
    script = "import sys, crawler.extract; sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
