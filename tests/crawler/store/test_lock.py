"""One process a site and store, and a lock that never outlives its process."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.store import Store, StoreError
from crawler.store.lock import SiteLock, SiteLocked
from tests.crawler.storing import rows

ROOT = Path(__file__).parents[3]

HOLDER = """
import sys, time
from crawler.store.lock import SiteLock
from crawler.store import Store

lock = SiteLock(Store.open(sys.argv[1]), sys.argv[2])
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


LOOKER = """
import sys
from crawler.store.lock import SiteLock
from crawler.store import Store

lock = SiteLock(Store.open(sys.argv[1]), sys.argv[2])
lock.holder()
print("looking", flush=True)
while True:
    lock.holder()
"""


@contextmanager
def held_by_another_process(store: Store, site: str) -> Iterator[subprocess.Popen[str]]:
    url = store.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url, site], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for_the_server(store: Store) -> None:
    """Wait until PostgreSQL, which hears of a killed client a moment later, has ended its session."""
    others = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
        " (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    until = time.monotonic() + 20
    while store.dialect == "postgresql" and rows(store, others) != [(0,)] and time.monotonic() < until:
        time.sleep(0.01)


def test_a_second_process_is_told_at_once_who_holds_the_lock(store: Store) -> None:
    with held_by_another_process(store, "telegraf") as process, pytest.raises(SiteLocked) as caught:
        SiteLock(store, "telegraf").acquire()
    assert "telegraf" in str(caught.value)
    assert f"process {process.pid} on " in str(caught.value)
    assert " since 20" in str(caught.value)


def test_the_lock_of_a_killed_process_is_free_the_moment_it_is_dead(store: Store) -> None:
    with held_by_another_process(store, "telegraf") as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        wait_for_the_server(store)
        lock = SiteLock(store, "telegraf")
        lock.acquire()
        lock.release()


def test_who_holds_a_lock_is_told_to_those_who_only_look(store: Store) -> None:
    lock = SiteLock(store, "telegraf")
    assert lock.holder() is None
    with held_by_another_process(store, "telegraf") as process:
        assert f"process {process.pid} on " in (lock.holder() or "")
        assert SiteLock(store, "antara").holder() is None
        process.kill()
        process.wait()
        wait_for_the_server(store)
        assert lock.holder() is None


def test_whoever_looks_keeps_nobody_from_taking_the_lock(store: Store) -> None:
    url = store.url.render_as_string(hide_password=False)
    lock = SiteLock(store, "telegraf")
    with lock:  # so that there is a file to look at
        pass
    command = [sys.executable, "-c", LOOKER, url, "telegraf"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as looker:
        try:
            assert looker.stdout is not None
            assert looker.stdout.readline() == "looking\n"
            for _ in range(300):
                with lock:
                    pass
        finally:
            looker.kill()


def test_a_lock_that_is_only_looked_at_is_waited_for(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    with SiteLock(store, "telegraf"):
        pass
    with (tmp_path / "articles.db.telegraf.lock").open("rb") as looked_at:
        fcntl.flock(looked_at, fcntl.LOCK_SH)
        leaves = threading.Timer(0.2, fcntl.flock, [looked_at, fcntl.LOCK_UN])
        leaves.start()
        with SiteLock(store, "telegraf") as lock:
            assert lock.holder() is not None
        leaves.join()
    store.close()


def test_two_sites_never_wait_for_each_other(store: Store) -> None:
    with held_by_another_process(store, "telegraf"), SiteLock(store, "koran.contoh.id:8080"):
        pass


def test_a_lock_given_back_can_be_taken_again(store: Store) -> None:
    with SiteLock(store, "telegraf"), pytest.raises(SiteLocked, match=f"process {os.getpid()} on"):
        SiteLock(store, "telegraf").acquire()
    with SiteLock(store, "telegraf"):
        pass


def test_a_lock_never_taken_is_given_back_in_silence_and_frees_no_other(store: Store) -> None:
    with SiteLock(store, "telegraf"):
        SiteLock(store, "telegraf").release()
        with pytest.raises(SiteLocked):
            SiteLock(store, "telegraf").acquire()


def test_what_a_killed_process_left_of_its_lock_means_nothing(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    (tmp_path / "articles.db.telegraf.lock").write_text(
        "process 1 on elsewhere since long ago, and more " * 9
    )
    with SiteLock(store, "telegraf"), pytest.raises(SiteLocked, match=rf"process {os.getpid()} on \S+ since"):
        SiteLock(store, "telegraf").acquire()
    store.close()


def test_a_lock_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    (tmp_path / "articles.db.telegraf.lock").mkdir()
    with pytest.raises(StoreError, match=r"articles\.db\.telegraf\.lock cannot be opened"):
        SiteLock(store, "telegraf").acquire()
    store.close()


FULL = """
import resource, sys
from crawler.store.lock import SiteLock, SiteLocked
from crawler.store import Store

store = Store.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
with SiteLock(store, "telegraf"):
    try:
        SiteLock(store, "telegraf").acquire()
    except SiteLocked as locked:
        print(locked)
with SiteLock(store, "telegraf"):
    print("free again")
"""


def test_on_a_full_disk_the_lock_holds_without_its_note(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL, f"sqlite:///{tmp_path / 'articles.db'}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ("Another run or ledger of telegraf on this store is still going.\nfree again\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_lock_file_that_takes_no_note_at_all_is_given_back(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    (tmp_path / "articles.db.telegraf.lock").symlink_to("/dev/full")
    with SiteLock(store, "telegraf"), pytest.raises(SiteLocked):
        SiteLock(store, "telegraf").acquire()
    store.close()


def test_a_store_in_memory_needs_no_lock() -> None:
    store = Store.open("sqlite://")
    with SiteLock(store, "telegraf"), SiteLock(store, "telegraf"):
        pass
    store.close()
