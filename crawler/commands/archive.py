"""``scrapy archive pack``: the archive as one file for replay tools."""

from __future__ import annotations

import argparse
import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.archive import Damage, Record, read_file
from crawler.archive.index import ARTICLE, archive_files
from crawler.archive.members import MAGIC, compress
from crawler.archive.records import BadRecord, to_page
from crawler.archive.serializing import VERSION
from crawler.archive.writer import ROLE
from crawler.commands.stopping import stopped_by_sigterm
from crawler.extensions.run import FAILED
from crawler.extract import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.middlewares.archiving import archive_folder

ENDING = ".wacz"
_HEAD = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All pages"})
_FULL = (errno.ENOSPC, errno.EDQUOT)
_END = b"\r\n\r\n"
"""What ends a record (WARC 1.1, 4)."""
_CAPITALS = {"warc": "WARC", "id": "ID", "uri": "URI", "url": "URL", "ip": "IP"}

_PY_WACZ = """
import json, sys
from wacz.main import main
try:
    sys.exit(main(json.load(sys.stdin)))
except Exception as error:
    print(f"{type(error).__name__}: {error}")
    sys.exit(1)
"""
"""A process of its own: what py-wacz leaves open when it fails, it ends with."""


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
                self._pack(target, paths)
        except OSError as error:
            self._end(f"{target}: cannot be written: {error.strerror}")
        except KeyboardInterrupt:
            self._end(f"{target}: stopped; the file was not made")

    def _pack(self, target: Path, paths: list[Path]) -> None:
        """Make the file. Raises UsageError where none can be, OSError."""
        try:
            work = tempfile.TemporaryDirectory(prefix=".pack-", dir=target.parent)
        except OSError as error:
            if error.errno in _FULL:
                raise
            raise UsageError(f"{target}: cannot be written: {error.strerror}", print_help=False) from error
        with work as name:
            pages, made = Path(name) / "pages.jsonl", Path(name) / f"made{ENDING}"
            with pages.open("w", encoding="utf-8") as listed:
                listed.write(_HEAD + "\n")
                prepared = [self._prepared(path, Path(name), listed) for path in paths]
            files = [str(each) for each in prepared if each is not None]
            if not files:
                self._end(f"{target}: the archive holds nothing that could be packed")
                return
            options = ["create", "--output", str(made), "--pages", str(pages), "--copy-pages", *files]
            done = subprocess.run(
                [sys.executable, "-c", _PY_WACZ],
                input=json.dumps(options),
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            if done.returncode or not made.exists():
                said = (done.stdout.strip() or done.stderr.strip()).splitlines()
                reason = said[-1] if said else f"status {done.returncode}"
                self._end(f"{target}: py-wacz could not make it: {reason}")
                return
            number = len(pages.read_text("utf-8").splitlines()) - 1
            made.replace(target)
        size = target.stat().st_size
        print(f"{target}: {len(files):,} files, {number:,} pages, {size:,} bytes", file=sys.stderr)

    def _prepared(self, path: Path, work: Path, listed: IO[str]) -> Path | None:
        """Return a file that replay tools can read, and list its pages; null: nothing in it can be read.

        It is the file itself, or a copy: without what is damaged, and with a gzip member for each record.
        """
        if not path.is_file():  # a folder or a pipe
            self._end(f"{path.name}: is no file; it is left out")
            return None
        number, is_whole, is_shared = 0, True, False
        for each in _dated(path):
            if isinstance(each, Damage):
                self._end(f"{each}; it is left out")
                is_whole = False
                continue
            number += 1
            is_shared = is_shared or not each.place.length
            if _is_page(each):
                page = {"url": each.url, "ts": each.headers["WARC-Date"], "title": _title(each)}
                listed.write(json.dumps(page) + "\n")
        if is_whole and not is_shared:
            return path if number else None
        if not number:
            return None
        copy = work / path.name
        with path.open("rb") as source, copy.open("wb") as target:
            for each in _dated(path):
                if isinstance(each, Record):
                    target.write(_built(each) if is_shared else _cut_out(each, source))
        return copy

    def _end(self, message: str) -> None:
        print(f"scrapy archive: {message}", file=sys.stderr)
        self.exitcode = FAILED


def _dated(path: Path) -> Iterator[Record | Damage]:
    """Yield what a file holds; a record without a date, which no index can name, is damaged."""
    for each in read_file(path):
        if isinstance(each, Damage):
            yield each
            continue
        try:
            assert each.at
        except BadRecord as error:
            yield Damage(path.name, each.place.offset, f"the record {error}")
        else:
            yield each


def _cut_out(record: Record, source: IO[bytes]) -> bytes:
    """Return the bytes of a record, with the blank lines that end it."""
    data = os.pread(source.fileno(), record.place.length, record.place.offset)
    return data if data.startswith(MAGIC) else data + _END


def _built(record: Record) -> bytes:
    """Return a record as a gzip member of its own."""
    fields = {**record.headers, "content-length": str(len(record.block))}
    lines = [VERSION, *(f"{_field_name(name)}: {value}" for name, value in fields.items())]
    return compress("\r\n".join(lines).encode() + _END + record.block + _END)


def _field_name(name: str) -> str:
    """Return the name of a field as the standard prints it; some replay tools know no other.

    >>> _field_name("warc-target-uri")
    'WARC-Target-URI'
    """
    return "-".join(_CAPITALS.get(part, part.capitalize()) for part in name.split("-"))


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
