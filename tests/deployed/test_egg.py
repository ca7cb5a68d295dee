"""What the crawler reads of its own files is read from a zipped egg as well, which has no files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from crawler.version import extraction_version
from tests.deployed.shown import ROOT

RULE = '[[rule]]\nname = "learned_x"\naccepted = {}\npattern = "Ikuti kami, ya"\n'
DECLARATION = "from crawler.site_rules import read_rules\nRULES = read_rules(__file__)\n"


def run_in_egg(code: str, folder: Path, rules: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run code that imports all of the crawler, and a declaration ``papers.koran``, from one zipped file."""
    egg = folder / "corpus.egg"
    with ZipFile(egg, "w") as packed:
        for file in (ROOT / "crawler").rglob("*.py"):
            packed.write(file, file.relative_to(ROOT))
        packed.writestr("papers/__init__.py", "")
        packed.writestr("papers/koran.py", DECLARATION)
        if rules is not None:
            packed.writestr("papers/koran.toml", rules)
    start = f"import sys; egg = {str(egg)!r}; sys.path[:0] = [egg]; import crawler\n"
    start += "assert egg in crawler.__file__\n"
    return subprocess.run(
        [sys.executable, "-I", "-c", start + code], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_accepted_rules_of_a_newspaper_act(tmp_path: Path) -> None:
    done = run_in_egg("import papers.koran as k; print(k.RULES[0].name)", tmp_path, RULE.format("true"))
    assert (done.stdout, done.stderr) == ("learned_x\n", "")


def test_a_newspaper_without_rules_has_none(tmp_path: Path) -> None:
    done = run_in_egg("import papers.koran as k; print(k.RULES)", tmp_path)
    assert (done.stdout, done.stderr) == ("()\n", "")


def test_a_broken_rules_file_is_named_with_its_place_in_the_egg(tmp_path: Path) -> None:
    done = run_in_egg("import papers.koran", tmp_path, RULE.format("yes"))
    assert "corpus.egg/papers/koran.toml" in done.stderr.splitlines()[-1]


def test_the_version_of_the_extraction_is_that_of_the_same_files_elsewhere(tmp_path: Path) -> None:
    done = run_in_egg("from crawler.version import extraction_version as v; print(v())", tmp_path)
    assert done.stdout.strip().partition("+")[2] == extraction_version().partition("+")[2], done.stderr
