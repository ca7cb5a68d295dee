"""``scrapy export``: the whole corpus in one file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import IO

from scrapy.exceptions import UsageError
from sqlalchemy import select

from crawler.article import Article
from crawler.commands.opening import only_argument, open_store, parse_option_date
from crawler.commands.printing import drop_stdout
from crawler.export.writers import WRITERS, Writer, write_json_lines
from crawler.period import Bound, Period
from crawler.scrapy_utils.command import ProjectCommand
from crawler.store import Store, StoreError, schema, stored_articles
from crawler.text import is_called

_ZONES = timedelta(days=2)
"""How far from its UTC instant a day of some zone can begin or end, generously."""


_FILES = f"FILE.{{{','.join(ending[1:] for ending in WRITERS)}}}"


class Command(ProjectCommand):
    """Write the newest revision of every article, by date of publication and address."""

    takes = f"{_FILES} [--since DATE] [--until DATE] [--section NAME] [--without-gone]"
    summary = "Write the whole corpus to a file (-: JSON lines on stdout)"
    details = (
        "The newest revision of every article, by date of publication and address. In CSV lists are"
        " joined by | and `removed` is JSON. The file appears when it is whole, never before."
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options that narrow."""
        super().add_options(parser)
        parser.add_argument("--since", metavar="DATE", help="published on this day or instant, or later")
        parser.add_argument("--until", metavar="DATE", help="published on this day or instant, or earlier")
        parser.add_argument("--section", metavar="NAME", help="of this section, by name or slug")
        parser.add_argument(
            "--without-gone", action="store_true", help="leave out what the site no longer has"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the file, and say on stderr how many articles it holds.

        Raises UsageError where the file, an option or the store cannot be; exit status 1 if it fails midway.
        """
        name = only_argument(args, "name one file: scrapy export FILE.jsonl")
        write = _writer(name)
        period = Period(parse_option_date("--since", opts.since), parse_option_date("--until", opts.until))
        with closing(open_store(self.settings)) as store:
            try:
                if opts.section is not None:
                    _check_section(store, opts.section)
                with _target(name) as out:
                    number = write(_selected(store, period, opts.section, not opts.without_gone), out)
            except BrokenPipeError:  # nobody reads on (| head -1)
                drop_stdout()
            except (OSError, StoreError) as error:
                print(f"{name}: {error}", file=sys.stderr)
                self.exitcode = 1
            else:
                print(f"{number:,} articles", file=sys.stderr)


def _writer(name: str) -> Writer:
    if name == "-":
        return write_json_lines
    path = Path(name)
    if path.is_dir():
        raise UsageError(f"{name!r}: is a folder")
    if not path.parent.is_dir():
        raise UsageError(f"{name!r}: its folder does not exist")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"{name!r}: cannot be written: permission denied in its folder")
    for ending, write in WRITERS.items():
        if name.endswith(ending):
            return write
    raise UsageError(f"{name!r}: the ending says what is written: {', '.join(WRITERS)}")


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
    """Return a bound as an instant, moved so far that it does not matter which zone was meant."""
    if bound is None:
        return None
    instant = bound if isinstance(bound, datetime) else datetime.combine(bound, time())
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)) + by


def _check_section(store: Store, wanted: str) -> None:
    """Raise UsageError for a section that no stored article is of: a slip would empty the file."""
    with store.read() as conn:
        sections = select(schema.article.c.section).distinct()
        known = sorted(each for each in conn.execute(sections).scalars() if each)
    if known and not any(is_called(each, wanted) for each in known):
        raise UsageError(f"no stored article is of a section {wanted!r}; known: {', '.join(known)}")


@contextmanager
def _target(name: str) -> Iterator[IO[bytes]]:
    """Open what is written to: a file under another name, which takes its own when it is whole."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
