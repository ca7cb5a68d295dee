"""The shards of a site, compared with the store and written into it, as ``scrapy reextract`` does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from crawler.fleet.rounds.merging import ShardedReads
from crawler.reextraction.checking import Checker, Selection
from crawler.reextraction.comparing import in_batches, write
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reextraction import Reextraction
from crawler.reextraction.report import Report
from crawler.store import Store
from crawler.store.lock import SiteLock
from crawler.store.schema import capture

SAMPLES = 5
"""Differences of a site that its report shows."""


@dataclass
class Rewritten:
    """What re-extracting some sites found."""

    captures: int = 0
    lines: list[str] = field(default_factory=list)
    """The report, as ``scrapy reextract`` prints it."""
    damages: list[str] = field(default_factory=list)


def rewrite_sites(
    store: Store,
    sites: Collection[str],
    newspapers: Newspapers,
    shards_of: Callable[[], dict[str, Path]],
    *,
    wanted: Selection,
    on_progress: Callable[[int], object] = lambda number: None,
) -> Rewritten:
    """Compare the shards of sites with the store under the locks of these, and write what differs.

    More than one site are read together if captures of theirs are of the same articles. ``shards_of``: name
    of the archive file -> its shard, of all files of the sites, asked under their locks. What is written is
    found as it is by the next time, so that after a kill it is begun anew. Raises SiteLocked, StaleShard,
    ShardError, StoreError; OSError: no room for the temporary store.
    """
    with ExitStack() as stack:
        for site in sorted(each for each in sites if each):
            stack.enter_context(SiteLock(store, site))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fleet-reextract-")))
        url = store.url.render_as_string(hide_password=False)
        checking = stack.enter_context(closing(Store.open(url, create=False)))
        again = Reextraction(
            store,
            store,
            newspapers,
            ShardedReads(shards_of(), Checker(checking, wanted)),
            wanted=wanted,
            within=capture.c.site.in_(sorted(sites)),
            on_progress=on_progress,
        )

        def open_shadow() -> Store:
            return stack.enter_context(closing(Store.open(f"sqlite:///{folder}/shadow.db")))

        report = Report(SAMPLES)
        for batch in in_batches(again.changes(None, open_shadow)):
            write(store, batch)
            for change, _ in batch:
                report.add(change)
        lines: Iterator[str] = report.lines(again.found, again.compared, is_dry=False)
        return Rewritten(again.found.captures, list(lines), again.found.damages)
