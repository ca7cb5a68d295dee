"""The units that `telegraf-corpus init` fills in, and docs/systemd.md, as systemd itself reads them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from string import Template

import pytest

from tests.deployed.shown import ROOT, need, shown
from tests.newsroom.server import RunningNewspaper

UNITS = ROOT / "crawler" / "templates" / "folder" / "systemd"
EXPOSURE = 20
"""Of 100, by `systemd-analyze security`; a service without hardening has 96."""


def filled_in(corpus: Path, executable: Path, into: Path) -> Path:
    """Write the units of a folder, as `telegraf-corpus init` does, and return where they are."""
    into.mkdir(parents=True, exist_ok=True)
    for template in UNITS.iterdir():
        text = Template(template.read_text("utf-8")).substitute(folder=corpus, executable=executable)
        (into / template.name).write_text(text, "utf-8")
    return into


def verified(*units: Path) -> tuple[int, str]:
    """Return the status of ``systemd-analyze verify``, and what it says."""
    need("systemd-analyze", "systemd")
    command = ["systemd-analyze", "verify", "--man=no", *map(str, units)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def value(unit: str, name: str) -> str:
    (found,) = [line.partition("=")[2] for line in unit.splitlines() if line.startswith(f"{name}=")]
    return found


@pytest.fixture(params=["koran", "koran kita"])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder with its units; its name may have a space."""
    made = tmp_path / str(request.param)
    (made / "bin").mkdir(parents=True)
    (made / "bin" / "telegraf-corpus").write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m scrapy "$@"\n'
    )
    (made / "bin" / "telegraf-corpus").chmod(0o755)
    (made / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    filled_in(made, made / "bin" / "telegraf-corpus", made / "systemd")
    return made


def test_systemd_finds_no_fault_in_the_units(corpus: Path) -> None:
    names = (
        "telegraf-corpus@koran.service",
        "telegraf-corpus@koran.timer",
        "telegraf-corpus-worker@1.service",
    )
    assert verified(*(corpus / "systemd" / name for name in names)) == (0, "")


@pytest.mark.parametrize("name", ["telegraf-corpus@koran.service", "telegraf-corpus-worker@1.service"])
def test_systemd_finds_a_program_that_is_not_there(corpus: Path, name: str) -> None:
    (corpus / "bin" / "telegraf-corpus").unlink()
    status, said = verified(corpus / "systemd" / name)
    assert status and "telegraf-corpus is not executable" in said


@pytest.mark.parametrize("service", ["telegraf-corpus", "telegraf-corpus-worker"])
def test_the_service_has_few_rights(corpus: Path, service: str) -> None:
    need("systemd-analyze", "systemd")
    unit = corpus / "systemd" / f"{service}@koran.service"
    unit.write_text(unit.with_name(f"{service}@.service").read_text("utf-8"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", "--no-pager", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_worker_is_started_again_however_it_ended_and_has_the_time_to_hand_on_what_it_does() -> None:
    unit = (UNITS / "telegraf-corpus-worker@.service").read_text("utf-8")
    assert [value(unit, name) for name in ("Restart", "StartLimitIntervalSec", "RestartSec")] == [
        "always",
        "0",
        "5",
    ]
    assert (value(unit, "KillSignal"), value(unit, "TimeoutStopSec")) == ("SIGTERM", "30")


def test_both_services_are_hardened_alike() -> None:
    def hardening(name: str) -> list[str]:
        unit = (UNITS / name).read_text("utf-8").partition("UMask=")[2].partition("[Install]")[0]
        return [line for line in unit.splitlines() if line and not line.startswith("#")]

    assert len(hardening("telegraf-corpus@.service")) > 20
    assert hardening("telegraf-corpus@.service") == hardening("telegraf-corpus-worker@.service")


def test_the_commands_of_the_page_enable_the_timer_of_a_newspaper(corpus: Path, tmp_path: Path) -> None:
    need("systemctl", "systemd")
    root = tmp_path / "root"
    (root / "etc" / "systemd" / "system").mkdir(parents=True)
    install = shown(
        "systemd",
        "sh",
        {
            "sudo ": "",
            " -o telegraf-corpus -g telegraf-corpus": "",
            "chown -R telegraf-corpus:telegraf-corpus": f"chown -R {os.getuid()}:{os.getgid()}",
            "/srv/koran": shlex.quote(str(corpus)),
            "/etc/systemd/system": f"{root}/etc/systemd/system",
            "enable --now": f"--root={root} enable",
        },
    )[0]
    there = [line for line in install.splitlines() if "useradd" not in line and "daemon-reload" not in line]
    assert len(there) == 4
    subprocess.run(["sh", "-euc", "\n".join(there)], check=True, capture_output=True)
    assert (corpus / "data").stat().st_mode & 0o777 == 0o750
    wanted = root / "etc/systemd/system/timers.target.wants/telegraf-corpus@koran.timer"
    assert str(wanted.readlink()) == "/etc/systemd/system/telegraf-corpus@.timer"


@pytest.mark.slow("a crawl as the unit runs it")
@pytest.mark.parametrize("corpus", ["koran kita"], indirect=True)
def test_the_service_crawls_the_newspaper_behind_the_at(corpus: Path, newsroom: RunningNewspaper) -> None:
    unit = (corpus / "systemd" / "telegraf-corpus@.service").read_text("utf-8")
    assert value(unit, "WorkingDirectory") == str(corpus)
    assert value(unit, "ReadWritePaths") == f'"{corpus}/data"'
    *command, options = shlex.split(value(unit, "ExecStart").replace("%i", "telegraf"))
    assert options == "$CRAWL_OPTIONS"  # a word of its own: systemd splits its value at blanks
    fast = ["-a", f"site={newsroom.url}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
    done = subprocess.run(
        [*command, *fast],
        cwd=corpus,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (corpus / "data" / "articles.db").exists()
    written = {path.name for path in corpus.iterdir()} - {"bin", "scrapy.cfg", "systemd"}
    assert written == {"data"}
