"""A user's mistakes: one sentence with the option in it, status 2, nothing asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError

from crawler.site import NEWSPAPER
from crawler.spider.options import parse_options
from spiders.telegraf import TELEGRAF
from tests.crawler.spider.crawling import Folder
from tests.newsroom.server import serve

MISTAKES = {
    "misspelt name": (
        {"sicne": "2016-09-06"},
        "there is no option -a sicne=; choose from: site, since, until",
    ),
    "site without scheme": (
        {"site": "telegraf.co.id"},
        "-a site=telegraf.co.id has no scheme; write https://telegraf.co.id",
    ),
    "site that is none": (
        {"site": "ftp://telegraf.co.id"},
        "-a site=ftp://telegraf.co.id is not an http(s) URL",
    ),
    "site without host": ({"site": "https://"}, "is not an http(s) URL"),
    "site with a port that is none": ({"site": "https://telegraf.co.id:port/"}, "is not an http(s) URL"),
    "a date that is none": ({"since": "kemarin"}, "-a since=kemarin is not a date; write 2016-09-06"),
    "a day that no calendar has": ({"until": "2016-02-30"}, "-a until=2016-02-30 is not a date"),
    "since after until": (
        {"since": "2017-01-01", "until": "2016-12-31"},
        "-a since=2017-01-01 is after until=2016-12-31",
    ),
    "unknown discovery": (
        {"discover": "magic"},
        "-a discover=magic is not a way of discovery; choose from: auto, api, sitemap, feed, archive",
    ),
    "empty section": ({"section": " "}, "does not name a section"),
    "no file of addresses": (
        {"urls": "/tidak/ada.txt"},
        "-a urls=/tidak/ada.txt cannot be read: No such file or directory",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_named_with_its_option(case: str) -> None:
    options, sentence = MISTAKES[case]
    with pytest.raises(UsageError) as mistake:
        parse_options(options, TELEGRAF)
    assert sentence in str(mistake.value)


def test_the_newspaper_that_nobody_has_described_needs_a_site() -> None:
    with pytest.raises(UsageError, match="-a site=URL is missing"):
        parse_options({}, NEWSPAPER)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00\x00PDF", "is not a text file"),
        (b"# nothing\n\n", "contains no URLs"),
        (b"https://telegraf.co.id/a/\ntelegraf.co.id/b/\n", "has no URL in line 2: 'telegraf.co.id/b/'"),
        (b"https://news.telegraf.co.id/a/\n\nhttps://antara.test/b/", "URL of another site than"),
        (b"https://www.telegraf.co.id/a/\nhttp://[salah/", "another site than https://telegraf.co.id/"),
    ],
)
def test_a_file_of_addresses_that_is_none(content: bytes, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=sentence):
        parse_options({"urls": str(file)}, TELEGRAF)


def test_what_is_right_is_read() -> None:
    options = parse_options(
        {"site": "HTTP://Contoh.id/koran?utm_source=wa#atas", "since": "2016-09-06T14:05"}, TELEGRAF
    )
    assert options.site_url == "http://contoh.id/koran/"
    assert options.period.since is not None
    assert options.period.since.isoformat() == "2016-09-06T14:05:00+07:00"
    assert options.scope == "since=2016-09-06T14:05"
    assert parse_options({}, TELEGRAF).site_url == "https://telegraf.co.id/"


def test_a_mistake_ends_the_command_with_status_2_and_one_sentence(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        for options, sentence in [
            (("sicne=2016-09-06",), "there is no option -a sicne="),
            (("section=astrologi",), "-a section=astrologi: there is no such section; the newspaper has: "),
            (("MAX_TRIES=banyak",), "the setting MAX_TRIES=banyak must be a whole number, at least 1"),
            (("DOWNLOAD_DELAY=sedikit",), "the setting DOWNLOAD_DELAY=sedikit is not a number"),
            (("FULL_LISTING_DAYS=x",), "the setting FULL_LISTING_DAYS=x must be a whole number"),
            (("RECHECK_PER_DAY=-1",), "the setting RECHECK_PER_DAY=-1 must be a whole number"),
        ]:
            crawled = folder.crawl(site.url, *options, export=())
            assert crawled.status == 2, crawled.log
            assert sentence in crawled.log


def test_an_unknown_spider_is_named_with_those_there_are(folder: Folder) -> None:
    crawled = folder.crawl(None, spider="telegram")
    assert crawled.status == 2
    assert "there is no spider 'telegram'; known: antara, newspaper, telegraf" in crawled.log


@pytest.mark.parametrize(
    ("url", "status", "sentence"),
    [
        ("sqlite:////tidak/ada/articles.db", 2, "the folder /tidak/ada does not exist"),
        ("mysql://localhost/articles", 2, "is of a kind that is not supported (mysql)"),
        ("articles.db", 2, "is not a URL: write sqlite:///FILE"),
        ("postgresql+psycopg://telegraf@127.0.0.1:1/articles", 1, "cannot be used: connection"),
    ],
)
def test_a_store_that_is_misnamed_is_a_mistake_and_one_that_refuses_is_not(
    url: str, status: int, sentence: str, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(fixtures=None, generated=3) as site:
        crawled = folder.crawl(site.url, f"STORE_URL={url}", export=())
        assert crawled.status == status
        assert sentence in crawled.log
        assert not site.requests


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_store_that_is_read_only_is_no_mistake_of_its_user(folder: Folder) -> None:
    folder.store.touch()
    folder.store.chmod(0o444)
    crawled = folder.crawl("http://127.0.0.1:9/", export=())
    assert crawled.status == 1
    assert "may not be written" in crawled.log


@pytest.mark.parametrize("name", ["tidak/ada/berkas.jsonl", ""])
def test_an_export_that_cannot_be_written_ends_the_command_with_status_2(name: str, folder: Folder) -> None:
    (folder.path / "tidak").touch()
    with serve(fixtures=None, generated=3) as site:
        target = folder.path / name
        export = ("-O", f"{target}:jsonl" if not name else str(target))
        crawled = folder.crawl(site.url, export=export)
        assert crawled.status == 2
        assert "cannot be written" in crawled.log
        assert not site.requests


def test_what_scrapyd_gives_each_spider_is_no_mistake() -> None:
    given = {"_job": "58b686b6ec8d11f1", "_version": "1", "since": "2016-09-06"}
    assert parse_options(given, TELEGRAF) == parse_options({"since": "2016-09-06"}, TELEGRAF)
