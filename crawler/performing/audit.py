"""``scrapy audit``: what looks wrong in the corpus."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from scrapy.exceptions import UsageError

from crawler.corpus.audit import MEANINGS, MOST_URLS, Audited, Finding, audit
from crawler.frontier.sites import sites_of
from crawler.performing.opening import check_site, no_options, open_store
from crawler.performing.performance import Performance
from crawler.performing.stopping import stopped_by_sigterm
from crawler.scrapy_utils.exit_status import FAILED
from crawler.scrapy_utils.printing import print_error, print_lines, print_text
from crawler.store import Store
from crawler.text import counted

_SHOWN = 3
"""URLs of a finding that people see."""


class AuditCorpus(Performance):
    """Examine the articles of each newspaper, and print the findings."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do it. Raises UsageError, StoreError; exit status 1: more articles have findings than allowed."""
        if no_options(args):
            raise UsageError("scrapy audit takes no arguments, only options: --site NAME ...")
        limit = _Limit.of(opts.limit, self.settings["AUDIT_LIMIT"])
        with closing(open_store(self.settings)) as store, stopped_by_sigterm():
            audited = _audit(store, opts.site)
        if opts.json:
            found = [_as_json(site, each) for site, one in audited.items() for each in one.findings]
            found.sort(key=lambda each: -each["count"])
            print_text(json.dumps(found, ensure_ascii=False))
        elif audited:
            lines = [line for site, each in audited.items() for line in ("", *_lines(site, each))]
            print_lines(lines[1:])
        self._judge(list(audited.values()), limit)

    def _judge(self, audited: list[Audited], limit: _Limit) -> None:
        """Say on stderr how many articles have a finding, and set the exit status."""
        articles = sum(each.articles for each in audited)
        if not articles:
            self.fail("no article is stored, so there is nothing to audit: crawl first", FAILED)
            return
        found = sum(each.with_findings for each in audited)
        has = counted(found, "article has", "articles have")
        sentence = f"{has} a finding, of {articles:,} ({_percent(found / articles)} %)"
        if found > limit.of_articles(articles):
            self.fail(f"{sentence}: more than the limit of {limit.text} allows", FAILED)
        else:
            print_error(f"scrapy audit: {sentence}: no more than the limit of {limit.text} allows")


class _Limit:
    """How many articles may have a finding."""

    def __init__(self, text: str, number: float, *, is_share: bool) -> None:
        self.text = text
        self._number, self._is_share = number, is_share

    @classmethod
    def of(cls, option: str | None, setting: object) -> _Limit:
        """Return the limit of the option, else of the setting. Raises UsageError."""
        name = "the setting AUDIT_LIMIT=" if option is None else "--limit "
        text = str(setting if option is None else option).strip()
        is_share = text.endswith("%")
        bare = text[:-1].strip() if is_share else text
        if not bare.isascii() or not bare.replace(".", "", 1 if is_share else 0).isdigit() or len(bare) > 12:
            raise UsageError(f"{name}{text} must be a number of articles, or a share of them such as 0.5%")
        return cls(text, float(bare), is_share=is_share)

    def of_articles(self, articles: int) -> float:
        """Return how many of so many articles may have one."""
        return articles * self._number / 100 if self._is_share else self._number


def _audit(store: Store, wanted: str | None) -> dict[str, Audited]:
    """Audit the wanted newspaper, or all. Raises UsageError if the store does not have it."""
    with store.read(aside=True) as conn:
        check_site(conn, wanted)
        audited = {site: audit(conn, site) for site in sites_of(conn) if wanted in (None, site)}
    return {site: each for site, each in audited.items() if each.articles}


def _lines(site: str, audited: Audited) -> Iterator[str]:
    number = counted(audited.with_findings, "has a finding", "have a finding")
    yield f"{site}: {counted(audited.articles, 'article')}; {number}"
    for each in audited.findings:
        yield ""
        language = f" ({each.language})" if each.language else ""
        yield f"{each.count:>7,}  {each.finding}{language}: {MEANINGS[each.finding]}"
        above = ""
        for url, example in _varied(each):
            if example != above:
                yield f"{'':7}  {example}"
            yield f"{'':11}{url}"
            above = example
        if each.rule:
            yield from (f"{'':11}{line}" for line in each.rule.splitlines())
    if any(each.count > _SHOWN for each in audited.findings):
        yield ""
        yield f"Of each finding {_SHOWN} articles are shown; --json has {MOST_URLS:,}."


def _percent(share: float) -> str:
    return f"{100 * share:.{0 if share >= 0.1 else 1 if share >= 0.01 else 2}f}"


def _varied(found: Finding) -> list[tuple[str, str]]:
    """Return the articles of a finding that people see, and what was found in each; such as differ first."""
    every = list(zip(found.urls, found.examples, strict=True))
    first_of = {example: (url, example) for url, example in reversed(every)}
    chosen = sorted(first_of.values(), key=every.index)[:_SHOWN]
    rest = [each for each in every[:_SHOWN] if each not in chosen]
    return sorted([*chosen, *rest][:_SHOWN], key=every.index)


def _as_json(site: str, found: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {
        "finding": found.finding,
        "count": found.count,
        "urls": found.urls,
        "example": found.example,
        "examples": found.examples,
        "site": site,
    }
    if found.rule is not None:
        told["rule"] = found.rule
    if found.language is not None:
        told["language"] = found.language
    return told
