"""``scrapy extract``: one page in, its article out."""

from __future__ import annotations

import argparse
import json
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import UsageError
from scrapy.http import Response
from scrapy.spiderloader import get_spider_loader
from twisted.python.failure import Failure

from crawler.extract.explain import explain
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.page import examine_page
from crawler.extract.parse.document import Document
from crawler.fixture import FixtureError, folder_of, save_fixture
from crawler.page import Page
from crawler.performing.extract_archived import archived_url, read_archived
from crawler.performing.opening import (
    declared_sites,
    is_address,
    known_spider,
    named_site,
    no_options,
    only_argument,
    spider_of_host,
)
from crawler.performing.performance import Performance
from crawler.performing.stopping import stopped_by_sigterm
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.single import is_archive, read_articles
from crawler.reextraction.visits import Tally
from crawler.reextraction.workers import cores
from crawler.scrapy_utils.exit_status import INTERRUPTED, MISUSED
from crawler.scrapy_utils.failures import ROBOTS, reason_of, said_of
from crawler.scrapy_utils.network_settings import check_network_settings
from crawler.scrapy_utils.printing import print_error, print_lines, print_text
from crawler.scrapy_utils.project import project_folder
from crawler.scrapy_utils.response import to_page
from crawler.scrapy_utils.user_agent import warning_for
from crawler.site import NEWSPAPER, Site
from crawler.store import StoreError
from crawler.text import counted


class OnePage(Spider):
    """Fetches a page, as politely as all spiders of the project."""

    name = "extract"
    url: str
    page: Page | None = None
    failure = "no response"

    @property
    def named_urls(self) -> tuple[str, ...]:
        """URLs that the user named: their hosts may have private addresses."""
        return (self.url,)

    async def start(self) -> AsyncIterator[Request]:
        """Yield the one request."""
        yield Request(self.url, callback=self.keep, errback=self.fail, dont_filter=True)

    def keep(self, response: Response) -> None:
        """Keep the response."""
        self.page = to_page(response)

    def fail(self, failure: Failure) -> None:
        """Keep why there is no response."""
        if failure.value is not None:
            is_forbidden = reason_of(failure.value) == ROBOTS
            self.failure = "robots.txt forbids it" if is_forbidden else said_of(failure.value)


