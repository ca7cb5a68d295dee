"""What is left to do, what failed and what was left out, for the operators of a crawl."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, or_, select, union, update

from crawler.rows import Outcome
from crawler.store.reading import has_rows
from crawler.store.schema import alias, article, frontier

GIVEN_UP, REFUSED, DROPPED = "given_up:", "refused:", "dropped:"
GONE = "gone"


@dataclass(slots=True)
class SiteStatus:
    """The state of one site."""

    site: str
    articles: int = 0
    """Stored articles, also those that are gone."""
    gone: int = 0
    """Stored articles that the site no longer has."""
    pending: int = 0
    """URLs that the next run requests: articles and listings."""
    failed: Counter[str] = field(default_factory=Counter)
    """Reason -> number of URLs that are tried again later: articles and listings."""
    next_try: dict[str, datetime] = field(default_factory=dict)
    """Reason -> when the first of the URLs that failed for it is due again."""
    given_up: Counter[str] = field(default_factory=Counter)
    """Reason -> number of articles that failed too often."""
    refused: Counter[str] = field(default_factory=Counter)
    """Reason -> number of URLs that are not articles, or may not be requested."""
    dropped: Counter[str] = field(default_factory=Counter)
    """Reason -> number of articles that a pipeline, or the run, did not accept."""
    never_had: Counter[str] = field(default_factory=Counter)
    """``gone`` -> number of URLs that the site says it does not have, and of which nothing is stored."""
    not_renewed: Counter[str] = field(default_factory=Counter)
    """Reason -> number of stored articles whose page was left out when it was read again."""
    failed_listings: Counter[str] = field(default_factory=Counter)
    """Those of ``failed`` that are listings."""
    listings_left_out: Counter[str] = field(default_factory=Counter)
    """Reason -> number of listings that are not there, are none, or failed too often."""

    @property
    def not_stored(self) -> Counter[str]:
        """Reason -> number of articles that are left out for good, and of which nothing is stored."""
        return self.given_up + self.refused + self.dropped + self.never_had


def site_status(conn: Connection, site: str) -> SiteStatus:
    """Return the state of a site."""
    status = SiteStatus(site)
    of_site = select(func.count(), func.count(article.c.gone_at)).where(article.c.site == site)
    status.articles, status.gone = conn.execute(of_site).one()
    for row in conn.execute(_OPEN.where(frontier.c.site == site)):
        if row.state == "pending":
            status.pending += row.rows
            continue
        status.failed[row.reason] += row.rows
        if row.kind == "listing":
            status.failed_listings[row.reason] += row.rows
        if row.due is not None:
            status.next_try[row.reason] = min(row.due, status.next_try.get(row.reason, row.due))
    for row in conn.execute(_LEFT_OUT.where(frontier.c.site == site)):
        kind, _, reason = row.reason.rpartition(":")
        if row.kind == "listing":
            status.listings_left_out[reason] += row.rows
            continue
        kinds = {"given_up": status.given_up, "refused": status.refused, "dropped": status.dropped}
        if row.rows > row.stored:
            kinds.get(kind, status.never_had)[reason] += row.rows - row.stored
        if row.stored and reason != GONE:
            status.not_renewed[reason] += row.stored
    return status


def retry_failures(conn: Connection, reason: str | None = None, site: str | None = None) -> int:
    """Make failed URLs pending, also those that were given up; return their number.

    ``reason``: only those of this one, and then also what was refused or dropped for it: what a run refuses
    may depend on its settings. ``site``: only those of this one.
    """
    failed = _is_failed()
    given_up = (frontier.c.state == "done") & frontier.c.reason.startswith(GIVEN_UP, autoescape=True)
    if reason is not None:
        failed &= frontier.c.reason == reason
        left_out = [f"{kind}{reason}" for kind in (GIVEN_UP, REFUSED, DROPPED)]
        can_be = frontier.c.reason != Outcome.bad_address().reason
        given_up = (frontier.c.state == "done") & frontier.c.reason.in_(left_out) & can_be
    wanted = update(frontier).where(or_(failed, given_up))
    if site is not None:
        wanted = wanted.where(frontier.c.site == site)
    return conn.execute(wanted.values(state="pending", not_before=None, tries=0)).rowcount


def addresses_of_reason(conn: Connection, reason: str, site: str | None = None) -> Iterator[str]:
    """Yield URLs that failed, were given up, refused or dropped for this reason, or that are gone.

    ``site``: only those of this one.
    """
    named = or_(frontier.c.reason == reason, frontier.c.reason.endswith(f":{reason}", autoescape=True))
    rows = select(frontier.c.site, frontier.c.url).where(frontier.c.state != "pending", named)
    gone = select(article.c.site, article.c.url).where(article.c.gone_at.is_not(None))
    if site is not None:
        rows, gone = rows.where(frontier.c.site == site), gone.where(article.c.site == site)
    # A store that was made from an archive has articles that are gone, and no rows that say so.
    found = union(rows, gone).subquery() if reason == GONE else rows.subquery()
    yield from conn.execute(select(found.c.url).order_by(found.c.site, found.c.url)).scalars()


def reasons_left_out(conn: Connection, site: str | None = None) -> list[str]:
    """Return the reasons for which URLs of a store (of a site) failed, were left out or are gone, sorted."""
    query = select(frontier.c.reason).where(_is_failed() | _is_left_out()).distinct()
    gone = select(article.c.id).where(article.c.gone_at.is_not(None))
    if site is not None:
        query, gone = query.where(frontier.c.site == site), gone.where(article.c.site == site)
    found = {each.rpartition(":")[2] for each in conn.execute(query).scalars()}
    return sorted(found | ({GONE} if has_rows(conn, gone) else set()))


def _is_failed() -> ColumnElement[bool]:
    condition: ColumnElement[bool] = frontier.c.state == "failed"
    return condition


def _is_left_out() -> ColumnElement[bool]:
    """Return the condition that a URL was left out for good, or is gone."""
    kinds = (frontier.c.reason.startswith(kind, autoescape=True) for kind in (GIVEN_UP, REFUSED, DROPPED))
    return (frontier.c.state == "done") & or_(frontier.c.reason == GONE, *kinds)


_OPEN = (
    select(
        frontier.c.kind,
        frontier.c.state,
        frontier.c.reason,
        func.count().label("rows"),
        func.min(frontier.c.not_before).label("due"),
    )
    .where(frontier.c.state.in_(("pending", "failed")))
    .group_by(frontier.c.kind, frontier.c.state, frontier.c.reason)
)
_LEFT_OUT = (
    select(
        frontier.c.kind,
        frontier.c.reason,
        func.count().label("rows"),
        func.count(func.coalesce(article.c.id, alias.c.article_id)).label("stored"),
    )
    .select_from(
        frontier.outerjoin(article, article.c.key == frontier.c.key).outerjoin(
            alias, alias.c.key == frontier.c.key
        )
    )
    .where(_is_left_out())
    .group_by(frontier.c.kind, frontier.c.reason)
)
