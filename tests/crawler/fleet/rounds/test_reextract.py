"""``scrapy fleet reextract``: many processes, one of them killed, end as one process does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL, make_url

from crawler.archive.holding import FolderArchive
from crawler.fleet.rounds import work
from crawler.fleet.rounds.folder import Round, new_round
from crawler.fleet.rounds.means import Means, queue_of
from crawler.fleet.rounds.work import PlaceMissing, Waits, index_place, read_file, write_site
from crawler.store import Store
from tests.crawler.fleet.rounds.two_sites import (
    SITES,
    content,
    reextract_whole,
    spoil,
    write_files,
    write_two_sites,
)
from tests.crawler.spider.crawling import ROOT
from tests.newsroom.server import serve
from tests.services.postgresql import database, server

pytestmark = pytest.mark.slow("processes of their own over a PostgreSQL server")

PATIENCE = 240.0


@pytest.fixture(scope="module")
def postgresql() -> Iterator[URL]:
    with server() as url:
        yield url


class Fleet:
    """A store on a server, an archive, and processes that read it again."""

    def __init__(self, path: Path, url: str) -> None:
        self.path, self.url = path, url
        self.archive = path / "archive"
        self.shards = self.archive / "shards"

    def start(self, *args: str, **environment: str) -> subprocess.Popen[str]:
        usual = {"STORE_URL": self.url, "ARCHIVE_DIR": str(self.archive), "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *args],
            cwd=ROOT,
            env=os.environ | usual | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *args: str, status: int = 0, **environment: str) -> tuple[str, str]:
        return ended(self.start(*args, **environment), status)

    def made(self) -> list[Path]:
        return sorted(self.shards.glob("*.shard.jsonl.gz"))

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        plain = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True, options="-c search_path=public,fleet") as conn:
            return conn.execute(statement.encode()).fetchall()

    def jobs(self) -> list[tuple[Any, ...]]:
        return self.sql("SELECT task_name, status::text FROM fleet.procrastinate_jobs ORDER BY id")


def ended(process: subprocess.Popen[str], status: int = 0) -> tuple[str, str]:
    said, errors = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in errors, errors
    assert process.returncode == status, said + errors
    return said, errors


def wait_for(there: Callable[[], object], process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE
    while not there():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def fleet(tmp_path: Path, postgresql: URL) -> Iterator[Fleet]:
    with database(postgresql) as url:
        yield Fleet(tmp_path, url)


def test_three_processes_one_of_them_killed_end_as_one_does(fleet: Fleet, postgresql: URL) -> None:
    write_files(fleet.archive, files=20, pages=10)
    with database(postgresql) as other:
        whole = Fleet(fleet.path, other)
        for each in (fleet, whole):
            with closing(Store.open(each.url)) as store:
                reextract_whole(store, each.archive, fleet.path / f"{make_url(each.url).database}.db")
            spoil(each.url)
        assert content(other) == content(fleet.url)
        whole.run("reextract", "--jobs", "1")
        wanted = content(other)
    assert any(row["cause"] == "extractor" for row in wanted["revision"])
    assert any(row["near_duplicate_of"] for row in wanted["article"])
    processes = [fleet.start("fleet", "reextract", "--until-idle") for _ in range(3)]
    wait_for(lambda: len(fleet.made()) >= 3, processes[0])
    for process in processes[:1]:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    told = [ended(process)[0] for process in processes[1:]]
    assert content(fleet.url) == wanted
    for said in told:
        assert all(f"== {site}\n" in said for site in SITES)
    assert fleet.made() == []
    assert fleet.jobs() == []
    fleet.run("fleet", "reextract", "--until-idle")  # once more: nothing is written twice
    assert content(fleet.url) == wanted


def test_a_second_start_joins_the_round_and_another_since_is_refused(fleet: Fleet) -> None:
    write_two_sites(fleet.archive)
    assert "is in the queue: 12 jobs" in fleet.run("fleet", "reextract", "--since", "2020-01-01")[1]
    before = fleet.jobs()
    assert "goes on already: 12 jobs left" in fleet.run("fleet", "reextract", "--since", "2020-01-01")[1]
    assert fleet.jobs() == before
    assert "is not over yet" in fleet.run("fleet", "reextract", status=75)[1]
    fleet.run("fleet", "reextract", "--since", "2020-01-01", "--until-idle")
    assert fleet.jobs() == []


def test_sigterm_gives_the_work_back_and_leaves_nothing(fleet: Fleet, tmp_path: Path) -> None:
    write_files(fleet.archive, files=6, pages=40)
    folder = tmp_path / "temporary"
    folder.mkdir()
    process = fleet.start("fleet", "reextract", "--until-idle", TMPDIR=str(folder))
    wait_for(fleet.made, process)
    process.send_signal(signal.SIGTERM)
    assert "stopped" in ended(process, 130)[1]
    assert {status for _, status in fleet.jobs()} == {"todo"}
    assert list(folder.iterdir()) == []
    assert not list(fleet.shards.glob("*.part"))
    said, _ = fleet.run("fleet", "reextract", "--until-idle")
    assert "== koran.example" in said


def test_damage_is_told_and_the_rest_is_written(fleet: Fleet) -> None:
    write_two_sites(fleet.archive)
    file = next(path for path in sorted(fleet.archive.glob("*.warc.gz")) if SITES[0] in path.name)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    said, errors = fleet.run("fleet", "reextract", "--until-idle", status=1)
    assert file.name in errors
    assert f"== {SITES[1]}\n" in said
    assert len(content(fleet.url)["article"]) > 20


def test_a_new_round_forgets_what_failed_in_an_earlier_one(fleet: Fleet) -> None:
    write_two_sites(fleet.archive)
    fleet.run("fleet", "migrate")
    columns, failed = "queue_name, task_name, args, status", "'rewrite', 'rewrite', '{}', 'failed'"
    fleet.sql(f"INSERT INTO fleet.procrastinate_jobs ({columns}) VALUES ({failed}) RETURNING 1")
    fleet.run("fleet", "reextract")
    assert fleet.jobs() and "failed" not in {status for *_, status in fleet.jobs()}


def test_sqlite_is_refused_with_a_sentence(fleet: Fleet) -> None:
    _, errors = fleet.run("fleet", "reextract", status=2, STORE_URL=f"sqlite:///{fleet.path}/x.db")
    assert "needs a PostgreSQL store" in errors


def test_archives_at_two_places_need_a_folder_that_they_share(fleet: Fleet) -> None:
    write_two_sites(fleet.archive)
    fleet.run("reextract")
    fleet.sql("UPDATE archive_file SET place = 'lain:/srv#0a1b2c3d' WHERE name LIKE '%surat%' RETURNING 1")
    assert "set FLEET_SHARDS" in fleet.run("fleet", "reextract", status=2)[1]
    assert not fleet.shards.exists()


def test_a_site_whose_place_has_no_worker_fails_and_another_is_written(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_two_sites(fleet.archive)
    fleet.run("fleet", "migrate")
    with closing(Store.open(fleet.url)) as store:
        reextract_whole(store, fleet.archive, fleet.path / "shadow.db")
    spoil(fleet.url)
    fleet.sql("UPDATE archive_file SET place = 'lain:/srv#0a1b2c3d' WHERE name LIKE '%surat%' RETURNING 1")
    here = FolderArchive(fleet.archive, create=True)
    fleet.sql(f"UPDATE archive_file SET place = '{here.place}' WHERE name LIKE '%koran%' RETURNING 1")
    means = Means(fleet.url, here, fleet.path / "shards", {})
    of_round = Round(means.shards, new_round())
    of_round.begin(None)
    for place in (means.here, "lain:/srv#0a1b2c3d"):  # whose worker went then
        of_round.note_place(place, [], {})
    waits = write_site(means, of_round.name, SITES[0], None)
    assert isinstance(waits, Waits)
    for file in waits.files:
        read_file(means, of_round.name, file, None)
    assert write_site(means, of_round.name, SITES[0], None) is None
    monkeypatch.setattr(work, "ABSENT", -1.0)
    with pytest.raises(PlaceMissing, match=r"surat\.example .* no worker has the archive lain:/srv#0a1b2c3d"):
        write_site(means, of_round.name, SITES[1], None)
    assert [report["sites"] for report in of_round.reports()] == [[SITES[0]]]


def test_a_queue_of_a_place_has_a_name_that_can_be_announced() -> None:
    assert queue_of("redaksi:/srv/archive#0a1b2c3d") == "files:0a1b2c3d"
    assert len(f"procrastinate_queue_v1#{queue_of('x' * 1000)}") <= 63


def test_an_index_that_is_behind_is_brought_up_to_date_first(fleet: Fleet) -> None:
    write_two_sites(fleet.archive)
    means = Means(fleet.url, FolderArchive(fleet.archive, create=True), fleet.path / "shards", {})
    indexed = index_place(means)
    assert indexed.sites == list(SITES)
    assert set(indexed.files) == {path.name for path in fleet.archive.glob("*.warc.gz")}
    assert set(indexed.files.values()) == {means.here}


def test_a_file_whose_site_is_written_is_not_read_for_a_worker_that_died(fleet: Fleet) -> None:
    write_two_sites(fleet.archive)
    fleet.run("fleet", "migrate")
    means = Means(fleet.url, FolderArchive(fleet.archive, create=True), fleet.path / "shards", {})
    of_round = Round(means.shards, new_round())
    of_round.begin(None)
    files = index_place(means).files
    of_round.note_place(means.here, [], {})
    for file in files:
        read_file(means, of_round.name, file, None)
    assert write_site(means, of_round.name, SITES[0], None) is None
    left = {file for file in files if of_round.shard(file).exists()}
    assert left == {file for file in files if "surat" in file}
    for file in files:  # the job of each was given back to the queue
        read_file(means, of_round.name, file, None)
    assert {file for file in files if of_round.shard(file).exists()} == left


def test_a_worker_of_the_fleet_does_a_round_beside_its_crawls(fleet: Fleet) -> None:
    write_two_sites(fleet.archive)
    assert "is in the queue" in fleet.run("fleet", "reextract")[1]
    with serve(fixtures=None, generated=2) as site:
        file = fleet.path / "sites.toml"
        settings = "DOWNLOAD_DELAY = 0.05, AUTOTHROTTLE_ENABLED = 0"
        file.write_text(f'[[site]]\nurl = "{site.url}"\nevery = "1h"\nsettings = {{ {settings} }}\n', "utf-8")
        fleet.run("fleet", "worker", str(file), "--until-idle")
        assert site.requests
    assert fleet.jobs() == []
    assert [path.suffixes[-2:] for path in fleet.shards.glob("*.report.json")] == [[".report", ".json"]] * 2
    sites = [row["site"] for row in content(fleet.url)["article"]]
    assert {sites.count(each) for each in SITES} == {12}
    assert len(sites) == 26