class Extract(Performance):
    """Print the article of a page as a JSON line."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the article. Raises UsageError.

        Exit status: 1 if the page cannot be fetched or is not an article, 2 for a mistake of the user.
        """
        if opts.archived:
            self._print_archived(archived_url(no_options(args), opts.url), opts)
            return
        name = only_argument(args, "name one page: scrapy extract URL|FILE")
        if not is_address(name) and _is_warc(Path(name)):
            self._print_archive(Path(name), opts)
            return
        page = self._page(name, opts.url)
        if page is None:
            return
        self._print_page(name, page, self._site(page, opts.spider), opts)

    def _print_page(self, name: str, page: Page, site: Site, opts: argparse.Namespace) -> None:
        """Print the article of a page, or end the command with why it is not one."""
        try:
            examined = examine_page(page, site)
        except NotAnArticle as refusal:
            detail = f" ({refusal.detail})" if refusal.detail else ""
            self.fail(f"{name}: is not an article: {refusal.reason}{detail}")
            if opts.save:
                self._save(page, site, refusal)
            return
        if opts.save:
            self._save(page, site, examined.article)
        article = json.dumps(asdict(examined.article), ensure_ascii=False)
        print_lines(explain(examined) if opts.explain else [article])

    def _print_archived(self, url: str, opts: argparse.Namespace) -> None:
        """Print the article of what is archived of a URL. Raises UsageError, StoreError."""
        found = read_archived(self.settings, url, opts.spider, self.fail)
        if found is None:
            return
        if found.page is not None:
            self._print_page(url, found.page, found.site, opts)
        elif found.record is not None:
            if opts.explain or opts.save:
                print_error(
                    "--explain and --save are for pages; of this article there is only its REST record"
                )
            if found.record.article is None:
                self.fail(f"{url}: is not an article: {found.record.refusal}")
            else:
                print_lines([json.dumps(asdict(found.record.article), ensure_ascii=False)])

    def _print_archive(self, path: Path, opts: argparse.Namespace) -> None:
        """Print the articles of a WARC file as JSON lines, and say what is not one. Raises UsageError."""
        if opts.explain or opts.save or opts.url:
            raise UsageError("--explain, --save and --url are for a single page, not for an archive")
        found, number = Tally(), 0
        declared = declared_sites(self.settings, opts.spider)
        newspapers = Newspapers(declared, forced=named_site(declared, opts.spider), takes_unknown=True)
        try:
            with (
                stopped_by_sigterm(),
                closing(read_articles(path, newspapers, found, jobs=cores())) as articles,
            ):
                for article in articles:
                    if not print_text(json.dumps(asdict(article), ensure_ascii=False)):
                        return
                    number += 1
        except StoreError as error:
            self.fail(f"{path} cannot be indexed: {error}")
        except OSError as error:
            self.fail_by(error)
        except BrokenProcessPool:
            self.fail(f"{path}: a process that read it ended unexpectedly")
        except KeyboardInterrupt:
            self.fail(f"{path}: stopped after {counted(number, 'article')}", INTERRUPTED)
        else:
            for damage in found.damages:
                self.fail(damage)
            refused = ", ".join(f"{reason} {count:,}" for reason, count in found.refused.most_common())
            not_articles = f"; not an article: {refused}" if refused else ""
            print_error(f"{counted(number, 'article')}{not_articles}")
            if not number:
                self.fail(f"{path}: holds no article")

    def _page(self, name: str, url: str | None) -> Page | None:
        """Return the page, or end the command with the reason. Raises UsageError."""
        if is_address(name):
            return self._fetched(name)
        if url is not None and not is_address(url):
            raise UsageError(f"--url: {url!r} is not the URL of a page")
        path = Path(name)
        try:
            body = path.read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.fail(f"{name}: {'is not a URL that can be fetched' if '://' in name else reason}", MISUSED)
            return None
        return Page(url=url or _own_address(body) or path.resolve().as_uri(), body=body)

    def _fetched(self, url: str) -> Page | None:
        check_network_settings(self.settings)
        if warning := warning_for(self.settings, url):
            print_error(f"scrapy extract: {warning}", "WARNING")
        crawler = self.crawler_process.create_crawler(OnePage)
        self.crawler_process.crawl(crawler, url=url)
        self.crawler_process.start()
        spider = crawler.spider
        assert isinstance(spider, OnePage)
        if spider.page is None:
            self.fail(f"{url}: cannot be fetched: {spider.failure}")
        return spider.page

    def _site(self, page: Page, name: str | None) -> Site:
        """Return the declaration that is named, or that has the page's host. Raises UsageError."""
        declared = declared_sites(self.settings, name)
        if name is None:
            name = spider_of_host(declared, page.url)
        else:
            known_spider(name, get_spider_loader(self.settings).list())
        return declared.get(name or "", NEWSPAPER)

    def _save(self, page: Page, site: Site, result: Any) -> None:
        try:
            name = site.name or folder_of(page.url)
            path = save_fixture(project_folder() / "fixtures" / name, page, result)
        except FixtureError as error:
            self.fail(str(error), MISUSED)
        else:
            print_error(f'saved as {path}: compare it with the page, then set its "reviewed" to true')


def _is_warc(path: Path) -> bool:
    try:
        return is_archive(path)
    except (OSError, ValueError):  # reading it as a page will say what is wrong
        return False


def _own_address(body: bytes) -> str | None:
    """Return the URL that a saved page says it has."""
    try:
        document = Document(Page(url="", body=body))
    except NotAnArticle:
        return None
    address = document.canonical or document.meta("og:url")
    return address if address and is_address(address) else None
