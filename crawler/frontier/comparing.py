"""Whether a known URL that a listing names is to be requested again: what it says of it now and said then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import RowMapping

from crawler.dates import to_instant
from crawler.frontier.round import Round
from crawler.rows import Candidate, Outcome

CLAIM = "claim"
"""Key of an article row's ``meta``: what a listing claims about it, see :mod:`crawler.frontier.claims`."""

_DAY = timedelta(days=1)
_ZONES = timedelta(hours=14)
"""How much later than in UTC a day may end in another zone."""

_CLOCKS = timedelta(hours=1)
"""How far the site's clock may differ from ours, or its cache be behind."""

_NOT_READ = ("given_up", "refused:robots", "refused:crawl_delay")
"""Reasons of listings that are tried whenever they are named: a rule that still holds costs nothing."""

AGAIN = 3
"""So many complete rounds ask again for an article that listings name and that was not had.

A page without an article can stand for a day where one belongs: a notice of maintenance, an empty frame that
a script fills. A static page that a sitemap names stays one.
"""

Need = Literal["now", "claim", "no"]
"""``claim``: it was read, and the listing says that it changed since."""


def need_of(each: Candidate, row: RowMapping, current: Round) -> Need:
    """Say whether a known URL is to be requested (again) in this round."""
    changed = is_changed(each.lastmod, row["lastmod"], row["asked_at"], current.now)
    if row["kind"] == "listing":
        if row["round"] == current.number:
            return "no"
        is_read = row["state"] == "done" and not row["reason"].startswith(_NOT_READ)
        return "now" if current.complete or changed or each.lastmod is None or not is_read else "no"
    if row["state"] == "pending":
        return "no"
    if current.complete and row["round"] != current.number and may_be_whole_now(row, current):
        return "now"
    if row["state"] == "failed":  # a date that is always now must not undo its wait
        return "now" if changed and not current.is_doubted else "no"
    if row["reason"] == "gone" and (row["not_before"] is None or row["not_before"] <= current.now):
        return "now"  # it is named again: that is believed at once the first time, later it has to wait
    if not changed:
        return "no"
    listed, known = each.lastmod or "", row["lastmod"] or ""
    # A site that names the same day again says nothing new, see is_changed.
    return "now" if _is_day(listed) and known.startswith(listed) else "claim"


def may_be_whole_now(row: RowMapping, current: Round) -> bool:
    """Say whether an article that was not had may be asked again, because a complete round names it.

    Its page refused it, or it was given up: not often enough to believe that for ever.
    """
    reason = row["reason"] or ""
    if row["kind"] != "article" or row["state"] != "done":
        return False
    if reason.startswith("given_up:"):
        return bool(row["tries"] < current.max_tries + AGAIN)
    return Outcome.done(reason).may_pass and row["tries"] <= AGAIN


def is_newly_claimed(each: Candidate, row: RowMapping, current: Round) -> bool:
    """Say whether a listing claims more of an article than was noted."""
    claim = noted_claim(row)
    return claim is None or is_changed(each.lastmod, claim["lastmod"], None, current.now)


def noted_claim(row: RowMapping) -> dict[str, Any] | None:
    """Return the claim that was noted of an article's row; None: none."""
    claim: dict[str, Any] | None = (row["meta"] or {}).get(CLAIM)
    return claim


def claim_of(each: Candidate, row: RowMapping, current: Round) -> dict[str, Any]:
    """Return ``meta`` of an article's row with what a listing claims: that it changed since it was read."""
    claim = {
        "lastmod": each.lastmod,
        "source": each.source,
        "was": row["reason"],
        "round": current.number,
    }
    return {**(row["meta"] or {}), **each.meta, CLAIM: claim}


def is_changed(listed: str | None, known: str | None, asked_at: datetime | None, now: datetime) -> bool:
    """Say whether a URL changed since it was requested, by the listing's ``lastmod`` now and then.

    A clock that was ahead of ours is not believed for ever. A date alone does not show an edit later on that
    day: what was requested before the day was over is requested once more afterwards.
    """
    if listed is None:
        return False
    changed = to_instant(listed)
    is_day = _is_day(listed)
    if known is None:
        until = changed + _DAY if changed and is_day else changed
        return asked_at is None or until is None or until > asked_at - _CLOCKS
    if is_day and known.startswith(listed):
        over = changed + _DAY + _ZONES if changed else None
        return asked_at is not None and over is not None and asked_at < over <= now
    before = to_instant(known)
    if changed is None or before is None:
        return listed != known
    return changed > before or (changed != before and before > now)


def _is_day(lastmod: str) -> bool:
    return len(lastmod) <= len("2016-09-06")
