"""The statistics of a crawl: the names under which the project counts, and what the numbers mean.

Scrapy logs them at the end of a crawl, and the column ``stats`` of the table ``run`` keeps them. The names do
not change, since scripts match them. No other module spells one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.rows import Outcome

_REASON = "REASON"


@dataclass(frozen=True, slots=True)
class Statistic:
    """One number, or a family of numbers: one for each reason."""

    name: str
    """With ``REASON`` at its end it is a family."""
    meaning: str

    def of(self, reason: str) -> str:
        """Return the name of the number that counts this reason."""
        return self.name.replace(_REASON, reason)

    @property
    def prefix(self) -> str:
        """What the names of a family begin with; the whole name of a single number."""
        return self.name.removesuffix(_REASON)


ARTICLE_NEW = Statistic("article/new", "Articles that were stored for the first time.")
ARTICLE_CHANGED = Statistic("article/changed", "Stored articles that got a new revision.")
ARTICLE_UNCHANGED = Statistic("article/unchanged", "Articles that were fetched and are as they were.")
ARTICLE_REVIVED = Statistic("article/revived", "Articles that were marked as gone and are back, unchanged.")
ARTICLE_GONE = Statistic("article/gone", "Articles that the site says it no longer has (404, 410).")
ARTICLE_REFUSED = Statistic(
    "article/refused/REASON", "URLs whose page is not an article, or may not be fetched (robots)."
)
ARTICLE_DROPPED = Statistic(
    "article/dropped/REASON",
    "Articles that a pipeline did not accept, or that the run did not want.",
)
ARTICLE_DROPPED_OUTSIDE = Statistic(
    "article/dropped/outside_REASON", "Whole articles outside of what the options of the run ask for."
)
ARTICLE_FAILED = Statistic(
    "article/failed/REASON", "URLs that gave no article this time, and that a later run tries again."
)
ARTICLE_FAILED_AGAIN = Statistic(
    "article/failed_again/REASON", "Those of article/failed that had failed in an earlier run already."
)
ARTICLE_PRICE = Statistic("article/price", "What the site asks for an article (text of a header beside 402).")
PAGE_READ = Statistic("page/read", "Pages and REST records that were read as articles.")
PAGE_REFUSED = Statistic("page/refused", "Pages and REST records that are not articles.")
PAGE_REFUSED_AGAIN = Statistic(
    "page/refused_again", "Those of page/refused that were refused in an earlier run already."
)
PAGE_UNREADABLE = Statistic(
    "page/unreadable",
    "The others of page/refused that may be articles all the same (no_text, login_wall ...).",
)
PAGE_PARSED_AGAIN = Statistic(
    "page/parsed_again", "Those of page/read that were parsed again by the HTML standard: bad nesting."
)
PAGE_SHORT = Statistic(
    "page/short", "Those of page/read in which far less text was found at first than their JSON-LD tells of."
)
PAGE_FROM_DATA = Statistic(
    "page/from_data", "Those of page/read whose text stands only in their JSON-LD or in their scripts' data."
)
RECORD_REFUSED = Statistic(
    "record/refused/REASON", "REST records that pages name and that could not be used."
)
LISTING_READ = Statistic(
    "listing/read", "Listings that were read: sitemaps, feeds, pages of REST and archives."
)
LISTING_OUTSIDE = Statistic(
    "listing/outside",
    "Links in listings that the options of the run leave out, by the listing's dates or sections.",
)
LISTING_WAY = Statistic(
    "listing/way", "The source of discovery that named the articles (text: api, sitemap, feed ...)."
)
LISTING_UNUSED = Statistic(
    "listing/unused/REASON", "Why a source of discovery was not used (text), by its name."
)
LISTING_REFUSED = Statistic("listing/refused/REASON", "Listings that are not there, or are not listings.")
LISTING_FAILED = Statistic("listing/failed/REASON", "Listings that failed, and that a later run tries again.")
LISTING_TOTAL = Statistic(
    "listing/total", "Articles that the site says it has, in a run that lists all of them."
)
EXPORT_FAILED = Statistic("export/failed", "How often a file of -o or -O could not be written.")
ARTICLE_FROM_RECORD = Statistic(
    "article/from_record",
    "Articles whose page hides their text, so that it was taken from the REST record that the page names.",
)
ARTICLE_FROM_RECORD_URL = Statistic(
    "article/from_record_url", "The URL of one of article/from_record (text)."
)
WORD_COUNT = Statistic("page/word_count", "Pages whose JSON-LD says how many words their article has.")
WORD_COUNT_OFF = Statistic(
    "page/word_count_off",
    "Those of page/word_count whose text has far more or far fewer words than that.",
)
AGREEMENT_COMPARED = Statistic(
    "agreement/compared", "New articles that were read from a second source as well (page or REST)."
)
AGREEMENT_DIFFERS = Statistic(
    "agreement/differs/REASON",
    "Those of agreement/compared whose two sources contradict each other, by field.",
)
AGREEMENT_LACKS = Statistic(
    "agreement/lacks/REASON",
    "Those of agreement/compared whose second source lacks what the stored article has, by field.",
)
AGREEMENT_MISSED = Statistic(
    "agreement/missed/REASON",
    "Those of agreement/compared whose second source has what the stored article lacks, by field.",
)
AGREEMENT_EXAMPLE = Statistic(
    "agreement/example/REASON",
    "Both values of an article of agreement/differs or /lacks, and its URL (text).",
)
AGREEMENT_UNANSWERED = Statistic(
    "agreement/unanswered/REASON",
    "Articles that were not compared, since the second source could not be read.",
)
RESPONSE_SECONDS = Statistic(
    "response/seconds", "Sum of the times from a request that is sent to the headers of its response."
)
RESPONSES_TIMED = Statistic("response/timed", "Number of responses in response/seconds.")

FIELD = Statistic(
    "field/REASON",
    "SOURCE/NAME: articles stored for the first time that have this field, by what they were read from;"
    " SOURCE/articles: all of those.",
)
TEXT_WORDS = Statistic(
    "text/words/REASON", "Words of the articles stored for the first time, by what they were read from."
)
ARTICLE_AHEAD = Statistic(
    "clock/ahead", "Those of article/new whose date is more than a day after they were fetched."
)

STATISTICS = (
    ARTICLE_NEW,
    ARTICLE_CHANGED,
    ARTICLE_UNCHANGED,
    ARTICLE_REVIVED,
    ARTICLE_GONE,
    ARTICLE_REFUSED,
    ARTICLE_DROPPED,
    ARTICLE_DROPPED_OUTSIDE,
    ARTICLE_FAILED,
    ARTICLE_FAILED_AGAIN,
    ARTICLE_PRICE,
    PAGE_READ,
    PAGE_REFUSED,
    PAGE_REFUSED_AGAIN,
    PAGE_UNREADABLE,
    PAGE_PARSED_AGAIN,
    PAGE_SHORT,
    PAGE_FROM_DATA,
    RECORD_REFUSED,
    LISTING_READ,
    LISTING_OUTSIDE,
    LISTING_WAY,
    LISTING_UNUSED,
    LISTING_REFUSED,
    LISTING_FAILED,
    EXPORT_FAILED,
    ARTICLE_FROM_RECORD,
    ARTICLE_FROM_RECORD_URL,
    WORD_COUNT,
    WORD_COUNT_OFF,
    AGREEMENT_COMPARED,
    AGREEMENT_DIFFERS,
    AGREEMENT_LACKS,
    AGREEMENT_MISSED,
    AGREEMENT_EXAMPLE,
    AGREEMENT_UNANSWERED,
    FIELD,
    TEXT_WORDS,
    LISTING_TOTAL,
    RESPONSE_SECONDS,
    RESPONSES_TIMED,
    ARTICLE_AHEAD,
)
"""All that the project counts."""

REQUESTS = Statistic("downloader/request_count", "Requests that were sent.")
RESPONSES = Statistic("downloader/response_status_count/REASON", "Responses by HTTP status.")
RESPONSES_OK = Statistic("downloader/response_status_count/2REASON", "Responses with an HTTP status of 2xx.")
RESPONSES = Statistic("downloader/response_status_count/REASON", "Responses by their HTTP status.")
FINISH_REASON = Statistic("finish_reason", "Why the crawl ended.")
"""What Scrapy counts, as far as the project reads it."""

STORED = {
    "new": ARTICLE_NEW,
    "changed": ARTICLE_CHANGED,
    "unchanged": ARTICLE_UNCHANGED,
    "revived": ARTICLE_REVIVED,
}
"""What the store says of an article that it was given -> where that is counted."""

_BY_OUTCOME = {"gone": ARTICLE_GONE, "refused": ARTICLE_REFUSED, "dropped": ARTICLE_DROPPED}


def article_ended(outcome: Outcome) -> str:
    """Return the name under which a URL is counted that gave no article."""
    if outcome.state == "failed":
        return ARTICLE_FAILED.of(outcome.reason)
    kind, _, reason = outcome.reason.partition(":")
    return _BY_OUTCOME[kind].of(reason)


class Numbers:
    """The numbers of one crawl, to be asked by what they mean."""

    def __init__(self, stats: Mapping[str, Any]) -> None:
        """``stats``: name -> value, as Scrapy's collector has them."""
        self._stats = stats

    def number(self, statistic: Statistic) -> int:
        """Return a number, or the sum of a family; 0: nothing was counted."""
        if not statistic.name.endswith(_REASON):
            return int(self._stats.get(statistic.name, 0))
        return sum(value for name, value in self._stats.items() if name.startswith(statistic.prefix))

    def amount(self, statistic: Statistic) -> float:
        """Return a number that is no count, such as seconds; 0: nothing was measured."""
        return float(self._stats.get(statistic.name, 0))

    def of_reason(self, family: Statistic, reason: str) -> int:
        """Return the number of a family that counts this reason."""
        return int(self._stats.get(family.of(reason), 0))

    def text(self, statistic: Statistic) -> str:
        """Return a statistic that is a text; empty: there is none."""
        return str(self._stats.get(statistic.name, ""))

    def text_of(self, family: Statistic, reason: str) -> str:
        """Return the text of a family for this reason; empty: there is none."""
        return str(self._stats.get(family.of(reason), ""))

    def by_reason(self, family: Statistic) -> dict[str, int]:
        """Return the numbers of a family by their reasons."""
        return {
            name.removeprefix(family.prefix): value
            for name, value in sorted(self._stats.items())
            if name.startswith(family.prefix)
        }

    def reasons(self, *families: Statistic) -> str:
        """Return the reasons of these families with the number of each: ``http_503 2, timeout 1``."""
        prefixes = tuple(family.prefix for family in families)
        return ", ".join(
            f"{name.rpartition('/')[2]} {value}"
            for name, value in sorted(self._stats.items())
            if name.startswith(prefixes)
        )
