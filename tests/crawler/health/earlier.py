"""Runs that are in the past, in a store of either kind."""

from __future__ import annotations

from datetime import timedelta

from crawler.store.schema import run
from tests.crawler.spider.crawling import Folder
from tests.services.postgresql import opened


def begin_earlier(folder: Folder, by: timedelta) -> None:
    """Let all runs of a store have begun so much earlier."""
    with opened(folder.url) as store, store.begin() as conn:
        for row in conn.execute(run.select()).all():
            conn.execute(run.update().where(run.c.id == row.id).values(started_at=row.started_at - by))
