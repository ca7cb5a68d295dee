"""Sites that list their articles and give none, or few: the verdict on the run, and its one sentence."""

from __future__ import annotations

import pytest

from tests.crawler.spider.crawling import Crawled, Folder, articles
from tests.newsroom.server import RunningNewspaper, serve

pytestmark = pytest.mark.slow("a crawl for each way of being turned away")

CHALLENGE = b"""<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>
<h1>telegraf.test</h1><p>Verifying you are human. This may take a few seconds.</p>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>"""

PRICE = (("crawler-price", "USD 0.01"),)
SITEMAP = ("discover=sitemap", "RETRY_TIMES=0", "LOG_LEVEL=WARNING")


def crawl(folder: Folder, site: RunningNewspaper, *options: str) -> Crawled:
    return folder.crawl(site.url, *SITEMAP, *options)


def errors(crawled: Crawled) -> list[str]:
    """Return what the log of the README's cron line holds about a crawl that failed."""
    return [line.partition("ERROR: ")[2] for line in crawled.log.splitlines() if "ERROR" in line]


def due_now(folder: Folder) -> None:
    folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")


STORY = ["Kapal itu tiba di pelabuhan pada Senin pagi, kata nakhodanya kepada wartawan."]


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize("status", [401, 403, 429, 451, 500])
def test_a_first_run_in_which_each_article_is_refused(status: int, number: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=number) as site:
        site.trouble("nomor", status)
        crawled = crawl(folder, site)
    assert crawled.status == 1
    articles = "1 article" if number == 1 else f"{number} articles"
    assert errors(crawled) == [f"Of {articles} none could be had: http_{status} {number}."]


def test_challenge_pages_in_place_of_all_articles(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("nomor", 200, body=CHALLENGE)
        crawled = crawl(folder, site)
        assert (crawled.status, errors(crawled)) == (
            1,
            ["Of 3 articles none could be had: challenge 3."],
        )
        site.calm()
        due_now(folder)
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)


def test_a_later_run_that_is_refused_stays_sick_until_it_has_an_article(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        assert crawl(folder, site).status == 0
        for number in range(3):
            site.publish(f"baru-{number}", f"Baru {number}", STORY)
        site.trouble("baru", 403)
        crawled = crawl(folder, site)
        assert (crawled.status, errors(crawled)) == (1, ["Of 3 articles none could be had: http_403 3."])
        due_now(folder)
        assert crawl(folder, site).status == 1  # the same three: no recovery
        assert crawl(folder, site).status == 1  # none of them is due: that is no recovery either
        site.calm()
        due_now(folder)
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)
        assert folder.gone() == set()


