"""``scrapy archive pack``: the archive as one file for replay tools."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.archive.index import archive_files
from crawler.commands.stopping import stopped_by_sigterm
from crawler.export.wacz import ENDING, CannotPack, pack
from crawler.scrapy_utils.exit_status import FAILED
from crawler.scrapy_utils.project import archive_folder


class Command(ScrapyCommand):
    """Pack the archive into a WACZ file."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Say what the command takes."""
        return "pack FILE.wacz"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "Pack the archive into one file that replay tools open (WACZ)"

    def long_desc(self) -> str:
        """Say what is in the file."""
        return (
            "A WACZ file (https://specs.webrecorder.net/wacz/1.1.1/) holds the WARC files of ARCHIVE_DIR, an"
            " index and the list of their pages; ReplayWeb.page opens it. Needs py-wacz: pip install wacz."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Pack. Raises UsageError; exit status 1: something is damaged and left out, or the disk is full."""
        if len(args) != 2 or args[0] != "pack":
            raise UsageError("say what to do: scrapy archive pack FILE.wacz", print_help=False)
        target = Path(args[1])
        if target.suffix != ENDING or not target.parent.is_dir():
            wrong = "ends in .wacz" if target.suffix != ENDING else "stands in a folder that exists"
            raise UsageError(f"{target}: the file {wrong}", print_help=False)
        if target.is_dir():
            raise UsageError(f"{target}: is a folder", print_help=False)
        if find_spec("wacz") is None:
            raise UsageError("packing needs py-wacz: pip install 'wacz>=0.6,<1'", print_help=False)
        assert self.settings is not None
        folder = archive_folder(self.settings)
        paths = archive_files(folder) if folder is not None else []
        if not paths:
            raise UsageError(f"the archive {folder or ''} holds no files yet: crawl first", print_help=False)
        try:
            with stopped_by_sigterm():
                packed = pack(target, paths, self._end)
        except CannotPack as error:
            raise UsageError(str(error), print_help=False) from error
        except OSError as error:
            self._end(f"{target}: cannot be written: {error.strerror}")
        except KeyboardInterrupt:
            self._end(f"{target}: stopped; the file was not made")
        else:
            if packed is not None:
                print(packed, file=sys.stderr)

    def _end(self, message: str) -> None:
        print(f"scrapy archive: {message}", file=sys.stderr)
        self.exitcode = FAILED
