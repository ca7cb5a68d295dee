"""``scrapy drift``: since when a field is missing, by month and layout."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from scrapy.exceptions import UsageError
from sqlalchemy import Connection, select

from crawler.archive.holding import LocalFiles
from crawler.archive.index import count_elsewhere
from crawler.drift.coverage import FIELDS, WORDS, Group, groups
from crawler.drift.falls import Fall, falls
from crawler.drift.layouts import Layouts
from crawler.errors import some_of
from crawler.performing.opening import no_options, open_store
from crawler.performing.performance import Performance
from crawler.scrapy_utils.archive import open_archive, tell_elsewhere
from crawler.scrapy_utils.printing import print_error, print_lines, print_text
from crawler.store.schema import article
from crawler.text import counted

_TITLES = {
    "published_at": "date",
    "published_time": "time",
    "modified_at": "modified",
    "image_url": "image",
}
"""Titles of the columns, where they are shorter than the fields."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of one site."""

    groups: list[Group]
    looked_at: int
    """Archived pages that were looked at."""

    @property
    def falls(self) -> list[Fall]:
        return sorted(falls(self.groups), key=lambda fall: fall.since)


class Drift(Performance):
    """Print the coverage of the fields of each site."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it. Raises UsageError, StoreError."""
        if no_options(args):
            raise UsageError("scrapy drift takes no arguments")
        if opts.sample < 0:
            raise UsageError("--sample must be at least 0")
        archive = open_archive(self.settings) if opts.sample else None
        files = archive.held() if archive is not None else LocalFiles(())
        places = archive.places if archive is not None else ()
        with closing(open_store(self.settings)) as store, store.read() as conn:
            found: dict[str, _Found] = {}
            for sentence in tell_elsewhere(count_elsewhere(conn, places) if archive is not None else {}):
                print_error(f"scrapy drift: {sentence}")
            for site in _sites(conn, opts.site):
                layouts = Layouts(conn, site, files, places, sample=opts.sample)
                found[site] = _Found(groups(conn, site, layouts), layouts.looked_at)
        if opts.json:
            sites = {site: _as_json(each) for site, each in found.items()}
            print_text(json.dumps({"sites": sites}, ensure_ascii=False))
            return
        lines = [line for site, each in found.items() for line in ("", *_lines(site, each))]
        print_lines(lines[1:] or ["Nothing is stored yet."])


def _sites(conn: Connection, wanted: str | None) -> Sequence[str]:
    """Return the sites of the store. Raises UsageError if there is none with the wanted name."""
    known = list(conn.execute(select(article.c.site).distinct().order_by(article.c.site)).scalars())
    if wanted is None:
        return known
    if wanted not in known:
        raise UsageError(f"the store has no site {wanted!r}; it has: {some_of(known, wanted) or 'none'}")
    return [wanted]


def _lines(site: str, found: _Found) -> Iterator[str]:
    number = sum(group.total.articles for group in found.groups)
    yield f"{site}: {counted(number, 'article')} by the month in which they were first fetched (UTC)"
    if found.looked_at:
        looked_at = counted(found.looked_at, "archived page")
        yield f"layouts by {looked_at}; --sample N looks at more of each month"
    else:
        yield "layouts unknown: no archived page was looked at"
    yield ""
    titles = [_TITLES.get(name, name) for name in FIELDS]
    width = max(len("layout"), *(len(group.layout) for group in found.groups))
    yield "  ".join(["month  ", f"{'layout':<{width}}", "articles", *titles, "words"])
    for group in found.groups:
        total = group.total
        shares = (f"{total.share(name):.0%}" for name in FIELDS)
        cells = (f"{share:>{len(title)}}" for share, title in zip(shares, titles, strict=True))
        row = [group.month, f"{group.layout:<{width}}", f"{total.articles:>8,}", *cells]
        yield "  ".join([*row, f"{group.median_words:>5,}"])
    yield ""
    if not found.falls:
        yield "No field fell by half from one month or layout to the next."
    for fall in found.falls:
        yield _told(fall)


def _told(fall: Fall) -> str:
    name = f"{fall.field} (mean)" if fall.field == WORDS else fall.field
    before, after = (
        f"{each:.0f}" if fall.field == WORDS else f"{each:.0%}" for each in (fall.before, fall.after)
    )
    return f"{name}: {before} until {fall.until}, {after} since {fall.since} ({fall.layout})"


def _as_json(found: _Found) -> dict[str, Any]:
    return {
        "pages_looked_at": found.looked_at,
        "months": [
            {
                "month": group.month,
                "layout": group.layout,
                "articles": group.total.articles,
                "coverage": {name: round(group.total.share(name), 4) for name in FIELDS},
                "median_words": group.median_words,
            }
            for group in found.groups
        ],
        "fell": [
            {
                "field": fall.field,
                "before": round(fall.before, 4),
                "after": round(fall.after, 4),
                "until": fall.until,
                "since": fall.since,
                "layout": fall.layout,
            }
            for fall in found.falls
        ],
    }
