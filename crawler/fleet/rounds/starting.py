"""Starting a round of re-extraction, or joining the one that is not over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from typing import Any, LiteralString

from procrastinate import App

from crawler.errors import Trouble
from crawler.fleet.jobs import Again
from crawler.fleet.rounds.folder import Round, is_round, new_round
from crawler.fleet.rounds.grouping import places_of_files
from crawler.fleet.rounds.jobs import put_files
from crawler.fleet.rounds.means import SHARDS, Means
from crawler.fleet.rounds.presence import alone
from crawler.fleet.rounds.tasks import Rewriter
from crawler.store import Store

_WAIT = 1.0
"""Seconds between two tries while another process starts a round."""
_UNFINISHED: LiteralString = """
SELECT args ->> 'round' AS round, args ->> 'since' AS since FROM procrastinate_jobs
WHERE task_name IN ('shard', 'rewrite') AND status IN ('todo', 'doing') AND jsonb_typeof(args) = 'object'
ORDER BY id DESC
"""

_FORGET_FAILED: LiteralString = """
DELETE FROM procrastinate_jobs WHERE task_name IN ('shard', 'rewrite') AND status NOT IN ('todo', 'doing')
"""  # what failed in an earlier round is done again in this one


class OtherRound(Trouble):
    """A round that is not over reads other articles than this one would."""


class PlacesApart(Trouble):
    """The archives lie at several places, and no folder of theirs is shared."""

    is_mistake = True


@dataclass(frozen=True)
class Started:
    """The round that a process takes part in."""

    of_round: Round
    is_joined: bool
    """Whether another process had started it."""


async def start_round(
    app: App,
    rewriter: Rewriter,
    since: str | None,
    *,
    has_folder: bool,
    on_waiting: Callable[[], object] = lambda: None,
) -> Started:
    """Put a round into the queue, or join the one that is there; a second start doubles nothing.

    ``has_folder``: FLEET_SHARDS is set. Raises OtherRound, PlacesApart, RoundError, StoreError, ProcessLost,
    psycopg.Error.
    """
    means = rewriter.means
    async with _start(means.store_url, on_waiting):
        known = await _unfinished(app)
        if known is not None and known[1] != since:
            raise OtherRound(
                f"the re-extraction {known[0]}{_told(known[1])} is not over yet, and this one"
                f"{_told(since) or ' is without --since'}: join it with its option, or wait for its end"
            )
        name = new_round() if known is None else known[0]
        of_round = Round(means.shards, name)
        if known is None:
            elsewhere = await asyncio.to_thread(_files_elsewhere, means)
            if elsewhere and not has_folder:
                here = means.here or "no place of this process"
                raise PlacesApart(
                    f"archives lie at {min(elsewhere)} and at {here}: set"
                    f" FLEET_SHARDS to a folder that all workers share, instead of {SHARDS} in ARCHIVE_DIR"
                )
            await app.connector.execute_query_async(_FORGET_FAILED)
            of_round.begin(since)
            for place, files in elsewhere.items():
                await put_files(app, place, files, since, name)
        else:
            of_round.check()
        while True:
            try:
                await rewriter.prepare_place(app, name, since)
                break
            except Again:  # a worker of this place does it
                await asyncio.sleep(_WAIT)
    return Started(of_round, known is not None)


@asynccontextmanager
async def _start(store_url: str, on_waiting: Callable[[], object]) -> AsyncIterator[None]:
    """Let one process at a time start a round."""
    is_told = False
    while True:
        async with alone(store_url, "start of a round") as is_ours:
            if is_ours:
                yield
                return
        if not is_told:
            on_waiting()
            is_told = True
        await asyncio.sleep(_WAIT)


async def _unfinished(app: App) -> tuple[str, str | None] | None:
    rows: list[dict[str, Any]] = await app.connector.execute_query_all_async(_UNFINISHED)
    return next(((row["round"], row["since"]) for row in rows if is_round(row["round"])), None)


def _files_elsewhere(means: Means) -> dict[str, list[str]]:
    """Return the archive files of other places, by these."""
    found: dict[str, list[str]] = {}
    with closing(Store.open(means.store_url)) as store, store.read() as conn:
        for file, place in sorted(places_of_files(conn).items()):
            if place and place not in means.places:
                found.setdefault(place, []).append(file)
    return found


def _told(since: str | None) -> str:
    return f" with --since {since}" if since else ""
