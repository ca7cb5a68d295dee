"""Checks that compare a run with earlier ones: what they take together, and what they leave alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler import stats
from crawler.finish_reasons import FINISHED
from crawler.health import CHECKS, Ended, judge
from crawler.health.history import PastRun
from crawler.stats import FIELD, Numbers

NOW = datetime(2026, 11, 30, 9, 17, tzinfo=UTC)
OK = stats.RESPONSES_OK.of("00")


def fields(number: int, source: str = "page", **have: int) -> dict[str, Any]:
    """Return what a run counts that stored so many new articles, of which so many have these fields."""
    counted = {FIELD.of(f"{source}/{name}"): each for name, each in have.items()}
    return {OK: number, stats.ARTICLE_NEW.name: number, FIELD.of(f"{source}/articles"): number, **counted}


def past(numbers: dict[str, Any], *, hours: float, failed: Iterable[str] = ()) -> PastRun:
    at = NOW - timedelta(hours=hours)
    return PastRun(
        id=1,
        started_at=at,
        ended_at=at,
        status=int(bool(tuple(failed))),
        numbers=Numbers(numbers),
        failed_checks=tuple(failed),
    )


def names(numbers: dict[str, Any], *history: PastRun) -> list[str]:
    crawl = Ended(Numbers(numbers), FINISHED, history=history, now=NOW)
    return [each.name for each in judge(crawl)]


USUAL = past(fields(100, published_at=100, published_time=100, authors=90, caption=60, tags=100), hours=200)
WHOLE = ("published_at", "published_time", "authors", "caption", "tags")


def like_usual(number: int, **other: int) -> dict[str, Any]:
    have = {**dict.fromkeys(WHOLE, number), **other}
    return fields(number, "page", **have)


def test_what_is_as_usual_is_well() -> None:
    assert names(like_usual(8), USUAL) == []
    assert names({OK: 3}, USUAL) == []


@pytest.mark.parametrize(
    ("numbers", "failed"),
    [
        (like_usual(2, authors=0), []),  # too few to judge
        (like_usual(15, authors=0), []),  # a page of editorials
        (like_usual(24, authors=0), ["coverage_authors"]),
        (like_usual(24, authors=15), []),
        (like_usual(4, published_at=0, published_time=0), ["coverage_published_at"]),
        (like_usual(10, published_at=5, published_time=5), ["coverage_published_at"]),
        (like_usual(10, published_time=0), ["coverage_published_time"]),  # the day alone is left
        (like_usual(40, caption=0), []),  # a desk that leaves captions out
    ],
)
def test_a_field_that_is_lost_is_named(numbers: dict[str, Any], failed: list[str]) -> None:
    assert names(numbers, USUAL) == failed


def test_a_field_that_the_newsroom_writes_is_missed_after_a_day() -> None:
    morning = past(like_usual(12, caption=0), hours=5)
    yesterday = past(like_usual(12, caption=0), hours=22)
    assert names(like_usual(12, caption=0), morning, USUAL) == []
    assert names(like_usual(12, caption=0), morning, yesterday, USUAL) == ["coverage_caption"]
    assert names(like_usual(12, caption=4), morning, past(like_usual(12), hours=22), USUAL) == []


def test_a_field_that_few_articles_had_before_is_no_loss() -> None:
    rare = past(fields(100, authors=4), hours=200)
    assert names(fields(30, authors=0), rare) == []


def test_a_site_of_which_little_is_known_is_not_judged() -> None:
    assert names(like_usual(10, authors=0), past(fields(15, authors=15), hours=30)) == []


def test_articles_of_one_source_are_not_compared_with_those_of_another() -> None:
    pages = past(fields(100, authors=100), hours=200)
    assert names(fields(20, source="api"), pages) == []


def test_the_few_articles_of_some_runs_are_judged_together() -> None:
    hours = [past(like_usual(1, published_at=0, published_time=0), hours=each) for each in (1, 2, 3)]
    single = like_usual(1, published_at=0, published_time=0)
    assert names(single, USUAL) == []
    assert names(single, *hours, USUAL) == ["coverage_published_at"]


def test_articles_of_other_days_are_not_judged_with_those_of_today() -> None:
    days = [past(like_usual(1, published_at=0, published_time=0), hours=each) for each in (30, 60, 90)]
    assert names(like_usual(1, published_at=0, published_time=0), *days, USUAL) == []


def test_what_is_lost_stays_an_alarm_until_it_is_back() -> None:
    lacking = like_usual(24, authors=0)
    sick = [past(lacking, hours=each, failed=["coverage_authors"]) for each in range(30, 180, 30)]
    assert names(lacking, *sick, USUAL) == ["coverage_authors"]
    assert names(like_usual(24), *sick, USUAL) == []


def test_a_field_that_is_back_is_no_alarm_though_the_runs_before_lacked_it() -> None:
    lacking = past(like_usual(12, published_at=0, published_time=0), hours=1)
    assert names(like_usual(9), lacking, USUAL) == []
    assert names(like_usual(9, published_at=4, published_time=4), lacking, USUAL) != []


def test_all_fields_that_are_lost_are_told() -> None:
    assert names(like_usual(24, authors=0, published_time=0), USUAL) == [
        "coverage_authors",
        "coverage_published_time",
    ]


def test_a_site_that_fails_by_itself_is_told_by_that_alone() -> None:
    numbers = {**like_usual(10, authors=0), stats.ARTICLE_FAILED.of("http_503"): 15}
    assert names(numbers, USUAL) == ["kept"]


def test_listings_that_mostly_fail_are_told_without_a_history() -> None:
    numbers = {OK: 9, stats.LISTING_READ.name: 2, stats.LISTING_FAILED.of("http_503"): 3}
    assert names(numbers) == ["listed"]
    assert names({**numbers, stats.LISTING_READ.name: 3}) == []
    assert names({**numbers, stats.LISTING_FAILED.of("http_503"): 2}) == []


def by(way: str, **unused: str) -> dict[str, Any]:
    told = {stats.LISTING_UNUSED.of(name): reason for name, reason in unused.items()}
    return {OK: 5, stats.LISTING_WAY.name: way, **told}


def test_a_source_that_answered_before_and_refuses_now_is_told_for_a_day() -> None:
    before = past(by("api"), hours=40)
    closed = by("sitemap", api="http_401")
    assert names(closed, before) == ["listings"]
    since = [past(closed, hours=each, failed=["listings"]) for each in (1, 20)]
    assert names(closed, *since, before) == ["listings"]
    assert names(closed, past(closed, hours=25, failed=["listings"]), before) == []


def test_another_source_by_the_users_own_option_is_no_alarm() -> None:
    assert names(by("sitemap"), past(by("api"), hours=1)) == []


def refused(read: int, refused: int, again: int = 0) -> dict[str, Any]:
    return {
        OK: read,
        stats.ARTICLE_NEW.name: read - refused,
        stats.PAGE_READ.name: read - refused,
        stats.ARTICLE_REFUSED.of("login_wall"): refused,
        stats.PAGE_REFUSED.name: refused,
        stats.PAGE_UNREADABLE.name: refused - again,
        stats.PAGE_REFUSED_AGAIN.name: again,
    }


def test_a_wall_before_a_part_of_the_articles_is_told() -> None:
    usual = past(refused(200, 4), hours=200)
    assert names(refused(12, 6), usual) == ["refused"]
    assert names(refused(12, 2), usual) == []
    assert names(refused(12, 6, again=6), usual) == []


def test_each_check_says_what_its_threshold_is_for() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert check.why.endswith("."), check.name
        assert check.question.endswith("?"), check.name
        assert check.least, check.name
