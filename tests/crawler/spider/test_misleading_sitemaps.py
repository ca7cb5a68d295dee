"""Sitemaps that mislead: a part as the whole, places that nobody names, dates that mean nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import HOST, XML, Answer
from tests.newsroom.server import RunningNewspaper, serve
from tests.newsroom.sitemaps import NEWS, SCHEMA, document

pytestmark = pytest.mark.slow("two or three crawls a test, of listings that mislead")

OVERDUE = "FULL_LISTING_DAYS=0"
"""Everything is listed anew."""

LATER_PLACES = r"/(?:sitemap|wp-sitemap|news-sitemap|post-sitemap)[^/]*$|\?sitemap=index$"
Body = bytes | Answer
Prints = Callable[[RunningNewspaper], Body]


def now() -> datetime:
    return datetime.now(UTC)


def urls(site: RunningNewspaper, start: int = 0, end: int | None = None) -> list[str]:
    """Return the addresses of some articles, the newest first."""
    return [story.url.replace(HOST, site.url) for story in site.stories[start:end]]


def urlset(named: Iterable[str], lastmod: datetime | None = None) -> bytes:
    return document("urlset", [(url, lastmod) for url in named])


def index(site: RunningNewspaper, *names: str, lastmod: datetime | None = None) -> bytes:
    return document("sitemapindex", [(f"{site.url}/{name}", lastmod) for name in names])


def news(named: Iterable[str]) -> bytes:
    date = now().isoformat()
    entries = "".join(
        f"<url><loc>{url}</loc><news:news><news:publication_date>{date}</news:publication_date></news:news></url>"
        for url in named
    )
    return f'<urlset xmlns="{SCHEMA}" xmlns:news="{NEWS}">{entries}</urlset>'.encode()


def moved(url: str) -> Answer:
    return Answer(b"", 301, headers=(("Location", url),))


@contextmanager
def paper(named: str | None, prints: dict[str, Prints], *, number: int = 12) -> Iterator[RunningNewspaper]:
    """Serve a newspaper whose robots.txt names a sitemap, and that prints these paths."""
    robots = f"Sitemap: {HOST}/{named}" if named else ""
    with serve(
        fixtures=None, generated=number, rest=404, sitemap="none", robots_sitemap=False, robots=robots
    ) as site:

        def spoil(path: str, answer: Answer) -> Answer:
            body = prints[path.removeprefix("/")](site) if path.removeprefix("/") in prints else answer
            return body if isinstance(body, Answer) else Answer(body, 200, XML)

        site.spoil = spoil
        yield site


def test_the_sitemap_that_robots_does_not_name_is_found_and_a_root_from_then_on(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "news-sitemap.xml": lambda site: news(urls(site, 0, 2)),
        "sitemap_index.xml": lambda site: index(site, "post-sitemap.xml"),
        "post-sitemap.xml": lambda site: urlset(urls(site)),
    }
    with paper("news-sitemap.xml", prints) as site:
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "WARNING" not in crawled.log
        assert len(site.asked(LATER_PLACES)) == 1 + 4 + 1
        site.requests.clear()
        site.publish(
            "kabar-baru",
            "Kabar baru",
            ["Kabar ini baru saja ditulis."],
            published=now() - timedelta(days=90),
            modified=now(),
        )
        again = folder.crawl(site.url, "discover=sitemap")
        assert again.urls == {f"{site.url}/kabar-baru/"}
        assert len(site.requests) == 6


@pytest.mark.parametrize(
    ("named", "prints"),
    [
        ("daerah-sitemap.xml", {"daerah-sitemap.xml": lambda site: urlset(urls(site, 3, 6))}),
        ("peta-lama.xml", {"peta-lama.xml": lambda site: urlset(urls(site, 8))}),
        (
            "peta.xml",
            {"peta.xml": lambda site: index(site, "a.xml"), "a.xml": lambda site: urlset(urls(site, 8))},
        ),
        ("peta-mati.xml", {}),
        ("peta-mati.xml", {"peta-mati.xml": lambda _: Answer(b"<html><body>Tidak ada</body></html>")}),
        (None, {"sitemap.xml": lambda site: urlset([f"{site.url}/tentang-kami-dan-redaksi/"])}),
        (None, {}),
    ],
    ids=["a section's", "an old one", "an old index", "dead", "a page", "pages", "none"],
)
@pytest.mark.parametrize("place", ["sitemap-index.xml", "sitemap.xml", "wp-sitemap.xml", "sitemaps.xml"])
def test_what_robots_names_is_not_taken_for_the_whole(
    folder: Folder, named: str | None, prints: dict[str, Prints], place: str
) -> None:
    if place in prints or (place == "sitemaps.xml" and named == "peta.xml"):
        return  # an index leads to all there is, or is beside another whole one
    whole: dict[str, Prints] = {place: lambda site: urlset(urls(site))}
    with paper(named, {**prints, **whole}) as site:
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, folder.stored()) == (0, articles(site))
        site.requests.clear()
        again = folder.crawl(site.url, "discover=sitemap")
        assert (again.status, again.lines) == (0, [])
        assert len(site.requests) <= 6


def test_a_news_sitemap_beside_one_of_pages_is_found(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "sitemap.xml": lambda site: urlset([f"{site.url}/tentang-kami/"]),
        "news-sitemap.xml": lambda site: news(urls(site, 0, 4)),
    }
    with paper("sitemap.xml", prints) as site:
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, crawled.urls) == (0, set(urls(site, 0, 4)))


def test_where_only_news_is_listed_that_is_said(folder: Folder) -> None:
    with paper("news-sitemap.xml", {"news-sitemap.xml": lambda site: news(urls(site, 0, 2))}) as site:
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, len(crawled.lines)) == (0, 2)
        assert "name only articles of the last days" in crawled.log
        assert "WARNING" not in folder.crawl(site.url, "discover=sitemap").log


def test_what_lists_nothing_more_is_not_read_in_each_run(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "peta.xml": lambda site: urlset(urls(site)),
        "sitemap.xml": lambda site: urlset(urls(site)),
        "sitemap_index.xml": lambda site: moved(f"{site.url}/sitemap.xml"),
        "sitemap.txt": lambda site: "\n".join(urls(site)).encode(),
    }
    with paper("peta.xml", prints) as site:
        folder.crawl(site.url, "discover=sitemap")
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap")
        assert site.asked() == ["/robots.txt", "/", "/peta.xml"]
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap", OVERDUE)
        assert len(site.asked()) == 3 + 13 + 1
        assert folder.gone() == set()


def test_an_index_that_a_place_redirects_to_is_read_once(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "sitemap_index.xml": lambda site: index(site, "post-sitemap.xml", "post-sitemap2.xml"),
        "sitemap.xml": lambda site: moved(f"{site.url}/sitemap_index.xml"),
        "wp-sitemap.xml": lambda site: moved(f"{site.url}/sitemap_index.xml"),
        "post-sitemap.xml": lambda site: urlset(urls(site, 6)),
        "post-sitemap2.xml": lambda site: urlset(urls(site, 0, 6)),
    }
    with paper("sitemap_index.xml", prints) as site:
        assert folder.crawl(site.url, "discover=sitemap").urls == articles(site)
        assert len(site.asked("post-sitemap")) == 2
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap")
        assert len(site.requests) == 5


@pytest.mark.parametrize("status", [200, 403, 404, 410, 429, 500, 503])
def test_a_place_that_is_none_is_asked_once_and_in_silence(folder: Folder, status: int) -> None:
    nothing = Answer(b"<!DOCTYPE html><html><body><h1>Maaf</h1></body></html>", status)
    prints: dict[str, Prints] = dict.fromkeys(
        ("wp-sitemap.xml", "sitemap.xml", "sitemap.txt", "?sitemap=index"), lambda _: nothing
    )
    with paper("peta.xml", {"peta.xml": lambda site: urlset(urls(site)), **prints}) as site:
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert not re.search("WARNING|ERROR|Not using", crawled.log)
        assert len(site.asked("sitemap")) == 13
        assert folder.sql("SELECT count(*) FROM frontier WHERE state <> 'done'") == [(0,)]


def test_a_place_that_a_complete_round_does_not_find_is_forgotten(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "news.xml": lambda site: news(urls(site, 0, 2)),
        "sitemap.xml": lambda site: urlset(urls(site)),
    }
    with paper("news.xml", prints) as site:
        folder.crawl(site.url, "discover=sitemap")
        del prints["sitemap.xml"]
        folder.crawl(site.url, "discover=sitemap", OVERDUE)
        site.requests.clear()
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        assert site.asked() == ["/robots.txt", "/", "/news.xml"]


def test_a_place_of_a_site_that_was_is_asked_for_its_articles_once(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "peta.xml": lambda site: urlset(urls(site)),
        "sitemap.xml": lambda site: urlset(f"{site.url}/toko/barang-{number}/" for number in range(30)),
    }
    with paper("peta.xml", prints) as site:
        folder.crawl(site.url, "discover=sitemap")
        assert len(site.asked("barang")) == 30
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap")
        assert site.asked() == ["/robots.txt", "/", "/peta.xml"]
        folder.crawl(site.url, "discover=sitemap", OVERDUE)
        assert site.asked("barang") == []


@pytest.mark.parametrize(("status", "option"), [(503, OVERDUE), (404, ""), (403, "")])
def test_a_place_that_fails_for_an_hour_is_kept(status: int, option: str, folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "news.xml": lambda site: news(urls(site, 0, 2)),
        "sitemap.xml": lambda site: urlset(urls(site)),
    }
    with paper("news.xml", prints) as site:
        folder.crawl(site.url, "discover=sitemap")
        trouble = site.trouble("/sitemap.xml", status)
        crawled = folder.crawl(site.url, "discover=sitemap", option, "RETRY_TIMES=0")
        assert crawled.status == 0
        assert folder.gone() == set()
        trouble.times = 0
        site.publish(
            "kabar-baru", "Kabar baru", ["Kabar ini baru saja ditulis."], published=now(), modified=now()
        )
        site.stories.sort(key=lambda story: story.slug != "kabar-baru")
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        assert folder.stored() == articles(site)


def test_a_first_run_that_is_cut_short_looks_for_the_rest_in_the_next(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "news.xml": lambda site: news(urls(site, 0, 4)),
        "sitemap.xml": lambda site: urlset(urls(site)),
    }
    with paper("news.xml", prints) as site:
        folder.crawl(site.url, "discover=sitemap", "CLOSESPIDER_ITEMCOUNT=1")
        assert len(folder.stored()) < 12
        folder.crawl(site.url, "discover=sitemap")
        assert folder.stored() == articles(site)


def test_a_narrowed_run_looks_for_them_as_well_but_not_each_time(folder: Folder) -> None:
    prints: dict[str, Prints] = {
        "news.xml": lambda site: news(urls(site, 0, 2)),
        "sitemap.xml": lambda site: urlset(urls(site)),
    }
    with paper("news.xml", prints) as site:
        assert len(folder.crawl(site.url, "discover=sitemap", "since=2018-01-01").lines) == 12
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap", "since=2018-01-01")
        assert len(site.asked("sitemap")) == 1


def test_auto_finds_a_sitemap_at_an_unusual_place_before_it_tries_feeds(folder: Folder) -> None:
    with paper(None, {"sitemap-index.xml": lambda site: urlset(urls(site))}) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        site.requests.clear()
        assert folder.crawl(site.url).status == 0
        assert "/sitemap-index.xml" in site.asked()
        assert "/wp-sitemap.xml" not in site.asked()


def test_an_index_whose_dates_stand_still_hides_no_article(folder: Folder) -> None:
    then = datetime(2019, 1, 1, tzinfo=UTC)
    prints: dict[str, Prints] = {
        "peta.xml": lambda site: index(site, "a.xml", "b.xml", lastmod=then),
        "a.xml": lambda site: urlset(urls(site, 6)),
        "b.xml": lambda site: urlset(urls(site, 0, 6)),
    }
    with paper("peta.xml", prints) as site:
        folder.crawl(site.url, "discover=sitemap")
        site.publish(
            "kabar-baru", "Kabar baru", ["Kabar ini baru saja ditulis."], published=now(), modified=now()
        )
        assert folder.crawl(site.url, "discover=sitemap").urls == {f"{site.url}/kabar-baru/"}


def asked_articles(site: RunningNewspaper) -> int:
    return len(site.asked("nomor"))


def test_a_lastmod_that_is_always_now_costs_a_sample_and_hides_no_edit(folder: Folder) -> None:
    tick = count()
    prints: dict[str, Prints] = {
        "peta.xml": lambda site: urlset(urls(site), now() + timedelta(seconds=next(tick)))
    }
    with paper("peta.xml", prints, number=60) as site:
        folder.crawl(site.url, "discover=sitemap")
        asked, said = [], []
        for _ in range(3):
            site.requests.clear()
            said.append(folder.crawl(site.url, "discover=sitemap").log.count("are not believed"))
            asked.append(asked_articles(site))
        assert (asked, said) == ([20, 10, 10], [1, 0, 0])
        edited = site.stories[30]
        site.edit(edited.slug, "buka", "tutup", modified=now())
        found = [folder.crawl(site.url, "discover=sitemap").revisions for _ in range(6)]
        assert [2] in found


def test_an_edit_of_all_articles_at_once_is_read_completely(folder: Folder) -> None:
    with serve(fixtures=None, generated=120, rest=404, lastmod=True) as site:
        folder.crawl(site.url, "discover=sitemap")
        for story in site.stories[:100]:
            site.edit(story.slug, "buka", "tutup", modified=now())
        again = folder.crawl(site.url, "discover=sitemap")
        assert again.revisions == [2] * 100
        assert "not believed" not in again.log
