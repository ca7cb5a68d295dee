"""``scrapy archive pack``: the archive as one file for replay tools."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import IO, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.archive import Damage, Record, read_file
from crawler.archive.index import ARTICLE, archive_files
from crawler.archive.records import BadRecord, to_page
from crawler.archive.writer import ROLE
from crawler.archiving import archive_folder
from crawler.extract import NotAnArticle
from crawler.extract.document import Document
from crawler.run import FAILED

ENDING = ".wacz"
_HEAD = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All pages"})


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
        """Pack. Raises UsageError; exit status 1: something is damaged, and was left out."""
        if len(args) != 2 or args[0] != "pack":
            raise UsageError("say what to do: scrapy archive pack FILE.wacz", print_help=False)
        target = Path(args[1])
        if target.suffix != ENDING or not target.parent.is_dir():
            wrong = "ends in .wacz" if target.suffix != ENDING else "stands in a folder that exists"
            raise UsageError(f"{target}: the file {wrong}", print_help=False)
        try:
            from wacz.main import main as wacz  # noqa: PLC0415  # optional
        except ImportError:
            raise UsageError("packing needs py-wacz: pip install 'wacz>=0.6,<1'", print_help=False) from None
        assert self.settings is not None
        folder = archive_folder(self.settings)
        paths = archive_files(folder) if folder is not None else []
        if not paths:
            raise UsageError(f"the archive {folder or ''} holds no files yet: crawl first", print_help=False)
        with tempfile.TemporaryDirectory(prefix=".pack-", dir=target.parent) as work:
            pages = Path(work) / "pages.jsonl"
            with pages.open("w", encoding="utf-8") as listed:
                listed.write(_HEAD + "\n")
                files = [str(self._whole(path, Path(work), listed)) for path in paths]
            made = Path(work) / f"made{ENDING}"
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                status = wacz(
                    ["create", "--output", str(made), "--pages", str(pages), "--copy-pages", *files]
                )
            if status or not made.exists():
                self._end(f"{target}: py-wacz could not make it: {said.getvalue().strip()}")
                return
            made.replace(target)
        print(f"{target}: {len(paths):,} files, {target.stat().st_size:,} bytes", file=sys.stderr)

    def _whole(self, path: Path, work: Path, listed: IO[str]) -> Path:
        """Return a file that has no damage: itself, or a copy of what can be read; list its pages."""
        is_damaged = False
        for each in read_file(path):
            if isinstance(each, Damage):
                is_damaged = True
            elif _is_page(each):
                page = {"url": each.url, "ts": each.headers["WARC-Date"], "title": _title(each)}
                listed.write(json.dumps(page) + "\n")
        if not is_damaged:
            return path
        copy = work / path.name
        with path.open("rb") as source, copy.open("wb") as target:
            for each in read_file(path):
                if isinstance(each, Record):
                    target.write(os.pread(source.fileno(), each.place.length, each.place.offset))
                else:
                    self._end(f"{each}; it is left out")
        return copy

    def _end(self, message: str) -> None:
        print(f"scrapy archive: {message}", file=sys.stderr)
        self.exitcode = FAILED


def _is_page(record: Record) -> bool:
    """Say whether a reader would look at it: an article's page, or any page where nobody says what it is."""
    if record.type != "response" or not record.is_answer or b" 200" not in record.block[:13]:
        return False
    role = record.headers.get(ROLE)
    return role == ARTICLE or (role is None and b"text/html" in record.block[:2000])


def _title(record: Record) -> str:
    """Return the page's title, as a list of pages shows it; its address where it has none."""
    try:
        return Document(to_page(record, record.answer())).title or record.url
    except (BadRecord, NotAnArticle):
        return record.url
