"""``scrapy export``: the whole corpus in one file."""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import IO, cast

from scrapy.exceptions import UsageError
from scrapy.exporters import BaseItemExporter
from scrapy.utils.misc import load_object
from sqlalchemy import select

from crawler.article import Article
from crawler.export.exporters import FIELDS
from crawler.performing.opening import only_argument, open_store, parse_option_date
from crawler.performing.performance import Performance
from crawler.period import Bound, Period
from crawler.scrapy_utils.feeds import GZIP_LEVEL
from crawler.scrapy_utils.options import check_encoding
from crawler.scrapy_utils.printing import EscapedStdout, drop_stdout, print_error
from crawler.store import Store, StoreError, schema, stored_articles
from crawler.text import counted, is_called

_ZONES = timedelta(days=2)
"""A day of any zone begins and ends within this time of its UTC instant."""


class Export(Performance):
    """Write the newest revision of every article, by date of publication and URL."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the file, and print to stderr how many articles it holds.

        Raises UsageError for a wrong file or option, StoreError; exit status 1 if writing fails.
        """
        name = only_argument(args, "name one file: scrapy export FILE.jsonl")
        exporter = self._exporter(name)
        period = Period(parse_option_date("--since", opts.since), parse_option_date("--until", opts.until))
        with closing(open_store(self.settings)) as store:
            try:
                if opts.section is not None:
                    _check_section(store, opts.section)
                with _target(name) as out:
                    articles = _selected(store, period, opts.section, not opts.without_gone)
                    number = _write(articles, exporter(out))
            except BrokenPipeError:  # nobody reads on (| head -1)
                drop_stdout()
            except (OSError, StoreError) as error:
                print_error(f"{name}: {getattr(error, 'strerror', None) or error}")
                self.end(1)
            else:
                print_error(counted(number, "article"))

    def _exporter(self, name: str) -> Callable[[IO[bytes]], BaseItemExporter]:
        """Return the exporter for a file. Raises UsageError for a file that cannot be written."""
        if name == "-":
            ending = "jsonl"
        else:
            _check_file(name)
            ending = name.removesuffix(".gz").rpartition(".")[2]
        exporters = self.settings.getdict("FEED_EXPORTERS")
        if ending not in exporters:
            known = ", ".join(f".{each}" for each in exporters)
            raise UsageError(f"{name!r}: the ending says the format: {known}, or one of them with .gz")
        check_encoding(self.settings, "FEED_EXPORT_ENCODING")
        encoding = self.settings["FEED_EXPORT_ENCODING"]
        return partial(load_object(exporters[ending]), encoding=encoding, fields_to_export=FIELDS)


def _check_file(name: str) -> None:
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{name!r}: is a folder")
    if not path.parent.is_dir():
        raise UsageError(f"{name!r}: its folder does not exist")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{name!r}: cannot be written: permission denied in its folder")


def _write(articles: Iterable[Article], exporter: BaseItemExporter) -> int:
    """Write articles, and return how many."""
    exporter.start_exporting()
    number = 0
    for article in articles:
        exporter.export_item(article)
        number += 1
    exporter.finish_exporting()
    return number


def _selected(store: Store, period: Period, section: str | None, with_gone: bool) -> Iterator[Article]:
    since, until = _shifted(period.since, -_ZONES), _shifted(period.until, _ZONES)
    with store.read() as conn:
        articles = stored_articles(conn, since=since, until=until, with_gone=with_gone)
        for article in articles:
            if period.holds(article.published_at) and (
                section is None or is_called(article.section or "", section)
            ):
                yield article


def _shifted(bound: Bound | None, by: timedelta) -> datetime | None:
    """Return a bound as an instant, moved so far that its zone does not matter."""
    if bound is None:
        return None
    instant = bound if isinstance(bound, datetime) else datetime.combine(bound, time())
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)) + by


def _check_section(store: Store, wanted: str) -> None:
    """Raise UsageError for a section that no stored article has, since a typo would empty the file."""
    with store.read() as conn:
        sections = select(schema.article.c.section).distinct()
        known = sorted(each for each in conn.execute(sections).scalars() if each)
    if known and not any(is_called(each, wanted) for each in known):
        raise UsageError(f"no stored article has the section {wanted!r}; known: {', '.join(known)}")


@contextmanager
def _target(name: str) -> Iterator[IO[bytes]]:
    """Open the file under another name, and rename it when it is complete."""
    if name == "-":
        out = EscapedStdout()
        yield cast(IO[bytes], out)
        out.flush()
        return
    path = Path(name)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            if name.endswith(".gz"):
                with gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0) as compressed:
                    yield cast(IO[bytes], compressed)
            else:
                yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)  # what was for its owner alone stays so
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
