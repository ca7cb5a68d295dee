"""``scrapy learn``: rules for what a site repeats in its articles, proposed to a person."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader

from crawler.commands.opening import only_argument
from crawler.learning import Findings, Story, propose
from crawler.learning.folder import page_files, read_pages
from crawler.learning.read import read_stories
from crawler.learning.report import report
from crawler.scrapy_utils.exit_status import FAILED
from crawler.site import NEWSPAPER, Site
from crawler.site_rules import RulesError, add_proposals, rules_file
from crawler.spider.stories import StorySpider
from crawler.urls import same_site

"""Exit status: there was no article to learn from."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A newspaper, and where its declaration stands."""

    site: Site
    file: Path | None = None
    """The Python file; null: nobody has declared it."""


UNDECLARED = Declared(NEWSPAPER)


@dataclass(slots=True)
class Learned:
    """What was read, before anything is proposed."""

    source: str
    """Host or folder, for people."""
    declared: Declared
    stories: Sequence[Story]
    refused: Mapping[str, int]
    failure: str | None = None
    """Why there is nothing, in one sentence."""


class Command(ScrapyCommand):
    """Print the proposals, and write them beside the site's declaration, none accepted."""

    def syntax(self) -> str:
        """Say what the command takes."""
        return "NAME|URL|FOLDER [--pages 200] [--site NAME]"

    def short_desc(self) -> str:
        """Say in one line what the command does."""
        return "Propose cleaning rules for the lines that a site repeats in its articles"

    def long_desc(self) -> str:
        """Say where the proposals go."""
        return (
            "Reads articles of a newspaper of the project (NAME), of any other (URL), or saved pages"
            " (FOLDER). Proposals are printed, and written into the TOML file beside the site's declaration;"
            " none acts until a person has set its `accepted`."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options."""
        super().add_options(parser)
        parser.add_argument("--pages", metavar="N", default="200", help="how many articles to read (200)")
        parser.add_argument(
            "--site",
            metavar="NAME",
            help="the declaration to read the pages with; default: that of their host",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options; without one for it, the log tells of trouble alone."""
        super().process_options(args, opts)
        assert self.settings is not None
        if (self.settings.getpriority("LOG_LEVEL") or 0) < SETTINGS_PRIORITIES["cmdline"]:
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Learn. Raises UsageError; exit status 1 where no article could be read."""
        target = only_argument(args, "name one newspaper or folder: scrapy learn telegraf")
        most = _number(opts.pages)
        learned = self._learn(target, most, opts.site)
        if learned.failure:
            print(f"scrapy learn: {learned.failure}", file=sys.stderr)
            self.exitcode = FAILED
            return
        findings = propose(learned.stories)
        print("\n".join(report(findings, learned.source, learned.refused)))
        if findings.proposals:
            print(f"\n{_write(findings, learned)}")

    def _learn(self, target: str, most: int, site_name: str | None) -> Learned:
        declared = self._declarations()
        if site_name is not None and site_name not in declared:
            raise UsageError(
                f"--site {site_name}: there is no such newspaper; known: {', '.join(declared)}",
                print_help=False,
            )
        chosen = declared.get(site_name) if site_name else None
        if target in declared:
            domain = declared[target].site.domain
            if domain is None:
                raise UsageError(f"{target} names no address; write scrapy learn URL", print_help=False)
            return self._from_site(f"https://{domain}/", most, chosen or declared[target])
        if target.startswith(("http://", "https://")) and urlsplit(target).hostname:
            return self._from_site(target, most, chosen or _of_address(declared, target))
        if Path(target).is_dir():
            return _from_folder(Path(target), most, chosen, declared)
        raise UsageError(
            f"{target} is no newspaper of the project, no address and no folder", print_help=False
        )

    def _declarations(self) -> dict[str, Declared]:
        """Return the newspapers of the project by their spiders' names."""
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        found = {}
        for name in sorted(loader.list()):
            spider = loader.load(name)
            site = getattr(spider, "site", None)
            if isinstance(site, Site):
                file = import_module(spider.__module__).__file__
                found[name] = Declared(site, Path(file) if file and site is not NEWSPAPER else None)
        return found

    def _from_site(self, url: str, most: int, declared: Declared) -> Learned:
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(StorySpider)
        crawling = asyncio.ensure_future(
            self.crawler_process.crawl(crawler, site=declared.site, url=url, most=most)
        )
        self.crawler_process.start()
        if not crawling.cancelled() and (error := crawling.exception()):
            raise error
        spider = crawler.spider
        assert isinstance(spider, StorySpider)
        failure = spider.failure
        if failure is None and not spider.stories:
            failure = f"{url} gave no article ({_counted(spider.refused)})."
        return Learned(urlsplit(url).netloc, declared, spider.stories, spider.refused, failure)


def _from_folder(
    folder: Path, most: int, chosen: Declared | None, declared: Mapping[str, Declared]
) -> Learned:
    try:
        pages = list(read_pages(page_files(folder, most)))
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder}: cannot be read: {error.strerror}", print_help=False
        ) from error
    if not pages:
        raise UsageError(f"{folder} holds no saved pages (.html)", print_help=False)
    hosts = Counter(f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}/" for page in pages)
    site = chosen or _of_address(declared, hosts.most_common(1)[0][0])
    stories, refused = read_stories(pages, site.site)
    failure = None if stories else f"{folder} holds no article ({_counted(refused)})."
    return Learned(str(folder), site, stories, refused, failure)


def _of_address(declared: Mapping[str, Declared], url: str) -> Declared:
    """Return the declaration of the site that an address is on."""
    known = (each for each in declared.values() if each.site.domain)
    return next((each for each in known if same_site(url, f"https://{each.site.domain}/")), UNDECLARED)


def _write(findings: Findings, learned: Learned) -> str:
    """Write the proposals where they can be accepted; return the sentence that says so."""
    file = learned.declared.file
    if file is None:
        return (
            "Nothing was written: no newspaper of the project is read here. Declare it by"
            " scrapy genspider -t newspaper NAME DOMAIN, or name it by --site."
        )
    path = rules_file(file)
    try:
        new = add_proposals(
            path, findings.proposals, pages=findings.stories, source=learned.source, today=date.today()
        )
    except RulesError as error:
        raise UsageError(str(error), print_help=False) from error
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}", print_help=False) from error
    if not new:
        return f"{path} holds all of them already."
    return f"{new} written to {path}. None acts before a person has set its `accepted = true`."


def _counted(refused: Mapping[str, int]) -> str:
    return ", ".join(f"{reason} {number}" for reason, number in sorted(refused.items())) or "no page answered"


def _number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise UsageError(f"--pages {text} is no number from 1 to 100000", print_help=False)
    return int(text)
