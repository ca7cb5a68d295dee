"""docs/fleet.md: its first five minutes on a real PostgreSQL, the rights of its files, its units."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from crawler.commands.fleet import _PERFORMED_BY as VERBS
from tests.deployed.composed import corpus_server
from tests.deployed.shown import ROOT, need, shown
from tests.newsroom.server import RunningNewspaper, serve

PASSWORD = "rahasia"
PAGE = (ROOT / "docs" / "fleet.md").read_text("utf-8")
AT_ONCE = "DOWNLOAD_DELAY = 0, AUTOTHROTTLE_ENABLED = false"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with the program in it."""
    (made := tmp_path / "koran").mkdir()
    (bin_folder := tmp_path / "bin").mkdir()
    program = bin_folder / "telegraf-corpus"
    program.write_text(
        f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m crawler.cli"
        ' "$@"\n'
    )
    program.chmod(0o755)
    return made


def shell(commands: str, corpus: Path) -> subprocess.CompletedProcess[str]:
    """Run commands of the page in a folder, as somebody does who has no settings of ours."""
    kept = {name: value for name, value in os.environ.items() if name not in ("STORE_URL", "PYTHONPATH")}
    return subprocess.run(
        ["sh", "-euc", commands],
        cwd=corpus,
        env=kept | {"PATH": f"{corpus.parent / 'bin'}:{os.environ['PATH']}", "AGREEMENT_BUDGET": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def database() -> Iterator[URL]:
    with corpus_server(PASSWORD) as url:
        yield url


@pytest.mark.slow("a PostgreSQL of its own, and a fleet that crawls two newspapers")
def test_the_first_five_minutes_end_with_both_newspapers_crawled(
    corpus: Path, newsroom: RunningNewspaper, database: URL
) -> None:
    _, made, address, work, *_ = shown(
        "fleet",
        "sh",
        {
            "/srv/koran": str(corpus),
            "db.koran.example:5432": f"{database.host}:{database.port}",
            "@db.koran.example/": f"@{database.host}:{database.port}/",
            "PASSWORD": PASSWORD,
            "fleet worker SITES.toml": "fleet worker SITES.toml --until-idle",
        },
    )
    with serve(generated=2, fixtures=None, host="127.0.1.2") as kabar:
        sites = shown(
            "fleet",
            "toml",
            {
                'name = "telegraf"': f'name = "telegraf"\noptions = {{ site = "{newsroom.url}" }}\n'
                f"settings = {{ {AT_ONCE} }}",
                "https://www.kabar.example": kabar.url,
                "DOWNLOAD_DELAY = 2": AT_ONCE,
            },
        )
        done = shell(made, corpus)
        assert done.returncode == 0, done.stderr
        (corpus / "SITES.toml").write_text(sites[0])
        done = shell(f"{address}\n{work}", corpus)
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert "telegraf" in done.stdout and "127.0.1.2" in done.stdout
    exported = shell(f"{address}\ntelegraf-corpus export -", corpus)
    assert len(exported.stdout.splitlines()) == len(newsroom.stories) + 2


def test_each_verb_and_option_that_the_page_names_is_there(corpus: Path) -> None:
    named = set(re.findall(r"telegraf-corpus fleet ([a-z]+)", PAGE))
    assert named <= set(VERBS) and {"check", "worker", "status", "migrate", "reextract"} <= named
    said = shell("telegraf-corpus fleet -h", corpus).stdout
    assert {"--sites", "--until-idle", "--json"} <= set(re.findall(r"--[a-z-]+", said))


def test_the_files_of_the_containers_are_for_their_readers_alone(corpus: Path, tmp_path: Path) -> None:
    need("openssl", "openssl")
    (block,) = (each for each in shown("fleet", "sh") if "docker compose" in each)
    (corpus / "SITES.toml").write_text("# empty")
    lines = [line.replace("/srv/koran", ".") for line in block.splitlines()]
    ours = [line for line in lines if not line.startswith(("docker", "sudo"))]
    assert len(ours) == 5 and [line for line in lines if "chown 999" in line or "chown 10001" in line]
    done = shell("\n".join(ours), corpus)
    assert done.returncode == 0, done.stderr
    password = (corpus / "secrets" / "postgres-password").read_text().strip()
    assert len(password) == 48
    assert (corpus / "secrets" / "pgpass").read_text() == f"db:5432:corpus:corpus:{password}\n"
    assert {path.stat().st_mode & 0o777 for path in (corpus / "secrets").iterdir()} == {0o600}
    assert (corpus / ".env").read_text().startswith("USER_AGENT=") and (corpus / "fleet/SITES.toml").exists()


def test_its_commands_enable_two_workers(corpus: Path, tmp_path: Path) -> None:
    need("systemctl", "systemd")
    root = tmp_path / "root"
    (root / "etc" / "systemd" / "system").mkdir(parents=True)
    (corpus / "systemd").mkdir()
    shutil.copy(ROOT / "crawler/templates/folder/systemd/telegraf-corpus-worker@.service", corpus / "systemd")
    (install,) = (each for each in shown("fleet", "sh") if "enable --now" in each)
    for old, new in {
        "sudo ": "",
        "/srv/koran": str(corpus),
        "/etc/systemd/system": f"{root}/etc/systemd/system",
        "enable --now": f"--root={root} enable",
    }.items():
        install = install.replace(old, new)
    there = [line for line in install.splitlines() if "chown" not in line and "daemon-reload" not in line]
    done = shell("\n".join(there), corpus)
    assert done.returncode == 0, done.stderr
    wanted = root / "etc/systemd/system/multi-user.target.wants"
    assert {path.name for path in wanted.iterdir()} == {
        f"telegraf-corpus-worker@{each}.service" for each in "12"
    }
