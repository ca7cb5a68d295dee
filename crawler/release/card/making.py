"""The card, filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from crawler.corpus.audit import MEANINGS, Audited
from crawler.export.columns import COLUMNS, Column
from crawler.release.card.front_matter import front_matter
from crawler.release.card.markdown import code, escaped
from crawler.release.changes import Changes
from crawler.release.counting import Tally
from crawler.release.croissant import bibtex
from crawler.release.facts import Facts
from crawler.release.provenance import Provenance
from crawler.release.provenance.as_json import stamp
from crawler.release.selecting import Selection
from crawler.release.splitting import Splits
from crawler.text import counted

PERSONAL = ("email_address", "telephone_number", "nik")
"""Findings of an audit that are data of persons."""

_TYPES = {
    "text": "text",
    "number": "whole number",
    "texts": "list of texts",
    "counts": "list of pairs `rule`, `times`",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """What ``scrapy audit`` found in the stored articles of the newspapers."""

    articles: int
    """Number of articles that were examined."""
    with_findings: int
    found: Counter[str]
    """Articles by finding; one may have several."""
    limit: str
    """How many articles with findings were allowed: a number, or a share."""

    @classmethod
    def of(cls, audited: Mapping[str, Audited], limit: str) -> Examined:
        """Add up the audits of newspapers."""
        found: Counter[str] = Counter()
        for each in audited.values():
            for one in each.findings:
                found[one.finding] += one.count
        articles = sum(each.articles for each in audited.values())
        return cls(articles, sum(each.with_findings for each in audited.values()), found, limit)


def make_card(
    facts: Facts,
    tally: Tally,
    provenance: Provenance,
    *,
    splits: Splits,
    wanted: Selection,
    examined: Examined | None,
    changes: Changes | None,
) -> str:
    """Return the text of the card. ``examined``: None, if no audit was made; ``changes``: since none."""
    environment = Environment(
        loader=PackageLoader("crawler.release.card", "."),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # it is Markdown: see the filters
    )
    environment.filters |= {
        "plain": escaped,
        "code": code,
        "number": _number,
        "counted": _counted,
        "stamp": stamp,
    }
    return environment.get_template("card.md").render(
        head=front_matter(facts),
        facts=facts,
        tally=tally,
        provenance=provenance,
        shares=[(name, f"{float(100 * share):.3g} %") for name, share in splits.shares.items()],
        wanted=wanted,
        examined=examined,
        changes=changes,
        columns=[(each, _type(each), _filled(each, tally)) for each in COLUMNS],
        meanings=MEANINGS,
        has_personal=examined is not None and any(examined.found[each] for each in PERSONAL),
        bibtex=bibtex(facts),
    )


def _number(value: int) -> str:
    return f"{value:,}"


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    return counted(number, noun, plural)


def _type(column: Column) -> str:
    return f"{_TYPES[column.kind]}, or null" if column.is_optional else _TYPES[column.kind]


def _filled(column: Column, tally: Tally) -> Any:
    """Return in how many articles a column has a value, in percent, never rounded to all or none."""
    number, of = tally.filled[column.name], tally.articles
    if number in (0, of):
        return "100 %" if number else "0 %"
    return f"{min(99.9, max(0.1, 100 * number / of)):.1f} %"