def test_one_article_that_is_taken_down_does_not_ring_each_hour(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        assert crawl(folder, site).status == 0
        site.publish("dilarang", "Dilarang", STORY)
        site.trouble("dilarang", 451)
        for _ in range(2):
            assert crawl(folder, site).status == 0
            due_now(folder)
    assert folder.sql("SELECT state, reason, tries FROM frontier WHERE url LIKE '%dilarang%'") == [
        ("failed", "http_451", 2)
    ]


def test_old_failures_that_fail_again_are_no_news(folder: Folder) -> None:
    with serve(fixtures=None, generated=26) as site:
        site.trouble("nomor-2[0-9]/|nomor-1[5-9]/", 403)  # a paid section
        first = crawl(folder, site)
        lost = len(articles(site)) - len(folder.stored())
        assert (first.status, lost) == (0, 12)  # fewer than half
        for number in range(3):
            site.publish(f"baru-{number}", f"Baru {number}", STORY)
        due_now(folder)
        assert crawl(folder, site).status == 0
        ((counted,),) = folder.sql("SELECT stats ->> 'article/failed_again/http_403' FROM run WHERE id = 2")
        assert int(counted) == lost


def test_a_run_that_loses_most_of_what_it_asks(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as site:
        site.trouble("nomor-[2-8]/", 403)
        site.trouble("nomor-9/", 503)
        crawled = crawl(folder, site)
    assert crawled.status == 1
    assert errors(crawled) == ["Of 12 articles 8 were lost: http_403 7, http_503 1."]
    assert len(folder.stored()) == 4


def test_a_site_that_turns_away_is_left_after_a_hundred_articles(folder: Folder) -> None:
    with serve(fixtures=None, generated=150) as site:
        site.trouble("nomor", 403)
        crawled = crawl(folder, site)
        asked = len(site.asked("nomor"))
    assert crawled.status == 1
    assert errors(crawled) == [
        f"{site.url}/ turns the crawl away: 100 articles in a row could not be had (http_403 100)."
        " What is left waits for the next run."
    ]
    assert 100 <= asked <= 110
    ((waiting,),) = folder.sql("SELECT count(*) FROM frontier WHERE kind = 'article' AND state = 'pending'")
    assert waiting >= 40


def test_a_first_run_in_which_robots_forbids_each_article(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, robots="Disallow: /*nomor") as site:
        crawled = crawl(folder, site)
        assert not site.asked("nomor")
    assert (crawled.status, errors(crawled)) == (
        1,
        ["robots.txt forbids what the site names (3 articles): nothing may be read."],
    )


def test_named_articles_of_which_none_can_be_had(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        assert crawl(folder, site).status == 0
        site.trouble(site.stories[0].slug, 403)
        names = folder.path / "urls.txt"
        names.write_text(f"{site.url}/{site.stories[0].slug}/\n")
        crawled = folder.crawl(site.url, f"urls={names}", "RETRY_TIMES=0", "LOG_LEVEL=WARNING")
    assert (crawled.status, len(errors(crawled))) == (1, 1)
    assert "http_403 1" in errors(crawled)[0]


def test_articles_for_which_money_is_asked(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("nomor", 402, headers=PRICE)
        crawled = crawl(folder, site)
        assert crawled.status == 1
        assert errors(crawled) == [
            "Of 3 articles none could be had: payment_required 3"
            " (the site asks for payment: crawler-price: USD 0.01)."
        ]
        assert len(site.asked("nomor")) == 3
        site.calm()
        due_now(folder)
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)


def test_a_front_page_for_which_money_is_asked(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("^/$", 402, headers=PRICE)
        crawled = crawl(folder, site)
    assert (crawled.status, errors(crawled)) == (
        1,
        [f"{site.url}/ responds with status 402: it asks for payment (crawler-price: USD 0.01)."],
    )


def test_listings_for_which_money_is_asked(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("sitemap", 402, headers=PRICE)
        crawled = crawl(folder, site)
        assert (crawled.status, len(errors(crawled))) == (1, 1)
        assert "payment_required at" in errors(crawled)[0]
        site.calm()
        due_now(folder)
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)


@pytest.mark.parametrize("wall", ["/", "/tidak-ada/"])
def test_articles_that_redirect_to_a_wall_on_another_host_are_tried_again(wall: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=1) as other, serve(fixtures=None, generated=2) as site:
        elsewhere = other.url.replace("127.0.0.1", "localhost") + wall
        site.trouble("nomor", 302, headers=(("Location", elsewhere),))
        crawled = crawl(folder, site, "PRIVATE_NETWORKS=localhost")
        assert (crawled.status, errors(crawled)) == (
            1,
            ["Of 2 articles none could be had: other_site 2."],
        )
        site.calm()
        due_now(folder)
        assert crawl(folder, site).status == 0
        assert folder.stored() == articles(site)


def test_an_article_that_moved_to_another_site_for_good_is_refused(folder: Folder) -> None:
    with serve(fixtures=None, generated=1) as other, serve(fixtures=None, generated=3) as site:
        elsewhere = other.url.replace("127.0.0.1", "localhost") + "/"
        site.trouble(site.stories[0].slug, 301, headers=(("Location", elsewhere),))
        crawled = crawl(folder, site, "PRIVATE_NETWORKS=localhost")
    assert (crawled.status, len(folder.stored())) == (0, 2)
    assert folder.sql("SELECT count(*) FROM frontier WHERE reason = 'refused:other_site'") == [(1,)]
