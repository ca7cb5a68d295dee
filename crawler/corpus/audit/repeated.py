"""A line that many stories have, where it stands in them, and the rule that would remove it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.corpus.audit.finding import shortened
from crawler.corpus.audit.notebook import Notebook
from crawler.learning.template import Template, words_of
from crawler.site_rules import Proposal, as_block

EDGES = ("the first line", "the last line")
_AT_ONE_PLACE = 0.8
_FARTHEST_ABOVE, _FARTHEST_BELOW = 3, 20
"""See ``learning.survey``."""
_SERIES = 0.6
"""Share of a line's stories whose headlines share a word: a series has paragraphs of its own."""
_ON_MOST = 0.5
"""Share of all stories from which a line belongs to no series."""
_LOOKED_AT = 300
"""Stories of a line whose headlines are compared."""
_TITLE_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Repeated:
    """A paragraph that many stories have, the same or with a part that changes."""

    proposal: Proposal
    articles: list[int]
    text: str


def place(rows: Sequence[tuple[int, int]]) -> str | None:
    """Return where lines stand, in words; None: anywhere. ``rows``: numbers of lines above and below each."""
    for edge, distances, farthest in (
        ("last", Counter(below for _, below in rows), _FARTHEST_BELOW),
        ("first", Counter(above for above, _ in rows), _FARTHEST_ABOVE),
    ):
        distance, times = distances.most_common(1)[0]
        if times >= _AT_ONE_PLACE * len(rows) and distance < farthest:
            return (
                f"the {edge} line" if distance == 0 else f"line {distance + 1}, the {edge} one being line 1"
            )
    return None


def is_series(articles: Sequence[int], share: float, notebook: Notebook) -> bool:
    """Say whether the headlines of a line's stories share a word that others rarely have: "Harga Emas".

    ``share``: of all stories.
    """
    if share >= _ON_MOST:
        return False
    some = articles[:: max(1, len(articles) // _LOOKED_AT)]
    shared: Counter[str] = Counter()
    for number in some:
        for (headline,) in notebook.ask("SELECT headline FROM article WHERE number = ?", number):
            shared.update({word for word in _TITLE_WORD.findall(headline.casefold()) if len(word) > 3})
    for word, times in shared.most_common(3):
        if times < _SERIES * len(some):
            return False
        ((everywhere, all_articles),) = notebook.ask(
            "SELECT SUM(headline LIKE ?), COUNT(*) FROM article", f"%{word}%"
        )
        if everywhere / all_articles <= times / len(some) / 2:
            return True
    return False


def repeated(
    text: str, template: Template, pattern: str, articles: Sequence[int], where: str | None, *examples: str
) -> Repeated:
    """Return a repeated line with the rule for it; ``template``: its constant words, which name the rule."""
    proposal = Proposal(
        name=f"learned_{words_of(template)}",
        pattern=pattern,
        pages=len(articles),
        lines=len(articles),
        where=where or "anywhere in the text",
        examples=tuple(map(shortened, examples or (text,))),
    )
    return Repeated(proposal, list(articles), text)


def rule_of(found: Repeated, articles: int) -> str:
    """Return the rule that would remove a paragraph, as ``scrapy learn`` writes it."""
    return as_block(found.proposal.name, found.proposal, articles).rstrip("\n")
