"""``scrapy report``: the runs and the corpus as one HTML file."""

from __future__ import annotations

import argparse
from contextlib import closing

from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from crawler.errors import some_of
from crawler.performing.opening import declared_sites, no_options, open_store, parse_option_date
from crawler.performing.performance import Performance
from crawler.performing.writing import check_file, replaced
from crawler.report.counting import stored_sites
from crawler.report.page import render
from crawler.report.reading import read_report
from crawler.scrapy_utils.printing import print_error
from crawler.text import counted


class Report(Performance):
    """Write one HTML file of the runs and the corpus."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the file, and print to stderr of what it tells.

        Raises UsageError for a wrong option or file, StoreError; exit status 1 if writing fails.
        """
        if no_options(args):
            raise UsageError("scrapy report takes no arguments: -o FILE names the file")
        name = opts.output
        if name != "-":
            check_file(name)
        since = parse_option_date("--since", opts.since)
        with closing(open_store(self.settings)) as store, store.read() as conn:
            sites = _wanted(conn, opts.site)
            report = read_report(conn, sites, self._zone(sites), since)
        page = render(report)
        try:
            with replaced(name) as out:
                out.write(page.encode("utf-8"))
        except BrokenPipeError:  # nobody reads on
            raise
        except OSError as error:
            self.fail(f"{name}: {error.strerror or error}")
            return
        articles = sum(each.articles for each in report.sites)
        print_error(f"{name}: {counted(len(report.sites), 'site')}, {counted(articles, 'article')}")

    def _zone(self, sites: list[str]) -> str:
        """Return the zone of these newspapers; UTC if one of them has none, or another one."""
        declared = {site.name: site.timezone for site in declared_sites(self.settings).values() if site.name}
        zones = {declared.get(name) or "UTC" for name in sites}
        return zones.pop() if len(zones) == 1 else "UTC"


def _wanted(conn: Connection, name: str | None) -> list[str]:
    """Return the sites to tell of. Raises UsageError for one of which the store has nothing."""
    known = stored_sites(conn)
    if name is None:
        return known
    if name not in known:
        others = f"it has {some_of(known, name)}" if known else "nothing was crawled yet"
        raise UsageError(f"the store has nothing of a site {name!r}; {others}")
    return [name]
