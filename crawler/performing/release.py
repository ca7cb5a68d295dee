"""``scrapy release``: the corpus as typed, documented, citable data."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from scrapy.exceptions import UsageError
from sqlalchemy import Connection

from crawler.archive.holding import Archive
from crawler.export.parquet import check_library
from crawler.frontier.sites import sites_of
from crawler.performing.audit_limit import AuditLimit, audited_sites
from crawler.performing.comparing import compare_stored
from crawler.performing.opening import check_site, only_argument, open_store
from crawler.performing.performance import Performance
from crawler.performing.stopping import stopped_by_sigterm
from crawler.release.card import Examined
from crawler.release.changes import Earlier
from crawler.release.facts import Split
from crawler.release.folder import check_folder, written_aside
from crawler.release.provenance import UNKNOWN_TIME, Provenance, read_provenance
from crawler.release.releasing import Plan, Released, write_release
from crawler.release.selecting import Selection
from crawler.release.splitting import NAMES, WHOLE, Splits, parse_splits
from crawler.scrapy_utils.archive import open_archive
from crawler.scrapy_utils.duplicates_settings import duplicates_window
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED
from crawler.scrapy_utils.printing import print_error
from crawler.store import Store, StoreReadOnly
from crawler.text import counted

_MOST_DIGITS = 9
_WHY = {"gone": "gone", "too_short": "too short", "near_duplicate": "as near-duplicates"}


class _Stopped(Exception):
    """Nothing is to be written; why was said."""


class Release(Performance):
    """Write a release."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it. Raises UsageError, Trouble; exit status 1: nothing could be written, or nothing may be."""
        name = only_argument(args, "name one folder: scrapy release FOLDER")
        check_library()
        folder = check_folder(name)
        wanted = Selection(
            site=opts.site, min_words=_min_words(opts.min_words), one_of_each=opts.no_near_duplicates
        )
        splits = WHOLE if opts.split is None else parse_splits(opts.split)
        limit = None if opts.no_audit else AuditLimit.of(opts.limit, self.settings["AUDIT_LIMIT"])
        archive = open_archive(self.settings)
        earlier = None if opts.since_release is None else Earlier.open(opts.since_release)
        try:
            with closing(open_store(self.settings)) as store, stopped_by_sigterm():
                with store.read() as conn:
                    check_site(conn, wanted.site)
                self._compare(store)
                with store.read(aside=True) as conn, written_aside(folder) as aside:
                    released = self._release(conn, aside, archive, (wanted, splits, earlier), limit)
        except _Stopped:
            return
        except KeyboardInterrupt:
            self.fail(f"stopped; {name} was not written", INTERRUPTED)
        except OSError as error:
            self.fail(f"{name} was not written: {_reason(error, folder)}", FAILED)
        else:
            _tell(folder, released, [name for name in splits.names if not released.tally.splits[name]])

    def _compare(self, store: Store) -> None:
        """Find the near-duplicates of what is not compared yet, so that none of them are parted."""
        window = duplicates_window(self.settings)
        if window is None:
            return
        try:
            compare_stored(store, window, "scrapy release")
        except StoreReadOnly:
            print_error(
                "scrapy release: this store may only be read; what is not compared for near-duplicates yet"
                " counts as none",
                "WARNING",
            )

    def _release(
        self,
        conn: Connection,
        aside: Path,
        archive: Archive | None,
        asked: tuple[Selection, Splits, Earlier | None],
        limit: AuditLimit | None,
    ) -> Released:
        """Audit and write, in one state of the store. Raises _Stopped, after it is said why."""
        wanted, splits, earlier = asked
        sites = sites_of(conn) if wanted.site is None else [wanted.site]
        provenance = read_provenance(conn, sites, archive)
        if provenance.unread:
            files = counted(provenance.unread, "archive file is", "archive files are")
            print_error(
                f"scrapy release: {files} not on this machine, and listed without a digest", "WARNING"
            )
        examined = None if limit is None else self._examine(conn, sites, provenance, limit)
        plan = Plan(wanted=wanted, splits=splits, provenance=provenance, examined=examined, earlier=earlier)
        released = write_release(conn, aside, plan)
        if not released.tally.articles:
            self.fail(f"no article is selected, so nothing was written{_left(released)}", FAILED)
            raise _Stopped
        return released

    def _examine(
        self, conn: Connection, sites: list[str], provenance: Provenance, limit: AuditLimit
    ) -> Examined | None:
        """Audit newspapers; None: they have no articles. Raises _Stopped: too many have findings."""
        examined = Examined.of(
            audited_sites(conn, sites, now=None if provenance.as_of == UNKNOWN_TIME else provenance.as_of),
            limit.text,
        )
        if not examined.articles:
            return None
        sentence = limit.judge(examined.with_findings, examined.articles)
        if limit.is_exceeded(examined.with_findings, examined.articles):
            self.fail(
                f"{sentence}, so nothing was written: scrapy audit shows them; --limit N allows more,"
                " --no-audit does without",
                FAILED,
            )
            raise _Stopped
        return examined


def _reason(error: OSError, folder: Path) -> str:
    """Return what went wrong, with the file; what is written aside has a name that nobody knows."""
    reason = error.strerror or str(error)
    is_aside = f"/.{folder.name}." in str(error.filename)
    return reason if error.filename is None or is_aside else f"{error.filename}: {reason}"


def _min_words(given: str | None) -> int:
    """Return the number of the option. Raises UsageError."""
    if given is None:
        return 0
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
        raise UsageError(f"--min-words {given} must be a number of words")
    return int(given)


def _left(released: Released) -> str:
    left = released.tally.left_out.total()
    return (
        f": {counted(left, 'stored article is', 'stored articles are')} left out" if left else ": crawl first"
    )


def _tell(folder: Path, released: Released, empty: list[Split]) -> None:
    """Print to stderr what was written."""
    tally, changes = released.tally, released.changes
    splits = ""
    if len(tally.splits) > 1:
        splits = f" ({', '.join(f'{tally.splits[name]:,} {name}' for name in NAMES if tally.splits[name])})"
    print_error(f"{folder}: {counted(tally.articles, 'article')}{splits}")
    for name in empty:
        print_error(f"no story fell into {name}, so it has no file: the splits are drawn by chance")
    if tally.left_out:
        told = [f"{number:,} {_WHY[why]}" for why, number in sorted(tally.left_out.items())]
        print_error(f"left out: {', '.join(told)}")
    if changes is not None:
        became = changes.articles
        print_error(
            f"since the earlier release: {became['added']:,} added, {became['edited']:,} edited,"
            f" {became['gone']:,} gone, {became['left_out']:,} no longer selected or stored"
        )
