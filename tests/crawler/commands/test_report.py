"""``scrapy report``: one file that is whole, or the one that was there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from crawler.store import Store, schema
from tests.crawler.commands.scrapy_cli import ROOT, scrapy
from tests.crawler.report.filling import add_run
from tests.crawler.spider.crawling import Folder
from tests.crawler.storing import another, save
from tests.newsroom.server import RunningNewspaper


@pytest.fixture
def store(store: Store) -> Store:
    """Return a store with a run of two sites."""
    add_run(store)
    add_run(store, site="antara")
    save(store, another("satu"))
    return store


def dumped(store: Store) -> list[set[str]]:
    with store.read() as conn:
        return [set(map(str, conn.execute(select(each)))) for each in schema.metadata.sorted_tables]


def test_the_report_of_all_sites_is_written_beside_the_user_in_their_zone(
    store: Store, tmp_path: Path
) -> None:
    before = dumped(store)
    done = scrapy(store, "report", "-o", tmp_path / "laporan.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{tmp_path / 'laporan.html'}: 2 sites, 1 article\n"
    text = (tmp_path / "laporan.html").read_text("utf-8")
    assert "those of Asia/Jakarta" in text
    assert text.count('<section class="site"') == 2
    assert not list(tmp_path.glob(".*"))
    assert dumped(store) == before


def test_one_site_is_told_of_and_printed_by_a_dash(store: Store) -> None:
    done = scrapy(store, "report", "--site", "antara", "-o", "-")
    assert (done.returncode, done.stderr) == (0, "-: 1 site, 0 articles\n")
    assert done.stdout.startswith("<!DOCTYPE html>\n")
    assert "<bdi>antara</bdi></h2>" in done.stdout
    assert "telegraf" not in done.stdout


def test_the_time_is_utc_where_a_newspaper_says_no_zone(store: Store) -> None:
    add_run(store, site="koran.example")
    assert "All times are UTC." in scrapy(store, "report", "-o", "-").stdout


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--site", "antaraa"], "the store has nothing of a site 'antaraa'; it has antara, telegraf"),
        (["--since", "kemarin"], "--since 'kemarin' is not a date"),
        (["-o", "/tidak/ada/laporan.html"], "'/tidak/ada/laporan.html': its folder does not exist"),
        (["laporan.html"], "scrapy report takes no arguments"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_users_mistake_is_named_with_status_2(store: Store, args: list[str], said: str) -> None:
    done = scrapy(store, "report", *args)
    assert done.returncode == 2
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize("is_full", [True, False], ids=["device", "file"])
def test_a_full_disk_is_said_once_and_the_report_of_before_is_kept(
    store: Store, tmp_path: Path, is_full: bool
) -> None:
    file = tmp_path / "laporan.html"
    file.write_text("the last one")
    name = "/dev/full" if is_full else str(file)
    command = f'ulimit -f 8; exec {sys.executable} -m scrapy report -o "{name}"'
    environment = os.environ | {"STORE_URL": str(store.url), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    reason = "No space left on device" if is_full else "File too large"
    assert done.stderr == f"scrapy report: {name}: {reason}\n"
    assert file.read_text() == "the last one"
    assert not list(tmp_path.glob(".*"))


def test_a_store_of_an_earlier_version_is_told_of(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "written-by-0.1" / "articles.db", tmp_path / "articles.db")
    done = scrapy(f"sqlite:///{tmp_path / 'articles.db'}", "report", "-o", "-")
    assert done.returncode == 0, done.stderr
    assert "healthy" in done.stdout


@pytest.mark.slow("the command in a process of its own for each case")
def test_what_a_crawl_did_is_told_with_the_time_of_its_responses(
    newsroom: RunningNewspaper, folder: Folder
) -> None:
    crawled = folder.crawl(newsroom.url)
    assert crawled.status == 0, crawled.log
    done = scrapy(f"sqlite:///{folder.store}", "report", "-o", "-")
    assert done.returncode == 0, done.stderr
    assert "healthy" in done.stdout
    assert "<h4>Seconds to a response in the last run</h4>" in done.stdout
    ((timed, seconds, responses),) = folder.sql(
        "SELECT json_extract(stats, '$.\"response/timed\"'), json_extract(stats, '$.\"response/seconds\"'),"
        " json_extract(stats, '$.\"downloader/response_count\"') FROM run"
    )
    assert timed == responses > 3
    assert 0 < seconds < 60 * timed
