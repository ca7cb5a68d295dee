"""The articles of one archive file, without a store."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from crawler.archive.catching_up import catch_up
from crawler.archive.formats import LONGEST_BEGINNING, begins_archive
from crawler.archive.index import spiders_of_files
from crawler.article import Article
from crawler.reextraction.checking import Selection
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.visits import Tally, Visits
from crawler.reextraction.workers import Workers
from crawler.store import Store

_ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz", ".wacz")


def is_archive(path: Path) -> bool:
    """Say whether a file may be a WARC file: by its name, compression, or first bytes. Raises OSError.

    The name counts because the first bytes may be damaged. A pipe is not one: it can be read only once.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        beginning = file.read(LONGEST_BEGINNING)
    return path.name.lower().endswith(_ENDINGS) or begins_archive(beginning)


def read_articles(path: Path, newspapers: Newspapers, tally: Tally, *, jobs: int) -> Generator[Article]:
    """Yield the articles of a file as today's extraction reads them; ``tally`` takes the rest.

    Raises OSError: there is no room for temporary files.
    """
    with tempfile.TemporaryDirectory(prefix="extract-") as folder:
        index = Store.open(f"sqlite:///{folder}/index.db")
        caught = catch_up(index, [path], folder=Path(folder))
        tally.damages += map(str, caught.damages)
        tally.refused += caught.unread
        with index.read() as conn:
            newspapers.find_declarations(spiders_of_files(conn))
        index.close()  # processes that start now should not inherit a connection
        workers = Workers(jobs, caught.files, newspapers.known, store_url=None, wanted=Selection())
        with closing(index), workers:
            for batch in workers.read(Visits(index, newspapers, tally)):
                for read in batch:
                    tally.take(read)
                    yield from (reading.article for reading in read.readings)
