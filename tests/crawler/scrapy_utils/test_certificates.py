"""Certificates of https newspapers: verified, and what is not accepted is told with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.certificates import Authority
from tests.newsroom.server import serve


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.mark.parametrize(
    ("host", "days", "reason"),
    [
        ("127.0.0.1", 30, "unable to get local issuer certificate"),
        ("127.0.0.1", -1, "certificate has expired"),
        ("lain.example", 30, "IP address mismatch"),
    ],
)
def test_a_certificate_that_is_not_accepted_ends_the_run_with_its_reason_and_what_accepts_it(
    folder: Folder, authority: Authority, host: str, days: int, reason: str
) -> None:
    options = [] if days == 30 and host == "127.0.0.1" else [f"CA_FILE={authority.file}"]
    with serve(fixtures=None, generated=2, tls=authority.context(host, days=days)) as site:
        crawled = folder.crawl(site.url, *options)
    assert (crawled.status, crawled.lines, site.requests) == (1, [], [])
    assert reason in crawled.log
    assert ("-s CA_FILE=FILE" in crawled.log) == ("issuer" in reason)
    assert crawled.log.count("is not accepted") == 1
    assert "-s DOWNLOAD_VERIFY_CERTIFICATES=0" in crawled.log


def test_an_authority_of_the_users_own_is_trusted(folder: Folder, authority: Authority) -> None:
    with serve(fixtures=None, generated=2, tls=authority.context()) as site:
        crawled = folder.crawl(site.url, f"CA_FILE={authority.file}")
    assert crawled.status == 0
    assert crawled.urls == articles(site)


def test_any_certificate_is_accepted_by_a_run_that_says_so(folder: Folder, authority: Authority) -> None:
    with serve(fixtures=None, generated=2, tls=authority.context("lain.example", days=-1)) as site:
        crawled = folder.crawl(site.url, "DOWNLOAD_VERIFY_CERTIFICATES=0")
    assert crawled.status == 0
    assert crawled.urls == articles(site)


@pytest.mark.parametrize(("content", "fault"), [(None, "No such file"), ("kosong", "holds no certificate")])
def test_a_file_of_authorities_that_is_none_is_a_mistake_of_the_user(
    folder: Folder, content: str | None, fault: str
) -> None:
    file = folder.path / "ca.pem"
    if content is not None:
        file.write_text(content)
    crawled = folder.crawl("https://127.0.0.1:9/", f"CA_FILE={file}")
    assert crawled.status == 2
    assert f"CA_FILE={file}" in crawled.log
    assert fault in crawled.log


@pytest.mark.parametrize("host", ["", "*.*.lain.example"])
def test_a_certificate_without_a_name_that_can_be_read_is_not_accepted(
    folder: Folder, authority: Authority, host: str
) -> None:
    with serve(fixtures=None, generated=2, tls=authority.context(host)) as site:
        crawled = folder.crawl(site.url, f"CA_FILE={authority.file}")
    assert (crawled.status, crawled.lines, site.requests) == (1, [], [])
    assert "is not accepted" in crawled.log
