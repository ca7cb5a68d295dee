"""What `scrapy ledger` says before it asks, and the commands that it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from scrapy.settings import Settings

from crawler.corpus.ledger import Kind, Ledger
from crawler.performing.ledger_hints import announcement, fetching
from crawler.performing.ledger_site import Chosen
from crawler.site import NEWSPAPER, Site
from crawler.spider.options import parse_options
from crawler.store import Store
from spiders.telegraf import TELEGRAF
from tests.crawler.project import project_settings
from tests.crawler.storing import another, save


def chosen(declared: Site, name: str, **given: str) -> Chosen:
    return Chosen(replace(declared, name=name), parse_options(given, declared))


def commands(asked: Chosen, **unexplained: int) -> list[str]:
    numbers: dict[Kind, dict[str, int]] = {"unexplained": unexplained}
    ledger = Ledger(str(asked.site.name), datetime(2024, 4, 1, tzinfo=UTC), [], [], [], [], numbers)
    return fetching(project_settings(), asked, ledger)


def test_what_should_not_be_missing_is_fetched_by_the_spider_of_the_newspaper() -> None:
    assert commands(chosen(TELEGRAF, "telegraf"), never_listed=2, removed_from_store=1) == [
        "scrapy status --site telegraf --reason never_listed > lost.txt",
        "scrapy status --site telegraf --reason removed_from_store >> lost.txt",
        "scrapy crawl telegraf -a urls=lost.txt",
    ]
    assert commands(chosen(TELEGRAF, "telegraf")) == []


@pytest.mark.parametrize(
    ("declared", "name", "site", "crawl"),
    [
        (TELEGRAF, "telegraf", "http://127.0.0.1:8088/", "telegraf -a site=http://127.0.0.1:8088/"),
        (NEWSPAPER, "koran.test", "https://koran.test/", "newspaper -a site=https://koran.test/"),
        (
            NEWSPAPER,
            "koran",
            "https://koran.test/?a&b",
            "newspaper -a site='https://koran.test/?a&b' -s FLEET_SITE=koran",
        ),
    ],
    ids=["elsewhere", "undeclared", "name of a fleet"],
)
def test_the_command_names_what_the_declaration_does_not(
    declared: Site, name: str, site: str, crawl: str
) -> None:
    asked = commands(chosen(declared, name, site=site), removed_from_store=1)
    assert asked[-1] == f"scrapy crawl {crawl} -a urls=lost.txt"


@pytest.mark.parametrize(("delay", "time"), [(1, ", up to 2 minutes"), (0, "")])
def test_before_it_asks_it_says_how_long_that_takes(store: Store, delay: int, time: str) -> None:
    for slug, day in (("satu", "2016-09-06"), ("dua", "2018-09-30")):
        save(store, replace(another(slug), published_at=f"{day}T12:00:00+07:00"))
    assert announcement(Settings({"DOWNLOAD_DELAY": delay}), store, chosen(TELEGRAF, "telegraf")) == (
        f"asking https://telegraf.co.id/ about 25 months: some 75 requests at most{time} (-L INFO tells more)"
    )
