"""``scrapy export``: the whole corpus in one file."""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import IO, cast

from scrapy.exceptions import UsageError
from scrapy.exporters import BaseItemExporter
from scrapy.utils.misc import load_object

from crawler.article import Article
from crawler.corpus.duplicates.selecting import one_of_each
from crawler.export.exporters import STORED_FIELDS, ArticleParquetExporter
from crawler.performing.naming import check_section
from crawler.performing.opening import check_site, only_argument, open_store, parse_option_date
from crawler.performing.performance import Performance
from crawler.performing.writing import check_file, replaced
from crawler.period import Bound, Period
from crawler.scrapy_utils.feeds import GZIP_LEVEL, check_format
from crawler.scrapy_utils.options import check_encoding
from crawler.scrapy_utils.printing import drop_stdout, print_error
from crawler.store import Store, StoreError, stored_articles
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
                with store.read() as conn:
                    check_site(conn, opts.site)
                    if opts.section is not None:
                        check_section(conn, opts.section, opts.site)
                with _target(name) as out:
                    articles = _selected(store, period, opts)
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
            check_file(name)
            ending = name.removesuffix(".gz").rpartition(".")[2]
        exporters = self.settings.getdict("FEED_EXPORTERS")
        if ending not in exporters:
            known = ", ".join(f".{each}" for each in exporters)
            raise UsageError(f"{name!r}: the ending says the format: {known}, or one of them with .gz")
        check_format(name, ending)
        check_encoding(self.settings, "FEED_EXPORT_ENCODING")
        encoding = self.settings["FEED_EXPORT_ENCODING"]
        return partial(load_object(exporters[ending]), encoding=encoding, fields_to_export=STORED_FIELDS)


def _write(articles: Iterable[Article], exporter: BaseItemExporter) -> int:
    """Write articles, and return how many."""
    exporter.start_exporting()
    number = 0
    try:
        for article in articles:
            exporter.export_item(article)
            number += 1
        exporter.finish_exporting()
    except BaseException:
        if isinstance(exporter, ArticleParquetExporter):
            exporter.abandon()
        raise
    return number


def _selected(store: Store, period: Period, opts: argparse.Namespace) -> Iterator[Article]:
    since, until = _shifted(period.since, -_ZONES), _shifted(period.until, _ZONES)
    section, with_gone = opts.section, not opts.without_gone
    with store.read() as conn:
        articles = stored_articles(conn, site=opts.site, since=since, until=until, with_gone=with_gone)
        selected = (
            article
            for article in articles
            if period.holds(article.published_at)
            and (section is None or is_called(article.section or "", section))
        )
        yield from one_of_each(conn, selected) if opts.no_near_duplicates else selected


def _shifted(bound: Bound | None, by: timedelta) -> datetime | None:
    """Return a bound as an instant, moved so far that its zone does not matter."""
    if bound is None:
        return None
    instant = bound if isinstance(bound, datetime) else datetime.combine(bound, time())
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)) + by


@contextmanager
def _target(name: str) -> Iterator[IO[bytes]]:
    """Open the file, compressed as its name says; it appears when it is complete."""
    with replaced(name) as file:
        if name.endswith(".gz"):
            with gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0) as compressed:
                yield cast(IO[bytes], compressed)
        else:
            yield file
