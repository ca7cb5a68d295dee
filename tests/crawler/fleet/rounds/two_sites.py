"""An archive of two newspapers over many small files, and what a re-extraction makes of it."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from crawler.archive.catching_up import catch_up
from crawler.archive.exchange import VISIT, EarlierCapture
from crawler.archive.index import archive_files, spiders_of_files
from crawler.archive.writer import ArchiveWriter
from crawler.reextraction.checking import Selection
from crawler.reextraction.comparing import in_batches, write
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.reextraction import Reextraction
from crawler.reextraction.visits import Tally
from crawler.reextraction.workers import Workers
from crawler.store import Store
from tests.crawler.archive.writing import NOON, exchange
from tests.crawler.extract.pages import STORY, TITLE, paragraphs, wordpress

SITES = ("koran.example", "surat.example")
NEXT = '<div class="page-links"><a href="{url}2/">2</a></div></article>'
TABLES = {
    "article": "SELECT * FROM article ORDER BY key",
    "revision": "SELECT article.key AS of, revision.* FROM revision JOIN article ON article.id = article_id"
    " ORDER BY article.key, revision.revision",
    "alias": "SELECT alias.key, article.key AS of FROM alias JOIN article ON article.id = article_id"
    " ORDER BY alias.key",
}
_NUMBERS = {"id", "article_id", "run_id"}


class Archive:
    """Writes what two crawls saw, hour by hour; an hour has pages of both newspapers."""

    def __init__(
        self,
        folder: Path,
        *,
        max_file_bytes: int | None = None,
        begun: int | None = None,
        sites: tuple[str, ...] = SITES,
    ) -> None:
        """``begun``: the hour, which the names of the files have; then all is in one file a newspaper,

        unless they have ``max_file_bytes``.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._at = NOON + timedelta(hours=begun or 0)
        self._most = max_file_bytes or (5_000 if begun is None else 10**9)
        self._writers = {site: self._writer(folder, site) for site in sites}
        self._seen: dict[tuple[str, str], EarlierCapture] = {}

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()

    def page(self, site: str, slug: str, *, hour: int, text: str = "", status: str = "200 OK") -> str:
        """Write the capture of an article; one that repeats an earlier body becomes a revisit record."""
        return self._write(
            site, f"https://{site}/{slug}/", self.html(slug, text), hour, "article", status=status
        )

    def two_pages(self, site: str, slug: str, *, hour: int) -> None:
        """Write an article of two pages; between them stand others, so that a file may end."""
        url = f"https://{site}/{slug}/"
        first = self.html(slug).replace("</article>", NEXT.format(url=url))
        head = self._write(site, url, first, hour, "article")
        for number in range(2):
            self.page(site, f"antara-{slug}-{number}", hour=hour)
        second = self.html(slug, " Lagi.")
        self._write(site, f"{url}2/", second, hour, "further", visit=head)

    def gone(self, site: str, slug: str, *, hour: int) -> None:
        """Note the decision that an article is gone."""
        url, at = f"https://{site}/{slug}/", NOON + timedelta(hours=hour)
        self._writers[site].note(url, at, {"status": "404"}, {"Crawl-Role": "gone"})

    def html(self, slug: str, more: str = "") -> str:
        html = wordpress(paragraphs(*(f"{each} {slug}.{more}" for each in STORY)))
        return html.replace(TITLE, f"Kabar {slug}")

    def _write(
        self,
        site: str,
        url: str,
        html: str,
        hour: int,
        role: str,
        *,
        visit: str | None = None,
        status: str = "200 OK",
    ) -> str:
        fields = {"Crawl-Role": role} | ({VISIT: visit} if visit else {})
        at = NOON + timedelta(hours=hour, seconds=len(self._seen))
        given = exchange("x", url=url, at=at, body=html.encode(), fields=fields, status_line=status)
        entry = self._writers[site].write(given, lambda digest: self._seen.get((url, digest)))
        self._seen.setdefault((url, str(entry.digest)), EarlierCapture(at, str(entry.digest)))
        return entry.id

    def _writer(self, folder: Path, site: str) -> ArchiveWriter:
        info = {"software": "telegraf-corpus/0.1.0", "site": site, "spider": "newspaper"}
        name = f"newspaper-{site}"
        return ArchiveWriter(folder, name, info, max_file_bytes=self._most, clock=lambda: self._at)


