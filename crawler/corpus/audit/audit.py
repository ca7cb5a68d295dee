"""One pass over the articles of a newspaper, and what it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from sqlalchemy import Connection, select

from crawler.corpus.audit.detectors import detect
from crawler.corpus.audit.examined import Examined, examined
from crawler.corpus.audit.finding import MOST_URLS, Finding, shortened
from crawler.corpus.audit.frames import find_frames, note_frames
from crawler.corpus.audit.headlines import find_other_headlines, note_headlines
from crawler.corpus.audit.languages import as_row, find_other_languages, tell
from crawler.corpus.audit.lengths import find_lengths, length
from crawler.corpus.audit.notebook import Notebook
from crawler.corpus.audit.paragraphs import KIND as REPEATED
from crawler.corpus.audit.paragraphs import find_repeated, note_paragraphs
from crawler.corpus.audit.repeated import rule_of
from crawler.corpus.audit.site_life import find_outside
from crawler.store.schema import article
from crawler.text import folded


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit of a newspaper found."""

    articles: int
    """Number of articles that were examined."""
    with_findings: int
    """Number of those that have a finding, each once."""
    findings: list[Finding]
    """Those of the most articles first."""


def audit(conn: Connection, site: str, *, now: datetime | None = None) -> Audited:
    """Examine the articles of a newspaper that are not gone; memory does not grow with their number.

    ``now``: no article can be published later.
    """
    now = now or datetime.now(UTC)
    with Notebook() as notebook:
        number = 0
        for each in examined(conn, site):
            number += 1
            _note(each, notebook, now)
        find_outside(notebook)
        find_lengths(notebook)
        find_other_languages(notebook)
        find_other_headlines(notebook)
        rules = _note_repeated(notebook, conn, number, site)
        findings = sorted(_findings(notebook, rules), key=lambda each: (-each.count, each.finding))
        ((with_findings,),) = notebook.ask("SELECT COUNT(DISTINCT article) FROM found")
        return Audited(number, with_findings, findings)


def _note(each: Examined, notebook: Notebook, now: datetime) -> None:
    for kind, example in detect(each, now):
        notebook.found(kind, each.number, example)
    note_paragraphs(each, notebook)
    note_frames(each, notebook)
    note_headlines(each, notebook)
    opening = shortened(each.text.replace("\n", " "))
    row = (each.number, each.url, each.headline, opening, length(each.text), each.published_at)
    notebook.note("article", [(*row, *as_row(tell(each.text)))])


def _note_repeated(notebook: Notebook, conn: Connection, number: int, site: str) -> dict[str, str]:
    """Note the articles with repeated paragraphs; return the rules by paragraph."""

    def text_of(wanted: int) -> str:
        return str(conn.execute(select(article.c.text).where(article.c.id == wanted)).scalar_one())

    rules: dict[str, str] = {}
    # The frames first: what they have is not looked for word for word.
    for repeated in chain(find_frames(notebook, folded(site)), find_repeated(notebook, text_of)):
        example = shortened(repeated.text)
        rules[repeated.text] = rule_of(repeated, number)
        notebook.note("found", ((REPEATED, repeated.text, each, example) for each in repeated.articles))
    return rules


def _findings(notebook: Notebook, rules: dict[str, str]) -> Iterator[Finding]:
    notebook.run("CREATE INDEX found_by_kind ON found (kind, detail, article)")
    groups = notebook.ask("SELECT kind, detail, COUNT(DISTINCT article) FROM found GROUP BY kind, detail")
    for kind, detail, count in list(groups):
        rows = notebook.ask(
            "SELECT a.url, MIN(f.example) FROM found f JOIN article a ON a.number = f.article"
            " WHERE f.kind = ? AND f.detail = ? GROUP BY f.article ORDER BY f.article LIMIT ?",
            kind,
            detail,
            MOST_URLS,
        )
        urls, examples = zip(*rows, strict=True)
        yield Finding(
            finding=kind,
            count=count,
            urls=list(urls),
            example=examples[0],
            examples=list(examples),
            rule=rules.get(detail) if kind == REPEATED else None,
            language=detail if kind == "other_language" else None,
        )
