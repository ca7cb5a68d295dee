"""What stands in the queue of a fleet, for its operators: read from its tables, without being part of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, text

_IS_THERE = text("SELECT to_regclass('fleet.procrastinate_jobs') IS NOT NULL")
_CRAWLS = text(
    """
    SELECT args ->> 'site' AS site, bool_or(status = 'doing') AS is_doing,
        max(CASE WHEN scheduled_at BETWEEN '1970-01-01' AND '9999-01-01' THEN scheduled_at END) AS at
    FROM fleet.procrastinate_jobs
    WHERE queue_name = 'sites' AND status IN ('todo', 'doing') AND jsonb_typeof(args) = 'object'
    GROUP BY args ->> 'site'
    """
)
_OTHERS = text(
    """
    SELECT CASE WHEN queue_name LIKE 'files:%' THEN 'files' ELSE queue_name END AS queue,
        status::text AS status, count(*) AS jobs
    FROM fleet.procrastinate_jobs
    WHERE (queue_name LIKE 'files:%' OR queue_name = 'rewrite') AND status IN ('todo', 'doing', 'failed')
    GROUP BY 1, 2
    """
)
_REFUSED = text(
    "SELECT count(*) FROM fleet.procrastinate_jobs WHERE queue_name = 'sites' AND status = 'failed'"
)
_WORKERS = text(
    """
    SELECT DISTINCT application_name FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'scrapy fleet %'
    """
)
_WORKER = re.compile(r"scrapy fleet (\d+) on (.+)")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A crawl in the queue."""

    is_doing: bool
    """A worker has taken it, which may have died since."""
    at: datetime | None
    """When it is tried (again); None: as soon as a worker is free."""


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue at one moment."""

    crawls: Mapping[str, Waiting] = field(default_factory=dict)
    """By the names of the sites."""
    files: Mapping[str, int] = field(default_factory=dict)
    """Archive files to be read again: how many are ``todo``, ``doing``, ``failed``."""
    rewrites: Mapping[str, int] = field(default_factory=dict)
    """Sites to be written anew, likewise."""
    refused: int = 0
    """Jobs of the queue of sites that no worker could do."""
    workers: tuple[tuple[str, int], ...] = ()
    """Host and process of those that are connected."""


def has_queue(conn: Connection) -> bool:
    """Say whether a store has a queue beside it: the first worker makes its tables."""
    return conn.dialect.name == "postgresql" and bool(conn.execute(_IS_THERE).scalar_one())


def look_at_queue(conn: Connection) -> QueueView:
    """Return what is in the queue; nothing where there are no tables of it yet."""
    if not has_queue(conn):
        return QueueView()
    crawls = {row.site: Waiting(row.is_doing, row.at) for row in conn.execute(_CRAWLS) if row.site}
    others: dict[str, dict[str, int]] = {"files": {}, "rewrite": {}}
    for row in conn.execute(_OTHERS):
        others[row.queue][row.status] = row.jobs
    return QueueView(
        crawls, others["files"], others["rewrite"], conn.execute(_REFUSED).scalar_one(), other_workers(conn)
    )


def other_workers(conn: Connection) -> tuple[tuple[str, int], ...]:
    """Return host and process of the workers that are connected, without this process."""
    found = (_WORKER.fullmatch(name) for name in conn.execute(_WORKERS).scalars())
    processes = {(match[2], int(match[1])) for match in found if match}
    return tuple(sorted(each for each in processes if each[1] != os.getpid()))