def write_two_sites(folder: Path) -> None:
    """Write articles on one and two pages, edits, repetitions, and removals, over file borders."""
    with Archive(folder) as archive:
        for hour in range(3):
            for site in SITES:
                for number in (1, 3, 4):
                    edited = " Diralat." if hour == 2 and number == 1 else ""
                    archive.page(site, f"berita-{number}", hour=hour, text=edited)
                archive.two_pages(site, f"panjang-{hour}", hour=hour)
        for site in SITES:
            archive.gone(site, "berita-3", hour=4)
            archive.gone(site, "berita-4", hour=4)
            archive.page(site, "berita-4", hour=5)  # it came back
            archive.page(site, "rusak", hour=5, status="500 Oops")


def paths_of(folder: Path) -> dict[str, Path]:
    """Return the files of an archive by name."""
    return {path.name: path for path in archive_files(folder)}


def prepare(store: Store, folder: Path) -> Newspapers:
    """Bring the index up to date, and find the declarations."""
    assert catch_up(store, archive_files(folder)).damages == []
    newspapers = Newspapers({})
    with store.read() as conn:
        newspapers.find_declarations(spiders_of_files(conn))
    return newspapers


def reextract_whole(store: Store, folder: Path, shadow: Path) -> Tally:
    """Do what ``scrapy reextract --jobs 1`` does."""
    newspapers = prepare(store, folder)
    url = store.url.render_as_string(hide_password=False)
    wanted = Selection()
    workers = Workers(1, paths_of(folder), newspapers.known, store_url=url, wanted=wanted)
    again = Reextraction(store, store, newspapers, workers, wanted=wanted)
    with ExitStack() as stack, workers:

        def open_shadow() -> Store:
            return stack.enter_context(closing(Store.open(f"sqlite:///{shadow}")))

        for batch in in_batches(again.changes(None, open_shadow)):
            write(store, batch)
    return again.found


def content(store: Path | str) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a store, but for the numbers of rows."""
    url = store if isinstance(store, str) else f"sqlite:///{store}"
    with closing(Store.open(url, create=False)) as opened, opened.read() as conn:
        return {
            name: [
                {key: row[key] for key in row if key not in _NUMBERS}
                for row in conn.execute(text(query)).mappings()
            ]
            for name, query in TABLES.items()
        }


def copy_store(store: Path, copy: Path) -> None:
    """Copy a store that others may have open."""
    with closing(sqlite3.connect(store)) as conn, closing(sqlite3.connect(copy)) as other:
        conn.backup(other)


def spoil(store: Path | str) -> None:
    """Let a store say what another extraction might have read, and forget some of it."""
    url = store if isinstance(store, str) else f"sqlite:///{store}"
    with closing(Store.open(url)) as opened, opened.begin() as conn:
        for table, number in (("article", "id"), ("revision", "article_id")):
            worse = f"UPDATE {table} SET text = text || :more, content_hash = 'lain' WHERE {number} % 3 = 0"
            conn.execute(text(worse), {"more": "\n\nBaca Juga: Kabar Lain"})
        conn.execute(text("UPDATE article SET gone_at = NULL"))
        for table, number in (("alias", "article_id"), ("revision", "article_id"), ("article", "id")):
            conn.execute(text(f"DELETE FROM {table} WHERE {number} % 5 = 0"))


def write_files(folder: Path, *, files: int, pages: int) -> None:
    """Write as many files of the two newspapers in turn, each with as many pages, the last of them edited."""
    for number in range(files):
        with Archive(folder, begun=number, sites=(SITES[number % 2],)) as archive:
            for page in range(pages):
                slug = f"kabar-{number}-{page}" if page else f"kabar-{number % 2}-utama"
                archive.page(SITES[number % 2], slug, hour=number, text=f" Jilid {number}.")
