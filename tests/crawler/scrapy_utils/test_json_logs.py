"""LOG_JSON=1: each line on stderr is one object, whoever wrote it."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.store import Store
from crawler.store.lock import SiteLock
from tests.crawler.commands.project import Project
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.scrapy_utils.test_logs import SPIDER
from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

KEYS = ["time", "level", "logger", "message", "run", "site"]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="module")
def site() -> Iterator[RunningNewspaper]:
    with serve(fixtures=None, generated=4) as site:
        yield site


def objects(text: str) -> list[dict[str, Any]]:
    """Return the objects of a log; a line that is none fails."""
    found = [json.loads(line) for line in text.splitlines()]
    for each in found:
        assert list(each)[:6] == KEYS
        assert datetime.fromisoformat(each["time"]).utcoffset() is not None
    return found


def test_each_record_of_a_crawl_names_its_run_and_its_site(folder: Folder, site: RunningNewspaper) -> None:
    folder.crawl(site.url)
    crawled = folder.crawl(site.url, "LOG_JSON=1", "LOG_LEVEL=DEBUG", "STATS_DUMP=1")
    found = objects(crawled.log)
    assert crawled.status == 0
    assert found[-1]["run"] == 2
    assert {each["run"] for each in found} == {None, 2}
    assert any("downloader/request_count" in each["message"] for each in found)
    assert found[-1]["site"] == "telegraf"


def test_a_file_has_objects_as_well(folder: Folder, site: RunningNewspaper) -> None:
    file = folder.path / "log.jsonl"
    crawled = folder.crawl(site.url, "LOG_JSON=1", f"LOG_FILE={file}")
    assert crawled.log == ""
    assert objects(file.read_text("utf-8"))[-1]["event"] == "crawl_ended"


@pytest.mark.parametrize(
    ("options", "spider", "said"),
    [
        ((), "nosuch", "there is no spider 'nosuch'"),
        (("nonsense=1",), "telegraf", "there is no option -a nonsense="),
        (("since=besok",), "telegraf", "besok"),
        (("section=Cuaca",), "telegraf", "section=Cuaca"),
        (("LOG_LEVEL=KERAS",), "telegraf", "there is no log level KERAS:"),
        (("DOWNLOAD_DELAY=x",), "telegraf", "is not a number"),
        (("STORE_URL=foo",), "telegraf", "is not a URL"),
        (("STORE_URL=sqlite:////nowhere/x.db",), "telegraf", "does not exist"),
        (("MAX_TRIES=0",), "telegraf", "at least 1"),
    ],
)
def test_a_mistake_of_the_user_is_one_object(
    options: tuple[str, ...], spider: str, said: str, folder: Folder, site: RunningNewspaper
) -> None:
    crawled = folder.crawl(site.url, "LOG_JSON=1", "LOG_LEVEL=ERROR", *options, spider=spider, export=())
    assert crawled.status == 2
    (found,) = objects(crawled.log)
    assert said in found["message"]
    assert found["level"] == "ERROR"


def test_a_locked_site_is_one_object(folder: Folder, site: RunningNewspaper) -> None:
    store = Store.open(f"sqlite:///{folder.store}")
    lock = SiteLock(store, "telegraf")
    lock.acquire()
    try:
        crawled = folder.crawl(site.url, "LOG_JSON=1", export=())
    finally:
        lock.release()
        store.close()
    assert crawled.status == 75
    assert (
        "Another run or ledger of telegraf on this store is still going"
        in objects(crawled.log)[-1]["message"]
    )


def test_a_site_that_is_down_is_an_error_and_an_end(folder: Folder) -> None:
    crawled = folder.crawl("http://127.0.0.1:9/", "LOG_JSON=1", "LOG_LEVEL=WARNING")
    error, end = objects(crawled.log)
    assert (error["level"], end["event"], end["status"]) == ("ERROR", "crawl_ended", 1)
    assert [each["sentence"] for each in end["failed_checks"]] == [error["message"]]


def test_options_that_cannot_be_parsed_are_an_object_where_the_environment_asks_for_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_JSON", "1")
    done = scrapy(store, "crawl", "telegraf", "-a")
    (found,) = objects(done.stderr)
    assert found["message"] == "scrapy crawl: argument -a: expected one argument"
    assert done.returncode == 2


def test_other_commands_speak_json_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_JSON", "1")
    done = scrapy(store, "history", "https://telegraf.co.id/tidak-ada/")
    assert done.returncode == 1
    assert "is not stored" in objects(done.stderr)[0]["message"]


@pytest.mark.parametrize("value", ["yes", "2"])
def test_a_value_that_is_neither_yes_nor_no_is_a_mistake(value: str, folder: Folder) -> None:
    crawled = folder.crawl(None, f"LOG_JSON={value}")
    assert crawled.status == 2
    assert f"the setting LOG_JSON={value} must be 0 or 1" in crawled.log


@pytest.mark.slow("commands in processes of their own")
def test_a_second_signal_leaves_objects_only(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        asked, over = threading.Event(), threading.Event()

        def wait(path: str, answer: Answer) -> Answer:
            if "nomor" in path:
                asked.set()
                over.wait(60)
            return answer

        site.spoil = wait
        with subprocess.Popen(
            folder.command(site.url, "discover=sitemap", "LOG_JSON=1"),
            cwd=ROOT,
            env=folder.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        ) as crawling:
            assert asked.wait(60)
            while crawling.poll() is None:  # a third one is ignored
                crawling.send_signal(signal.SIGINT)
                time.sleep(0.5)
            over.set()
            assert crawling.stderr is not None
            said = crawling.stderr.read()
    assert crawling.returncode == 130
    assert "stopped at once by a second signal" in objects(said)[-1]["message"]


def test_warnings_exceptions_and_what_is_printed_are_objects(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    with serve(fixtures=None, generated=1) as site:
        printed = "import sys; print('satu\\ndua', file=sys.stderr)\n"
        text = printed + SPIDER.replace("START", f"{site.url}/")
        (project.spiders / "koran.py").write_text(text, "utf-8")
        done = project.scrapy("crawl", "koran", "-s", "LOG_JSON=1", "-s", "LOG_LEVEL=DEBUG")
    assert done.returncode == 0
    assert done.stderr.isascii()
    found = objects(done.stderr)
    by_logger = {each["logger"]: each for each in found}
    assert by_logger["stderr"]["message"] == "satu\ndua"
    assert "UserWarning: warned" in by_logger["py.warnings"]["message"]
    caught = next(each for each in found if each["message"] == "caught")
    assert re.match(r"Traceback .*\n(.*\n)*OSError: ", caught["exception"])
    assert [each for each in found if each["logger"].startswith("scrapy.")]
