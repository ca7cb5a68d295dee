"""What holds of a store on SQLite holds of one on PostgreSQL: the same tests, on a real server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import psycopg
import pytest
from sqlalchemy import URL, Connection, make_url

from crawler.store import Store, StoreError, StoreMisnamed, save_article, schema
from pipelines.together import Together
from tests.crawler.archive.test_index import *  # noqa: F403
from tests.crawler.frontier.test_adding import *  # noqa: F403
from tests.crawler.frontier.test_claims import *  # noqa: F403
from tests.crawler.frontier.test_finishing import *  # noqa: F403
from tests.crawler.frontier.test_killed import *  # noqa: F403
from tests.crawler.frontier.test_narrowed import *  # noqa: F403
from tests.crawler.frontier.test_reopening import *  # noqa: F403
from tests.crawler.frontier.test_rounds import *  # noqa: F403
from tests.crawler.frontier.test_waiting_claims import *  # noqa: F403
from tests.crawler.report.test_reading import (  # noqa: F401
    test_a_killed_run_is_told_with_what_it_had_stored,
    test_coverage_is_counted_by_the_day_that_the_site_prints,
    test_edits_are_the_sites_own_and_counted_when_they_were_seen,
    test_since_narrows_runs_days_and_what_is_gone,
    test_what_is_not_stored_is_told_as_it_stands_and_as_runs_met_it,
)
from tests.crawler.store.test_articles import *  # noqa: F403
from tests.crawler.store.test_lock import *  # noqa: F403
from tests.crawler.storing import ARTICLE, another, rows, save
from tests.services import postgresql

pytestmark = pytest.mark.slow("repeats the tests of store and frontier on a PostgreSQL server")


@pytest.fixture(scope="module")
def server() -> Iterator[URL]:
    with postgresql.server() as url:
        yield url


@pytest.fixture
def store(server: URL) -> Iterator[Store]:
    with postgresql.opened(server) as store:
        yield store


def test_it_is_postgresql(store: Store) -> None:
    assert store.dialect == "postgresql"


def test_a_server_named_without_a_driver_is_reached_all_the_same(server: URL) -> None:
    with postgresql.database(server) as url:
        store = Store.open(url.replace("postgresql+psycopg:", "postgresql:"))
        assert save(store, ARTICLE).result == "new"
        store.close()


def test_a_database_that_is_not_there_is_named(server: URL) -> None:
    url = server.set(database="tidak_ada").render_as_string(hide_password=False)
    with pytest.raises(StoreError, match='database "tidak_ada" does not exist') as caught:
        Store.open(url)
    assert "\n" not in str(caught.value)


def test_a_store_of_a_newer_version_is_refused(server: URL) -> None:
    with postgresql.database(server) as url:
        store = Store.open(url)
        with store.begin() as conn:
            conn.exec_driver_sql(f"UPDATE schema_version SET version = {schema.VERSION + 1}")
        store.close()
        with pytest.raises(StoreError, match="newer version"):
            Store.open(url)


@pytest.mark.parametrize("create", [True, False])
def test_a_user_without_the_privilege_is_told_so(create: bool, server: URL) -> None:
    with postgresql.database(server) as url:
        store = Store.open(url)
        with store.begin() as conn:
            conn.exec_driver_sql("CREATE ROLE tamu LOGIN")
        store.close()
        guest = make_url(url).set(username="tamu").render_as_string(hide_password=False)
        try:
            with pytest.raises(StoreError, match="permission denied") as caught:
                Store.open(guest, create=create)
        finally:
            with psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(False)) as admin:
                admin.execute("DROP ROLE tamu")
    assert not isinstance(caught.value, StoreMisnamed)
    assert "\n" not in str(caught.value)


def test_a_server_lost_in_a_transaction_says_so_and_is_found_again(store: Store) -> None:
    with pytest.raises(StoreError, match="terminat"), store.begin() as conn:
        (pid,) = conn.exec_driver_sql("SELECT pg_backend_pid()").one()
        with psycopg.connect(store.url.set(drivername="postgresql").render_as_string(False)) as admin:
            admin.execute("SELECT pg_terminate_backend(%s)", (pid,))
        conn.exec_driver_sql("SELECT 1")
    assert save(store, ARTICLE).result == "new"
    assert rows(store, "SELECT headline FROM article") == [(ARTICLE.headline,)]


def test_two_that_write_the_same_articles_in_another_order_both_end(store: Store) -> None:
    # A transaction holds several articles: each has written what the other one writes next.
    both_have_begun = threading.Barrier(2, timeout=60)

    def write(slugs: Sequence[str]) -> list[str]:
        own = Store.open(store.url.render_as_string(hide_password=False))
        tries = iter(slugs)

        def save_one(conn: Connection, slug: str) -> str:
            result = save_article(conn, another(slug)).result
            if slug == next(tries, None) == slugs[0]:
                both_have_begun.wait()
            return result

        async def save_both() -> list[str]:
            together = Together(lambda: own, save_one, row_of=lambda slug: 1, most=2)
            return await asyncio.gather(*map(together.write, slugs))

        try:
            return asyncio.run(save_both())
        finally:
            own.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(write, (("kapal-1", "sapi-2"), ("sapi-2", "kapal-1"))))
    assert sorted(chain(*results)) == ["new", "new", "unchanged", "unchanged"]
    assert rows(store, "SELECT count(*) FROM article") == [(2,)]
