"""Checks by time: whether the site publishes as it is used to, and whether its clock is right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from crawler.health.check import Check
from crawler.health.ended import Ended
from crawler.health.history import PastRun
from crawler.health.public_holidays import public_holidays
from crawler.health.silence import Look, Silence, odd_silence
from crawler.stats import ARTICLE_AHEAD, ARTICLE_NEW, FIELD, Numbers
from crawler.text import counted

_EXPECTED, _NEWEST, _CLOCK = "expected", "newest", "clock"
_OF_TIME = frozenset({_EXPECTED, _NEWEST, _CLOCK})
"""What rings though the site answered: such a run has looked."""

FEWEST_DATED = 3
"""Of fewer new articles, one with a wrong year says nothing about the clock."""
FEWEST_FINDS = 8
"""So many earlier runs must have found something, to know how long the site pauses."""
_PAUSES = 2
"""So many times the longest pause of the last weeks the newest article may be old."""


def _unexpected_silence(crawl: Ended, threshold: float) -> str | None:
    silence = _silence(crawl, threshold)
    if silence is None:
        return None
    runs = "1 run" if silence.runs == 1 else f"{silence.runs} runs in a row"
    return (
        f"Nothing new since {_shown(silence.since, crawl.timezone)}, in {runs}, though"
        f" {counted(round(silence.usual), 'article')} would be usual in this time; of {silence.comparable:,}"
        f" earlier runs at such hours {silence.silent} found nothing. Look at the site's front page: if it"
        " publishes there, what the crawl lists is stale (a cache, another address of the feed)."
    )


def _silence(crawl: Ended, threshold: float) -> Silence | None:
    """Return the silence that this run ends with, if it is out of the site's habit."""
    if crawl.numbers.number(ARTICLE_NEW) or threshold <= 0:
        return None
    now = _looked_at(crawl)
    looks = [look for run in crawl.history if (look := _look(run)) and look.at < now]
    if crawl.newest and looks and crawl.newest < now:  # a run that was killed may have found it
        looks.append(Look(crawl.newest, 1))
    looks.sort(key=lambda look: look.at)
    holidays = partial(public_holidays, crawl.timezone)
    return odd_silence(looks, now, _zone(crawl.timezone), holidays, threshold)


def _look(run: PastRun) -> Look | None:
    """Return what an earlier run saw of the site; None: it found nothing because it failed."""
    new = run.numbers.number(ARTICLE_NEW)
    if not new and run.status and not (run.failed_checks and _OF_TIME.issuperset(run.failed_checks)):
        return None
    return Look(run.started_at, new, _EXPECTED in run.failed_checks)


def _nothing_recent(crawl: Ended, threshold: float) -> str | None:
    newest, now = crawl.newest, _looked_at(crawl)
    finds = [run.started_at for run in crawl.history if run.numbers.number(ARTICLE_NEW)]
    if newest is None or len(finds) < FEWEST_FINDS or newest < finds[-1]:
        return None  # a site that had stopped before it was crawled goes on to be silent
    age = now - newest
    pause = max(one - two for one, two in pairwise(finds) if one > newest or two <= newest)
    if age <= max(timedelta(days=threshold), _PAUSES * pause) or _are_undated(crawl, newest):
        return None
    if _silence(crawl, _IMPROBABLE) is not None:
        return None  # that says the same, and more
    found = crawl.numbers.number(ARTICLE_NEW)
    since = f"what is new in this run ({found:,}) is older" if found else "nothing came since"
    return (
        f"The newest article is of {_shown(newest, crawl.timezone)}, {_days(age)} days ago: {since}. The"
        f" longest pause before was {_days(pause)} days. Look at the site's front page: if it publishes"
        " there, what the crawl lists is stale (a cache, another address of the feed)."
    )


def _days(time: timedelta) -> str:
    return f"{time / timedelta(days=1):.1f}"


def _are_undated(crawl: Ended, newest: datetime) -> bool:
    """Say whether something without a date came since: that the dates are gone is for another check."""
    later = [run.numbers for run in crawl.history if run.started_at > newest]
    return any(each.number(ARTICLE_NEW) and not _dated(each) for each in (crawl.numbers, *later))


def _dated(numbers: Numbers) -> int:
    return sum(number for name, number in numbers.by_reason(FIELD).items() if name.endswith("/published_at"))


def _wrong_clock(crawl: Ended, threshold: float) -> str | None:
    new = ahead = 0
    if not crawl.numbers.number(ARTICLE_AHEAD):
        return None
    for numbers in (crawl.numbers, *(run.numbers for run in crawl.history)):
        new += numbers.number(ARTICLE_NEW)
        ahead += numbers.number(ARTICLE_AHEAD)
        if new >= FEWEST_DATED:
            break
    if new < FEWEST_DATED or ahead <= threshold * new:
        return None
    newest = f", the newest {_shown(crawl.newest, crawl.timezone)}" if crawl.newest else ""
    return (
        f"Of the last {counted(new, 'new article')} {ahead} are dated more than a day after they were"
        f" fetched{newest}: the clock of the site is wrong, that of this machine, or another date is"
        " read as theirs (scrapy extract URL --explain)."
    )


def _looked_at(crawl: Ended) -> datetime:
    """When the run asked for news: what came later, it could not see."""
    return crawl.started_at or crawl.now


def _zone(timezone: str | None) -> tzinfo:
    return ZoneInfo(timezone) if timezone else UTC


def _shown(instant: datetime, timezone: str | None) -> str:
    return f"{instant.astimezone(_zone(timezone)):%Y-%m-%d %H:%M} ({timezone or 'UTC'})"


_IMPROBABLE = 2e-4

CHECKS = (
    Check(
        name=_CLOCK,
        question="Were the new articles published before they were fetched?",
        complaint=_wrong_clock,
        default=0.5,
        is_share=True,
        why=(
            "The part of the new articles that may be dated more than a day ahead: single ones are announced"
            " or have a wrong year, most of them only if a clock is wrong. A day is what zones can differ by."
        ),
        least=f"{FEWEST_DATED} new articles, if need be with those of the runs before",
    ),
    Check(
        name=_EXPECTED,
        question="Is something new, or is the site often silent at this hour?",
        complaint=_unexpected_silence,
        default=_IMPROBABLE,
        why=(
            "How probable the silence is, by what the site published in eight weeks. At two in ten thousand"
            " hourly runs ring in vain in one or two of a hundred months, mostly on slow days that no"
            " calendar knows, and two silent runs are enough where ten articles an hour are usual. Public"
            " holidays of the site's country do not count, a slow day counts as slow, and each silence that"
            " rang and ended raises the bar by half."
        ),
        least="14 days with runs, two of this weekday, and 8 runs at times when as much is usual",
        by_history=True,
    ),
    Check(
        name=_NEWEST,
        question="Is the newest article recent?",
        complaint=_nothing_recent,
        default=3,
        why=(
            "Days: a weekend with a holiday. Where pauses were longer in the last weeks, twice the longest."
            " It tells of old articles that come as new, and of a silence that cannot be judged yet."
        ),
        least=f"{FEWEST_FINDS} earlier runs that found something, and an article published since the first",
        by_history=True,
    ),
)
