"""What a run brought, at its end: five lines for a person, one in a log of warnings, one object in JSON."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler import stats
from crawler.extensions.tally import duration
from crawler.finish_reasons import FINISHED
from crawler.health.ending import Ending
from crawler.health.had import LEFT_OUT
from crawler.rows import JSON
from crawler.scrapy_utils.json_logs import FIELDS, is_json, zoned
from crawler.scrapy_utils.logs import is_logged
from crawler.scrapy_utils.stopping import crawl_ended
from crawler.stats import Numbers
from crawler.text import counted

logger = logging.getLogger(__name__)

_SELDOM = {"gone": stats.ARTICLE_GONE, "revived": stats.ARTICLE_REVIVED}
"""Counts that are told only where there is something to count."""


@dataclass(frozen=True, slots=True)
class Export:
    """A file that a run has written."""

    file: str
    articles: int


class Summary:
    """Extension: says how a run ended. A healthy run is silent where only errors are logged."""

    def __init__(self, crawler: Crawler) -> None:
        self._settings = crawler.settings
        self._exports: list[Export] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it. Raises NotConfigured: there is no run of a newspaper."""
        if not hasattr(crawler.spider, "frontier"):
            raise NotConfigured  # without a sentence, which would be a warning in every run
        summary = cls(crawler)
        crawler.signals.connect(summary.feed_slot_closed, signal=signals.feed_slot_closed)
        crawler.signals.connect(summary.crawl_ended, signal=crawl_ended)
        return summary

    def feed_slot_closed(self, slot: Any) -> None:
        """Note a file of ``-o`` or ``-O`` that was written."""
        self._exports.append(Export(str(slot.uri).removesuffix(":"), slot.itemcount))

    def crawl_ended(self, ending: Ending) -> None:
        """Log it."""
        if is_json(self._settings):
            self._log(in_one_line(ending), {FIELDS: as_fields(ending, self._exports)})
        elif is_logged(self._settings, logging.INFO):
            for line in in_five_lines(ending, self._exports):
                self._log(line)
        else:
            self._log(in_one_line(ending))

    def _log(self, message: str, extra: dict[str, Any] | None = None) -> None:
        """Log a line that stands in a log of warnings as well, without being one."""
        level = logging.INFO if is_logged(self._settings, logging.INFO) else logging.WARNING
        record = logger.makeRecord(logger.name, level, __file__, 0, "%s", (message,), None, extra=extra)
        record.levelname = "INFO"  # who searches the log for warnings must not find a healthy run
        logger.handle(record)


def in_five_lines(ending: Ending, exports: list[Export]) -> tuple[str, str, str, str, str]:
    """Return what was found, what it cost, where the articles are, where the files are, and the verdict."""
    numbers, left = ending.numbers, _left(ending)
    kept = sum(map(numbers.number, stats.STORED.values()))
    rate = f", {kept / ending.seconds * 60:,.0f} articles a minute" if kept and ending.seconds >= 60 else ""
    stored = "cannot be read" if ending.stored is None else f"has {counted(ending.stored, 'article')}"
    files = [f"{each.file} ({counted(each.articles, 'article')} of this run)" for each in exports]
    if ending.archive:
        files.append(f"{ending.archive} (the responses as they came)")
    verdict = [f"{_verdict(ending).capitalize()}."]
    if ending.failed_checks:  # each sentence stands in the log once
        names = ", ".join(dict.fromkeys(each.name for each in ending.failed_checks))
        verdict.append(f"Failed: {names}; the ERROR above says why.")
    if left:
        verdict.append(f"{left:,} left for later runs: scrapy status says why.")
    return (
        f"{ending.site}: {_found(numbers)}.",
        f"{counted(numbers.number(stats.REQUESTS), 'request')} in {duration(ending.seconds)}{rate}.",
        f"The store {stored} of this site: {ending.store}",
        f"Files: {', '.join(files) or 'none (no export, no archive)'}",
        " ".join(verdict),
    )


def in_one_line(ending: Ending) -> str:
    """Return what stands in the log of a scheduler: site, counts, cost, verdict."""
    requests = counted(ending.numbers.number(stats.REQUESTS), "request")
    left = f", {_left(ending):,} left for later runs" if _left(ending) else ""
    cost = f"{requests} in {duration(ending.seconds)}"
    return f"{ending.site}: {_found(ending.numbers)}{left}; {cost}; {_verdict(ending)}."


def as_fields(ending: Ending, exports: list[Export]) -> dict[str, JSON]:
    """Return the numbers of a run, for programs."""
    number = ending.numbers.number
    counts = {name: number(each) for name, each in {**stats.STORED, **_SELDOM}.items()}
    return {
        "event": "crawl_ended",
        "site": ending.site,
        "run": ending.run,
        "scope": ending.scope,
        "started_at": zoned(ending.started_at.timestamp()),
        "ended_at": zoned(ending.ended_at.timestamp()),
        "seconds": round(ending.seconds, 3),
        **counts,
        "not_stored": _not_stored(ending.numbers),
        "requests": number(stats.REQUESTS),
        "stored": ending.stored,
        "left": _left(ending),
        "store": ending.store,
        "archive": ending.archive,
        "exports": [{"file": each.file, "articles": each.articles} for each in exports],
        "reason": ending.reason,
        "status": ending.status,
        "healthy": ending.status == 0,
        "failed_checks": [{"name": each.name, "sentence": each.sentence} for each in ending.failed_checks],
    }


def _found(numbers: Numbers) -> str:
    counts = [f"{numbers.number(stats.STORED[name]):,} {name}" for name in ("new", "changed", "unchanged")]
    counts += [f"{number:,} {name}" for name, each in _SELDOM.items() if (number := numbers.number(each))]
    if reasons := numbers.reasons(*LEFT_OUT):
        counts.append(f"not stored: {reasons}")
    return ", ".join(counts)


def _not_stored(numbers: Numbers) -> dict[str, JSON]:
    told: dict[str, JSON] = {}
    for family in LEFT_OUT:
        for reason, number in numbers.by_reason(family).items():
            before = told.get(reason, 0)
            told[reason] = number + (before if isinstance(before, int) else 0)
    return told


def _verdict(ending: Ending) -> str:
    if ending.status:
        return f"sick (exit status {ending.status})"
    return "healthy" if ending.reason == FINISHED else f"healthy, but ended early ({ending.reason})"


def _left(ending: Ending) -> int:
    return ending.left.get("pending", 0) + ending.left.get("failed", 0)
