"""compose.yaml: valid, closed to the network, and each of its commands runs; no engine is asked for."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from socket import socket

import psycopg
import pytest
from sqlalchemy import URL

from tests.deployed.composed import COMPOSE, SECRETS, SERVICES, admin, corpus_server, run, write_password_file
from tests.deployed.shown import ROOT, missing
from tests.deployed.test_container import last
from tests.newsroom.server import RunningNewspaper, serve
from tests.services.postgresql import program

PASSWORD = "9f86d081884c7d659a2feaa0c55ad015"
OURS = ("migrate", "worker")
SITE = """
[[site]]
url = "{url}/"
every = "1h"
settings = {{ DOWNLOAD_DELAY = 0, AUTOTHROTTLE_ENABLED = false }}
"""


def fault_of(text: str) -> str | None:
    """Return what the specification finds wrong in a compose file; None: nothing."""
    if find_spec("compose_spec") is None:
        missing("no compose_spec: pip install 'compose-spec>=0.2.1'")
    options = import_module("compose_spec").PyOptions()
    options.apply_merge = True
    try:
        file = options.from_yaml(text)
        for check in (file.validate_networks, file.validate_secrets, file.validate_volumes):
            check()
    except ValueError as error:
        return str(error)
    return None


def test_the_file_is_as_the_specification_says() -> None:
    assert fault_of((ROOT / "compose.yaml").read_text("utf-8")) is None


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("stop_grace_period: 30s", "stop_grace_perod: 30s"),
        ("restart: always", "restart: sometimes"),
        ("[store, outside]", "[store, outsde]"),
    ],
)
def test_the_check_sees_a_mistake(right: str, wrong: str) -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert right in text
    assert fault_of(text.replace(right, wrong))


def test_no_service_publishes_a_port_and_the_database_has_no_way_out() -> None:
    assert not [name for name, each in SERVICES.items() if "ports" in each or "network_mode" in each]
    assert SERVICES["db"]["networks"] == ["store"] and COMPOSE["networks"]["store"]["internal"] is True


def test_no_password_stands_in_the_file_or_in_an_environment() -> None:
    for service in SERVICES.values():
        for name, value in service["environment"].items():
            assert not re.search(r"://[^/@]*:[^/@]*@", str(value)), name
            assert "PASSWORD" not in name or name.endswith("_FILE"), name
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_bounded_in_rights_and_log(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    named = {SECRETS + each for each in service["secrets"]}
    used = re.findall(rf"{SECRETS}[\w-]+", json.dumps(service["environment"]))
    assert set(used) == named


@pytest.mark.parametrize("name", OURS)
def test_ours_write_into_the_volume_of_the_image_and_nowhere_else(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True and service["tmpfs"] == ["/tmp"]
    mounts = service.get("volumes", [])
    written = [mount.split(":")[1] for mount in mounts if isinstance(mount, str)]
    assert set(written) <= {last("VOLUME")}
    assert all(mount["read_only"] for mount in mounts if not isinstance(mount, str))


def test_the_database_has_a_connection_for_each_site_of_all_workers() -> None:
    command = SERVICES["db"]["command"]
    (most,) = [int(each.partition("=")[2]) for each in command if each.startswith("max_connections=")]
    worker = SERVICES["worker"]
    sites = int(worker["command"][worker["command"].index("--sites") + 1])
    assert worker["deploy"]["replicas"] * (sites + 5) <= most - 3  # three are kept for superusers


@pytest.fixture(scope="module")
def database() -> Iterator[URL]:
    """Yield a server as ``db`` is one: its user corpus must show the password, by TCP."""
    with corpus_server(PASSWORD) as url:
        yield url


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder as the image has it: of the bind and the volume, nothing else."""
    (made := tmp_path / "corpus").mkdir()
    (made / "fleet").mkdir()
    (made / "data").mkdir()
    return made


@pytest.fixture
def secrets(tmp_path: Path, database: URL) -> Path:
    (made := tmp_path / "secrets").mkdir()
    write_password_file(made, database, PASSWORD)
    return made


@pytest.mark.slow("a PostgreSQL of its own")
def test_a_password_file_that_others_may_read_is_refused_and_named(
    corpus: Path, secrets: Path, database: URL
) -> None:
    (secrets / "pgpass").chmod(0o644)
    done = run("worker", corpus, database, secrets=secrets, command=["status"])
    assert done.returncode == 1
    assert "no password supplied" in done.stderr and "has group or world access" in done.stderr


@pytest.mark.slow("a PostgreSQL of its own, and a fleet that crawls two newspapers")
def test_the_migration_and_a_worker_keep_the_newspapers_of_the_file(
    corpus: Path, secrets: Path, database: URL
) -> None:
    with ExitStack() as stack:
        sites: list[RunningNewspaper] = [
            stack.enter_context(serve(generated=3, fixtures=None, host=f"127.0.1.{each}")) for each in (1, 2)
        ]
        listed = "".join(SITE.format(url=site.url) for site in sites)
        (corpus / "fleet" / "SITES.toml").write_text(listed)
        migrated = run("migrate", corpus, database, secrets=secrets)
        assert migrated.returncode == 0, migrated.stderr
        worked = run("worker", corpus, database, "--until-idle", secrets=secrets)
        assert worked.returncode == 0, worked.stderr
        shown = run("worker", corpus, database, secrets=secrets, command=["fleet", "status", "--json"])
    said = migrated.stderr + worked.stdout + worked.stderr + shown.stdout + shown.stderr
    assert PASSWORD not in said
    states = {each["site"]: each["verdict"] for each in json.loads(shown.stdout)["sites"]}
    assert set(states.values()) == {0} and len(states) == 2, shown.stdout
    with psycopg.connect(admin(database, PASSWORD, "corpus")) as conn:
        counted = conn.execute("SELECT count(*) FROM article GROUP BY site").fetchall()
    assert counted == [(3,), (3,)]
    assert list((corpus / "data" / "archive").glob("*.warc.gz"))
    assert {path.name for path in corpus.iterdir()} == {"fleet", "data"}


@pytest.mark.slow("a PostgreSQL of its own")
def test_the_database_is_called_healthy_once_it_answers(database: URL) -> None:
    kind, command, *options = SERVICES["db"]["healthcheck"]["test"]
    assert (kind, command) == ("CMD", "pg_isready")

    def status(port: int | None) -> int:
        asked = [program(command), *options, f"--port={port}"]
        return subprocess.run(asked, capture_output=True, check=False).returncode

    assert status(database.port) == 0
    with socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert status(closed.getsockname()[1]) == 2  # no answer
