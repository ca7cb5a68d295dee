"""Sites that cannot be crawled, and answers that are none: a clear end, nothing stored lost."""

from __future__ import annotations

import subprocess
import time
from dataclasses import replace

import pytest

from tests.crawler.spider.crawling import ROOT, Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import refusing_url, serve

pytestmark = pytest.mark.slow("a crawl for each kind of bad site")

CHALLENGE = b"""<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>
<h1>telegraf.test</h1><p>Verifying you are human. This may take a few seconds.</p>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>"""

WITHOUT_TEXT = b"""<!DOCTYPE html><html><head><title>Kabar</title>
<meta property="og:type" content="article">
<meta property="og:title" content="Kabar">
<meta property="article:published_time" content="2018-06-30T10:00:00+07:00">
</head><body class="single single-post"><article class="post"><h1 class="entry-title">Kabar</h1>
<div class="entry-content"></div></article></body></html>"""


def test_a_site_that_refuses_the_connection(folder: Folder) -> None:
    url = refusing_url()
    crawled = folder.crawl(url, "RETRY_TIMES=0")
    assert crawled.status == 1
    assert f"{url}/ cannot be reached: it refuses the connection." in crawled.log


def test_a_host_that_nobody_knows(folder: Folder) -> None:
    crawled = folder.crawl("http://koran.invalid/", "RETRY_TIMES=0")
    assert crawled.status == 1
    assert "http://koran.invalid/ cannot be reached: its host is unknown." in crawled.log


