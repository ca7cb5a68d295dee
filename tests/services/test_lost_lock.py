"""A run whose lock is lost ends, and writes and asks nothing beside its successor."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from crawler.store import Store, StoreLost
from crawler.store.lock import SiteLock, SiteLocked
from tests.crawler.spider.crawling import ROOT, Folder, articles
from tests.crawler.storing import ARTICLE, another, rows, save
from tests.newsroom.server import RunningNewspaper, serve
from tests.services import postgresql
from tests.services.fleet.database import running
from tests.services.fleet.network import proxied

pytestmark = pytest.mark.slow("needs a PostgreSQL server")

WAIT = 60

HOLDERS = (
    "SELECT activity.pid FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)"
    " WHERE locktype = 'advisory' AND granted AND datname = current_database()"
)

IDLE = (
    "SELECT now() - state_change > interval '2 seconds'"
    " AND EXISTS (SELECT FROM frontier WHERE kind = 'article')"
    f" FROM pg_stat_activity WHERE pid IN ({HOLDERS}) AND state = 'idle'"
)
"""Whether the session that has the lock has nothing to do any more."""


@pytest.fixture
def store(on_server: str) -> Iterator[Store]:
    with postgresql.opened(on_server) as store:
        yield store


def end_holders(url: str) -> int:
    """End the sessions that have a lock, as an administrator does; return their number."""
    with postgresql.administrating(url) as conn:
        pids = [pid for (pid,) in conn.execute(HOLDERS)]
        for pid in pids:
            conn.execute("SELECT pg_terminate_backend(%s, 10000)", (pid,))
    return len(pids)


def sessions(url: str) -> int:
    """Return how many sessions there are on a database beside this one."""
    with postgresql.administrating(url) as conn:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        found = conn.execute(f"{query} AND pid <> pg_backend_pid()").fetchone()
    assert found is not None
    return int(found[0])


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_store_with_a_lock_has_one_connection_that_reads_writes_and_locks(
    store: Store, on_server: str
) -> None:
    with SiteLock(store, "telegraf"), SiteLock(store, "antara"):
        save(store, ARTICLE)
        (pid,) = rows(store, "SELECT pg_backend_pid()")[0]
        with store.begin() as conn:
            assert conn.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() == pid
        with postgresql.administrating(on_server) as conn:
            assert conn.execute(HOLDERS).fetchall() == [(pid,), (pid,)]
        assert sessions(on_server) == 1
        with store.begin() as conn:
            save_in = rows(store, "SELECT pg_backend_pid()")  # a read beside the transaction
            assert save_in != [(pid,)]
        wait_for(lambda: sessions(on_server) == 1)


def test_a_read_within_a_transaction_sees_what_is_committed(store: Store) -> None:
    with SiteLock(store, "telegraf"):
        save(store, ARTICLE)
        with store.begin() as conn:
            conn.exec_driver_sql("DELETE FROM revision")
            assert rows(store, "SELECT count(*) FROM revision") == [(1,)]
        assert rows(store, "SELECT count(*) FROM revision") == [(0,)]


def test_nothing_is_written_while_a_read_is_open_on_the_session(store: Store) -> None:
    with SiteLock(store, "telegraf"):
        with store.read(), pytest.raises(RuntimeError, match="aside"), store.begin():
            pass
        with store.read(aside=True):
            save(store, ARTICLE)


def test_one_of_several_locks_is_freed_by_itself(store: Store, on_server: str) -> None:
    first, second = SiteLock(store, "telegraf"), SiteLock(store, "antara")
    first.acquire()
    second.acquire()
    first.release()
    with postgresql.opened(on_server) as other:
        with SiteLock(other, "telegraf"):
            pass
        with pytest.raises(SiteLocked, match=f"process {os.getpid()} on "):
            SiteLock(other, "antara").acquire()
        second.release()
        wait_for(lambda: SiteLock(other, "antara").holder() is None)


def test_what_lost_its_lock_neither_reads_nor_writes_nor_locks_any_more(store: Store, on_server: str) -> None:
    lock = SiteLock(store, "telegraf")
    lock.acquire()
    save(store, ARTICLE)
    assert end_holders(on_server) == 1
    with pytest.raises(StoreLost, match="the connection that held the lock of telegraf has ended") as caught:
        save(store, another("satu"))
    assert "\n" not in str(caught.value)
    for use in (
        lambda: save(store, another("satu")),
        lambda: rows(store, "SELECT 1"),
        store.look_after,
        lambda: SiteLock(store, "antara").acquire(),
    ):
        with pytest.raises(StoreLost):
            use()
    lock.release()
    store.close()
    with pytest.raises(StoreLost):
        save(store, another("satu"))
    with postgresql.opened(on_server) as other, SiteLock(other, "telegraf"):
        assert rows(other, "SELECT url FROM article") == [(ARTICLE.url,)]


def test_a_look_notices_what_nothing_else_would(store: Store, on_server: str) -> None:
    store.look_after()  # nothing is held
    with SiteLock(store, "telegraf"):
        store.look_after()
        end_holders(on_server)
        with pytest.raises(StoreLost, match="terminat"):
            store.look_after()


def test_a_transaction_in_which_the_lock_is_lost_is_undone(store: Store, on_server: str) -> None:
    undone: list[str] = []
    with SiteLock(store, "telegraf"):
        with pytest.raises(StoreLost), store.begin() as conn:
            conn.exec_driver_sql("CREATE TABLE noted (item INTEGER)")
            store.when_undone(lambda: undone.append("undone"))
            end_holders(on_server)
            conn.exec_driver_sql("SELECT 1")
        assert undone == ["undone"]


@contextmanager
def crawling(
    folder: Folder, site: RunningNewspaper, name: str, *options: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a crawl of the sitemap, with a log of its own, that ends with the test."""
    with (folder.path / name).open("wb") as log:
        command = folder.command(site.url, "discover=sitemap", *options)
        process = subprocess.Popen(command, cwd=ROOT, env=folder.environment(), stderr=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def said(folder: Folder, name: str) -> str:
    text = (folder.path / name).read_text("utf-8")
    assert "Traceback" not in text, text
    return text


def test_a_crawl_that_lost_its_lock_ends_and_the_next_one_goes_on(folder: Folder, on_server: str) -> None:
    folder.on_server = on_server
    slowly = ("DOWNLOAD_DELAY=0.5", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    with serve(fixtures=None, generated=40) as site, crawling(folder, site, "first.txt", *slowly) as first:
        wait_for(lambda: len(folder.stored()) > 3)
        assert end_holders(on_server) == 1
        with crawling(folder, site, "second.txt") as second:
            assert first.wait(10) == 1
            assert "the connection that held the lock of telegraf has ended" in said(folder, "first.txt")
            assert said(folder, "first.txt").count(" ERROR: ") == 1
            assert second.wait(WAIT) == 0, said(folder, "second.txt")
        said(folder, "second.txt")
        assert folder.stored() == articles(site)
        assert folder.sql("SELECT count(*) FROM revision") == [(len(articles(site)),)]
        assert folder.sql("SELECT status FROM run ORDER BY id") == [(None,), (0,)]


def test_a_crawl_that_only_waits_asks_nothing_more_once_its_lock_is_lost(
    folder: Folder, on_server: str
) -> None:
    folder.on_server = on_server
    with serve(fixtures=None, generated=40) as site, crawling(folder, site, "log.txt") as crawl:
        site.trouble("nomor", delay=15)
        wait_for(lambda: folder.sql(IDLE) == [(True,)])
        end_holders(on_server)
        before = len(site.requests)
        assert crawl.wait(10) == 1
        assert len(site.requests) == before
        (sentence,) = [line for line in said(folder, "log.txt").splitlines() if " ERROR: " in line]
        assert "the connection that held the lock of telegraf has ended" in sentence
        assert folder.sql("SELECT ended_at, status FROM run") == [(None, None)]


@pytest.mark.parametrize("delay", ["0.5", "0"])
def test_a_crawl_that_was_cut_off_sends_nothing_that_waited_meanwhile(delay: str, folder: Folder) -> None:
    with running() as server, proxied(server.port) as proxy:
        folder.on_server = server.url(proxy.port)
        with (
            serve(fixtures=None, generated=60) as site,
            crawling(folder, site, "log.txt", f"DOWNLOAD_DELAY={delay}") as crawl,
        ):
            wait_for(lambda: len(site.requests) > 8)
            proxy.cut()
            time.sleep(8)  # the crawl waits for the server's answer, and its next request for that
            before = len(site.requests)
            proxy.mend(ended=True)
            assert crawl.wait(10) == 1
        assert len(site.requests) == before, site.requests[before:]
        assert "the connection that held the lock of telegraf has ended" in said(folder, "log.txt")
