"""Keeping the archive below a size by deleting the oldest files whose pages have newer captures.

That may not lose an article, nor anything of its newest revision. A later response with status 200 is not
enough, since it may be a challenge or a maintenance page: a later capture counts only if the store has a
revision that was read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select

from crawler.archive.catching_up import catch_up
from crawler.archive.claiming import forget_file
from crawler.archive.forgetting import fetched_at, forget_readings
from crawler.archive.holding import Archive
from crawler.archive.index import ARTICLE, CARRYING, DROPPED, FURTHER, GONE, RECORD, has_role, is_at
from crawler.store import Store, find_article
from crawler.store.reading import has_rows
from crawler.store.schema import archive_file, article, capture, revision, run

_TIME = re.compile(r"\d{8}T\d{6}Z-\d+(?:-[0-9a-f]{8})?\.warc(?:\.gz)?$")
_READ = (ARTICLE, FURTHER, RECORD, *CARRYING)
_FOLLOWING = (FURTHER, RECORD, DROPPED)
_OK = capture.c.status.between(200, 299)
_A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class RemovedFile:
    """A file that was deleted."""

    name: str
    size: int
    revisions: int
    """How many revisions were deleted with it, which only it could rebuild."""


def keep_below(store: Store, archive: Archive, site: str, most: int) -> tuple[list[RemovedFile], int]:
    """Delete files of a site until the archive has at most this many bytes; return them, and the size left.

    What lies at other places counts for nothing: neither its size, nor that it has a page as well.

    A file stays while it holds

    - the capture, page or REST listing, from which an article's newest revision was read, with what belongs
      to it (further pages, the REST record, what the run did not want);
    - any other page that was not captured again since, or was with unknown result (a response that repeats
      the previous one is not needed);
    - the body of a response that a record in another file repeats, at whatever place;
    - why an article is gone.

    The site's files must not be written meanwhile. Raises OSError.
    """
    held = archive.held()
    sizes = {name: held.size(name) for name in held}
    left = sum(sizes.values())
    if left <= most:
        return [], left
    catch_up(store, archive)
    removed: list[RemovedFile] = []
    waiting = sorted(sizes, key=_time_of)
    while left > most:
        name = next((each for each in waiting if _is_free(store, archive, each, site, sizes[each])), None)
        if name is None:
            break
        waiting.remove(name)  # and again from the oldest on: a file that this one needed may be deleted now
        archive.remove(name)
        with store.begin() as conn:
            revisions = forget_readings(conn, name)
        forget_file(store, name)
        left -= sizes[name]
        removed.append(RemovedFile(name, sizes[name], revisions))
    return removed, left


def _time_of(name: str) -> str:
    """Return the part of a file's name that has the time of its creation and its number.

    >>> _time_of("telegraf-20260301T120000Z-00001.warc.gz")
    '20260301T120000Z-00001.warc.gz'
    >>> _time_of("telegraf-20260301T120000Z-00001-5f0c2b9e.warc.gz")
    '20260301T120000Z-00001-5f0c2b9e.warc.gz'
    """
    found = _TIME.search(name)
    return found[0] if found else "-".join(name.split("-")[-2:])


def _is_free(store: Store, archive: Archive, name: str, site: str, size: int) -> bool:
    """Say whether a file belongs to the site, is completely in the index, and is not needed."""
    with store.read() as conn:
        indexed = conn.execute(
            select(archive_file.c.size).where(
                archive_file.c.name == name, archive_file.c.site == site, is_at(archive.places)
            )
        ).scalar_one_or_none()
        captures = conn.execute(select(capture).where(capture.c.file == name)).mappings().all()
        return indexed == size and all(_can_be_missed(conn, each) for each in captures)


def _can_be_missed(conn: Connection, each: RowMapping) -> bool:
    """Say whether nothing of the newest state depends on a capture."""
    role = each["role"]
    if role == GONE:
        return not _is_gone_by(conn, each)
    if role in _FOLLOWING and _has_head(conn, each):
        return False
    if role not in (ARTICLE, *CARRYING, None) or not 200 <= (each["status"] or 0) < 300:
        return not _is_repeated(conn, each)
    is_superseded = _is_old_listing(conn, each) if role in CARRYING else _is_old_page(conn, each)
    return is_superseded and not _is_repeated(conn, each)


def _is_old_page(conn: Connection, each: RowMapping) -> bool:
    """Say whether a page was captured again, and the stored article was read from that or a later capture."""
    following, row = _next(conn, each), find_article(conn, each["url"])
    if row is not None and _adds_nothing(conn, each, row):
        return following is not None or row["gone_at"] is not None
    if following is None:
        return False
    if row is None:
        return _is_of_ended_run(conn, each)
    at, then = fetched_at(each["at"]), fetched_at(following["at"])
    of_article = select(revision.c.fetched_at).where(
        revision.c.article_id == row["id"], revision.c.cause == "site"
    )
    read = conn.execute(of_article).scalars().all()
    if then == at:  # articles have no more than seconds: did each of them give a revision?
        return read.count(at) == _number_within(conn, each)
    if at == row["fetched_at"]:
        return False
    if all((known or "") > at for known in read):  # the URL may have been another article's
        other = select(article.c.id).where(article.c.id != row["id"], article.c.fetched_at == at)
        if has_rows(conn, other):
            return False
    return then in read


def _adds_nothing(conn: Connection, each: RowMapping, row: RowMapping) -> bool:
    """Say whether a page repeats the capture before it, and no revision was read from it.

    A response after the decision that the article is gone is not a repetition: it brought the article back.
    """
    if each["type"] != "revisit":
        return False
    earlier = capture.c.at < each["at"]
    before = conn.execute(
        select(capture.c.digest, capture.c.at)
        .where(_is_of_same_page(each), earlier)
        .order_by(capture.c.at.desc(), capture.c.id.desc())
        .limit(1)
    ).one_or_none()
    if before is None or before.digest != each["digest"]:
        return False
    gone = select(capture.c.id).where(
        capture.c.role == GONE, capture.c.key == each["key"], earlier, capture.c.at >= before.at
    )
    read = select(revision.c.revision).where(
        revision.c.article_id == row["id"], revision.c.fetched_at == fetched_at(each["at"])
    )
    return not has_rows(conn, gone) and not has_rows(conn, read)


def _is_old_listing(conn: Connection, each: RowMapping) -> bool:
    """Say whether no article's newest revision is from a listing, and earlier ones can be deleted with it."""
    if not _is_of_ended_run(conn, each) and not _is_source(conn, each):
        return False  # what another store read from it is not known here
    at = fetched_at(each["at"])
    newest = select(article.c.id).where(article.c.source == "api", article.c.fetched_at == at)
    if has_rows(conn, newest):
        return False
    other = select(capture.c.id).where(
        capture.c.role.in_(CARRYING),
        capture.c.site == each["site"],
        capture.c.file != each["file"],
        capture.c.at > each["at"],
        _OK,
    )
    return not any(has_rows(conn, other.where(capture.c.at < then)) for then in _next_revisions(conn, at))


