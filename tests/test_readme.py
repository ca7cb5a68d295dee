"""What the README shows is what a user gets."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def commands() -> list[list[str]]:
    """Return the scrapy commands of the README, without what stands for something else."""
    shown = [line.partition(" #")[0] for block in blocks("sh") for line in block.splitlines()]
    shown += re.findall(r"`(scrapy [^`]+)`", README)
    return [shlex.split(line.strip()) for line in shown if line.startswith("scrapy ") and "[" not in line]


def options_of(command: str) -> str:
    help_of = [sys.executable, "-m", "scrapy", command, "-h"]
    return subprocess.run(help_of, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("name", sorted({command[1] for command in commands()}))
def test_each_command_and_option_of_the_readme_exists(name: str) -> None:
    shown = options_of(name)
    used = {part for command in commands() if command[1] == name for part in command[2:] if part[0] == "-"}
    assert not {option for option in used if option != "-" and option not in shown}


def test_each_option_beside_a_command_in_the_tables_exists() -> None:
    rows = re.findall(r"^\| `scrapy (\w+)[^|]*\|(.*)\|$", README, re.MULTILINE)
    for name, told in rows:
        shown = options_of(name)
        assert not [option for option in re.findall(r"--[\w-]+", told) if option not in shown], name


def test_the_library_example_runs_as_it_stands() -> None:
    (example,) = blocks("python")
    assert len([line for line in example.splitlines() if line.strip()]) <= 11
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.startswith(
        "Putin Yakin Bahwa Gencatan Senjata di Suriah Bakal Terwujud\n2016-09-06T14:05"
    )


def test_the_json_line_is_one_that_the_demo_prints(tmp_path: Path) -> None:
    demo = [sys.executable, "-m", "tests.newsroom.demo", "--into", str(tmp_path)]
    printed = subprocess.run(demo, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    (line,) = blocks("json")
    shown = json.loads(line)
    lines = [json.loads(each) for each in printed.splitlines() if each.startswith('{"url"')]
    (found,) = [each for each in lines if each["headline"] == shown["headline"]]
    assert list(shown) == list(found)
    for article in (shown, found):
        del article["fetched_at"]
    port = re.compile(r"127\.0\.0\.1:\d+")
    assert port.sub("host", json.dumps(shown)) == port.sub("host", json.dumps(found))


def test_the_fields_stand_in_the_order_of_a_line() -> None:
    told = README.partition("A line holds, in this order:")[2].partition("[crawler/article.py]")[0]
    (line,) = blocks("json")
    assert re.findall(r"`(\w+)`", told) == list(json.loads(line))
