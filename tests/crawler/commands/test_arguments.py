"""What all commands do with arguments that are none, and with a reader that has enough."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crawler.store import Store
from tests.crawler.commands.scrapy_cli import ROOT, scrapy

PUTIN = ROOT / "fixtures/telegraf/putin-yakin-bahwa-gencatan-senjata-di-suriah-bakal-terwujud.html"


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    "command",
    [
        ("export", "-"),
        ("extract", PUTIN),
        ("clean", PUTIN),
        ("history", "x"),
        ("status",),
        ("retry",),
        ("learn", "."),
    ],
    ids=lambda command: str(command[0]),
)
def test_a_misspelt_option_is_named_and_does_not_pass_for_a_file(
    store: Store, command: tuple[str | Path, ...]
) -> None:
    done = scrapy(store, *command, "--sinse")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().endswith("there is no option --sinse")


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize("option", [(), ("--explain",)], ids=["article", "explanation"])
def test_a_reader_that_has_enough_is_no_error(option: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "scrapy", "extract", str(PUTIN), *option]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
        assert running.wait() == 0
