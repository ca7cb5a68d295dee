"""Workers whose files differ, as while a new file is brought to one machine after the other."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.fleet.books import Books
from crawler.fleet.crawling import Crawling
from crawler.fleet.jobs import defer_crawl
from crawler.fleet.keeping import note_listing
from crawler.fleet.listing import Listing
from crawler.fleet.queue import open_queue
from crawler.fleet.sites_file import read_sites
from crawler.store import Store
from crawler.store.schema import fleet_site
from tests.crawler.project import project_settings

pytestmark = pytest.mark.slow("starts a PostgreSQL server")

TELEGRAF = '[[site]]\nname = "telegraf"\nevery = "1h"\n'
ANTARA = '[[site]]\nname = "antara"\nevery = "1h"\n'


def kept(path: Path, text: str) -> dict[str, Any]:
    path.write_text(text)
    return {site.name: site for site in read_sites(path, project_settings())}


@pytest.mark.parametrize(("is_listed", "status"), [(True, "todo"), (False, "failed")])
def test_a_job_of_a_site_that_only_others_have_is_left_to_them(
    url: str, tmp_path: Path, is_listed: bool, status: str
) -> None:
    both = kept(tmp_path / "new.toml", TELEGRAF + ANTARA)
    old = tmp_path / "old.toml"
    old.write_text(TELEGRAF)
    store = Store.open(url)
    with store.begin() as conn:
        note_listing(conn, both if is_listed else {}, datetime.now(UTC))
    store.close()

    async def fetched() -> tuple[object, list[dict[str, Any]]]:
        books = Books(url)
        async with open_queue(url) as app:
            listing = Listing(old, project_settings())
            manager: Any = app.job_manager
            manager.inspector = Crawling(project_settings(), listing, books)
            await defer_crawl(app, both["antara"])
            job = await manager.fetch_job(["sites"], await manager.register_worker())
            rows = await app.connector.execute_query_all_async(
                "SELECT status::text, scheduled_at > now() AS later FROM procrastinate_jobs"
            )
        await books.close()
        return job, rows

    job, rows = asyncio.run(fetched())
    assert job is None
    assert [row["status"] for row in rows] == [status]
    assert bool(rows[0]["later"]) is is_listed


def test_what_another_worker_has_just_listed_stays(url: str, tmp_path: Path) -> None:
    both, now = kept(tmp_path / "new.toml", TELEGRAF + ANTARA), datetime.now(UTC)
    telegraf = {"telegraf": both["telegraf"]}
    minute = timedelta(minutes=1)
    store = Store.open(url)
    names = []
    with store.begin() as conn:
        note_listing(conn, both, now)
        for at, grace in ((now, minute), (now + minute, minute), (now + minute, timedelta())):
            note_listing(conn, telegraf, at, grace=grace)
            names.append(len(conn.execute(select(fleet_site.c.site)).all()))
    store.close()
    assert names == [2, 1, 1]
