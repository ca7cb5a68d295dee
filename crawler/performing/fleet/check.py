"""``scrapy fleet check``: what a file of sites says, what of it is due, and what is wrong."""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from crawler.fleet.due import database_now, next_at
from crawler.fleet.every import as_text, brief
from crawler.fleet.opening import open_fleet_store
from crawler.fleet.sites_file import FleetSite, SitesError, read_sites
from crawler.performing.opening import only_argument
from crawler.performing.performance import Performance
from crawler.scrapy_utils.exit_status import FAILED, MISUSED
from crawler.scrapy_utils.printing import print_lines, print_text
from crawler.store import StoreError
from crawler.text import counted

Dates = Mapping[str, datetime | None]


class FleetCheck(Performance):
    """Print what a file of sites says.

    Exit status: 2 if something in it is wrong, or STORE_URL can be no fleet's; 1 if the store cannot be seen.
    """

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it. Raises UsageError unless one file is named."""
        path = Path(only_argument(args, "name the file of sites: scrapy fleet check SITES.toml"))
        try:
            sites = read_sites(path, self.settings)
        except SitesError as error:
            if opts.json:
                nothing = {"sites": [], "shared_hosts": [], "faults": error.faults}
                print_text(json.dumps(nothing, ensure_ascii=False, indent=2))
            for fault in error.faults:
                self.fail(fault, MISUSED)
            return
        now, dates = self._dates({site.name: site for site in sites})
        if opts.json:
            print_text(_as_json(sites, now, dates))
        else:
            print_lines(_as_text(sites, now, dates))

    def _dates(self, sites: Mapping[str, FleetSite]) -> tuple[datetime, Dates | None]:
        """Return the time, and when each site is due; None: the store cannot be seen, which was said."""
        now = datetime.now(UTC)
        try:
            store = open_fleet_store(self.settings)
            if store is None:
                return now, dict.fromkeys(sites, now)
            with closing(store), store.read() as conn:
                now = database_now(conn)
                return now, next_at(conn, sites, now)
        except StoreError as error:
            status = MISUSED if error.is_mistake else FAILED
            self.fail(f"The file is right, but what is due cannot be seen: {error}", status)
            return now, None


def shared_hosts(sites: Sequence[FleetSite]) -> dict[str, list[str]]:
    """Return the hosts that several sites have, with these sites."""
    of_host: dict[str, list[str]] = defaultdict(list)
    for site in sites:
        of_host[site.host].append(site.name)
    return {host: names for host, names in of_host.items() if len(names) > 1}


def _as_json(sites: Sequence[FleetSite], now: datetime, dates: Dates | None) -> str:
    """Return all but options and settings, which may hold passwords."""
    rows = []
    for site in sites:
        at = None if dates is None else dates[site.name]
        rows.append(
            {
                "site": site.name,
                "spider": site.spider,
                "newspaper_host": site.host,
                "every": int(site.every.total_seconds()),
                "scope": site.scope,
                "due": None if dates is None else at is not None and at <= now,
                "next": None if at is None else at.isoformat(timespec="seconds"),
            }
        )
    shared = [{"host": host, "sites": names} for host, names in shared_hosts(sites).items()]
    return json.dumps({"sites": rows, "shared_hosts": shared, "faults": []}, ensure_ascii=False, indent=2)


def _as_text(sites: Sequence[FleetSite], now: datetime, dates: Dates | None) -> Iterator[str]:
    width = max(len(site.name) for site in sites)
    for site in sites:
        period = as_text(int(site.every.total_seconds()))
        yield f"{site.name:<{width}}  every {period:<6} {_when(site, now, dates)}".rstrip()
    for host, names in shared_hosts(sites).items():
        yield f"Never at once, since they share the host {host}: {', '.join(names)}."
    due = "" if dates is None else f", {sum(at is not None and at <= now for at in dates.values())} due now"
    yield f"{counted(len(sites), 'site')}{due}."


def _when(site: FleetSite, now: datetime, dates: Dates | None) -> str:
    if dates is None:
        return ""
    at = dates[site.name]
    if at is None:
        return "runs now, or is paused"
    return "due now" if at <= now else f"next in {brief(at - now)}, at {at:%Y-%m-%d %H:%M} UTC"
