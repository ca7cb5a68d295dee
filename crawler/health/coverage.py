"""Checks of fields: whether new articles have them as often as those before."""

from __future__ import annotations

from crawler.health.check import Check, Complaint
from crawler.health.ended import Ended
from crawler.health.new_articles import ALL_ARTICLES, COUNTED_FIELDS, PUBLISHED_TIME
from crawler.health.odds import IMPROBABLE, at_most, usual_share
from crawler.health.window import AFTER_A_DAY, SOON, Count, Window, windows
from crawler.stats import FIELD, Numbers
from crawler.text import counted

_AS_USUAL = 0.9
"""From this part of the usual share on a run by itself is as usual."""
FEWEST_BEFORE = 20
"""Of fewer articles nobody knows how many of a site have a field."""
_PERSONAL = "authors"
"""A field that the theme prints, and that some kinds of article have not: editorials."""
_EDITORIAL = ("dateline", "tags", "signoff", "image_url", "caption", "credit", "modified_at")
"""Fields that the newsroom writes or leaves out; the others are the theme's, which has them or has not."""
FEWEST_EDITORIAL = 20
"""Of fewer new articles, or of less than a day, such a field says nothing: one desk leaves it out. Of fewer
without authors neither: a page of editorials has none."""
_SOURCES = {"page": "pages", "api": "REST records", "feed": "feeds"}


def complaint_about(field: str) -> Complaint:
    """Return the check of a field: its share among new articles, by what they were read from."""

    def complain(crawl: Ended, threshold: float) -> str | None:
        for source in _SOURCES:
            size = _counting(source, _of_all(field))
            reach = AFTER_A_DAY if field in _EDITORIAL else SOON
            for window in windows(crawl, check_name(field), size, reach):
                if said := _said(crawl, window, threshold, field, source):
                    return said
        return None

    return complain


def _said(crawl: Ended, window: Window, threshold: float, field: str, source: str) -> str | None:
    size, having = _counting(source, _of_all(field)), _counting(source, field)
    (number, before), (has, had) = window.sums(size), window.sums(having)
    if before < FEWEST_BEFORE or number < _fewest(field):
        return None
    share = usual_share(had, before)
    if having(crawl.numbers) > _AS_USUAL * share * size(crawl.numbers):
        return None  # what the runs before this one lacked is back
    if has > threshold * share * number or at_most(has, number, share) > IMPROBABLE:
        return None
    what = "the time of published_at" if field == PUBLISHED_TIME else field
    return (
        f"{what} is missing: of {counted(number, 'new article')} read from {_SOURCES[source]} {has} have it,"
        f" of {before:,} before {had / before:.0%} had. Probably the site prints it in another way:"
        " scrapy extract URL --explain shows where it was looked for, scrapy drift since when."
    )


def _fewest(field: str) -> int:
    return FEWEST_EDITORIAL if field in (*_EDITORIAL, _PERSONAL) else 1


def _sample(field: str) -> str:
    if field in _EDITORIAL:
        return f"{FEWEST_EDITORIAL} new ones over a day, and more the fewer had the field"
    if field == _PERSONAL:
        return f"{FEWEST_EDITORIAL} new ones, and more the fewer had the field"
    return "three new ones, if all the others had the field, and more the fewer had it"


def check_name(field: str) -> str:
    """Return the name of the check of a field."""
    return f"coverage_{field}"


def _of_all(field: str) -> str:
    """Return of what a field is a share: the time, of what has a date."""
    return "published_at" if field == PUBLISHED_TIME else ALL_ARTICLES


def _counting(source: str, name: str) -> Count:
    statistic = f"{source}/{name}"

    def count(numbers: Numbers) -> int:
        return numbers.of_reason(FIELD, statistic)

    return count


CHECKS = tuple(
    Check(
        name=check_name(field),
        question=f"Do new articles have {field} as often as those before?",
        complaint=complaint_about(field),
        default=0.6,
        is_share=True,
        why=(
            "At most this part of the usual share is left: a loss of half is told, a slow hour of one desk is"
            " not. Besides, chance alone must be as good as impossible (one in a million)."
        ),
        least=f"{FEWEST_BEFORE} articles before; {_sample(field)}",
        by_history=True,
    )
    for field in (*COUNTED_FIELDS, PUBLISHED_TIME)
)
