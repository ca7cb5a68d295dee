"""robots.txt that cannot be had, leads elsewhere, or changes: what is crawled, and what is said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

SITEMAP = "discover=sitemap"
ONCE = "RETRY_TIMES=0"
BUSY = Answer(b"sibuk", 503, "text/plain")
NOT_THERE = {path: Answer(b"", 404, "text/html") for path in ("/wp-sitemap.xml", "/?sitemap=index")}
"""The sitemap of the newspaper itself, at the usual places, is not there."""
FRONT = Answer(b"<!DOCTYPE html><title>Koran</title>\nUser-agent: *\nDisallow: /\n", 200, "text/html")


def text(*lines: str) -> Answer:
    return Answer("\n".join(["User-agent: *", *lines, ""]).encode(), 200, "text/plain")


def moved(to: str) -> Answer:
    return Answer(b"", 301, "text/plain", (("Location", to),))


@dataclass
class Robots:
    """What the newspaper answers for robots.txt, one after the other; the last one for ever."""

    answers: list[Answer] = field(default_factory=list)

    def spoil(self, path: str, answer: Answer) -> Answer:
        if path.partition("?")[0] != "/robots.txt" or not self.answers:
            return answer
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def newspaper(*answers: Answer, generated: int = 4) -> Iterator[tuple[RunningNewspaper, Robots]]:
    with serve(fixtures=None, generated=generated) as site:
        robots = Robots(list(answers))
        site.spoil = robots.spoil
        yield site, robots


def kept(folder: Folder) -> dict[str, str | None]:
    ((mark,),) = folder.sql("SELECT mark FROM frontier WHERE way = 'robots'")
    found: dict[str, str | None] = json.loads(mark)
    return found


def change(folder: Folder, **values: str) -> None:
    """Change what is kept of robots.txt, as if time had passed."""
    changed = json.dumps(kept(folder) | values)
    folder.sql("UPDATE frontier SET mark = ? WHERE way = 'robots'", changed)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 418])
def test_a_robots_txt_that_is_not_there_or_not_for_us_has_no_rules(status: int, folder: Folder) -> None:
    with newspaper(Answer(b"User-agent: *\nDisallow: /\n", status, "text/plain")) as (site, _):
        crawled = folder.crawl(site.url, SITEMAP)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert len(site.asked("robots.txt")) == 1


@pytest.mark.parametrize("answer", [Answer(b"", 204, "text/plain"), Answer(b"", 200, "text/plain"), FRONT])
def test_an_answer_without_rules_allows_everything(answer: Answer, folder: Folder) -> None:
    with newspaper(answer) as (site, _):
        assert folder.crawl(site.url, SITEMAP).urls == articles(site)


@pytest.mark.parametrize("status", [429, 500, 501, 503, 520, 525, 304])
def test_while_robots_txt_cannot_be_had_nothing_is_requested(status: int, folder: Folder) -> None:
    with newspaper(Answer(b"User-agent: *\nAllow: /\n", status, "text/plain")) as (site, robots):
        crawled = folder.crawl(site.url, SITEMAP)
        assert (crawled.status, crawled.lines) == (1, [])
        assert f"{site.url}/robots.txt cannot be read (http_{status})" in crawled.log
        assert crawled.log.count("cannot be read") == 1
        assert set(site.asked()) == {"/robots.txt"}
        assert len(site.asked()) == 3
        robots.answers = []
        assert folder.crawl(site.url, SITEMAP).urls == articles(site)
        assert kept(folder)["unreachable_since"] is None


def test_a_robots_txt_that_is_cut_off_or_hangs_cannot_be_had(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("robots.txt", 200, body=b"User-agent: *\nAllow: /\n" * 9, cut=True)
        crawled = folder.crawl(site.url, SITEMAP, ONCE)
        assert (crawled.status, crawled.lines) == (1, [])
        assert f"{site.url}/robots.txt cannot be read (cut_off)" in crawled.log
        site.calm()
        site.trouble("robots.txt", delay=5)
        crawled = folder.crawl(site.url, SITEMAP, ONCE, "DOWNLOAD_TIMEOUT=1")
        assert (crawled.status, crawled.lines) == (1, [])
        assert f"{site.url}/robots.txt cannot be read (timeout): it did not respond in time." in crawled.log


def test_it_is_requested_again_in_the_run_after_the_pause_that_is_asked_for(folder: Folder) -> None:
    busy = Answer(b"", 503, "text/plain", (("Retry-After", "1"),))
    with newspaper(busy, Answer(b"", 521, "text/plain"), text("Allow: /")) as (site, _):
        crawled = folder.crawl(site.url, SITEMAP)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "asks for a pause of 1 seconds" in crawled.log
        assert len(site.asked("robots.txt")) == 3


def test_a_robots_txt_that_asks_for_a_long_pause_ends_the_run_and_says_so(folder: Folder) -> None:
    busy = Answer(b"", 503, "text/plain", (("Retry-After", "86400"),))
    with newspaper(busy) as (site, _):
        crawled = folder.crawl(site.url, SITEMAP)
        assert crawled.status == 1
        assert "wants to be left alone (Retry-After)" in crawled.log
        assert "cannot be reached" not in crawled.log
        assert site.asked() == ["/robots.txt"]


def test_an_age_that_is_no_number_is_a_mistake(folder: Folder) -> None:
    crawled = folder.crawl("http://koran.invalid/", "ROBOTSTXT_MAX_AGE=sehari")
    assert crawled.status == 2
    assert "ROBOTSTXT_MAX_AGE=sehari must be a whole number" in crawled.log


def test_what_it_said_counts_for_a_day(folder: Folder) -> None:
    with newspaper(generated=8) as (site, robots):
        forbidden = site.stories[2].slug
        robots.answers = [text(f"Disallow: /{forbidden}/")]
        assert len(folder.crawl(site.url, SITEMAP).lines) == 7
        robots.answers = [BUSY]
        crawled = folder.crawl(site.url, SITEMAP, ONCE)
        assert crawled.status == 0
        assert "cannot be read (http_503): it responds with status 503. What it said at" in crawled.log
        assert not site.asked(forbidden)
        site.requests.clear()
        change(folder, at="2026-01-01T00:00:00+00:00")
        crawled = folder.crawl(site.url, SITEMAP, ONCE)
        assert crawled.status == 1
        assert site.asked() == ["/robots.txt"]
        robots.answers = []
        assert folder.crawl(site.url, SITEMAP).status == 0
        assert folder.stored() == articles(site)


def test_after_thirty_days_it_counts_as_no_rules(folder: Folder) -> None:
    with newspaper(text("Disallow: /"), BUSY) as (site, _):
        folder.crawl(site.url, SITEMAP)
        change(folder, at="2026-01-01T00:00:00+00:00")
        assert folder.crawl(site.url, SITEMAP, ONCE).status == 1
        change(folder, unreachable_since="2026-01-02T00:00:00+00:00")
        crawled = folder.crawl(site.url, SITEMAP, ONCE)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "cannot be read (http_503) since 2026-01-02, for more than 30 days" in crawled.log
        assert "WARNING" in crawled.log


def test_redirects_are_followed_also_to_other_hosts(folder: Folder) -> None:
    with newspaper() as (site, _), serve(fixtures=None, generated=1) as other:
        steps = {f"/langkah-{number}": f"{site.url}/langkah-{number + 1}" for number in range(5)}
        steps["/langkah-5"] = f"{other.url}/aturan"

        def spoil(path: str, answer: Answer) -> Answer:
            if path == "/robots.txt":
                return moved(f"{site.url}/langkah-0")
            return moved(steps[path]) if path in steps else answer

        site.spoil = spoil
        other.spoil = lambda path, answer: text("Disallow: /") if path == "/aturan" else answer
        crawled = folder.crawl(site.url, SITEMAP)
        assert crawled.status == 1
        assert "may not be crawled: Forbidden by robots.txt" in crawled.log


@pytest.mark.parametrize("to", ["/robots.txt", "http://127.0.0.2:1/robots.txt", "javascript:void(0)", ""])
def test_redirects_that_lead_nowhere_have_no_rules(to: str, folder: Folder) -> None:
    with newspaper(moved(to)) as (site, _):
        crawled = folder.crawl(site.url, SITEMAP)
        assert (crawled.status, crawled.urls) == (0, articles(site))


def test_of_another_host_only_what_stands_there_fails(folder: Folder) -> None:
    with newspaper(generated=6) as (site, robots), serve(fixtures=None, generated=1) as cdn:
        near, far = (sitemap([story], site) for story in (site.stories[0], site.stories[1]))

        def spoil(path: str, answer: Answer) -> Answer:
            found = {"/robots.txt": robots.answers and robots.answers[0], "/peta.xml": far}.get(path)
            return found or answer

        own = {
            "/robots.txt": text(f"Sitemap: {site.url}/peta.xml", f"Sitemap: {cdn.url}/peta.xml"),
            "/peta.xml": near,
            **NOT_THERE,
        }
        robots.answers = [BUSY]
        cdn.spoil, site.spoil = spoil, own.get
        crawled = folder.crawl(site.url, SITEMAP, ONCE)
        assert crawled.status == 0
        assert len(crawled.lines) == 1
        assert cdn.asked() == ["/robots.txt"]
        failed = folder.sql("SELECT url, reason, tries FROM frontier WHERE state = 'failed'")
        assert failed == [(f"{cdn.url}/peta.xml", "robots_unreachable", 0)]
        robots.answers = []
        folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        assert len(folder.crawl(site.url, SITEMAP).lines) == 1


def sitemap(stories: Sequence[object], site: RunningNewspaper) -> Answer:
    urls = "".join(f"<url><loc>{site.url}/{story.slug}/</loc></url>" for story in stories)  # type: ignore[attr-defined]
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Answer(f'<urlset xmlns="{schema}">{urls}</urlset>'.encode(), 200, "application/xml")


@pytest.mark.parametrize("rule", ["Crawl-delay: 5000", "Disallow: /peta"])
def test_a_listing_of_another_host_is_read_once_its_robots_txt_lets_it(rule: str, folder: Folder) -> None:
    with newspaper(generated=6) as (site, robots), serve(fixtures=None, generated=1) as cdn:
        far = sitemap(site.stories, site)
        parts = f"<sitemap><loc>{cdn.url}/peta.xml</loc><lastmod>2018-01-01</lastmod></sitemap>"
        schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
        index = f'<sitemapindex xmlns="{schema}">{parts}</sitemapindex>'.encode()
        robots.answers = [text(rule)]
        cdn.spoil = lambda path, answer: far if path == "/peta.xml" else robots.spoil(path, answer)
        own = {
            "/robots.txt": text(f"Sitemap: {site.url}/peta.xml"),
            "/peta.xml": Answer(index, 200, "application/xml"),
            **NOT_THERE,
        }
        site.spoil = own.get
        assert not folder.crawl(site.url, SITEMAP).lines
        robots.answers = []
        assert folder.crawl(site.url, SITEMAP).urls == articles(site)


def test_given_urls_stay_pending_while_robots_txt_cannot_be_had(folder: Folder) -> None:
    with newspaper(BUSY) as (site, robots):
        (folder.path / "urls.txt").write_text("\n".join(articles(site)), "utf-8")
        given = f"urls={folder.path / 'urls.txt'}"
        crawled = folder.crawl(site.url, given, ONCE)
        assert crawled.status == 1
        assert "robots.txt cannot be read (http_503)" in crawled.log
        assert "4 left for later runs" in crawled.log
        robots.answers = []
        assert folder.crawl(site.url, given).urls == articles(site)


def test_what_a_rule_forbade_is_requested_once_the_rule_is_gone(folder: Folder) -> None:
    with newspaper(generated=8) as (site, robots):
        slugs = [story.slug for story in site.stories]
        robots.answers = [text(f"Disallow: /{slugs[2]}/", f"Disallow: /{slugs[3]}/")]
        assert len(folder.crawl(site.url, SITEMAP).lines) == 6
        robots.answers = [text("# Selasa", f"Disallow: /{slugs[3]}/", f"Disallow: /{slugs[2]}/")]
        crawled = folder.crawl(site.url, SITEMAP)
        assert (crawled.status, crawled.lines) == (0, [])
        assert "has changed" not in crawled.log
        robots.answers = [text(f"Disallow: /{slugs[3]}/")]
        crawled = folder.crawl(site.url, SITEMAP)
        assert crawled.urls == {f"{site.url}/{slugs[2]}/"}
        assert "has changed: 1 URL that it forbade is requested again" in crawled.log
        assert not site.asked(slugs[3])
        robots.answers = [
            text(f"Disallow: /{slugs[3]}/", "", "User-agent: Telegraf-Corpus", "Disallow: /wp-admin/")
        ]
        folder.crawl(site.url, SITEMAP)
        assert folder.stored() == articles(site)


def test_a_listing_that_a_rule_forbade_is_read_once_the_rule_is_gone(folder: Folder) -> None:
    with newspaper(generated=8) as (site, robots):
        robots.answers = [text("Disallow: /wp-sitemap-posts", f"Sitemap: {site.url}/wp-sitemap.xml")]
        assert not folder.crawl(site.url, SITEMAP).lines
        robots.answers = []
        assert folder.crawl(site.url, SITEMAP).urls == articles(site)


def test_a_narrowed_run_forgets_nothing_that_a_rule_forbade(folder: Folder) -> None:
    with newspaper(generated=8) as (site, robots):
        slug = site.stories[2].slug
        robots.answers = [text(f"Disallow: /{slug}/")]
        assert len(folder.crawl(site.url, SITEMAP, "since=2000-01-01").lines) == 7
        robots.answers = []
        assert folder.crawl(site.url, SITEMAP, "since=2000-01-01").urls == {f"{site.url}/{slug}/"}
        assert folder.stored() == articles(site)


def test_a_site_that_forbade_everything_by_mistake_loses_nothing(folder: Folder) -> None:
    with newspaper(generated=8) as (site, robots):
        robots.answers = [text("Disallow: /")]
        assert folder.crawl(site.url, SITEMAP).status == 1
        (folder.path / "urls.txt").write_text("\n".join(articles(site)), "utf-8")
        folder.crawl(site.url, f"urls={folder.path / 'urls.txt'}")
        assert folder.sql("SELECT count(*) FROM frontier WHERE reason = 'refused:robots'") == [(8,)]
        robots.answers = []
        assert folder.crawl(site.url, SITEMAP).urls == articles(site)


@pytest.mark.slow("several crawls, in processes of their own")
def test_a_run_that_lasts_long_requests_it_again(folder: Folder) -> None:
    with newspaper(generated=6) as (site, robots):
        robots.answers = [
            text("Crawl-delay: 1"),
            text(*(f"Disallow: /{story.slug}/" for story in site.stories)),
        ]
        crawled = folder.crawl(site.url, SITEMAP, "ROBOTSTXT_MAX_AGE=2")
        assert len(site.asked("robots.txt")) > 1
        assert "robots 6" in crawled.log


def test_a_run_without_a_change_asks_for_robots_txt_once(folder: Folder) -> None:
    with newspaper() as (site, _):
        folder.crawl(site.url, SITEMAP)
        site.requests.clear()
        folder.crawl(site.url, SITEMAP)
        assert site.asked().count("/robots.txt") == 1


@pytest.mark.slow("several crawls, in processes of their own")
def test_extract_says_what_keeps_it_from_the_page(folder: Folder) -> None:
    store = f"sqlite:///{folder.store}"
    with newspaper(BUSY) as (site, robots):
        page = f"{site.url}/{site.stories[0].slug}/"
        refused = scrapy(store, "extract", page, "-s", ONCE)
        assert refused.returncode == 1
        assert f"{site.url}/robots.txt cannot be read (http_503)" in refused.stderr
        robots.answers = [text("Disallow: /")]
        assert "robots.txt forbids it" in scrapy(store, "extract", page).stderr
        robots.answers = []
        assert scrapy(store, "extract", page).returncode == 0
        assert not folder.store.exists()
