"""What the database counts for the report: sums by day, never the articles, so memory stays flat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    RowMapping,
    Text,
    case,
    cast,
    func,
    select,
    union,
)

from crawler.frontier.report import DROPPED, GIVEN_UP, REFUSED
from crawler.report.figures import FIELDS, Covered, Gone
from crawler.store.schema import article, frontier, revision, run

DayOf = Callable[[datetime], date]
"""Returns the day of a moment in the zone of the page."""

_DAY, _HOUR = len("2016-09-06"), len("2016-09-06T14")
_AT_ONCE = 500
_MOST_UNCOUNTED = 500
"""Of so many runs that were killed it is looked up what they had stored."""
_KINDS = {GIVEN_UP: "given up", REFUSED: "refused", DROPPED: "dropped"}


def stored_sites(conn: Connection) -> list[str]:
    """Return the names of the sites of which the store has something, in their order."""
    names = union(*(select(table.c.site).distinct() for table in (article, run, frontier)))
    return sorted(conn.execute(names).scalars())


def newest_moment(conn: Connection, sites: list[str]) -> datetime | None:
    """Return the last moment of which the store knows that something was done; None: nothing was."""
    ran = select(func.max(run.c.started_at), func.max(run.c.ended_at)).where(run.c.site.in_(sites))
    moments = [moment for moment in conn.execute(ran).one() if moment is not None]
    if moments:
        newest: datetime = max(moments)
        return newest
    fetched = select(func.max(article.c.fetched_at)).where(article.c.site.in_(sites))
    return _instant(conn.execute(fetched).scalar_one())


def run_rows(conn: Connection, site: str, since: datetime) -> Iterator[RowMapping]:
    """Yield the rows of a site's runs that began then or later, oldest first."""
    began = (run.c.site == site) & (run.c.started_at >= since)
    query = select(run).where(began).order_by(run.c.id).execution_options(yield_per=_AT_ONCE)
    yield from conn.execute(query).mappings()


def stored_by_uncounted(conn: Connection, site: str, since: datetime) -> dict[int, tuple[int, int]]:
    """Return how many articles were new and changed in runs that were killed before they wrote it, by run."""
    uncounted = (run.c.site == site) & (run.c.started_at >= since) & run.c.ended_at.is_(None)
    killed = select(run.c.id).where(uncounted).order_by(run.c.id.desc()).limit(_MOST_UNCOUNTED)
    ids = [*conn.execute(killed).scalars()]
    if not ids:
        return {}
    is_first = case((revision.c.revision == 1, 1), else_=0)
    query = (
        select(revision.c.run_id, func.sum(is_first), func.count() - func.sum(is_first))
        .where(revision.c.run_id.in_(ids))
        .group_by(revision.c.run_id)
    )
    return {number: (int(new), int(changed)) for number, new, changed in conn.execute(query)}


def count_articles(conn: Connection, site: str) -> tuple[int, int]:
    """Return the number of stored articles, and of those that the site no longer has."""
    query = select(func.count(), func.count(article.c.gone_at)).where(article.c.site == site)
    articles, gone = conn.execute(query).one()
    return articles, gone


def count_published(conn: Connection, site: str, since: date | None) -> dict[date | None, Covered]:
    """Return the articles by the day of publication that their site prints, with their fields."""
    day = func.substr(article.c.published_at, 1, _DAY)
    query = select(day, func.count(), *(func.count(_present(name)) for name in FIELDS)).where(
        article.c.site == site
    )
    if since is not None:
        query = query.where(day >= since.isoformat())
    found: dict[date | None, Covered] = {}
    for printed, number, *having in conn.execute(query.group_by(day)):
        covered = Covered(number, Counter(dict(zip(FIELDS, having, strict=True))))
        found.setdefault(_day(printed), Covered()).add(covered)
    return found


def count_edits(conn: Connection, site: str, day_of: DayOf) -> tuple[Counter[date], int]:
    """Return the site's edits by the day on which they were seen, and how many revisions are no edits."""
    hour = func.substr(revision.c.fetched_at, 1, _HOUR)  # UTC
    # Found by the primary key alone, since the rows themselves are as large as the corpus.
    later = revision.alias()
    edited = select(later.c.article_id).where(later.c.revision > 1)
    query = (
        select(revision.c.cause, hour, func.count())
        .where(revision.c.article_id.in_(edited), revision.c.revision > 1, revision.c.site == site)
        .group_by(revision.c.cause, hour)
    )
    edits: Counter[date] = Counter()
    reread = 0
    for cause, seen, number in conn.execute(query):
        moment = _instant(f"{seen}:00" if seen else None)
        if cause != "site":
            reread += number
        elif moment is not None:
            edits[day_of(moment)] += number
    return edits, reread


def count_gone(conn: Connection, site: str, day_of: DayOf) -> Counter[date]:
    """Return the gone articles by the day on which it was seen that they are."""
    is_gone = (article.c.site == site) & article.c.gone_at.is_not(None)
    moments = conn.execute(select(article.c.gone_at).where(is_gone).execution_options(yield_per=_AT_ONCE))
    return Counter(map(day_of, moments.scalars()))


def last_gone(conn: Connection, site: str, since: datetime | None, most: int) -> list[Gone]:
    """Return the articles that went last, the newest first."""
    is_gone = (article.c.site == site) & article.c.gone_at.is_not(None)
    if since is not None:
        is_gone &= article.c.gone_at >= since
    columns = (article.c.url, article.c.headline, article.c.gone_at)
    query = select(*columns).where(is_gone).order_by(article.c.gone_at.desc(), article.c.url).limit(most)
    return [Gone(*row) for row in conn.execute(query)]


def count_left_out(conn: Connection, site: str) -> tuple[int, dict[tuple[str, str], int]]:
    """Return how many URLs wait, and why others gave no article: the kind and the reason -> their number."""
    query = (
        select(frontier.c.state, frontier.c.reason, func.count())
        .where(frontier.c.site == site, frontier.c.kind == "article")
        .group_by(frontier.c.state, frontier.c.reason)
    )
    waiting, found = 0, Counter[tuple[str, str]]()
    for state, reason, number in conn.execute(query):
        prefix = next((each for each in _KINDS if (reason or "").startswith(each)), None)
        if state == "pending":
            waiting += number
        elif state == "failed":
            found["failed", reason or ""] += number
        elif prefix is not None:
            found[_KINDS[prefix], reason.removeprefix(prefix)] += number
    return waiting, dict(found)


def _present(name: str) -> ColumnElement[object]:
    """Return an expression that is NULL for an article without the field."""
    column = article.c[name]
    return func.nullif(cast(column, Text), "[]" if isinstance(column.type, JSON) else "")


def _day(printed: str | None) -> date | None:
    try:
        return None if printed is None else date.fromisoformat(printed)
    except ValueError:
        return None


def _instant(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
