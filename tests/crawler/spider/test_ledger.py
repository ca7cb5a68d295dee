"""``scrapy ledger`` after a crawl: what a site lists, what a store has, and how the site is asked."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from crawler.store import Store
from crawler.store.lock import SiteLock
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import refusing_url, serve
from tests.services.postgresql import ON_BOTH

pytestmark = pytest.mark.slow("a crawl, and then the command, in processes of their own")

AT_ONCE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


def ledger(folder: Folder, *options: str) -> tuple[int, dict[str, Any]]:
    status, printed = folder.run("ledger", "--json", *AT_ONCE, *options)
    return status, json.loads(printed)


def reasons(found: dict[str, Any], kind: str) -> dict[str, str]:
    return {each["url"]: each["reason"] for each in found[kind]}


def delete(folder: Folder, *urls: str) -> None:
    """Delete articles as an operator would, by plain SQL."""
    for url in urls:
        number = f"(SELECT id FROM article WHERE url = '{url}')"
        for table, column in (("revision", "article_id"), ("alias", "article_id"), ("article", "id")):
            folder.sql(f"DELETE FROM {table} WHERE {column} = {number}")


@ON_BOTH
def test_a_store_that_has_everything_is_told_so_and_nothing_in_it_changes(folder: Folder) -> None:
    with serve(generated=120, refused_listed=True) as site:
        folder.crawl(site.url)
        before = [folder.sql(f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("article", "run")]
        rows = folder.sql("SELECT id, url, state, reason FROM frontier ORDER BY id")
        site.requests.clear()
        status, found = ledger(folder)
        assert found["requests"] == len(site.requests) <= 3 * len(found["months"])
    assert status == 0
    assert (found["extra"], found["unexplained"], found["notes"]) == ([], [], [])
    months = [each for each in found["months"] if each["month"]]
    assert all(each["site_says"]["api"] == each["stored"] for each in months)
    assert set(reasons(found, "missing").values()) <= {reason for *_, reason in rows} | {
        reason.rpartition(":")[2] for *_, reason in rows if reason
    }
    assert before == [folder.sql(f"SELECT * FROM {table} ORDER BY 1, 2") for table in ("article", "run")]
    assert rows == folder.sql("SELECT id, url, state, reason FROM frontier ORDER BY id")
    assert folder.sql("SELECT site FROM ledger") == [("telegraf",)]


@ON_BOTH
def test_what_was_deleted_is_unexplained_and_what_the_site_removed_is_extra(folder: Folder) -> None:
    with serve(fixtures=None, generated=150) as site:
        folder.crawl(site.url)
        urls = [f"{site.url}/{story.slug}/" for story in site.stories]
        delete(folder, *urls[10:140:10])
        gone, led_away = site.stories[5].slug, site.stories[75].slug
        site.trash(gone)
        site.trash(led_away)
        site.trouble(f"^/{led_away}/", 301, headers=(("Location", f"{site.url}/"),))
        site.rename(site.stories[90].slug, "nama-baru-berita-itu")
        status, found = ledger(folder, "telegraf", "-a", f"site={site.url}")
    assert status == 1
    assert reasons(found, "unexplained") == dict.fromkeys(urls[10:140:10], "removed_from_store")
    assert reasons(found, "extra") == {f"{site.url}/{slug}/": "gone" for slug in (gone, led_away)}


@pytest.mark.parametrize("discover", ["api", "sitemap", "archive"])
def test_a_store_agrees_with_its_site_by_each_way_however_it_was_crawled(
    folder: Folder, discover: str
) -> None:
    with serve(generated=150) as site:
        folder.crawl(site.url, "discover=sitemap")
        status, found = ledger(folder, "-a", f"discover={discover}")
    assert (status, found["extra"], found["unexplained"]) == (0, [], [])
    assert {way for each in found["months"] for way in each["site_says"]} == {discover}
    assert all(each["site_says"][discover] == each["stored"] for each in found["months"])


@pytest.mark.parametrize(
    "closed",
    [{"rest": 403}, {"rest": "hidden", "sitemap": "none"}, {"robots": "Disallow: /wp-json/"}],
    ids=["REST is closed", "nothing but archives", "robots.txt forbids REST"],
)
def test_what_a_site_closes_is_not_asked(folder: Folder, closed: dict[str, Any]) -> None:
    with serve(generated=60, **closed) as site:
        folder.crawl(site.url)
        site.requests.clear()
        status, found = ledger(folder)
        asked = site.asked("wp-json")
    assert (status, found["extra"], found["unexplained"]) == (0, [], [])
    assert not ("robots" in closed and asked)


def test_what_came_out_after_the_crawl_is_new(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        now = datetime.now().astimezone() + timedelta(minutes=1)
        site.publish("berita-terbaru-hari-ini", "Berita Terbaru Hari Ini", ["Isi berita itu."], now)
        status, found = ledger(folder)
    assert status == 0
    assert reasons(found, "missing") == {f"{site.url}/berita-terbaru-hari-ini/": "new"}


def test_it_waits_as_a_crawl_does(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        site.requests.clear()
        status, _ = folder.run("ledger", "-s", "DOWNLOAD_DELAY=0.4")
        times = [each.at for each in site.requests]
    assert status == 0
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.39


def test_tries_that_fail_are_of_the_requests_that_it_may_make(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        site.trouble("/wp-json/wp/v2/posts", 503)
        site.requests.clear()
        status, printed = folder.run("ledger", *AT_ONCE, "-s", "RETRY_TIMES=30")
        assert len(site.requests) == 20
    assert status == 1
    assert "REST: http_503; sitemaps: no request was left" in printed


def test_a_site_that_wants_to_be_left_alone_is_told_in_a_sentence(folder: Folder) -> None:
    with serve(fixtures=None, generated=30) as site:
        folder.crawl(site.url)
        site.trouble("/wp-json/wp/v2/posts", 429, headers=(("Retry-After", "3600"),))
        status, printed = folder.run("ledger", *AT_ONCE)
    assert status == 1
    assert "asks for a longer pause (Retry-After) than a ledger waits" in printed
    assert "retry_after" not in printed


def test_an_unreachable_site_is_status_1_and_a_lock_that_is_held_75(folder: Folder) -> None:
    with serve(fixtures=None, generated=10) as site:
        folder.crawl(site.url)
        with closing(Store.open(folder.url)) as store, SiteLock(store, "telegraf"):
            status, printed = folder.run("ledger", *AT_ONCE)
            assert (status, "telegraf" in printed) == (75, True)
    status, printed = folder.run("ledger", *AT_ONCE, "-a", f"site={refusing_url()}")
    assert status == 1
    assert "cannot be reached" in printed
    assert "Traceback" not in printed
    assert folder.sql("SELECT count(*) FROM ledger") == [(0,)]


def test_a_site_that_is_a_folder_of_its_host_is_asked_there(folder: Folder) -> None:
    with serve(fixtures=None, generated=20, prefix="/koran") as site:
        folder.crawl(site.url, spider="newspaper")
        status, found = ledger(folder)
        assert not site.asked(r"^/(?!koran|robots)")
    assert (status, found["site"], sum(each["stored"] for each in found["months"])) == (0, "127.0.0.1", 20)


def test_a_site_of_which_nothing_is_stored_is_a_mistake_and_no_ledger_is_kept(folder: Folder) -> None:
    with serve(fixtures=None, generated=10) as site, serve(fixtures=None, generated=20) as other:
        folder.crawl(site.url)
        status, printed = folder.run("ledger", *AT_ONCE, "-a", f"site={other.url}")
    assert status == 2
    assert f"No stored article of telegraf is at {other.url}/" in printed
    assert folder.sql("SELECT count(*) FROM ledger") == [(0,)]


def test_of_several_newspapers_one_has_to_be_named(folder: Folder) -> None:
    with serve(fixtures=None, generated=10) as first, serve(fixtures=None, generated=20) as second:
        folder.crawl(first.url)
        folder.crawl(second.url, spider="newspaper")
        status, printed = folder.run("ledger", *AT_ONCE)
        assert status == 2
        assert "127.0.0.1, telegraf" in printed
        for name, number in (("telegraf", 10), ("127.0.0.1", 20)):
            status, found = ledger(folder, "--site", name)
            assert (status, sum(each["stored"] for each in found["months"])) == (0, number)


def test_a_store_of_the_version_before_is_brought_to_this_one(folder: Folder) -> None:
    with serve(fixtures=None, generated=10) as site:
        folder.crawl(site.url)
        with closing(sqlite3.connect(folder.store)) as conn, conn:
            conn.execute("DROP TABLE ledger")
            conn.execute("UPDATE schema_version SET version = 5")
        assert ledger(folder)[0] == 0
    assert folder.sql("SELECT site FROM ledger") == [("telegraf",)]
