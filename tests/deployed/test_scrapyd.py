"""docs/scrapyd.md on a real Scrapyd: the egg of this checkout is deployed, scheduled, and stores articles."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.deployed.shown import ROOT, missing, need, shown
from tests.newsroom.server import RunningNewspaper

pytestmark = pytest.mark.slow(
    "it makes an egg, starts a Scrapyd and waits for its queue, which takes 20 seconds"
)

PATIENCE = 180
"""Seconds that a loaded machine may need for one step."""
IN_THE_PACKAGE = ("crawler", "pipelines", "spiders", "pyproject.toml", "README.md", "LICENSE")


class Scrapyd:
    """A Scrapyd on loopback, and the page's commands with its folder, port and Python."""

    def __init__(self, folder: Path, site: RunningNewspaper) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.store = f"sqlite:///{folder}/data/articles.db"
        (bin_folder := folder / "bin").mkdir()
        for name, module in (("python", ""), ("scrapyd", "-m scrapyd"), ("scrapy", "-m scrapy")):
            (bin_folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n')
            (bin_folder / name).chmod(0o755)
        self.install, self.start, self.deploy, self.schedule, self.result = shown(
            "scrapyd",
            "sh",
            {
                "/srv/scrapyd": str(folder),
                "/opt/scrapyd": str(folder),
                "127.0.0.1:6800": f"127.0.0.1:{self.port}",
                "https://www.koran.example/": f"{site.url}/ -d setting=DOWNLOAD_DELAY=0",
            },
        )
        (conf,) = shown("scrapyd", "ini", {"http_port = 6800": f"http_port = {self.port}\npoll_interval = 1"})
        (folder / "scrapyd.conf").write_text(conf)

    def environment(self) -> dict[str, str]:
        """The environment without ours: what a job needs is on the page."""
        kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "STORE_URL")}
        return kept | {"PATH": f"{self.folder}/bin:{os.environ['PATH']}"}

    def run(self, commands: str, folder: Path) -> str:
        done = subprocess.run(
            ["sh", "-euc", commands],
            cwd=folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, path: str) -> dict[str, Any]:
        with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
            answered: dict[str, Any] = json.load(answer)
        return answered

    def finished(self, job: str) -> bool:
        jobs: list[dict[str, str]] = self.ask("listjobs.json?project=corpus")["finished"]
        return job in [each["id"] for each in jobs]

    @contextmanager
    def running(self) -> Iterator[None]:
        with (self.folder / "out.log").open("wb") as out:
            process = subprocess.Popen(
                ["sh", "-euc", self.start],
                cwd=self.folder,
                env=self.environment(),
                stdout=out,
                stderr=subprocess.STDOUT,
            )
            try:
                until(lambda: process.poll() is None and self.answers(), self.said)
                yield
            finally:
                process.terminate()
                process.wait(PATIENCE)

    def answers(self) -> bool:
        try:
            status: str = self.ask("daemonstatus.json")["status"]
        except URLError:
            return False
        return status == "ok"

    def said(self) -> str:
        logs = [self.folder / "out.log", *self.folder.glob("logs/**/*.log")]
        return "\n".join(log.read_text("utf-8") for log in logs if log.exists())


def until(holds: Callable[[], bool], said: Callable[[], str]) -> None:
    """Wait until something of another process holds: it can only be asked again and again."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, said()
        time.sleep(0.2)


def checkout(into: Path) -> Path:
    """Copy what the egg is made of: making it leaves folders behind."""
    into.mkdir()
    for name in IN_THE_PACKAGE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, into / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, into)
    return into


@pytest.fixture
def scrapyd(tmp_path: Path, newsroom: RunningNewspaper) -> Scrapyd:
    if find_spec("scrapyd") is None:
        missing("no Scrapyd: pip install 'scrapyd>=1.6,<2'")
    need("curl", "curl")
    (folder := tmp_path / "scrapyd").mkdir()
    return Scrapyd(folder, newsroom)


def test_the_egg_of_the_page_crawls_on_scrapyd(
    scrapyd: Scrapyd, tmp_path: Path, newsroom: RunningNewspaper
) -> None:
    source = checkout(tmp_path / "checkout")
    (source / "spiders" / "telegraf.toml").write_text(
        '[[rule]]\nname = "learned_x"\naccepted = true\npattern = "Sebuah baris"\n'
    )
    with scrapyd.running():
        deployed = scrapyd.run(scrapyd.deploy, source)
        assert json.loads(deployed)["spiders"] == 3
        assert "telegraf" in scrapyd.ask("listspiders.json?project=corpus")["spiders"]
        job = json.loads(scrapyd.run(scrapyd.schedule, source).splitlines()[0].partition("}")[0] + "}")
        until(lambda: scrapyd.finished(job["jobid"]), scrapyd.said)
    said = scrapyd.said()
    assert "Process finished" in said and "Process died" not in said, said
    export = scrapyd.run(scrapyd.result.splitlines()[0].replace("corpus.jsonl", "-"), ROOT)
    lines = [json.loads(line) for line in export.splitlines()]
    assert len(lines) == len(newsroom.stories)
    assert all(line["text"] for line in lines)
    assert list((scrapyd.folder / "data" / "archive").glob("*.warc.gz"))


def test_a_mistake_in_an_option_is_told_in_scrapyds_own_log(scrapyd: Scrapyd, tmp_path: Path) -> None:
    source = checkout(tmp_path / "checkout")
    with scrapyd.running():
        scrapyd.run(scrapyd.deploy, source)
        mistaken = scrapyd.schedule.splitlines()[0] + " -d since=yesterday"
        job = json.loads(scrapyd.run(mistaken, source))
        until(lambda: scrapyd.finished(job["jobid"]), scrapyd.said)
    said = scrapyd.said()
    assert "since=yesterday is not a date" in said and "exitstatus=2" in said, said
