"""``scrapy extract --url URL --archived``: what the archive holds of a page, without a request."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.crawler.spider.crawling import ROOT, Folder, articles
from tests.newsroom.answer import Answer
from tests.newsroom.server import RunningNewspaper, serve

SITEMAP = "discover=sitemap"
LISTING = b"<!DOCTYPE html><html><head><title>Koran</title></head><body><p>Masuk.</p></body></html>"


def extract(
    folder: Folder, *args: str, settings: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    options = [option for each in settings for option in ("-s", each)]
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "extract", *args, *options],
        cwd=ROOT,
        env=folder.environment() | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def spoil(site: RunningNewspaper, path: str, answer: Answer) -> None:
    site.spoil = lambda asked, real: answer if asked.partition("?")[0] == path else real


def path_of(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2]


@pytest.mark.slow("a crawl, and several commands on its archive")
def test_why_a_page_was_refused_is_said_without_a_request(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        refused, stored = _addresses(site)[:2]
        spoil(site, path_of(refused), Answer(LISTING, 200, "text/html"))
        crawled = folder.crawl(site.url, SITEMAP)
        assert len(crawled.urls) == 2, crawled.log
        asked = len(site.requests)
        said = extract(folder, "--url", refused, "--archived")
        assert (said.returncode, said.stdout) == (1, "")
        which, why = said.stderr.splitlines()
        (file,) = (folder.path / "archive").glob("*.warc.gz")
        assert which.startswith(f"{refused}: archived 20")
        assert f" UTC, {file.name} at byte " in which
        assert which.endswith(", HTTP 200")
        assert why.startswith(f"scrapy extract: {refused}: is not an article: no_")

        shouted = stored.replace("http://", "HTTP://").removesuffix("/") + "?utm_source=x#atas"
        good = extract(folder, "--url", shouted, "--archived")
        assert good.returncode == 0, good.stderr
        line = next(each for each in crawled.lines if each["url"] == stored)
        assert json.loads(good.stdout)["text"] == line["text"]
        assert f"as {stored}" in good.stderr
        explained = extract(folder, stored, "--archived", "--explain")
        assert (explained.returncode, len(explained.stdout.splitlines()) > 5) == (0, True)
        assert len(site.requests) == asked


@pytest.mark.slow("it crawls twice and starts two processes, which takes 5 seconds")
def test_a_redirect_is_followed_in_the_archive_and_a_later_failure_does_not_hide_the_page(
    folder: Folder,
) -> None:
    with serve(fixtures=None, generated=2) as site:
        old, new = _addresses(site)
        spoil(site, path_of(old), Answer(b"", 301, "text/html", (("Location", f"{new}?dari=lama"),)))
        folder.crawl(site.url, SITEMAP)
        moved = extract(folder, "--url", old, "--archived")
        assert moved.returncode == 0, moved.stderr
        assert json.loads(moved.stdout)["url"].startswith(new)
        assert f", as {new}" in moved.stderr
        spoil(site, path_of(new), Answer(b"rusak", 500, "text/html"))
        folder.sql("UPDATE frontier SET state = 'pending' WHERE url = ?", new)
        folder.crawl(site.url, SITEMAP, "RETRY_TIMES=0")
        assert extract(folder, "--url", new, "--archived").stderr.endswith(", HTTP 200\n")


@pytest.mark.slow("it crawls and starts a process, which takes 4 seconds")
def test_an_article_of_the_rest_interface_is_read_from_the_archived_answer(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        crawled = folder.crawl(site.url, "discover=api")
        line = crawled.lines[0]
        found = extract(folder, "--url", line["url"], "--archived", "--explain")
        assert (found.returncode, json.loads(found.stdout)["text"]) == (0, line["text"]), found.stderr
        assert "its page is not archived; its record is in a REST answer, archived 20" in found.stderr
        assert "--explain and --save are for pages" in found.stderr


@pytest.mark.slow("it starts a process for each sentence, which takes 10 seconds")
def test_what_is_not_archived_is_said_in_a_sentence(folder: Folder) -> None:
    url = "https://kabar.test/berita/"

    def told(*args: str, settings: tuple[str, ...] = ()) -> tuple[int, str]:
        done = extract(folder, *args, settings=settings)
        assert (done.stdout, "Traceback" in done.stderr) == ("", False), done.stderr
        return done.returncode, done.stderr.splitlines()[-1]  # a mistake has the usage before it

    archive = folder.path / "archive"
    status, said = told("--url", url, "--archived", settings=("ARCHIVE_DIR=",))
    assert (status, "ARCHIVE_DIR is empty: there is no archive to read" in said) == (2, True)
    status, said = told("--url", url, "--archived")
    assert (status, f"the archive {archive} holds no files yet: crawl first" in said) == (2, True)
    with serve(fixtures=None, generated=1) as site:
        folder.crawl(site.url, SITEMAP)
        known = _addresses(site)[0]
    status, said = told("--url", url, "--archived")
    assert (status, f"{url}: the archive {archive} holds no response of it" in said) == (1, True)
    assert f"scrapy extract {url} requests it" in said
    status, said = told("--archived")
    assert (status, "name one URL: scrapy extract --url URL --archived" in said) == (2, True)
    status, said = told("--url", "halaman.html", "--archived")
    assert (status, "'halaman.html' is not the URL of a page" in said) == (2, True)
    (file,) = archive.glob("*.warc.gz")
    file.rename(archive / "lain.warc.gz")
    status, said = told("--url", known, "--archived")
    assert (status, f"{file.name}, which holds it, is not in the archive any more" in said) == (1, True)


def _addresses(site: RunningNewspaper) -> list[str]:
    return sorted(articles(site))