def _is_source(conn: Connection, each: RowMapping) -> bool:
    at = fetched_at(each["at"])
    read = select(revision.c.revision).where(revision.c.source == "api", revision.c.fetched_at == at)
    return has_rows(conn, read)


def _next_revisions(conn: Connection, at: str) -> Iterator[datetime]:
    """Yield when the revisions were fetched that follow those read from a listing.

    In between may be listings with the same content; then one of them would give the revision.
    """
    later = revision.alias()
    query = (
        select(later.c.fetched_at)
        .join(revision, revision.c.article_id == later.c.article_id)
        .where(revision.c.source == "api", revision.c.fetched_at == at)
        .where(later.c.revision == revision.c.revision + 1, later.c.fetched_at.is_not(None))
    )
    for then in set(conn.execute(query).scalars()):
        yield datetime.fromisoformat(then)


def _has_head(conn: Connection, each: RowMapping) -> bool:
    """Say whether the response that a capture belongs to still exists, in another file."""
    head = select(capture.c.id).where(capture.c.record == each["visit"], capture.c.file != each["file"])
    return bool(each["visit"]) and has_rows(conn, head)


def _next(conn: Connection, each: RowMapping) -> RowMapping | None:
    """Return the next capture of the same page in another file."""
    query = select(capture).where(
        _is_of_same_page(each),
        (capture.c.at > each["at"]) | ((capture.c.at == each["at"]) & (capture.c.id > each["id"])),
        capture.c.file != each["file"],
    )
    return conn.execute(query.order_by(capture.c.at, capture.c.id).limit(1)).mappings().one_or_none()


def _number_within(conn: Connection, each: RowMapping) -> int:
    """Return how many captures of the same page there are from the same second."""
    second = each["at"].replace(microsecond=0)
    query = select(func.count()).where(
        _is_of_same_page(each), capture.c.at >= second, capture.c.at < second + _A_SECOND
    )
    return int(conn.execute(query).scalar_one())


def _is_of_same_page(each: RowMapping) -> ColumnElement[bool]:
    return and_(
        capture.c.key == each["key"],
        capture.c.url == each["url"],
        has_role(ARTICLE),
        capture.c.type.in_(("response", "revisit")),
        _OK,
        _is_at_place_of(each),
    )


def _is_at_place_of(each: RowMapping) -> ColumnElement[bool]:
    """Return the condition that a capture is where another one is, so that it stays if that goes."""
    mine = archive_file.alias()
    there = select(mine.c.place).where(mine.c.name == each["file"]).scalar_subquery()
    same = select(archive_file.c.name).where(
        archive_file.c.name == capture.c.file, archive_file.c.place.is_not_distinct_from(there)
    )
    return or_(capture.c.file == each["file"], same.exists())


def _is_of_ended_run(conn: Connection, each: RowMapping) -> bool:
    """Say whether a run of this store made a capture and ended, so that the store has its result."""
    during = select(run.c.id).where(
        run.c.site == each["site"], run.c.started_at <= each["at"], run.c.ended_at >= each["at"]
    )
    return has_rows(conn, during)


def _is_gone_by(conn: Connection, each: RowMapping) -> bool:
    query = select(article.c.gone_at).where(article.c.key == each["key"])
    return bool(conn.execute(query).scalar_one_or_none() == each["at"])


def _is_repeated(conn: Connection, each: RowMapping) -> bool:
    """Say whether an article is read from a record that repeats this response, which no other file has."""
    if each["type"] != "response" or not each["digest"]:
        return False
    same = select(capture.c.id).where(
        capture.c.key == each["key"], capture.c.digest == each["digest"], capture.c.file != each["file"]
    )
    is_repeated = has_rows(conn, same.where(capture.c.type == "revisit", has_role(*_READ)))
    others = same.where(capture.c.type == "response", _is_at_place_of(each))
    return is_repeated and not has_rows(conn, others)
