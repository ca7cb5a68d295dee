"""Keeping the archive below a size: the oldest files go whose pages have newer captures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, RowMapping, delete, select, update

from crawler.archive.index import API, ARTICLE, FURTHER, GONE, RECORD, archive_files, catch_up, forget_file
from crawler.store import Store
from crawler.store.schema import archive_file, article, capture, revision

_OK = 200
_READ = (ARTICLE, FURTHER, RECORD, API)


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that went."""

    name: str
    size: int
    revisions: int
    """How many revisions went with it, which only it could rebuild."""


def keep_below(store: Store, folder: Path, site: str, most: int) -> tuple[list[Removed], int]:
    """Remove files of a site until the archive has at most so many bytes; return them, and what is left.

    A file stays if a page in it was not captured anew since, if an article's newest text comes from a listing
    in it, if a later capture of an article repeats an answer in it, or if it holds why an article is gone.
    Nobody may write to the site's files meanwhile.
    """
    paths = archive_files(folder)
    sizes = {path: path.stat().st_size for path in paths}
    left = sum(sizes.values())
    if left <= most:
        return [], left
    catch_up(store, paths)
    removed: list[Removed] = []
    for path in sorted(paths, key=lambda path: _time_of(path.name)):
        if left <= most:
            break
        with store.read() as conn:
            is_ours = conn.execute(
                select(archive_file.c.size).where(
                    archive_file.c.name == path.name, archive_file.c.site == site
                )
            ).scalar_one_or_none()
            if is_ours != sizes[path] or not _may_go(conn, path.name):
                continue
        path.unlink()
        with store.begin() as conn:
            revisions = _forget_readings(conn, path.name)
        forget_file(store, path.name)
        left -= sizes[path]
        removed.append(Removed(path.name, sizes[path], revisions))
    return removed, left


def _time_of(name: str) -> str:
    """Return the part of a file's name that says when it was begun, and its number.

    >>> _time_of("telegraf-20260301T120000Z-00001.warc.gz")
    '20260301T120000Z-00001.warc.gz'
    """
    return "-".join(name.split("-")[-2:])


def _fetched_at(at: datetime) -> str:
    """Return the instant of a capture as articles print it, to the second."""
    return at.replace(microsecond=0).isoformat()


def _may_go(conn: Connection, file: str) -> bool:
    """Say whether nothing of the newest state depends on a file."""
    for each in _captures(conn, file):
        is_read = each["status"] == _OK
        if each["role"] in (ARTICLE, FURTHER, RECORD, None) and is_read and _next(conn, each) is None:
            return False
        if each["role"] == API and is_read and _is_source(conn, each["at"]):
            return False
        if each["role"] == GONE and _is_gone_by(conn, each):
            return False
        if each["type"] == "response" and each["digest"] and _is_repeated(conn, each):
            return False
    return True


def _captures(conn: Connection, file: str) -> Sequence[RowMapping]:
    return conn.execute(select(capture).where(capture.c.file == file)).mappings().all()


def _next(conn: Connection, each: RowMapping) -> RowMapping | None:
    """Return the next whole capture of the same page in another file."""
    query = select(capture).where(
        capture.c.key == each["key"],
        capture.c.url == each["url"],
        (capture.c.at > each["at"]) | ((capture.c.at == each["at"]) & (capture.c.id > each["id"])),
        capture.c.file != each["file"],
        capture.c.type == "response",
        capture.c.status == _OK,
    )
    return conn.execute(query.order_by(capture.c.at, capture.c.id).limit(1)).mappings().one_or_none()


def _is_source(conn: Connection, at: datetime) -> bool:
    """Say whether an article's newest text was read from a listing that was fetched then."""
    query = select(article.c.id).where(article.c.source == "api", article.c.fetched_at == _fetched_at(at))
    return conn.execute(query.limit(1)).first() is not None


def _is_gone_by(conn: Connection, each: RowMapping) -> bool:
    query = select(article.c.gone_at).where(article.c.key == each["key"])
    return bool(conn.execute(query).scalar_one_or_none() == each["at"])


def _is_repeated(conn: Connection, each: RowMapping) -> bool:
    """Say whether an article is read from a record that stands for this answer, which no other file has."""
    same = select(capture.c.id).where(
        capture.c.key == each["key"], capture.c.digest == each["digest"], capture.c.file != each["file"]
    )
    is_read = capture.c.role.in_(_READ) | capture.c.role.is_(None)
    if conn.execute(same.where(capture.c.type == "revisit", is_read).limit(1)).first() is None:
        return False
    return conn.execute(same.where(capture.c.type == "response").limit(1)).first() is None


def _forget_readings(conn: Connection, file: str) -> int:
    """Remove the revisions that only a file could rebuild; date the newest ones by their next capture."""
    number = 0
    for each in list(_captures(conn, file)):
        if each["status"] != _OK or each["role"] not in (ARTICLE, API, None):
            continue
        at = _fetched_at(each["at"])
        for row in _read_from(conn, each, at):
            of_article = revision.c.article_id == row["id"]
            old = of_article & (revision.c.fetched_at == at) & (revision.c.revision < row["revision"])
            number += conn.execute(delete(revision).where(old)).rowcount
            following = _next(conn, each) if row["fetched_at"] == at else None
            if following is not None:
                then = _fetched_at(following["at"])
                conn.execute(update(article).where(article.c.id == row["id"]).values(fetched_at=then))
                newest = of_article & (revision.c.revision == row["revision"])
                conn.execute(update(revision).where(newest).values(fetched_at=then))
    return number


def _read_from(conn: Connection, each: RowMapping, at: str) -> Iterator[RowMapping]:
    """Yield the articles of which a revision was read from a capture."""
    query = select(article)
    if each["role"] == API:
        of_listing = (revision.c.fetched_at == at) & (revision.c.source == "api")
        query = query.where(article.c.id.in_(select(revision.c.article_id).where(of_listing)))
    else:
        query = query.where(article.c.key == each["key"])
    yield from conn.execute(query).mappings().all()
