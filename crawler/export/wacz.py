"""The archive as one file for replay tools: WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/)."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from crawler.archive import Damage, Record, read_file
from crawler.archive.exchange import ROLE
from crawler.archive.index import ARTICLE
from crawler.archive.members import MAGIC, compress
from crawler.archive.records import BadRecord, to_page
from crawler.archive.serializing import VERSION
from crawler.extract import NotAnArticle
from crawler.extract.parse.document import Document
from crawler.text import counted

ENDING = ".wacz"
_HEAD = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All pages"})
_FULL = (errno.ENOSPC, errno.EDQUOT)
_END = b"\r\n\r\n"
"""The end of a record (WARC 1.1, 4)."""
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
"""Run in a separate process, which closes what py-wacz leaves open when it fails."""


class CannotPack(Exception):
    """The file cannot be written; the message says why."""


def pack(target: Path, paths: list[Path], tell: Callable[[str], None]) -> str | None:
    """Pack the files of an archive; return what was packed, in words; None: nothing.

    ``tell`` is called with what is damaged and left out. Raises CannotPack, OSError.
    """
    try:
        work = tempfile.TemporaryDirectory(prefix=".pack-", dir=target.parent)
    except OSError as error:
        if error.errno in _FULL:
            raise
        raise CannotPack(f"{target}: cannot be written: {error.strerror}") from error
    with work as name:
        pages, made = Path(name) / "pages.jsonl", Path(name) / f"made{ENDING}"
        with pages.open("w", encoding="utf-8") as listed:
            listed.write(_HEAD + "\n")
            prepared = [_prepared(path, Path(name), listed, tell) for path in paths]
        files = [str(each) for each in prepared if each is not None]
        if not files:
            tell(f"{target}: the archive holds nothing that could be packed")
            return None
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
            tell(f"{target}: py-wacz could not write it: {reason}")
            return None
        number = len(pages.read_text("utf-8").splitlines()) - 1
        made.replace(target)
    size = target.stat().st_size
    return f"{target}: {counted(len(files), 'file')}, {counted(number, 'page')}, {counted(size, 'byte')}"


def _prepared(path: Path, work: Path, listed: IO[str], tell: Callable[[str], None]) -> Path | None:
    """Return a file that replay tools can read, and list its pages; None: nothing in it can be read.

    It is the file itself, or a copy without what is damaged, and with a gzip member for each record.
    """
    if not path.is_file():  # a folder or a pipe
        tell(f"{path.name}: is not a file; it is left out")
        return None
    number, is_whole, is_shared = 0, True, False
    for each in _dated(path):
        if isinstance(each, Damage):
            tell(f"{each}; it is left out")
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


def _dated(path: Path) -> Iterator[Record | Damage]:
    """Yield the records of a file; one without a date, which an index needs, is damaged."""
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
    """Return a record as a gzip member."""
    fields = {**record.headers, "content-length": str(len(record.block))}
    lines = [VERSION, *(f"{_field_name(name)}: {value}" for name, value in fields.items())]
    return compress("\r\n".join(lines).encode() + _END + record.block + _END)


def _field_name(name: str) -> str:
    """Return the name of a field as the standard spells it; some replay tools know no other spelling.

    >>> _field_name("warc-target-uri")
    'WARC-Target-URI'
    """
    return "-".join(_CAPITALS.get(part, part.capitalize()) for part in name.split("-"))


def _is_page(record: Record) -> bool:
    """Say whether it is worth listing: an article's page, or any page of an archive without roles."""
    if record.type != "response" or not record.is_answer or b" 200" not in record.block[:13]:
        return False
    role = record.headers.get(ROLE)
    return role == ARTICLE or (role is None and b"text/html" in record.block[:2000])


def _title(record: Record) -> str:
    """Return the title of the page; its URL if it has none."""
    try:
        return Document(to_page(record, record.answer())).title or record.url
    except (BadRecord, NotAnArticle):
        return record.url
