"""Each line of a worker's log names its site."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.fleet.logs import SUBJECT, NamedRecord, Subject, _worth_saying
from crawler.scrapy_utils.json_logs import FIELDS


@pytest.fixture(autouse=True)
def _text() -> Iterator[None]:
    before = NamedRecord.is_text
    NamedRecord.is_text = True
    yield
    NamedRecord.is_text = before


def record(message: str, **extra: Any) -> NamedRecord:
    made = NamedRecord("crawler", logging.INFO, __file__, 1, message, (), None)
    made.__dict__.update(extra)
    return made


def test_what_a_task_logs_names_the_site_of_that_task_only() -> None:
    async def crawl(site: str) -> str:
        SUBJECT.set(Subject(site))
        await asyncio.sleep(0)
        return record("3 new").getMessage()

    async def both() -> list[str]:
        return list(await asyncio.gather(crawl("telegraf"), crawl("antara")))

    assert asyncio.run(both()) == ["telegraf: 3 new", "antara: 3 new"]
    assert record("idle").getMessage() == "idle"


def test_a_record_about_a_spider_names_its_site_and_none_is_named_twice() -> None:
    spider = SimpleNamespace(site_name="telegraf")
    assert record("gone", spider=spider).getMessage() == "telegraf: gone"
    assert record("telegraf: gone", spider=spider).getMessage() == "telegraf: gone"


def test_a_hostile_name_stays_on_its_line() -> None:
    spider = SimpleNamespace(site_name="a\n2026 ERROR: b\x1b[2J")
    assert record("gone", spider=spider).getMessage().isprintable()


def test_an_object_has_the_site_beside_the_fields_of_its_own() -> None:
    NamedRecord.is_text = False
    subject = Subject("telegraf")
    subject.crawler = SimpleNamespace(spider=SimpleNamespace(frontier=SimpleNamespace(run=7)))
    token = SUBJECT.set(subject)
    try:
        made = record("3 new", **{FIELDS: {"new": 3}})
    finally:
        SUBJECT.reset(token)
    assert made.json_fields == {"site": "telegraf", "run": 7, "new": 3}
    assert made.getMessage() == "3 new"


def test_procrastinate_says_no_traceback_and_no_job_twice() -> None:
    failed = record("Job crawl[1]() ended with status: Error", action="job_error")
    assert not _worth_saying(failed)
    other = record("Side task deferrer failed", action="side_task_failed", exc_info=(None, None, None))
    assert _worth_saying(other) and other.exc_info is None
