"""Prints an article's page beside what was kept of it, on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from crawler.article import Article
from crawler.cleaning import Removal, clean
from crawler.extract.body.body import read_body
from crawler.extract.body.lines import read_blocks
from crawler.extract.parse.document import Document
from crawler.page import Page
from crawler.site import Site
from crawler.text import normalize

WIDTH = 100
"""Columns of the terminal."""
_COLUMN = (WIDTH - 3) // 2
_SHOWN = 2
"""Rows per paragraph; the middle of a longer one is left out."""
_AROUND = "around the story"
_CUT = "   ✂ "


@dataclass(frozen=True, slots=True)
class Shown:
    """One printed line of a page and what became of it."""

    line: str
    kept: str | None
    """The part that is in the article's text or fields; None: nothing."""
    rule: str | None
    """Why nothing, or not all of it, was kept."""


def compare(page: Page, site: Site, article: Article) -> tuple[list[Shown], list[Removal]]:
    """Return what was kept of each line of a page, and what was removed inside the story by which rule."""
    document = Document(page)
    body = read_body(document, site)
    cleaned = clean(body.lines, site, headline=article.headline)
    removals = [*body.dropped, *cleaned.removed]
    paragraphs = article.text.split("\n\n")
    lines = [normalize(block.text) for block in read_blocks(document.root).blocks]
    caption = normalize(body.printed_caption or "")
    return list(_shown(lines, paragraphs, removals, article, caption)), removals


def _shown(
    lines: list[str], paragraphs: list[str], removals: list[Removal], article: Article, caption: str
) -> Iterator[Shown]:
    waiting = list(paragraphs)
    rules = {normalize(removal.text): removal.rule for removal in removals}
    for line in lines:
        if waiting and waiting[0] in line:
            kept = waiting.pop(0)
            yield Shown(line, kept, _cut(line, kept, article))
        elif line == article.headline:
            yield Shown(line, f"headline: {line}", None)
        elif line == caption:
            yield Shown(line, f"caption: {article.caption}; credit: {article.credit}", None)
        elif told := _told(line, article):
            yield Shown(line, told, None)
        else:
            rule = next((rule for text, rule in rules.items() if line == text or line in text), None)
            yield Shown(line, None, rule or _AROUND)


def _told(line: str, article: Article) -> str | None:
    """Return the fields that are in a line outside of the story; None: there are none."""
    if len(line) > 2 * _COLUMN:
        return None
    if article.authors and article.authors[0] in line:
        return f"authors: {', '.join(article.authors)}; published_at: {article.published_at}"
    if article.tags and all(tag in line for tag in article.tags):
        section = f"section: {article.section}; " if article.section and article.section in line else ""
        return f"{section}tags: {', '.join(article.tags)}"
    return None


def _cut(line: str, kept: str, article: Article) -> str | None:
    """Return what was cut from a line of which a part was kept; None: nothing."""
    before, _, after = line.partition(kept)
    cuts = []
    if before.strip():
        cuts.append(f"{before.strip()} (dateline: {article.dateline})")
    if after.strip():
        cuts.append(f"{after.strip()} (signoff: {article.signoff})")
    return "; ".join(cuts) or None


def print_comparison(shown: list[Shown]) -> None:
    """Print the two columns; lines around the story are only counted."""
    _row("THE PAGE", "WHAT WAS KEPT")
    print("─" * _COLUMN + "─┼─" + "─" * _COLUMN)
    for around, group in groupby(shown, key=lambda each: each.rule == _AROUND):
        lines = list(group)
        if around and len(lines) > 1:
            _row(f"[{len(lines)} lines: {_first_words(lines)}]", f"{_CUT}{_AROUND}")
            continue
        for each in lines:
            _row(_short(each.line), _short(each.kept) if each.kept is not None else f"{_CUT}{each.rule}")
            if each.kept is not None and each.rule:
                _row("", f"{_CUT}{each.rule}")


def _first_words(lines: list[Shown]) -> str:
    return textwrap.shorten(" · ".join(each.line for each in lines), 3 * _COLUMN, placeholder=" ...")


def _short(text: str) -> str:
    """Return the start and the end of a text that is too long for its rows."""
    room = _SHOWN * _COLUMN - 8
    if len(text) <= room:
        return text
    start, end = text[: room * 2 // 3].rsplit(" ", 1)[0], text[-(room // 3) :].split(" ", 1)[-1]
    return f"{start} ... {end}"


def _row(left: str, right: str) -> None:
    columns = [textwrap.wrap(text, _COLUMN) or [""] for text in (left, right)]
    for number in range(max(map(len, columns))):
        one, other = (column[number] if number < len(column) else "" for column in columns)
        print(f"{one:<{_COLUMN}} │ {other}".rstrip())
