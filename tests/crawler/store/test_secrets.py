"""A password in STORE_URL is printed nowhere, wherever it stands in the URL."""

from __future__ import annotations

import doctest
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from crawler.store import Store, StoreError, secrets
from crawler.store.secrets import shown, shown_text, without_secrets
from tests.crawler.commands.scrapy_cli import scrapy

SECRET = "ge/h@ei m%"
QUOTED = "ge%2Fh%40ei+m%25"


@pytest.fixture
def silent() -> Iterator[str]:
    """Yield host and port where no server listens."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{unused.getsockname()[1]}"


@pytest.mark.parametrize(
    "name",
    ["password", "passfile", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key"],
)
def test_each_secret_of_libpq_is_hidden_in_the_query(name: str) -> None:
    url = f"postgresql+psycopg://sri@db/berita?connect_timeout=3&{name}={QUOTED}&{name}=lagi"
    assert shown(make_url(url)) == f"postgresql+psycopg://sri@db/berita?connect_timeout=3&{name}=***"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://sri:geheim@db:lima/berita",
        "postgresql+psycopg//sri:geheim@db/berita",
        "postgresql://sri:geheim",
        "sri:geheim@db/berita",
        "host=db user=sri password=geheim sslmode=require",
        r"host=db password='a \' geheim' user=sri",
        "//db/berita?password=geheim",
    ],
)
def test_what_is_no_url_is_named_without_its_password(text: str) -> None:
    assert "heim" not in shown_text(text)
    with pytest.raises(StoreError, match="is not a URL: write sqlite:///FILE") as caught:
        Store.open(text)
    assert "heim" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["postgresql://sri:ge@heim@db.test/berita", "postgresql://sri:ge@heim/geheim@db.test/berita"]
)
def test_a_password_that_was_not_quoted_is_hidden_to_its_end(url: str) -> None:
    assert shown(make_url(url)) == "postgresql://***@db.test/berita"
    with pytest.raises(StoreError) as caught:
        Store.open(url)
    assert "heim" not in str(caught.value)


@pytest.mark.parametrize("text", ["data/articles.db", "sqlite:/", "", "https://koran.test:8000/x"])
def test_without_a_password_it_is_named_as_it_is(text: str) -> None:
    assert shown_text(text) == text


def test_what_a_driver_says_has_no_secret_in_any_spelling() -> None:
    url = make_url(f"postgresql://sri:rahasia@db/berita?sslpassword={QUOTED}")
    said = f'password "{SECRET}" ({QUOTED}) or "rahasia" is wrong'
    assert without_secrets(said, url) == 'password "***" (***) or "***" is wrong'


@pytest.mark.slow("many orders, or the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("password=geheim", 1),  # the server is asked, and refuses
        ("passfile=/tidak/ada/geheim", 1),
        ("sslpassword=geheim", 1),
        ("password=geheim&sslmode=geheim", 1),  # the driver repeats the mode
        ("password=geheim&tidak_ada=1", 2),  # the URL is wrong
        ("password=geheim&connect_timeout=geheim", 2),
    ],
)
@pytest.mark.parametrize(
    "command", [("status",), ("crawl", "telegraf"), ("reextract", "--dry-run")], ids=" ".join
)
def test_no_command_prints_it_when_the_server_cannot_be_used(
    command: tuple[str, ...], query: str, status: int, silent: str, tmp_path: Path
) -> None:
    (tmp_path / "berita.txt").write_text("no archive")
    url = f"postgresql+psycopg://sri:geheim@{silent}/berita?{query}"
    done = scrapy(url, *command, "-s", f"ARCHIVE_DIR={tmp_path}")
    said = done.stdout + done.stderr
    # The folder named as the archive holds no archive: a mistake that is found first.
    assert done.returncode == (2 if command[0] == "reextract" else status)
    assert f"{silent}/berita" in said or command[0] == "reextract"
    assert "Traceback" not in said
    assert "geheim" not in said.replace("sslmode=geheim", "").replace("connect_timeout=geheim", "")


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(secrets).failed == 0
