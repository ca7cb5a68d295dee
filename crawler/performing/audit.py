"""``scrapy audit``: what looks wrong in the corpus."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from scrapy.exceptions import UsageError

from crawler.corpus.audit import MEANINGS, MOST_URLS, Audited, Finding
from crawler.frontier.sites import sites_of
from crawler.performing.audit_limit import AuditLimit, audited_sites
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
        limit = AuditLimit.of(opts.limit, self.settings["AUDIT_LIMIT"])
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

    def _judge(self, audited: list[Audited], limit: AuditLimit) -> None:
        """Say on stderr how many articles have a finding, and set the exit status."""
        articles = sum(each.articles for each in audited)
        if not articles:
            self.fail("no article is stored, so there is nothing to audit: crawl first", FAILED)
            return
        found = sum(each.with_findings for each in audited)
        sentence = limit.judge(found, articles)
        if limit.is_exceeded(found, articles):
            self.fail(sentence, FAILED)
        else:
            print_error(f"scrapy audit: {sentence}")


def _audit(store: Store, wanted: str | None) -> dict[str, Audited]:
    """Audit the wanted newspaper, or all. Raises UsageError if the store does not have it."""
    with store.read(aside=True) as conn:
        check_site(conn, wanted)
        return audited_sites(conn, sites_of(conn) if wanted is None else [wanted])


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
