"""``scrapy extract``: one page in, its article out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import IgnoreRequest, UsageError
from scrapy.http import Response
from scrapy.spiderloader import get_spider_loader
from twisted.python.failure import Failure

from crawler.commands.declared import declared_sites, named_site
from crawler.commands.opening import only_argument
from crawler.commands.printing import print_text
from crawler.commands.stopping import stopped_by_sigterm
from crawler.extract.explain import explain
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.page import examine_page
from crawler.extract.parse.document import Document
from crawler.fixture import FixtureError, save_fixture
from crawler.page import Page
from crawler.reextraction.newspapers import Newspapers
from crawler.reextraction.single import is_archive, read_articles
from crawler.reextraction.visits import Found
from crawler.reextraction.workers import cores
from crawler.scrapy_utils.exit_status import FAILED, MISUSED
from crawler.scrapy_utils.project import project_folder
from crawler.scrapy_utils.response import to_page
from crawler.site import NEWSPAPER, Site
from crawler.store import StoreError
from crawler.urls import same_site

_SCHEMES = ("http", "https")


class OnePage(Spider):
    """Fetches a page, as politely as any spider of the project."""

    name = "extract"

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.page: Page | None = None
        self.failure: str | None = None

    async def start(self) -> AsyncIterator[Request]:
        """Yield the one request."""
        yield Request(self.url, callback=self.keep, errback=self.fail, dont_filter=True)

    def keep(self, response: Response) -> None:
        """Keep what was answered."""
        self.page = to_page(response)

    def fail(self, failure: Failure) -> None:
        """Keep why there is no answer."""
        is_forbidden = isinstance(failure.value, IgnoreRequest)
        self.failure = "robots.txt forbids it" if is_forbidden else failure.getErrorMessage()


class Command(ScrapyCommand):
    """Print the article of a page as a JSON line."""

    default_settings: ClassVar[dict[str, Any]] = {
        "LOG_ENABLED": False,
        "ITEM_PIPELINES": {},
        "EXTENSIONS": {},
    }

    def syntax(self) -> str:
        """Say what the command takes."""
        return "URL|FILE|ARCHIVE.warc.gz [--explain] [--save]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "Print the article of one page, and where each field was read"

    def long_desc(self) -> str:
        """Say how the newspaper is known."""
        return (
            "The newspaper is the one whose declaration has the page's host (--spider names another), else"
            " one of which nothing is known. A saved page says its address itself, or --url does."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument(
            "--explain",
            action="store_true",
            help="show where each field was read, and what each rule removed",
        )
        parser.add_argument(
            "--save", action="store_true", help="save page and article as a fixture, to be reviewed"
        )
        parser.add_argument("--spider", metavar="NAME", help="the newspaper's declaration")
        parser.add_argument("--url", help="the address of a saved page")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the article. Raises UsageError.

        Exit status: 1 where the page cannot be had or is no article, 2 for a user's mistake.
        """
        only_argument(args, "name one page: scrapy extract URL|FILE")
        if not _is_address(args[0]) and _is_warc(Path(args[0])):
            self._print_archive(Path(args[0]), opts)
            return
        page = self._page(args[0], opts.url)
        if page is None:
            return
        site = self._site(page, opts.spider)
        try:
            examined = examine_page(page, site)
        except NotAnArticle as refusal:
            detail = f" ({refusal.detail})" if refusal.detail else ""
            self._end(f"{args[0]}: is no article: {refusal.reason}{detail}", FAILED)
            if opts.save:
                self._save(page, site, refusal)
            return
        if opts.save:
            self._save(page, site, examined.article)
        article = json.dumps(asdict(examined.article), ensure_ascii=False)
        print_text("\n".join(explain(examined)) if opts.explain else article)

    def _print_archive(self, path: Path, opts: argparse.Namespace) -> None:
        """Print the articles of a WARC file, a JSON line each, and say what is none. Raises UsageError."""
        if opts.explain or opts.save or opts.url:
            raise UsageError("--explain, --save and --url are for one page, no archive", print_help=False)
        found, number = Found(), 0
        declared = declared_sites(self.settings)
        forced = named_site(declared, opts.spider)
        newspapers = Newspapers(declared, forced=forced, takes_unknown=True)
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
            self._end(f"{path} cannot be indexed: {error}", FAILED)
            return
        except OSError as error:
            self._end(": ".join(str(each) for each in (error.filename, error.strerror) if each), FAILED)
            return
        except BrokenProcessPool:
            self._end(f"{path}: a process that read it ended unexpectedly", FAILED)
            return
        except KeyboardInterrupt:
            self._end(f"{path}: stopped after {number:,} articles", FAILED)
            return
        for damage in found.damages:
            self._end(damage, FAILED)
        refused = ", ".join(f"{reason} {count:,}" for reason, count in found.refused.most_common())
        print(f"{number:,} articles{f'; no article: {refused}' if refused else ''}", file=sys.stderr)
        if not number:
            self._end(f"{path}: holds no article", FAILED)

    def _page(self, name: str, url: str | None) -> Page | None:
        """Return the page, or end the command with the reason. Raises UsageError."""
        if _is_address(name):
            return self._fetched(name)
        if url is not None and not _is_address(url):
            raise UsageError(f"--url: {url!r} is no address of a page", print_help=False)
        path = Path(name)
        try:
            body = path.read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self._end(f"{name}: {'is no address that can be fetched' if '://' in name else reason}", MISUSED)
            return None
        return Page(url=url or _own_address(body) or path.resolve().as_uri(), body=body)

    def _fetched(self, url: str) -> Page | None:
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(OnePage)
        self.crawler_process.crawl(crawler, url=url)
        self.crawler_process.start()
        spider = crawler.spider
        assert isinstance(spider, OnePage)
        if spider.page is None:
            self._end(f"{url}: cannot be fetched: {spider.failure or 'no answer'}", FAILED)
        return spider.page

    def _site(self, page: Page, name: str | None) -> Site:
        """Return the declaration that is named, or that has the page's host. Raises UsageError."""
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        if name is not None and name not in loader.list():
            raise UsageError(
                f"there is no spider {name!r}; known: {', '.join(sorted(loader.list()))}", print_help=False
            )
        for each in [name] if name is not None else loader.list():
            site = getattr(loader.load(each), "site", None)
            is_meant = name is not None or (
                isinstance(site, Site) and site.domain and same_site(f"https://{site.domain}/", page.url)
            )
            if is_meant and isinstance(site, Site):
                return site
        return NEWSPAPER

    def _save(self, page: Page, site: Site, result: Any) -> None:
        folder = project_folder() / "fixtures" / (site.name or urlsplit(page.url).hostname or "page")
        try:
            path = save_fixture(folder, page, result)
        except FixtureError as error:
            self._end(str(error), MISUSED)
        else:
            print(
                f'saved as {path}: compare it with the page, then set its "reviewed" to true', file=sys.stderr
            )

    def _end(self, message: str, status: int) -> None:
        print(f"scrapy extract: {message}", file=sys.stderr)
        self.exitcode = max(self.exitcode, status)


def _is_warc(path: Path) -> bool:
    try:
        return is_archive(path)
    except (OSError, ValueError):  # who reads it as a page says what is wrong
        return False


def _is_address(text: str) -> bool:
    """Say whether a text is the address of a page on the web."""
    try:
        parts = urlsplit(text)
        return parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0 and " " not in text
    except ValueError:  # brackets that are no IPv6 address, a port that no host has
        return False


def _own_address(body: bytes) -> str | None:
    """Return the address that a saved page gives itself."""
    try:
        document = Document(Page(url="", body=body))
    except NotAnArticle:
        return None
    address = document.canonical or document.meta("og:url")
    return address if address and _is_address(address) else None