def test_a_site_that_does_not_speak_tls(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        crawled = folder.crawl(site.url.replace("http://", "https://"), "RETRY_TIMES=0", "ROBOTSTXT_OBEY=0")
    assert crawled.status == 1
    assert "cannot be reached: it does not speak TLS there" in crawled.log


def test_a_site_that_does_not_answer_in_time(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("", delay=5)
        crawled = folder.crawl(site.url, "RETRY_TIMES=0", "DOWNLOAD_TIMEOUT=1", "ROBOTSTXT_OBEY=0")
        assert crawled.status == 1
        assert f"{site.url}/ cannot be reached: it did not respond in time." in crawled.log


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_a_front_page_that_is_an_error(status: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("^/$", status)
        crawled = folder.crawl(site.url, "RETRY_TIMES=0")
        assert crawled.status == 1
        assert f"{site.url}/ responds with status {status}." in crawled.log


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge_page_in_front_of_the_site(status: int, folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("", status, body=CHALLENGE)
        crawled = folder.crawl(site.url, "RETRY_TIMES=0")
        assert crawled.status == 1
        who = f"{site.url}/" if status < 500 else f"{site.url}/robots.txt cannot be read (http_503): it"
        assert f"{who} responds with a challenge page of a protection service." in crawled.log


def test_a_site_that_forbids_its_front_page(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, robots="Disallow: /") as site:
        crawled = folder.crawl(site.url)
        assert crawled.status == 1
        assert f"{site.url}/ may not be crawled" in crawled.log
        assert [logged.path for logged in site.requests] == ["/robots.txt"]


def test_a_site_without_any_listing(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        site.trouble("^/$", 200, body=b"<html><body><p>Segera hadir.</p></body></html>")
        site.trouble("^/.", 404)
        crawled = folder.crawl(site.url)
        assert crawled.status == 1
        assert f"{site.url}/ has no listing of articles that can be read" in crawled.log


@pytest.mark.parametrize("source", ["api", "sitemap", "feed"])
def test_the_way_that_was_asked_for_is_not_there(source: str, folder: Folder) -> None:
    with serve(
        fixtures=None, generated=3, rest=403, sitemap="none", robots_sitemap=False, feeds=False
    ) as site:
        crawled = folder.crawl(site.url, f"discover={source}")
        assert crawled.status == 1
        assert "has no listing of articles that can be read" in crawled.log


@pytest.mark.parametrize("sitemap", ["html", "empty"])
def test_auto_goes_on_from_a_sitemap_that_is_none(sitemap: str, folder: Folder) -> None:
    with serve(fixtures=None, generated=12, rest=404, sitemap=sitemap) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "Not using sitemaps" in crawled.log
        assert "Discovery by feeds" in crawled.log


def test_a_sitemap_that_was_cut_off_gives_what_it_has_and_is_asked_again(folder: Folder) -> None:
    with serve(fixtures=None, generated=12, sitemap_size=6) as site:
        answer = site.answer

        def cut(path: str, headers: dict[str, str]) -> Answer:
            given = answer(path, headers)
            half = given.body[: len(given.body) // 2]
            return replace(given, body=half) if "posts-post-2" in path else given

        site.answer = cut  # type: ignore[method-assign, assignment]
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.status == 0
        assert 6 < len(crawled.urls) < 12
        assert folder.sql("SELECT reason FROM frontier WHERE state = 'failed'") == [("cut_off",)]
        site.answer = answer  # type: ignore[method-assign]
        folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        folder.crawl(site.url, "discover=sitemap")
        assert folder.stored() == articles(site)


def test_auto_goes_on_from_an_index_of_sitemaps_that_was_cut_off(folder: Folder) -> None:
    with serve(fixtures=None, generated=12, sitemap="cut", rest=404) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))


def test_a_sitemap_that_points_to_itself_is_asked_once(folder: Folder) -> None:
    with serve(fixtures=None, generated=12, sitemap="loop", rest=404) as site:
        crawled = folder.crawl(site.url)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert len(site.asked(r"wp-sitemap[^/]*\.xml$")) == 1


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", "empty"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3 rapat", "application/pdf", "refused:not_html"),
        (b'{"judul": "Rapat"}', "application/json", "not_html"),
        (WITHOUT_TEXT, "text/html", "refused:no_text"),
    ],
    ids=["empty", "pdf", "json", "no text"],
)
def test_a_page_that_is_no_article_is_counted_under_its_reason(
    body: bytes, content_type: str, reason: str, folder: Folder
) -> None:
    with serve(fixtures=None, generated=12, rest=404) as site:  # which would have the text
        answer, slug = site.answer, site.stories[5].slug

        def other(path: str, headers: dict[str, str]) -> Answer:
            given = answer(path, headers)
            return Answer(body, 200, content_type, given.headers) if path == f"/{slug}/" else given

        site.answer = other  # type: ignore[method-assign, assignment]
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.status == 0
        assert len(crawled.lines) == 11
        assert folder.sql("SELECT reason FROM frontier WHERE key LIKE ?", f"%{slug}") == [(reason,)]


def test_a_page_in_another_encoding_than_it_declares_is_read(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        text = ["Pameran “batik” dibuka – kafé penuh."]
        site.publish("pameran-batik", "Pameran “batik”", text)
        answer = site.answer

        def latin(path: str, headers: dict[str, str]) -> Answer:
            given = answer(path, headers)
            if path != "/pameran-batik/":
                return given
            body = given.body.decode().encode("cp1252", "xmlcharrefreplace")
            return Answer(body, 200, "text/html; charset=UTF-8", given.headers)

        site.answer = latin  # type: ignore[method-assign, assignment]
        crawled = folder.crawl(site.url, "discover=sitemap")
        (line,) = (line for line in crawled.lines if "pameran" in line["url"])
        assert (line["headline"], line["text"]) == ("Pameran “batik”", text[0])


def test_an_answer_that_breaks_off_is_tried_again_later(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as site:
        slug = site.stories[5].slug
        site.trouble(f"^/{slug}/", cut=True)
        crawled = folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0")
        assert crawled.status == 0
        assert len(crawled.lines) == 11
        assert "1 left for later runs" in crawled.log
        site.calm()
        folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        assert len(folder.crawl(site.url, "discover=sitemap").lines) == 1


def test_an_article_that_fails_again_and_again_is_given_up_by_name(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as site:
        site.trouble(site.stories[5].slug, 500)
        for _ in range(2):
            crawled = folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0", "MAX_TRIES=2")
            assert crawled.status == 0
            folder.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
        assert folder.sql("SELECT reason FROM frontier WHERE reason LIKE 'given_up%'") == [
            ("given_up:http_500",)
        ]
        site.requests.clear()
        folder.crawl(site.url, "discover=sitemap")
        assert not site.asked("nomor")


def test_articles_of_which_none_can_be_read_are_a_failure(folder: Folder) -> None:
    with serve(fixtures=None, generated=12) as site:
        site.trouble("nomor", 200, body=b"<html><body><div id='app'></div></body></html>")
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.status == 1
        assert "Of 12 pages none could be read as an article: " in crawled.log


def test_challenge_pages_in_place_of_articles_are_a_failure_and_tried_again(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        site.trouble("nomor", 200, body=CHALLENGE)
        crawled = folder.crawl(site.url, "discover=sitemap")
        assert crawled.status == 1
        assert "challenge" in crawled.log
        assert folder.sql(
            "SELECT count(*) FROM frontier WHERE state = 'failed' AND reason = 'challenge'"
        ) == [(6,)]


def test_given_addresses_of_a_site_that_cannot_be_reached_are_a_failure(folder: Folder) -> None:
    url = refusing_url()
    (folder.path / "urls.txt").write_text(f"{url}/satu/\n{url}/dua/\n", "utf-8")
    crawled = folder.crawl(url, f"urls={folder.path / 'urls.txt'}", "RETRY_TIMES=0")
    assert crawled.status == 1
    assert f"{url}/ cannot be reached: it refuses the connection." in crawled.log
    assert "2 left for later runs" in crawled.log


def test_a_site_that_stops_answering_ends_the_crawl_and_costs_the_rest_no_try(folder: Folder) -> None:
    with serve(fixtures=None, generated=90) as site:
        site.trouble("^/[a-z]", None, delay=0.02)
        crawling = subprocess.Popen(
            folder.command(site.url, "discover=sitemap", "RETRY_TIMES=0"),
            cwd=ROOT,
            env=folder.environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        while len(site.requests) < 20 and crawling.poll() is None:
            time.sleep(0.002)
    _, log = crawling.communicate(timeout=60)
    assert crawling.returncode == 1
    assert "no longer responds: 20 URLs in a row gave no response (refused_connection)" in log
    assert "Traceback" not in log
    ((untouched,),) = folder.sql("SELECT count(*) FROM frontier WHERE state = 'pending' AND tries = 0")
    assert untouched > 20


def test_an_article_without_title_or_text_is_left_out_by_name(folder: Folder) -> None:
    with serve(fixtures=None, generated=6) as site:
        site.publish("tanpa-isi", "Tanpa isi", [""])
        site.publish("tanpa-judul", "", ["Isi tanpa judul."])
        crawled = folder.crawl(site.url)
        assert crawled.status == 0
        assert len(crawled.lines) == 6
        assert "no_headline 1" in crawled.log
        assert "no_text 1" in crawled.log


def test_requests_that_a_middleware_drops_in_silence_keep_no_crawl_waiting(folder: Folder) -> None:
    with serve() as site:
        crawled = folder.crawl(site.url, "discover=sitemap", "DEPTH_LIMIT=1", "READ_REST_RECORD=1")
        assert crawled.status in (0, 1)
        assert "no_answer" in crawled.log


@pytest.mark.parametrize("kind", ["listing", "article"])
@pytest.mark.parametrize(
    "url", ["http://[bad", "javascript:x", "http://127.0.0.1:99999/", "file:///etc/passwd"]
)
def test_a_store_that_holds_an_address_that_cannot_be_requested_is_healed(
    folder: Folder, kind: str, url: str
) -> None:
    with serve(fixtures=None, generated=3) as site:
        folder.crawl(site.url, "discover=sitemap", "since=2999-01-01")
        folder.sql("DELETE FROM frontier")
        folder.crawl(site.url, "discover=sitemap", "CLOSESPIDER_ITEMCOUNT=1")
        folder.sql(
            "INSERT INTO frontier (site, scope, key, url, kind, way, state, priority, tries, round,"
            " added_at) SELECT site, '', ?, ?, ?, 'sitemap', 'pending', 10, 0, round, added_at"
            " FROM frontier LIMIT 1",
            *(url, url, kind),
        )
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        assert folder.stored() == articles(site)
        assert folder.sql("SELECT state, reason FROM frontier WHERE url = ?", url) in (
            [("done", "refused:bad_address")],
            [],
        )
