"""``scrapy reextract``: every archived page again, with the differences."""

from __future__ import annotations

import argparse
import tempfile
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, closing
from pathlib import Path

from scrapy.exceptions import UsageError
from tqdm import tqdm

from crawler.archive.catching_up import catch_up
from crawler.archive.holding import Archive
from crawler.archive.index import count_heads, spiders_of_files
from crawler.performing.comparing import compare_stored
from crawler.performing.naming import check_section
from crawler.performing.opening import declared_sites, named_site, no_options, parse_option_date
from crawler.performing.performance import Performance
from crawler.performing.stopping import stopped_by_sigterm
from crawler.period import Period
from crawler.reextraction.checking import Selection
from crawler.reextraction.comparing import in_batches, write
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reach import Reach
from crawler.reextraction.reextraction import Reextraction
from crawler.reextraction.report import Report
from crawler.reextraction.workers import Workers, cores
from crawler.scrapy_utils.archive import open_archive, tell_elsewhere
from crawler.scrapy_utils.duplicates_settings import duplicates_window
from crawler.scrapy_utils.exit_status import INTERRUPTED, LOCKED
from crawler.scrapy_utils.printing import print_error, print_text
from crawler.scrapy_utils.store import open_store
from crawler.store import Store, StoreError
from crawler.store.lock import SiteLock, SiteLocked

MOST_JOBS = 64
"""Far more processes than cores only fill the memory, and a slip of the hand should not take the machine."""


class Reextract(Performance):
    """Read the archive again with today's extraction, and bring the store up to date."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read again. Raises UsageError; exit status 1: something is damaged, 75: a crawl is going on."""
        self._options = opts
        most = max(MOST_JOBS, cores())
        if opts.jobs is None:
            opts.jobs = cores()
        if not 1 <= opts.jobs <= most or opts.sample < 0:
            raise UsageError(f"--jobs must be from 1 to {most}, --sample at least 0")
        self._window = duplicates_window(self.settings)
        self._wanted = Selection(Period(parse_option_date("--since", opts.since), None), opts.section)
        files, archive = self._files(no_options(args))
        declared = declared_sites(self.settings)
        self._newspapers = Newspapers(declared, forced=named_site(declared, opts.spider))
        try:
            with (
                stopped_by_sigterm(),
                tempfile.TemporaryDirectory(prefix="reextract-") as folder,
                ExitStack() as stack,
            ):
                real = stack.enter_context(closing(self._store(Path(folder))))
                index = real
                if args:
                    index = stack.enter_context(closing(Store.open(f"sqlite:///{folder}/index.db")))
                self._reextract(real, index, archive if archive is not None else files, Path(folder))
        except SiteLocked as error:
            self.fail(str(error), LOCKED)
        except (StoreError, OSError) as error:
            # An OSError: no room for our temporary files. Those of the archive are named as damaged.
            self.fail_by(error)
        except BrokenProcessPool:
            self.fail("a process that read ended unexpectedly; try --jobs 1")
        except KeyboardInterrupt:
            self.fail("stopped; what was not yet written is unchanged", INTERRUPTED)

    def _reextract(self, real: Store, index: Store, files: Archive | list[Path], folder: Path) -> None:
        options = self._options
        caught = catch_up(index, files, folder=None if index is real else folder)
        places = None if isinstance(files, list) else files.places
        self._elsewhere = tell_elsewhere(caught.elsewhere)
        for sentence in self._elsewhere:
            print_error(f"scrapy reextract: {sentence}")
        with index.read() as conn:
            reach = None if places is None else Reach.look(conn, places, caught.files)
            of_files, total = spiders_of_files(conn, places), count_heads(conn, places)
        newspapers = self._newspapers
        newspapers.find_declarations(of_files)
        for each in (real, index):
            each.close()  # processes that start now should not inherit a connection; it opens again
        report = Report(options.sample)
        with ExitStack() as stack:
            workers = Workers(
                options.jobs,
                caught.files,
                newspapers.known,
                store_url=real.url.render_as_string(hide_password=False) if index is real else None,
                wanted=self._wanted,
            )
            stack.enter_context(workers)
            if not options.dry_run:
                for site in sorted({site for site, _ in of_files.values() if site}):
                    stack.enter_context(SiteLock(real, site))
            bar = stack.enter_context(
                tqdm(total=total, desc="reading", unit=" captures", leave=False, disable=None)
            )
            again = Reextraction(
                real,
                index,
                newspapers,
                workers,
                wanted=self._wanted,
                reach=reach,
                on_progress=bar.update,
            )

            def open_shadow() -> Store:
                return stack.enter_context(closing(Store.open(f"sqlite:///{folder}/shadow.db")))

            for batch in in_batches(again.changes(options.url, open_shadow)):
                if not options.dry_run:
                    write(real, batch)
                for change, _ in batch:
                    report.add(change)
        if not (again.compared or report.new or caught.damages or again.found.damages):
            self._tell_that_nothing_is_left(real, is_refused=bool(again.found.refused))
        for damage in [*map(str, caught.damages), *again.found.damages]:
            self.fail(damage)
        again.found.refused += caught.unread
        print_text("\n".join(report.lines(again.found, again.compared, is_dry=options.dry_run)))
        if self._window is not None and not options.dry_run:
            compare_stored(real, self._window, "scrapy reextract")

    def _tell_that_nothing_is_left(self, real: Store, *, is_refused: bool) -> None:
        """Say which option left no article to read again. Raises UsageError for an unknown section.

        The store can tell only afterwards: an archive may hold sections of which it has nothing yet.
        """
        options = self._options
        if options.section is not None:
            with real.read() as conn:
                check_section(conn, options.section, None)
        what = "" if self._wanted == Selection() else " that --since and --section leave"
        if options.url and not is_refused and self._elsewhere:  # which is said already
            print_error(
                f"scrapy reextract: what is here of the archive holds no article of {options.url}{what}"
            )
        elif options.url and not is_refused:
            self.fail(f"the archive holds no article of {options.url}{what}")
        elif what:
            print_error(f"scrapy reextract: the archive holds no article{what}")

    def _files(self, args: list[str]) -> tuple[list[Path], Archive | None]:
        """Return the files that are named, else the archive. Raises UsageError."""
        if args:
            paths = [Path(name) for name in args]
            for path in paths:
                if not path.is_file():
                    raise UsageError(f"{path}: there is no such file")
            if len({path.name for path in paths}) < len(paths):
                raise UsageError("two files have the same name")
            return paths, None
        archive = open_archive(self.settings, create=True)
        if archive is None:
            raise UsageError("ARCHIVE_DIR is empty: there is no archive to read")
        if not archive.held():
            raise UsageError(f"the archive {archive.name} holds no files yet: crawl first")
        return [], archive

    def _store(self, folder: Path) -> Store:
        """Open the store; a missing one is created, elsewhere in a dry run. Raises StoreError."""
        try:
            return open_store(self.settings, create=not self._options.dry_run)
        except StoreError as error:
            if not (self._options.dry_run and "crawl first" in str(error)):
                raise
            return Store.open(f"sqlite:///{folder}/empty.db")
