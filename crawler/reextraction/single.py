"""The articles of one archive file, without a store."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from crawler.archive.catching_up import catch_up
from crawler.archive.index import spiders_of_files
from crawler.archive.members import MAGIC
from crawler.article import Article
from crawler.reextraction.checking import Selection
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.visits import Tally, Visits
from crawler.reextraction.workers import Workers
from crawler.store import Store

_WARC = b"WARC/"
_ENDINGS = (".warc", ".warc.gz")


def is_archive(path: Path) -> bool:
    """Say whether a file may be a WARC file: by its name, compression, or first bytes. Raises OSError.

    The name counts because the first bytes may be damaged. A pipe is not one: it can be read only once.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        beginning = file.read(len(_WARC))
    if path.name.lower().endswith(_ENDINGS):
        return True
    return beginning.startswith(MAGIC[:2]) or beginning == _WARC


def read_articles(path: Path, newspapers: Newspapers, tally: Tally, *, jobs: int) -> Generator[Article]:
    """Yield the articles of a file as today's extraction reads them; ``tally`` takes the rest."""
    with tempfile.TemporaryDirectory(prefix="extract-") as folder:
        index = Store.open(f"sqlite:///{folder}/index.db")
        tally.damages += map(str, catch_up(index, [path]).damages)
        with index.read() as conn:
            newspapers.find_declarations(spiders_of_files(conn))
        index.close()  # processes that start now should not inherit a connection
        files = {path.name: path}
        workers = Workers(jobs, files, newspapers.known, store_url=None, wanted=Selection())
        with closing(index), workers:
            for batch in workers.read(Visits(index, newspapers, tally)):
                for read in batch:
                    tally.take(read)
                    yield from (reading.article for reading in read.readings)
