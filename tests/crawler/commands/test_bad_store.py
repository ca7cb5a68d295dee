"""A store that cannot be used is not its user's mistake (1); a STORE_URL that names none is (2)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.store import Store
from tests.crawler.commands.scrapy_cli import scrapy

pytestmark = pytest.mark.slow("each command in a process of its own, on each kind of broken store")

COMMANDS = (
    ("crawl", "newspaper", "-a", "site=http://127.0.0.1:1/", "-s", "LOG_LEVEL=WARNING"),
    ("status",),
    ("export", "-"),
    ("history", "http://koran.test/kapal/"),
    ("retry",),
)


def _not_a_database(file: Path) -> None:
    file.write_bytes(b"ini bukan basis data" * 500)


def _cut_short(file: Path) -> None:
    Store.open(f"sqlite:///{file}").close()
    file.write_bytes(file.read_bytes()[:5000])


def _damaged(file: Path) -> None:
    Store.open(f"sqlite:///{file}").close()
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\x55" * (len(content) - 4096))


def _of_another_program(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE article (title TEXT)")
    other.close()


@pytest.mark.parametrize("spoil", [_not_a_database, _cut_short, _damaged, _of_another_program])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_file_that_is_no_store_ends_with_status_1_and_is_left_alone(
    command: tuple[str, ...], spoil: object, tmp_path: Path
) -> None:
    file = tmp_path / "articles.db"
    assert callable(spoil)
    spoil(file)
    before = file.read_bytes()
    done = scrapy(f"sqlite:///{file}", *command, "-s", "ARCHIVE_DIR=")
    assert done.returncode == 1
    assert file.read_bytes() == before
    said = done.stderr.strip().splitlines()
    assert len(said) == 1
    assert said[0].startswith(f"scrapy {command[0]}: The store sqlite:///{file} ")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_server_that_refuses_ends_with_status_1(command: tuple[str, ...]) -> None:
    done = scrapy("postgresql+psycopg://redaksi@127.0.0.1:1/berita", *command, "-s", "ARCHIVE_DIR=")
    *tries, said = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert "127.0.0.1:1/berita cannot be used" in said
    # A crawl gives a server that is away three tries, and says so; all other commands say it at once.
    assert [" is away (" in line for line in tries] == ([True] * 2 if command[0] == "crawl" else [])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("berita.db", "is not a URL"),
        ("mysql://localhost/berita", "not supported (mysql)"),
        ("postgresql://localhost:berita/x", "is not a URL"),
        ("sqlite:////tidak/ada/berita.db", "the folder /tidak/ada does not exist"),
        ("sqlite:////proc/version/berita.db", "/proc/version is not a folder"),
        ("postgresql+psycopg://127.0.0.1:1/berita?tidak_ada=1", "cannot be used"),
    ],
)
@pytest.mark.parametrize("command", [COMMANDS[0], COMMANDS[1]], ids=lambda command: command[0])
def test_an_address_that_names_no_store_ends_with_status_2(
    command: tuple[str, ...], url: str, said: str
) -> None:
    done = scrapy(url, *command, "-s", "ARCHIVE_DIR=")
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert said in done.stderr
