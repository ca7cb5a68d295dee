"""Each way in which a site falls sick raises the check that is meant for it; a healthy run raises none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.crawler.health.earlier import begin_earlier
from tests.crawler.spider.crawling import Crawled, Folder
from tests.crawler.storing import from_json
from tests.newsroom.server import RunningNewspaper, serve
from tests.services.postgresql import ON_BOTH

pytestmark = pytest.mark.slow("a crawl or several for each check that must fail")

NEW = 8
"""Articles that are published between two crawls."""


@pytest.fixture
def site() -> Iterator[RunningNewspaper]:
    with serve(fixtures=None, generated=30) as running:
        yield running


def publish(site: RunningNewspaper, number: int = NEW) -> None:
    """Publish articles as the newsroom does every hour."""
    for each in range(number):
        slug = f"berita-{len(site.stories)}-{each}"
        city = ("Ambon", "Kupang", "Jambi", "Serang")[each % 4]
        site.publish(
            slug,
            f"Pasar {city} Dibuka Lagi Setelah {each + 2} Pekan",
            [
                f"{city.upper()}, TELEGRAF – Pasar induk {city} dibuka lagi pada hari ke-{each}, Senin.",
                f"Sebanyak {120 + each} pedagang menempati kios baru, kata kepala pasar kepada wartawan.",
            ],
            tags=("Pasar",),
        )


def crawl(folder: Folder, site: RunningNewspaper, *options: str) -> Crawled:
    return folder.crawl(site.url, "RETRY_TIMES=0", "LOG_LEVEL=WARNING", *options)


def failed(folder: Folder) -> list[str]:
    """Return the names of the checks that the last run failed."""
    ((checks,),) = folder.sql("SELECT failed_checks FROM run ORDER BY id DESC LIMIT 1")
    return [each["name"] for each in from_json(checks)]


@ON_BOTH
@pytest.mark.parametrize("way", ["api", "sitemap", "feed", "archive"])
def test_healthy_runs_raise_nothing(way: str, folder: Folder, site: RunningNewspaper) -> None:
    for _ in range(3):
        crawled = crawl(folder, site, f"discover={way}")
        assert (crawled.status, failed(folder)) == (0, []), crawled.log
        publish(site)
    assert len(folder.stored()) == 30 + 2 * NEW
    assert folder.sql("SELECT DISTINCT status, stats ->> 'listing/way' FROM run") == [(0, way)]


def test_a_site_that_is_down(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site)
    site.trouble("", 503)
    assert crawl(folder, site).status == 1
    assert failed(folder) == ["reachable"]


def test_a_site_that_turns_all_away(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site)
    site.trouble("^/$", 403)
    assert crawl(folder, site).status == 1
    assert failed(folder) == ["welcome"]


def test_articles_that_are_all_forbidden(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site, "discover=sitemap")
    publish(site)
    site.trouble("berita", 403)
    assert crawl(folder, site, "discover=sitemap").status == 1
    assert failed(folder) == ["had"]


def test_a_site_that_asks_for_a_long_pause(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site)
    site.trouble("wp-json|sitemap|feed", 429, headers=(("Retry-After", "7200"),))
    assert crawl(folder, site).status == 1
    assert failed(folder) == ["welcome"]


def test_listings_that_name_nothing_any_more(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site, "discover=sitemap")
    empty = b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
    site.trouble("sitemap", 200, body=empty, headers=(("Content-Type", "application/xml"),))
    assert crawl(folder, site, "discover=sitemap").status == 1
    assert failed(folder) == ["listed"]


def test_a_theme_that_prints_no_date(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site, "discover=sitemap")
    publish(site)
    site.redesign(rb"<time.*?</time>|\"date(Published|Modified)\": \"[^\"]*\",", b"")
    crawled = crawl(folder, site, "discover=sitemap")
    assert crawled.status == 1
    assert "published_at" in failed(folder)[0]
    assert "of 8 new articles read from pages 0 have it, of 30 before 100% had" in crawled.log
    assert crawl(folder, site, "discover=sitemap").status == 0  # nothing new, nothing to be judged


def test_half_of_the_articles_without_a_date(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site, "discover=sitemap")
    publish(site)
    publish(site)
    site.redesign(rb"(berita-\d+-[1357]/.*)<time.*?</time>", rb"\1")
    site.redesign(rb"\"date(Published|Modified)\": \"[^\"]*\",(?=.*berita-\d+-[1357]/)", b"")
    assert crawl(folder, site, "discover=sitemap").status == 1
    assert "coverage_published_at" in failed(folder)


@ON_BOTH
def test_an_api_that_is_closed_is_told_for_a_day_and_is_habit_then(
    folder: Folder, site: RunningNewspaper
) -> None:
    crawl(folder, site)
    site.trouble("wp-json", 401)
    publish(site)
    crawled = crawl(folder, site)
    assert (crawled.status, failed(folder)) == (1, ["listings"])
    assert "REST API" in crawled.log
    assert len(folder.stored()) == 30 + NEW  # by another way
    begin_earlier(folder, timedelta(hours=25))
    publish(site)
    crawled = crawl(folder, site)
    assert (crawled.status, failed(folder)) == (0, []), crawled.log


def test_half_of_the_articles_lost(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site, "discover=sitemap")
    publish(site)
    publish(site)
    site.trouble("berita-[0-9]+-[0-4]", 500)
    assert crawl(folder, site, "discover=sitemap").status == 1
    assert failed(folder) == ["kept"]


@ON_BOTH
def test_a_third_of_the_articles_lost_where_none_was_before(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site, "discover=sitemap")
    for _ in range(3):
        publish(site)
    site.trouble("berita-[0-9]+-[0-2]", 403)
    crawled = crawl(folder, site, "discover=sitemap")
    assert crawled.status == 1
    assert failed(folder) == ["failed", "responses"]


@ON_BOTH
def test_articles_that_disappear_together(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site)
    for story in site.stories[3:15]:
        site.trash(story.slug)
    crawled = crawl(folder, site)
    assert (crawled.status, failed(folder)) == (1, ["gone"])
    assert len(folder.gone()) == 12


@ON_BOTH
def test_a_narrowed_run_is_compared_with_nothing(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site, "discover=sitemap")
    publish(site)
    site.redesign(rb"<time.*?</time>|\"date(Published|Modified)\": \"[^\"]*\",", b"")
    assert crawl(folder, site, "discover=sitemap", "section=Nasional").status == 0


@ON_BOTH
def test_a_run_that_failed_before_its_round_is_kept_and_the_next_one_goes_on(
    folder: Folder, site: RunningNewspaper
) -> None:
    site.trouble("^/$", 500)
    assert crawl(folder, site).status == 1
    assert folder.sql("SELECT round, status, scope FROM run") == [(0, 1, "")]
    site.calm()
    assert crawl(folder, site).status == 0
    assert folder.sql("SELECT round, status FROM run") == [(0, 1), (1, 0)]


OWN = "tests.crawler.health.own_checks"


@pytest.mark.parametrize(
    ("checks", "status", "said"),
    [
        (f"{OWN}.many_are_new", 1, "Too little is new."),
        (f"{OWN}.broken", 1, f"The check {OWN}.broken could not be made: KeyError:"),
        (
            f"{OWN}.no_sentence",
            1,
            "no_sentence returned 5, which is neither a sentence nor None.",
        ),
        (f"{OWN}.table, {OWN}.fine", 0, ""),
        (f"{OWN}.number", 2, f"HEALTH_CHECKS={OWN}.number is neither a Check nor a function"),
        (f"{OWN}.none", 2, f"HEALTH_CHECKS={OWN}.none cannot be loaded"),
        (f"{OWN}.table,{OWN}.table", 2, "a check whose name another one has"),
    ],
)
def test_checks_of_ones_own(
    checks: str, status: int, said: str, folder: Folder, site: RunningNewspaper
) -> None:
    crawled = crawl(folder, site, f"HEALTH_CHECKS={checks}")
    assert crawled.status == status, crawled.log
    assert said in crawled.log


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("HEALTH_KEPT=half", "HEALTH_KEPT=half is neither a share from 0 to 1 nor off"),
        ("HEALTH_KEPT=50", "HEALTH_KEPT=50 is neither a share from 0 to 1 nor off"),
        ("HEALTH_HAD=x", "HEALTH_HAD=x is neither a number from 0 on nor off"),
        ("HEALTH_KEPT=-1", "HEALTH_KEPT=-1 is neither a share from 0 to 1 nor off"),
        ("HEALTH_KEEPT=1", "there is no check HEALTH_KEEPT; choose from: HEALTH_READABLE"),
    ],
)
def test_a_threshold_that_is_none_is_a_mistake_of_the_user(
    setting: str, said: str, folder: Folder, site: RunningNewspaper
) -> None:
    crawled = crawl(folder, site, setting)
    assert crawled.status == 2
    assert said in crawled.log


def test_a_check_that_is_off_says_nothing(folder: Folder, site: RunningNewspaper) -> None:
    crawl(folder, site)
    site.trouble("wp-json", 401)
    assert crawl(folder, site, "HEALTH_LISTINGS=off").status == 0
