"""Which newspaper of a store a ledger is of, and where its site is."""

from __future__ import annotations

import pytest
from scrapy.exceptions import UsageError

from crawler.performing.ledger_site import Chosen, choose
from crawler.store import Store
from tests.crawler.project import project_settings
from tests.crawler.storing import article, save


def keep(store: Store, url: str, site: str) -> None:
    save(store, article(url=url, canonical_url=url, site=site))


def chosen(store: Store, name: str | None = None, site: str | None = None, **given: str) -> Chosen:
    return choose(project_settings(), store, name, site, given)


def told(found: Chosen) -> tuple[str, str | None, str]:
    return found.site.name, found.site.timezone, found.options.site_url


def test_the_only_newspaper_of_a_store_needs_no_name(store: Store) -> None:
    keep(store, "https://telegraf.co.id/a-b-c/", "telegraf")
    expected = ("telegraf", "Asia/Jakarta", "https://telegraf.co.id/")
    for found in (chosen(store), chosen(store, "telegraf"), chosen(store, None, "telegraf")):
        assert told(found) == expected


def test_a_newspaper_is_asked_where_it_was_crawled_if_nothing_else_is_said(store: Store) -> None:
    keep(store, "http://127.0.0.1:8088/a-b-c/", "telegraf")
    assert told(chosen(store))[2] == "http://127.0.0.1:8088/"
    assert told(chosen(store, site=None, **{"discover": "api"}))[2] == "http://127.0.0.1:8088/"
    given = choose(project_settings(), store, None, None, {"site": "https://telegraf.test"})
    assert given.options.site_url == "https://telegraf.test/"


def test_a_newspaper_that_nobody_declared_has_the_name_and_the_address_of_its_host(store: Store) -> None:
    keep(store, "https://koran.example/a-b-c/", "koran.example")
    expected = ("koran.example", None, "https://koran.example/")
    assert told(chosen(store)) == told(chosen(store, "koran.example")) == expected
    found = choose(project_settings(), store, "newspaper", None, {"site": "https://koran.example/"})
    assert told(found) == expected


def test_the_declaration_of_a_host_goes_with_a_store_that_has_another_name(store: Store) -> None:
    keep(store, "https://telegraf.co.id/a-b-c/", "berita")
    assert told(chosen(store)) == ("berita", "Asia/Jakarta", "https://telegraf.co.id/")
    assert told(chosen(store, "telegraf", "berita"))[0] == "berita"


@pytest.mark.parametrize(
    ("name", "site", "given", "said"),
    [
        (None, "koran", {}, "the store has no site 'koran'; it has antara, telegraf"),
        (
            "koran",
            None,
            {},
            "'koran' is neither a newspaper of the project (antara, newspaper, telegraf)",
        ),
        (None, None, {}, "the store has several newspapers; name one by --site: antara, telegraf"),
        ("newspaper", None, {"site": "https://koran.test/"}, "the store has no site 'koran.test'"),
        ("newspaper", None, {}, "-a site=URL is missing"),
        (
            "telegraf",
            None,
            {"since": "2020-01-01"},
            "-a since= narrows a crawl, and a ledger is",
        ),
        ("telegraf", None, {"urls": "x.txt"}, "-a urls= narrows a crawl"),
        ("telegraf", None, {"section": "x"}, "-a section= narrows a crawl"),
        ("telegraf", None, {"discover": "x"}, "-a discover=x is not a way of discovery"),
        ("telegraf", None, {"place": "x"}, "there is no option -a place="),
        ("telegraf", None, {"site": "telegraf.co.id"}, "-a site=telegraf.co.id has no scheme"),
    ],
)
def test_a_mistake_is_one_sentence(
    store: Store, name: str | None, site: str | None, given: dict[str, str], said: str
) -> None:
    keep(store, "https://telegraf.co.id/a-b-c/", "telegraf")
    keep(store, "https://www.antaranews.com/berita/1/a-b-c", "antara")
    with pytest.raises(UsageError) as mistake:
        choose(project_settings(), store, name, site, given)
    assert said in str(mistake.value)


def test_a_store_without_newspapers_is_said_so(store: Store) -> None:
    with pytest.raises(UsageError, match="the store has no newspaper yet: crawl first"):
        chosen(store)
