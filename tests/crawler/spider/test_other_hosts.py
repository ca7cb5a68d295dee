"""Listings that name no article of the site: what an operator reads, and which source is used then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.answer import HOST, XML, Answer
from tests.newsroom.server import RunningNewspaper, serve
from tests.newsroom.sitemaps import document

OTHER = "http://lama.telegraf.test"
ETAG = (("ETag", '"a"'),)


@contextmanager
def paper(hosts: dict[str, str], *, feeds: bool = False) -> Iterator[RunningNewspaper]:
    """Serve a newspaper whose robots.txt names these sitemaps, each with the articles as on this host."""
    robots = "\n".join(f"Sitemap: {HOST}/{name}" for name in hosts)
    with serve(
        fixtures=None,
        generated=4,
        rest=404,
        sitemap="none",
        robots_sitemap=False,
        robots=robots,
        feeds=feeds,
    ) as site:

        def spoil(path: str, answer: Answer) -> Answer:
            host = hosts.get(path.removeprefix("/"))
            if host is None:
                return answer
            urls = [story.url.replace(HOST, host or site.url) for story in site.stories]
            return Answer(document("urlset", [(url, None) for url in urls]), 200, XML, headers=ETAG)

        site.spoil = spoil
        yield site


def test_a_sitemap_of_another_host_alone_is_said_with_what_to_type(folder: Folder) -> None:
    with paper({"peta.xml": OTHER}) as site:
        for level in ("WARNING", "INFO"):
            crawled = folder.crawl(site.url, "discover=sitemap")
            assert (crawled.status, crawled.lines) == (1, [])
            assert crawled.log.count(f"-a site={OTHER}/") == 1
            assert (
                f"{level}: {site.url}/peta.xml names no article of {site.url}/: all are on"
                " lama.telegraf.test." in crawled.log
            )
            assert f"Sitemaps: {site.url}/peta.xml names only articles of lama.telegraf.test" in crawled.log


@pytest.mark.slow("several crawls, in processes of their own")
@pytest.mark.parametrize("names", [("a.xml", "b.xml"), ("b.xml", "a.xml")])
def test_one_of_several_sitemaps_on_another_host_costs_no_article(
    folder: Folder, names: tuple[str, str]
) -> None:
    hosts = {"a.xml": OTHER, "b.xml": ""}
    with paper({name: hosts[name] for name in names}) as site:
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert crawled.log.count("WARNING") == 1
        again = folder.crawl(site.url, "discover=sitemap")
        assert (again.status, again.lines) == (0, [])
        assert "WARNING" not in again.log


def test_another_source_is_tried_in_its_place(folder: Folder) -> None:
    with paper({"peta.xml": OTHER}, feeds=True) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "Discovery by feeds" in crawled.log


STORY = """<html lang="id"><head><title>Pasar ikan dibuka</title>
<meta property="article:published_time" content="2018-06-30T10:00:00+07:00"></head><body><article>
<h1 class="entry-title">Pasar ikan dibuka</h1><div class="entry-content">
<p>Pasar ikan di Kendari dibuka kembali pada hari Senin setelah ditutup selama dua bulan lebih.</p>
<p>Pedagang berharap pembeli segera datang, sebab harga ikan di pelabuhan sudah turun sejak pekan lalu.</p>
</div></article></body></html>"""


def test_a_folder_of_which_its_host_lists_nothing_today_was_listed_once_there_are_articles(
    folder: Folder,
) -> None:
    """A news sitemap of the whole host holds two days, in which a section may have nothing."""
    with paper({"peta.xml": ""}) as site:
        below, of_host = f"{site.url}/daerah-kita/", site.spoil
        own: list[str] = []

        def spoil(path: str, answer: Answer) -> Answer:
            if path == "/peta.xml" and own:
                return Answer(document("urlset", [(url, None) for url in own]), 200, XML)
            if path in ("/daerah-kita/", "/daerah-kita/pasar-ikan-dibuka/"):
                return Answer(STORY.encode())
            assert of_host is not None
            return of_host(path, answer)

        site.spoil = spoil
        crawled = folder.crawl(below, "discover=sitemap")
        assert (crawled.status, crawled.lines) == (1, [])
        assert f"names nothing below {below}" in crawled.log
        assert "WARNING" not in crawled.log
        own.append(f"{below}pasar-ikan-dibuka/")
        assert folder.crawl(below, "discover=sitemap").urls == {own.pop()}
        again = folder.crawl(below, "discover=sitemap")
        assert (again.status, again.lines) == (0, [])
