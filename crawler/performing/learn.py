"""``scrapy learn``: rules for what a site repeats in its articles, proposed to a person."""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from inspect import getfile
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.archive.index import count_elsewhere
from crawler.learning import Findings, Story, propose
from crawler.learning.archived import archived_pages
from crawler.learning.folder import page_files, read_pages
from crawler.learning.report import report
from crawler.learning.story import read_stories
from crawler.performing.opening import declared_sites, is_address, only_argument, open_store, spider_of_host
from crawler.performing.performance import Performance
from crawler.scrapy_utils.archive import open_archive, tell_elsewhere
from crawler.scrapy_utils.network_settings import check_network_settings
from crawler.scrapy_utils.printing import print_error, print_lines
from crawler.scrapy_utils.program import as_called
from crawler.scrapy_utils.project import is_shipped
from crawler.site import NEWSPAPER, Site
from crawler.site_rules import RulesError, add_proposals, rules_file
from crawler.spider.stories import StorySpider
from crawler.store import StoreError
from crawler.text import counted

ENOUGH = 50
"""Articles of an archive that show what a site repeats; with fewer, the site is asked."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The articles that were read, before anything is proposed."""

    source: str
    """Host or folder, to be printed."""
    spider: str | None
    """The name of the newspaper's spider; None: it is not declared."""
    stories: Sequence[Story]
    refused: Mapping[str, int]


class Learn(Performance):
    """Print the proposals, and write them beside the site's declaration, none accepted."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Learn. Raises UsageError; exit status 1 if no article could be read."""
        target = only_argument(args, "name one newspaper or folder: scrapy learn telegraf")
        most = _number(opts.pages)
        self._sites = dict(sorted(declared_sites(self.settings, target, opts.site).items()))
        learned = self._learn(target, most, opts.site)
        if learned is None:
            return
        findings = propose(learned.stories)
        print_lines(report(findings, learned.source, learned.refused))
        if findings.proposals:  # written also if nobody reads the report to its end
            print_lines(["", as_called(self._write(findings, learned))])

    def _learn(self, target: str, most: int, chosen: str | None) -> Sample | None:
        """Read articles, or end the command with the reason why there is none. Raises UsageError."""
        sites = self._sites
        if chosen is not None and chosen not in sites:
            raise UsageError(f"--site {chosen}: there is no such newspaper; known: {', '.join(sites)}")
        if target in sites:
            domain = sites[target].domain
            if domain is None:
                raise UsageError(f"{target} is declared without a domain; write scrapy learn URL")
            if (archived := self._from_archive(target, most, chosen or target)) is not None:
                return archived
            return self._from_site(f"https://{domain}/", most, chosen or target)
        if is_address(target):
            return self._from_site(target, most, chosen or spider_of_host(sites, target))
        if Path(target).is_dir():
            return self._from_folder(Path(target), most, chosen)
        raise UsageError(f"{target} is neither a newspaper of the project, nor a URL, nor a folder")

    def _site(self, name: str | None) -> Site:
        return NEWSPAPER if name is None else self._sites[name]

    def _from_archive(self, newspaper: str, most: int, name: str) -> Sample | None:
        """Read the pages that the archive holds; None: it holds too few, so the site is to be asked."""
        archive = open_archive(self.settings)
        files = archive.held() if archive is not None else None
        if archive is None or not files:
            return None
        try:
            with closing(open_store(self.settings)) as store, store.read() as conn:
                site = self._sites[newspaper].name or newspaper
                pages = archived_pages(conn, files, archive.places, site, most)
                stories, refused = read_stories(pages, self._site(name))
                elsewhere = tell_elsewhere(count_elsewhere(conn, archive.places))
        except StoreError:  # there is none yet, or none that can be read: the site has the same articles
            return None
        if len(stories) < min(most, ENOUGH):
            return None
        print_error(
            f"scrapy learn: read {counted(len(stories), 'article')} from the archive {archive.name}, without"
            " a request; -s ARCHIVE_DIR= reads the site instead"
        )
        for sentence in elsewhere:
            print_error(f"scrapy learn: {sentence}")
        return Sample(f"the archive {archive.name}", name, stories, refused)

    def _from_site(self, url: str, most: int, name: str | None) -> Sample | None:
        check_network_settings(self.settings)
        crawler = self.crawler_process.create_crawler(StorySpider)
        crawling = asyncio.ensure_future(
            self.crawler_process.crawl(crawler, site=self._site(name), url=url, most=most)
        )
        self.crawler_process.start()
        if not crawling.cancelled() and (error := crawling.exception()):
            raise error
        spider = crawler.spider
        assert isinstance(spider, StorySpider)
        if spider.failure or not spider.stories:
            self.fail(spider.failure or f"{url} gave no article ({_counted(spider.refused)}).")
            return None
        return Sample(urlsplit(url).netloc, name, spider.stories, spider.refused)

    def _from_folder(self, folder: Path, most: int, chosen: str | None) -> Sample | None:
        try:
            pages = list(read_pages(page_files(folder, most)))
        except OSError as error:
            raise UsageError(f"{error.filename or folder}: cannot be read: {error.strerror}") from error
        if not pages:
            raise UsageError(f"{folder} holds no saved pages (.html)")
        hosts = Counter(f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}/" for page in pages)
        name = chosen or spider_of_host(self._sites, hosts.most_common(1)[0][0])
        stories, refused = read_stories(pages, self._site(name))
        if not stories:
            self.fail(f"{folder} holds no article ({_counted(refused)}).")
            return None
        return Sample(str(folder), name, stories, refused)

    def _write(self, findings: Findings, learned: Sample) -> str:
        """Write the proposals where they can be accepted; return the sentence that says so."""
        name = learned.spider
        if name is None or self._sites[name] is NEWSPAPER:
            return (
                "Nothing was written, since this is not a newspaper of the project. Declare it by"
                " scrapy genspider -t newspaper NAME DOMAIN, or name it by --site."
            )
        path = rules_file(getfile(get_spider_loader(self.settings).load(name)))
        if is_shipped(path.parent):
            return (
                f"Nothing was written, since {name} came with the program, and its next version replaces"
                f" {path}. Declare it under another name in a folder of your own: scrapy init FOLDER"
                " NAME DOMAIN."
            )
        try:
            new = add_proposals(
                path, findings.proposals, pages=findings.stories, source=learned.source, today=date.today()
            )
        except RulesError as error:
            raise UsageError(str(error)) from error
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
        if not new:
            return f"{path} holds all of them already."
        return f"{new} written to {path}. None takes effect before a person has set its `accepted = true`."


def _counted(refused: Mapping[str, int]) -> str:
    return (
        ", ".join(f"{reason} {number}" for reason, number in sorted(refused.items())) or "no page responded"
    )


def _number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise UsageError(f"--pages {text} must be a whole number from 1 to 100000")
    return int(text)
