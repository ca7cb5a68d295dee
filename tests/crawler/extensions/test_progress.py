"""How far a crawl is: a line that is rewritten on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.extensions.tally import Pace, Tally, count
from crawler.stats import Numbers
from tests.crawler.spider.crawling import ROOT, Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

ERASE = "\r\x1b[K"
RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d{4} [A-Z]+: ")
LINE = re.compile(r"telegraf: \d+ of 1\d articles \(\d+ new, 0 changed, 0 left out\)")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def site() -> Iterator[RunningNewspaper]:
    with serve(fixtures=None, generated=12) as site:
        yield site


class Terminal:
    """A pseudo terminal whose other side is the stderr of a crawl."""

    def __init__(self, columns: int) -> None:
        self._master, self._slave = pty.openpty()
        self.resize(columns)
        self.shown = ""

    def resize(self, columns: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def crawl(
        self,
        folder: Folder,
        site: str,
        *options: str,
        seen: Callable[[], None] = lambda: None,
        term: str = "xterm",
    ) -> int:
        """Crawl to the end; ``seen`` is called whenever something was shown."""
        with subprocess.Popen(
            folder.command(site, "discover=sitemap", *options),
            cwd=ROOT,
            env=folder.environment() | {"TERM": term},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._slave,
        ) as crawling:
            os.close(self._slave)
            try:
                while part := self._read():
                    self.shown += part
                    seen()
            except BaseException:
                crawling.kill()  # nobody reads any more: it would wait for that
                raise
        os.close(self._master)
        return crawling.returncode

    def _read(self) -> str:
        try:
            return os.read(self._master, 65536).decode()
        except OSError:  # nobody writes any more
            return ""

    @property
    def drawings(self) -> list[str]:
        """What was drawn in place."""
        return [part for part in self.shown.split(ERASE)[1:] if part and "\n" not in part]

    @property
    def records(self) -> list[str]:
        """The lines that stay."""
        return [line for part in self.shown.split(ERASE) if "\n" in part for line in part.splitlines()]


def hold_the_last(site: RunningNewspaper, until: threading.Event) -> None:
    """Give the last of the articles only once something has happened."""

    def wait(path: str, answer: Answer) -> Answer:
        if len(set(site.asked("nomor"))) >= 11 and "nomor" in path:
            assert until.wait(60)
        return answer

    site.spoil = wait


@pytest.mark.slow("waits for crawls in processes of their own")
def test_a_line_on_a_terminal_is_rewritten_and_no_record_tears_it(
    folder: Folder, site: RunningNewspaper
) -> None:
    terminal, enough = Terminal(110), threading.Event()
    hold_the_last(site, enough)
    wide: list[str] = []

    def seen() -> None:
        if not wide and any(LINE.match(each) for each in terminal.drawings):
            wide.extend(terminal.drawings)
            terminal.resize(40)
        if wide and any(len(each) < 40 for each in terminal.drawings[len(wide) + 1 :]):
            enough.set()

    assert terminal.crawl(folder, site.url, "LOG_LEVEL=DEBUG", seen=seen) == 0
    assert folder.stored() == articles(site)
    assert enough.is_set()
    assert all(len(each) < 110 for each in terminal.drawings)
    assert len(terminal.drawings[-1]) < 40
    assert [line for line in terminal.records if "Scraped from" in line]
    assert not [line for line in terminal.records if not RECORD.match(line)]
    assert terminal.shown.endswith("Healthy.\r\n")


@pytest.mark.slow("waits for crawls in processes of their own")
@pytest.mark.parametrize(
    ("option", "term"),
    [("LOG_LEVEL=INFO", "dumb"), ("LOG_JSON=1", "xterm")],
    ids=["a terminal that rewrites nothing", "JSON"],
)
def test_nothing_is_rewritten_where_it_cannot_be(
    option: str, term: str, folder: Folder, site: RunningNewspaper
) -> None:
    site.trouble("nomor-2", delay=1)
    terminal = Terminal(80)
    assert terminal.crawl(folder, site.url, option, "LOGSTATS_INTERVAL=0.2", term=term) == 0
    assert "\x1b" not in terminal.shown
    assert LINE.search(terminal.shown)


@pytest.mark.slow("waits for crawls in processes of their own")
def test_the_line_stands_on_the_terminal_and_the_log_in_its_file(
    folder: Folder, site: RunningNewspaper, tmp_path: Path
) -> None:
    site.trouble("nomor-2", delay=2)
    terminal = Terminal(80)
    assert terminal.crawl(folder, site.url, f"LOG_FILE={tmp_path}/log.txt", "LOGSTATS_INTERVAL=0.2") == 0
    assert terminal.drawings
    assert terminal.records == []
    log = (tmp_path / "log.txt").read_text("utf-8")
    assert LINE.search(log)
    assert "\x1b" not in log


def test_in_a_file_a_line_says_how_far_the_crawl_is(folder: Folder, site: RunningNewspaper) -> None:
    site.trouble("nomor-2", delay=1)
    crawled = folder.crawl(site.url, "discover=sitemap", "LOGSTATS_INTERVAL=0.2")
    assert LINE.search(crawled.log)
    assert "pages/min" not in crawled.log
    assert "\r" not in crawled.log
    assert not LINE.search(folder.crawl(site.url, "discover=sitemap", "LOGSTATS_INTERVAL=0").log)


def test_rest_says_how_many_articles_there_are_where_all_are_listed(
    folder: Folder, site: RunningNewspaper
) -> None:
    folder.crawl(site.url, "discover=api")
    folder.crawl(site.url, "discover=api")
    first, second = (stats for (stats,) in folder.sql("SELECT stats FROM run ORDER BY id"))
    assert '"listing/total": 12' in first
    assert "listing/total" not in second


FAR = Tally("telegraf", new=3000, changed=3, articles=3100, left_out=20, total=4123, rate=58.2)


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (
            120,
            "telegraf: 3,120 of 4,123 articles (3,000 new, 3 changed, 20 left out), 58 a minute,"
            " about 17 min 14 s left",
        ),
        (90, "3,120 of 4,123 articles, 3,000 new, 3 changed, 20 left out, 58/min, 17 min 14 s left"),
        (60, "3,120/4,123, 3,000 new, 58/min, 17 min 14 s left"),
        (39, "3,120/4,123, 58/min, 17 min 14 s left"),
        (20, "3,120/4,123"),
        (5, "3,120"),
    ],
)
def test_a_narrow_terminal_shows_what_matters_most(columns: int, shown: str) -> None:
    assert FAR.fitted(columns) == shown


def test_what_is_not_known_is_not_said() -> None:
    tally = count("telegraf", Numbers({"article/new": 2, "article/refused/robots": 1}))
    assert tally.sentence() == "telegraf: 3 articles (2 new, 0 changed, 1 left out)"
    assert tally.fitted(30) == "3, 2 new"


def test_more_than_the_site_told_is_the_whole() -> None:
    assert count("x", Numbers({"article/new": 2, "listing/total": 9})).total == 9
    assert count("x", Numbers({"article/unchanged": 12, "listing/total": 9})).total == 12


def test_the_rate_is_that_of_the_last_minutes() -> None:
    pace = Pace(0)
    assert pace.note(1, 5) is None
    assert pace.note(60, 60) == 60
    for minute in range(2, 11):
        rate = pace.note(60 * minute, 60)
    assert rate == 0
