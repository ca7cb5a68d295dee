"""Several processes, and the end of one: what is due is compared once, and nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from crawler.corpus.duplicates import Duplicates, keeping
from crawler.store import Store, StoreContended, save_article
from tests.crawler.corpus.duplicates.printing import (
    WINDOW,
    all_compared,
    all_known,
    assert_right,
    story,
    told,
)
from tests.crawler.corpus.duplicates.test_order import corpus
from tests.crawler.storing import rows, save
from tests.services import postgresql

ROOT = Path(__file__).parents[4]

REBUILDING = """
import sys
from crawler.corpus.duplicates import Duplicates, keeping
from crawler.store import Store
from tests.crawler.corpus.duplicates.printing import WINDOW

duplicates = Duplicates(Store.open(sys.argv[1]), WINDOW)
print("begun", flush=True)
while True:
    duplicates.rebuild()
    for _ in range(9):
        duplicates.catch_up(4)
"""


@pytest.mark.slow("kills a process five times")
def test_a_process_may_be_killed_at_any_time(store: Store) -> None:
    chosen = Random(5)
    with store.begin() as conn:
        for each in corpus(1):
            save_article(conn, each)
    all_compared(store)
    known = all_known(store)
    for _ in range(5):
        command = [sys.executable, "-c", REBUILDING, store.url.render_as_string(hide_password=False)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chosen.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
        while Duplicates(store, WINDOW).catch_up() != 0:  # None: the server has not noticed the kill yet
            pass
        assert_right(store)
        assert all_known(store) == known


@pytest.fixture
def two(on_server: str) -> Iterator[tuple[Store, Store]]:
    """Yield the same store on a server twice, as two processes have it."""
    with postgresql.opened(on_server) as one, postgresql.opened(on_server) as other:
        yield one, other


@pytest.mark.slow("needs a PostgreSQL server")
def test_one_process_compares_at_a_time_and_others_go_on(two: tuple[Store, Store]) -> None:
    one, other = two
    save(one, told("satu", story(1)))
    with one.begin() as conn:
        conn.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (keeping.LOCK,))
        assert Duplicates(other, WINDOW).catch_up() is None
        save(other, told("dua", story(1)))
    assert Duplicates(other, WINDOW).catch_up() == 2
    assert Duplicates(one, WINDOW).catch_up() == 0


@pytest.mark.slow("needs a PostgreSQL server")
def test_what_another_process_has_not_committed_is_compared_later(two: tuple[Store, Store]) -> None:
    one, other = two
    with one.begin() as conn:
        save_article(conn, told("satu", story(1)))
        save(other, told("dua", story(1)))
        all_compared(other)
    all_compared(other)
    assert len(assert_right(one)) == 1
    assert rows(one, "SELECT * FROM due") == []


@pytest.mark.slow("waits until the server breaks a deadlock")
def test_two_that_write_the_same_articles_in_another_order_both_end(two: tuple[Store, Store]) -> None:
    one, other = two
    for slug in ("satu", "dua", "tiga"):
        save(one, told(slug, story(1)))
    tags = "UPDATE article SET tags = '[]' WHERE id = {}"

    def compare() -> bool:
        try:
            return Duplicates(other, WINDOW).catch_up() == 3
        except StoreContended:
            return False

    def write(pool: ThreadPoolExecutor) -> list[bool]:
        try:
            with one.begin() as conn:
                conn.exec_driver_sql(tags.format(3))
                compared = pool.submit(compare)
                while not rows(one, "SELECT 1 FROM pg_locks WHERE NOT granted"):
                    time.sleep(0.01)
                conn.exec_driver_sql(tags.format(1))
                is_written = True
        except StoreContended:
            is_written = False
        return [is_written, compared.result()]

    with ThreadPoolExecutor(1) as pool:
        assert sorted(write(pool)) in ([False, True], [True, True])
    all_compared(other)
    assert len(assert_right(one)) == 1
