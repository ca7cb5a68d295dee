"""Moving finished files from the spool to the URL of the archive.

Killed at any moment, nothing is lost: a file is in the spool until all of it is at the URL and the index says
so; the next run of the site on this machine moves what was left. The oldest goes first and nothing overtakes
it, so that a record at the URL never repeats a body that is not there yet.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from sqlalchemy import update

from crawler.archive.catching_up import catch_up_file
from crawler.archive.remote import UrlArchive
from crawler.store import Store
from crawler.store.schema import archive_file


class Mover:
    """Moves the files of one site, whose lock its run holds.

    ``name``: with which their names begin; ``save``: brings the index up to date with what the run wrote.
    """

    def __init__(self, store: Store, archive: UrlArchive, name: str, save: Callable[[], None]) -> None:
        self._store = store
        self._save = save
        self._archive = archive
        self._of_site = re.compile(rf"{re.escape(name)}-\d{{8}}T\d{{6}}Z-\d+(?:-[0-9a-f]{{8}})?\.warc\.gz")

    def waiting(self, written: Path | None) -> list[Path]:
        """Return the finished files, the oldest first; ``written``: the file that is being written."""
        held = self._archive.near.held()
        return [held[name] for name in held if self._of_site.fullmatch(name) and held[name] != written]

    async def move(self, written: Callable[[], Path | None], executor: Executor) -> None:
        """Move all that are finished; uploading is the executor's part. Raises OSError, StoreError.

        ``written`` returns the file that is being written, which may be another one after each move.
        """
        loop = asyncio.get_running_loop()
        while paths := self.waiting(written()):
            path = paths[0]
            self._save()  # of this file, which is finished, nothing is to be written to the index afterwards
            catch_up_file(self._store, path, self._archive.near.place)  # its run may have been killed
            await loop.run_in_executor(executor, self._archive.remote.put, path)
            with self._store.begin() as conn:
                of_it = archive_file.c.name == path.name
                conn.execute(update(archive_file).where(of_it).values(place=self._archive.place))
            path.unlink()
