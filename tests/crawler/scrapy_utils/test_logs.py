"""The log of a crawl whose site writes control characters into all that is logged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.commands.project import Project
from tests.newsroom.server import serve

SPIDER = r"""
import logging
import warnings

import scrapy

FORGED = "https://koran.test/\n2026-01-01 00:00:00 ERROR: palsu\r\x1b[2J\x9b1A\u202e\x7f\udc80"


class Koran(scrapy.Spider):
    name = "koran"
    start_urls = ["START"]

    def parse(self, response):
        self.logger.warning("args %s", FORGED)
        logging.getLogger("mine").error(f"whole {FORGED}")
        warnings.warn(f"warned {FORGED}")
        try:
            raise OSError(FORGED)
        except OSError:
            logging.getLogger("mine").exception("caught")
        yield {"url": FORGED}
        raise ValueError(FORGED)
"""
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d{4} [A-Z]+: ")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project.make(tmp_path)
    with serve(fixtures=None, generated=1) as site:
        (project.spiders / "koran.py").write_text(SPIDER.replace("START", f"{site.url}/"), "utf-8")
        yield project


def logged(project: Project, *options: str) -> str:
    done = project.scrapy("crawl", "koran", "-s", "LOG_LEVEL=DEBUG", "-s", "STATS_DUMP=1", *options)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.slow("commands in processes of their own")
@pytest.mark.parametrize("option", ["", "LOG_FILE=crawl.log", "LOG_SHORT_NAMES=1"])
def test_no_line_of_the_log_steers_a_terminal_or_forges_a_record(project: Project, option: str) -> None:
    log = logged(project, *(["-s", option] if option else []))
    if option == "LOG_FILE=crawl.log":
        assert log == ""
        log = (project.folder / "crawl.log").read_text("utf-8")
    assert not STEERS.search(log)
    for said in ("args ", "whole ", "UserWarning: warned ", "Spider error processing <GET http://127.0.0.1"):
        assert said in log
    assert log.count("palsu") == 6  # those four, the item, and the traceback of "caught"
    assert "\n 'finish_reason': 'finished'," in log  # a table of Scrapy's own stays one
    assert not [line for line in log.splitlines() if line.startswith("2026-01-01 00:00:00 ERROR: palsu")]
    assert "https://koran.test/\\n2026-01-01 00:00:00 ERROR: palsu\\r\\u001b[2J\\u009b1A\\u202e" in log


def test_all_that_is_no_record_is_indented(project: Project) -> None:
    lines = logged(project).splitlines()
    others = {line for line in lines if not RECORD.match(line) and not line.startswith(("  ", " '", "{'"))}
    assert others == {"Traceback (most recent call last):"}


def test_a_traceback_that_ends_a_command_is_escaped(project: Project) -> None:
    (project.folder / "rusak.py").write_text('raise RuntimeError("\\x1b[2J\\u202e")\n', "utf-8")
    project.declare("kabar", "www.kabar.test")
    done = project.scrapy("crawl", "kabar", "-s", 'EXTENSIONS={"rusak.Rusak": 5}')
    assert (done.returncode, STEERS.search(done.stderr)) == (1, None)
    assert done.stderr.endswith("RuntimeError: \\u001b[2J\\u202e\n")
