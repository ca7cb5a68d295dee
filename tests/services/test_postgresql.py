"""What only a store on a PostgreSQL server can meet; what each store does is tested on both kinds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import psycopg
import pytest
from sqlalchemy import URL, Connection, make_url

from crawler.store import Store, StoreError, StoreMisnamed, save_article, upgrading
from pipelines.together import Together
from tests.crawler.storing import ARTICLE, another, rows, save
from tests.services import postgresql

pytestmark = pytest.mark.slow("needs a PostgreSQL server")


@pytest.fixture
def store(on_server: str) -> Iterator[Store]:
    with postgresql.opened(on_server) as store:
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
            conn.exec_driver_sql(f"UPDATE schema_version SET version = {upgrading.VERSION + 1}")
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
