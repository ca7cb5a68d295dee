"""What is left to do and what failed, for the operators of a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from crawler.rows import Outcome
from crawler.store.schema import article, frontier, run

GIVEN_UP, REFUSED, DROPPED = "given_up:", "refused:", "dropped:"


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """The state of one site."""

    site: str
    articles: int
    gone: int
    pending: int
    failed: dict[str, int]
    """Reason -> number of URLs that are tried again later."""
    given_up: dict[str, int]
    """Reason -> number of URLs that are not."""
    refused: dict[str, int]
    """Reason -> number of URLs that are not articles, or may not be requested."""
    next_try: datetime | None
    """When the first failed URL is due again; None: none failed."""
    started_at: datetime | None
    """Start of the last run; None: there was none."""
    ended_at: datetime | None
    """End of the last run; None: it was killed, or is still going."""
    reason: str | None
    """Why the last run ended."""


def site_statuses(conn: Connection) -> list[SiteStatus]:
    """Return the state of each site in a store, by name."""
    articles = {row.site: row for row in conn.execute(_ARTICLES)}
    rows = conn.execute(_ROWS).all()
    last = {row.site: row for row in conn.execute(select(run).where(run.c.id.in_(_LAST_RUNS)))}
    sites = sorted({*articles, *last, *(row.site for row in rows)})
    statuses = []
    for site in sites:
        own = [row for row in rows if row.site == site]
        stored, latest = articles.get(site), last.get(site)
        statuses.append(
            SiteStatus(
                site,
                articles=stored.articles if stored else 0,
                gone=stored.gone if stored else 0,
                pending=sum(row.rows for row in own if row.state == "pending"),
                failed={row.reason: row.rows for row in own if row.state == "failed"},
                given_up={
                    row.reason.removeprefix(GIVEN_UP): row.rows
                    for row in own
                    if row.state == "done" and row.reason.startswith(GIVEN_UP)
                },
                refused={
                    row.reason.removeprefix(REFUSED): row.rows
                    for row in own
                    if row.state == "done" and row.reason.startswith(REFUSED)
                },
                next_try=min((row.due for row in own if row.state == "failed" and row.due), default=None),
                started_at=latest.started_at if latest else None,
                ended_at=latest.ended_at if latest else None,
                reason=latest.reason if latest else None,
            )
        )
    return statuses


def retry_failures(conn: Connection, reason: str | None = None) -> int:
    """Make failed URLs pending, also those that were given up; return their number.

    ``reason``: only those of this one, and then also what was refused or dropped for it: what a run refuses
    may depend on its settings.
    """
    failed = frontier.c.state == "failed"
    given_up = (frontier.c.state == "done") & frontier.c.reason.startswith(GIVEN_UP, autoescape=True)
    if reason is not None:
        failed &= frontier.c.reason == reason
        left_out = [f"{kind}{reason}" for kind in (GIVEN_UP, REFUSED, DROPPED)]
        can_be = frontier.c.reason != Outcome.bad_address().reason
        given_up = (frontier.c.state == "done") & frontier.c.reason.in_(left_out) & can_be
    values = {"state": "pending", "not_before": None, "tries": 0}
    return conn.execute(update(frontier).where(or_(failed, given_up)).values(values)).rowcount


def addresses_of_reason(conn: Connection, reason: str) -> Iterator[str]:
    """Yield URLs that failed, were given up, refused or dropped for this reason, or that are gone."""
    named = or_(frontier.c.reason == reason, frontier.c.reason.endswith(f":{reason}", autoescape=True))
    query = select(frontier.c.url).where(named).order_by(frontier.c.site, frontier.c.url)
    yield from conn.execute(query).scalars()


_ARTICLES = select(
    article.c.site, func.count().label("articles"), func.count(article.c.gone_at).label("gone")
).group_by(article.c.site)
_ROWS = select(
    frontier.c.site,
    frontier.c.state,
    frontier.c.reason,
    func.count().label("rows"),
    func.min(frontier.c.not_before).label("due"),
).group_by(frontier.c.site, frontier.c.state, frontier.c.reason)
_LAST_RUNS = select(func.max(run.c.id)).group_by(run.c.site)
