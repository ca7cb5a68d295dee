"""Whether silence is noticed, and only silence: months of newspapers, judged run by run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crawler import stats
from crawler.finish_reasons import FINISHED
from crawler.health import CHECKS, Ended, judge
from crawler.health import rhythm as module
from crawler.health.history import DAYS, PastRun
from crawler.health.public_holidays import country_of, public_holidays
from crawler.stats import Numbers
from crawler.store.schema import run
from tests.crawler.health.earlier import begin_earlier
from tests.crawler.health.months import START, Paper, Schedule, found
from tests.crawler.spider.crawling import ROOT, Folder
from tests.crawler.storing import from_json
from tests.newsroom.server import serve
from tests.services.postgresql import ON_BOTH, opened

JAKARTA = "Asia/Jakarta"
HOUR = timedelta(hours=1)
LOOKED = stats.LISTING_READ.name
NEW = stats.ARTICLE_NEW.name
RHYTHM = tuple(check for check in CHECKS if check.name in ("clock", "expected", "newest"))


def past(at: datetime, new: int, *failed: str, status: int | None = None, **numbers: int) -> PastRun:
    kept: dict[str, Any] = {NEW: new, LOOKED: 1, "field/page/published_at": new, **numbers}
    exit_status = (1 if failed else 0) if status is None else status
    return PastRun(1, at, at, exit_status, Numbers(kept), failed)


def crawl(now: datetime, history: list[PastRun], new: int = 0, **known: Any) -> Ended:
    """Return a crawl after others, which are in the order of time."""
    kept = {NEW: new, LOOKED: 1, **known.pop("numbers", {})}
    known.setdefault("timezone", JAKARTA)
    return Ended(Numbers(kept), FINISHED, history=history[::-1], now=now, **known)


def rung(crawl: Ended) -> dict[str, str]:
    """Return the checks of this file that fail, with their sentences."""
    return {each.name: each.sentence for each in judge(crawl, RHYTHM)}


def rings(paper: Paper, days: int, seed: int, schedule: Schedule | None = None) -> Iterator[float]:
    """Yield the hours of the runs that ring."""
    history: list[PastRun] = []
    for hour, new in found(paper, schedule or Schedule(), days, seed):
        at = START + hour * HOUR
        if new is None:
            history.append(past(at, 0, "reachable"))
            continue
        history = [run for run in history if at - run.started_at < timedelta(days=DAYS)]
        failed = rung(crawl(at, history, new))
        if "expected" in failed:
            yield hour
        history.append(past(at, new, *failed))


HEALTHY: dict[str, tuple[Paper, Schedule]] = {
    "ten an hour, and a slow day": (Paper(slow={24: 0.4}), Schedule()),
    "five an hour": (Paper(rate=5), Schedule()),
    "in bursts": (Paper(burst=2), Schedule()),
    "five a day": (Paper(rate=1 / 3), Schedule(every=2)),
    "an import, and a machine that is off": (Paper(imports={17: 2000}), Schedule(off=(435, 500))),
    "every three hours": (Paper(noise=0.3), Schedule(every=3)),
}


@pytest.mark.parametrize(("paper", "schedule"), HEALTHY.values(), ids=HEALTHY)
def test_a_site_that_is_well_never_rings(paper: Paper, schedule: Schedule) -> None:
    assert list(rings(paper, 26, seed=4, schedule=schedule)) == []


@pytest.mark.slow("looks at years of runs")
def test_a_silent_public_holiday_does_not_ring_and_the_same_day_in_another_month_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = Paper(slow={22: 0})  # a Tuesday
    assert list(rings(paper, 23, seed=1))

    def holidays(timezone: str | None, first: date, last: date) -> Collection[date]:
        assert timezone == JAKARTA
        holiday = (START + timedelta(days=22)).date()
        return [holiday] if first <= holiday <= last else []

    monkeypatch.setattr(module, "public_holidays", holidays)
    assert list(rings(paper, 25, seed=1)) == []


@pytest.mark.slow("looks at years of runs")
@pytest.mark.parametrize("hour", [0, 7.5, 10, 15.5])
@pytest.mark.parametrize("day", [19, 21])
def test_a_site_that_dies_is_noticed_within_its_second_silent_run_of_working_hours(
    hour: float, day: int
) -> None:
    paper = Paper(dies=day * 24 + hour)
    first = next(rings(paper, day + 2, seed=3, schedule=Schedule(missed=0, failed=0)))
    found_last = max(paper.dies, day * 24 + paper.opens) + 1  # the run after it finds the last ones
    assert paper.dies < first <= found_last + 2


def test_a_dead_site_goes_on_ringing_by_day_and_night_until_its_habit_is_forgotten() -> None:
    every = Schedule(every=8, missed=0, failed=0)
    hours = list(rings(Paper(dies=21 * 24), 75, seed=2, schedule=every))
    assert max(two - one for one, two in pairwise(hours)) < 8.1
    assert 21 * 24 < hours[0] < 22 * 24 + 1
    assert 60 * 24 < hours[-1] < 70 * 24


def month(new: int = 10, days: int = 21) -> list[PastRun]:
    """Return a run an hour, each of which finds so much."""
    return [past(START + number * HOUR, new) for number in range(days * 24)]


def test_the_sentence_says_what_is_usual_and_what_to_do() -> None:
    history = month()
    silent = [past(history[-1].started_at + HOUR, 0)]
    sentence = rung(crawl(silent[-1].started_at + HOUR, history + silent))["expected"]
    assert sentence == (
        "Nothing new since 2026-10-25 23:00 (Asia/Jakarta), in 2 runs in a row, though 20 articles would be"
        " usual in this time; of 503 earlier runs at such hours 0 found nothing. Look at the site's front"
        " page: if it publishes there, what the crawl lists is stale (a cache, another address of the feed)."
    )


def test_runs_that_failed_or_were_killed_are_no_silence() -> None:
    history = month()
    last = history[-1].started_at
    down = [past(last + number * HOUR, 0, "reachable") for number in range(1, 20)]
    assert rung(crawl(last + 2 * HOUR, history[:-1]))  # these are silent
    killed_at = last + 19.8 * HOUR  # what a killed run stored is in the store, and it is not in the history
    assert rung(crawl(last + 20 * HOUR, history + down, newest=killed_at)) == {}


def test_a_run_that_took_long_is_judged_by_when_it_looked() -> None:
    history = month()
    last = history[-1].started_at
    assert rung(crawl(last + 9 * HOUR, history))
    assert rung(crawl(last + 9 * HOUR, history, started_at=last + HOUR / 2)) == {}


def test_what_is_silent_each_week_is_a_habit_though_it_rang() -> None:
    def new(at: datetime) -> int:
        return 0 if at.weekday() == 2 and at.hour >= 12 else 10

    history: list[PastRun] = []
    days = []
    for number in range(35 * 24):
        at = START + number * HOUR
        failed = rung(crawl(at, history, new(at))) if new(at) == 0 and at.hour % 4 == 0 else {}
        days += [at.date()] if failed else []
        history.append(past(at, new(at), *failed))
    assert days == []


@pytest.mark.parametrize("days", [0, 1, 13])
def test_a_history_of_less_than_two_weeks_says_nothing_of_a_silence(days: int) -> None:
    now = START + (days * 24 + 12) * HOUR
    assert rung(crawl(now, month(days=days))) == {}


def dated(ahead: int, of: int) -> dict[str, Any]:
    return {NEW: of, stats.ARTICLE_AHEAD.name: ahead}


@pytest.mark.parametrize(
    ("now", "before", "is_wrong"),
    [
        (dated(3, 3), dated(0, 50), True),
        (dated(2, 4), dated(0, 50), False),  # half of them may be announced
        (dated(1, 1), dated(0, 50), False),  # one may have a wrong year
        (dated(1, 1), dated(2, 2), True),  # one after another
        (dated(0, 1), dated(9, 9), False),  # it is over
    ],
)
def test_the_clock_of_a_site_is_wrong_if_most_new_articles_are_ahead(
    now: dict[str, Any], before: dict[str, Any], is_wrong: bool
) -> None:
    at = START + 400 * HOUR
    history = [past(START, 50), PastRun(1, at - HOUR, at - HOUR, 0, Numbers(before))]
    crawled = crawl(at, history, newest=at + 365 * 24 * HOUR, numbers=now)
    assert ("clock" in rung(crawled)) == is_wrong
    if is_wrong:
        assert "dated more than a day after they were fetched, the newest 2027-" in rung(crawled)["clock"]


def daily(days: int) -> list[PastRun]:
    """Return a run a day that always finds something."""
    return [past(START + number * 24 * HOUR, 5) for number in range(days)]


@pytest.mark.parametrize(("age", "is_old"), [(2.9, False), (3.1, True)])
def test_old_articles_that_come_as_new_are_told_by_the_newest(age: float, is_old: bool) -> None:
    history = daily(12)
    now = history[-1].started_at + 24 * HOUR
    failed = rung(
        crawl(now, history, new=4, newest=now - age * 24 * HOUR, numbers={"field/page/published_at": 4})
    )
    assert list(failed) == (["newest"] if is_old else [])
    if is_old:
        assert (
            "3.1 days ago: what is new in this run (4) is older. The longest pause before was 1.0 days."
            in (failed["newest"])
        )


def test_articles_without_dates_and_a_site_that_stopped_long_ago_say_nothing_of_the_newest() -> None:
    history = daily(12)
    now = history[-1].started_at + 24 * HOUR
    assert rung(crawl(now, history, new=4, newest=now - 5 * 24 * HOUR)) == {}  # undated
    assert rung(crawl(now, history, newest=START - 500 * 24 * HOUR)) == {}


def test_a_paper_with_long_pauses_is_given_twice_the_longest() -> None:
    history = [past(START + number * 168 * HOUR, 5) for number in range(9)]
    last = history[-1].started_at
    assert rung(crawl(last + 13 * 24 * HOUR, history, newest=last)) == {}
    assert list(rung(crawl(last + 15 * 24 * HOUR, history, newest=last))) == ["newest"]


def test_holidays_are_those_of_the_country_of_the_zone() -> None:
    assert (country_of(JAKARTA), country_of("Europe/Berlin"), country_of("UTC")) == ("ID", "DE", None)
    eid = set(public_holidays(JAKARTA, date(2026, 3, 15), date(2026, 3, 24)))
    assert eid == {date(2026, 3, day) for day in range(18, 25)}  # with those that the government gives
    assert not public_holidays(JAKARTA, date(2026, 3, 25), date(2026, 3, 26))
    assert not public_holidays(None, date(2026, 3, 15), date(2026, 3, 24))
    new_year = date(2026, 12, 31), date(2027, 1, 1)
    assert list(public_holidays("Europe/Berlin", *new_year)) == [date(2027, 1, 1)]
    estimated = set(public_holidays(JAKARTA, date(2027, 3, 9), date(2027, 3, 12)))
    assert estimated == {date(2027, 3, day) for day in range(9, 13)}  # the moon may be seen a day later


def test_the_calendar_is_imported_only_for_a_silence_that_would_ring() -> None:
    code = "import sys, crawler.health; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@ON_BOTH
def test_a_crawl_of_a_site_that_fell_silent_ends_with_status_1(folder: Folder) -> None:
    with serve(fixtures=None, generated=2) as site:
        folder.crawl(site.url, spider="newspaper")
        fill(folder, silent=3)
        crawled = folder.crawl(site.url, spider="newspaper")
        assert crawled.status == 1
        assert failed(folder) == ["expected"]
        assert "Nothing new since " in crawled.log
        off = folder.crawl(site.url, "HEALTH_EXPECTED=off", spider="newspaper")
        assert (off.status, failed(folder)) == (0, [])


def test_a_crawl_of_a_site_whose_clock_is_a_year_ahead_ends_with_status_1(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with serve(fixtures=None, generated=2) as site:
        assert folder.crawl(site.url).status == 0
        for number, city in enumerate(("Ambon", "Kupang", "Jambi")):
            published = datetime.now(UTC) + timedelta(days=365, minutes=number)
            paragraphs = [
                f"{city.upper()}, TELEGRAF – Pasar induk {city} dibuka lagi oleh {number} wali kota."
            ]
            site.publish(f"pasar-{number}", f"Pasar {city} Dibuka Lagi", paragraphs, published)
        assert folder.crawl(site.url).status == 1
        assert failed(folder) == ["clock"]


def fill(folder: Folder, silent: int) -> None:
    """Give a site whose zone is not known the history of a month; in its last hours nothing came."""
    begin_earlier(folder, timedelta(days=31))
    now = datetime.now(UTC)
    with opened(folder.url) as store, store.begin() as conn:
        (first,) = conn.execute(run.select()).mappings()
        kept = {
            "site": first["site"],
            "scope": "",
            "round": 1,
            "complete": False,
            "reason": FINISHED,
            "status": 0,
        }
        for hour in range(24 * 30, 0, -1):
            at = now - hour * HOUR
            numbers = {**first["stats"], NEW: 0 if hour <= silent else 9}
            conn.execute(run.insert().values(**kept, started_at=at, ended_at=at, stats=numbers))


def failed(folder: Folder) -> list[str]:
    """Return the names of the checks that the last run failed."""
    ((checks,),) = folder.sql("SELECT failed_checks FROM run ORDER BY id DESC LIMIT 1")
    return [each["name"] for each in from_json(checks)]
