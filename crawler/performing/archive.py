"""``scrapy archive pack``: the archive as one file for replay tools."""

from __future__ import annotations

import argparse
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.archive.holding import Archive
from crawler.archive.index import count_elsewhere
from crawler.export.wacz import ENDING, CannotPack, pack
from crawler.performing.performance import Performance
from crawler.performing.stopping import stopped_by_sigterm
from crawler.scrapy_utils.archive import open_archive, tell_elsewhere
from crawler.scrapy_utils.exit_status import INTERRUPTED
from crawler.scrapy_utils.printing import print_error
from crawler.scrapy_utils.store import open_store
from crawler.store import StoreError


class Pack(Performance):
    """Pack the archive into a WACZ file."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Pack. Raises UsageError; exit status 1: something damaged was left out, or the disk is full."""
        if len(args) != 2 or args[0] != "pack":
            raise UsageError("say what to do: scrapy archive pack FILE.wacz")
        target = Path(args[1])
        if target.suffix != ENDING:
            raise UsageError(f"{target}: the name of the file must end in .wacz")
        if not target.parent.is_dir():
            raise UsageError(f"{target}: its folder does not exist")
        if target.is_dir():
            raise UsageError(f"{target}: is a folder")
        if find_spec("wacz") is None:
            raise UsageError("packing needs py-wacz: pip install 'wacz>=0.6,<1'")
        archive = open_archive(self.settings)
        held = archive.held() if archive is not None else None
        if archive is None or not held:
            raise UsageError(f"the archive {archive.name if archive else ''} holds no files yet: crawl first")
        self._tell_elsewhere(archive)
        try:
            with stopped_by_sigterm():
                packed = pack(target, [held[name] for name in held], self.fail)
        except CannotPack as error:
            raise UsageError(str(error)) from error
        except OSError as error:
            self.fail(f"{target}: cannot be written: {error.strerror}")
        except KeyboardInterrupt:
            self.fail(f"{target}: stopped; the file was not written", INTERRUPTED)
        else:
            if packed is not None:
                print_error(packed)

    def _tell_elsewhere(self, archive: Archive) -> None:
        """Say what of the archive is not here, if there is a store that knows."""
        try:
            with closing(open_store(self.settings, create=False)) as store, store.read() as conn:
                elsewhere = count_elsewhere(conn, archive.places)
        except StoreError:
            return
        for sentence in tell_elsewhere(elsewhere):
            print_error(f"scrapy archive: {sentence}")
