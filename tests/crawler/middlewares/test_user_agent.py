"""USER_AGENT as a crawl uses it: from everywhere it can be set, for robots.txt, and with its placeholder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler.commands.project import Project
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.middlewares.test_gate import proxy_to
from tests.crawler.spider.crawling import Folder, articles
from tests.newsroom.server import serve

SITEMAP = "discover=sitemap"
ONLY_OURS = "User-agent: telegraf-corpus\nDisallow: /"
MINE = "Mozilla/5.0 (compatible; KabarBot/1.0; +https://kabar.test/bot; bot@kabar.test)"
PUBLIC = "http://8.8.8.8"
"""Behind a proxy: it is never asked itself."""


def test_the_environment_names_the_agent_and_robots_is_read_for_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(fixtures=None, generated=3, robots="User-agent: KabarBot\nDisallow: /") as site:
        assert folder.crawl(site.url, SITEMAP).urls == articles(site)
        monkeypatch.setenv("USER_AGENT", MINE)
        before = len(site.requests)
        folder.crawl(site.url, SITEMAP)
        assert {each.path for each in site.requests[before:]} == {"/robots.txt"}
        assert {each.agent for each in site.requests[before:]} == {MINE}


def test_what_the_old_agent_was_forbidden_the_new_one_requests(folder: Folder) -> None:
    with serve(fixtures=None, generated=3) as site:
        slug = site.stories[0].slug
    with serve(fixtures=None, generated=3, robots=f"User-agent: lain\nDisallow: /{slug}/") as site:
        old = folder.crawl(site.url, SITEMAP, "USER_AGENT=lain/1.0 (me@kabar.test)")
        assert len(old.urls) == 2
        new = folder.crawl(site.url, SITEMAP, "USER_AGENT=KabarBot/1.0 (lain; me@kabar.test)")
        assert len(new.urls) == 1
        assert "says to this crawler has changed: 1 URL that it forbade is requested again" in new.log
        assert folder.stored() == articles(site)


def test_what_the_old_agent_was_allowed_the_new_one_is_not(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, robots="User-agent: lain\nDisallow: /") as site:
        folder.crawl(site.url, SITEMAP, "MAX_TRIES=5", "limit=1")
        asked = len(site.requests)
        folder.crawl(site.url, SITEMAP, "USER_AGENT=lain/1.0 (me@kabar.test)")
        assert {each.path for each in site.requests[asked:]} == {"/robots.txt"}


def test_a_name_for_robots_of_its_own_still_wins(folder: Folder) -> None:
    with serve(fixtures=None, generated=3, robots=ONLY_OURS) as site:
        crawled = folder.crawl(site.url, SITEMAP, "ROBOTSTXT_USER_AGENT=KabarBot")
        assert crawled.urls == articles(site)


@pytest.mark.parametrize("value", ["", "Kabar\nX-Spy: 1", "кабар/1.0"])
def test_an_agent_that_cannot_be_sent_is_a_mistake(folder: Folder, value: str) -> None:
    with serve(fixtures=None, generated=1) as site:
        crawled = folder.crawl(site.url, SITEMAP, f"USER_AGENT={value}")
        assert crawled.status == 2
        line = crawled.log.splitlines()[-1]
        assert "scrapy crawl: the setting USER_AGENT " in line
        assert not site.requests


@pytest.mark.slow("it starts three processes, which takes 5 seconds")
def test_custom_settings_of_a_newspaper_of_ones_own_name_the_agent(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    project.declare("kabar", "kabar.test")
    declaration = project.spiders / "kabar.py"
    text = declaration.read_text("utf-8")
    with serve(fixtures=None, generated=2, robots="User-agent: KabarBot\nDisallow: /") as site:
        declaration.write_text(f"{text}\n    custom_settings = {{'USER_AGENT': {MINE!r}}}\n", "utf-8")
        done = project.scrapy("crawl", "kabar", "-a", f"site={site.url}", "-s", "ARCHIVE_DIR=")
        assert {each.agent for each in site.requests} == {MINE}, done.stderr
        assert {each.path for each in site.requests} == {"/robots.txt"}
        declaration.write_text(f"{text}\n    custom_settings = {{'USER_AGENT': ''}}\n", "utf-8")
        done = project.scrapy("crawl", "kabar", "-a", f"site={site.url}", "-s", "ARCHIVE_DIR=")
        assert done.returncode == 2
        assert "the setting USER_AGENT is empty" in done.stderr


def test_a_public_host_is_warned_of_once_while_the_address_is_a_placeholder(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(fixtures=None, generated=3) as site, proxy_to(site.url) as proxy:
        site.origin = PUBLIC
        monkeypatch.setenv("http_proxy", proxy)
        crawled = folder.crawl(PUBLIC, SITEMAP)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        (line,) = (line for line in crawled.log.splitlines() if "USER_AGENT" in line)
        assert "WARNING: 8.8.8.8 is asked with a USER_AGENT whose address is a placeholder" in line
        assert "set USER_AGENT to a name with a URL or an e-mail address of yours" in line
        assert "by -s USER_AGENT='...', in the environment or in the settings of the project" in line
        assert "USER_AGENT" not in folder.crawl(PUBLIC, SITEMAP, f"USER_AGENT={MINE}").log
        assert "USER_AGENT" not in folder.crawl(PUBLIC, SITEMAP, "PRIVATE_NETWORKS=8.8.0.0/16").log


@pytest.mark.parametrize("host", ["", "http://koran.test", "http://koran.example"])
def test_of_loopback_and_of_names_that_are_nobodys_nothing_is_said(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    with serve(fixtures=None, generated=1) as site, proxy_to(site.url) as proxy:
        if host:
            site.origin = host
            monkeypatch.setenv("http_proxy", proxy)
        crawled = folder.crawl(host or site.url, SITEMAP)
        assert (crawled.status, crawled.urls) == (0, articles(site))
        assert "USER_AGENT" not in crawled.log


@pytest.mark.slow("it starts three processes, which takes 5 seconds")
@pytest.mark.parametrize("command", ["extract", "learn"])
def test_commands_that_ask_a_public_host_say_it_too(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(fixtures=None, generated=1) as site, proxy_to(site.url) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        said = scrapy("sqlite://", command, f"{PUBLIC}/").stderr
        assert said.count("8.8.8.8 is asked with a USER_AGENT whose") == 1
        assert "USER_AGENT" not in scrapy("sqlite://", command, site.url).stderr
        wrong = scrapy("sqlite://", command, f"{PUBLIC}/", "-s", "USER_AGENT=")
        assert wrong.returncode == 2
        assert "the setting USER_AGENT is empty; write a name" in wrong.stderr
