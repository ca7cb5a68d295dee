"""``scrapy status``: what is stored, what is pending, and what failed by reason."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing

from scrapy.exceptions import UsageError

from crawler.frontier.report import SiteStatus, addresses_of_reason, site_statuses
from crawler.performing.opening import no_options, open_store
from crawler.performing.performance import Performance
from crawler.scrapy_utils.printing import print_error, print_lines
from crawler.text import counted


class Status(Performance):
    """Print the state of each site in the store."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it, one paragraph per site. Raises UsageError with arguments, StoreError."""
        if no_options(args):
            raise UsageError("scrapy status takes no arguments")
        with closing(open_store(self.settings)) as store, store.read() as conn:
            if opts.reason is not None:
                is_known = False
                for url in addresses_of_reason(conn, opts.reason):
                    is_known = True
                    if not print_lines([url or "(empty)"]):
                        return
                if not is_known:
                    print_error(f"scrapy status: no URL was left out for the reason {opts.reason!r}")
                return
            statuses = site_statuses(conn)
        lines = [line for status in statuses for line in ("", *_lines(status))]
        print_lines(lines[1:] or ["Nothing was crawled yet."])


def _lines(status: SiteStatus) -> Iterator[str]:
    gone = f", {status.gone:,} of them gone" if status.gone else ""
    yield f"{status.site}: {counted(status.articles, 'article')}{gone}"
    yield f"  pending    {status.pending:,}"
    yield from _by_reason("failed   ", status.failed)
    if status.next_try is not None:
        due = status.next_try.isoformat(timespec="seconds")
        yield f"  tried      again from {due} on; scrapy retry makes them due now"
    yield from _by_reason("given up ", status.given_up)
    yield from _by_reason("refused  ", status.refused)
    if status.started_at is None:
        return
    started = status.started_at.isoformat(timespec="seconds")
    if status.ended_at is None:
        yield f"  last run   since {started}, killed or still going"
    else:
        yield f"  last run   {started} to {status.ended_at.isoformat(timespec='seconds')}: {status.reason}"


def _by_reason(what: str, numbers: dict[str, int]) -> Iterator[str]:
    for reason, number in sorted(numbers.items(), key=lambda each: (-each[1], each[0])):
        yield f"  {what}  {number:,} {reason}"
