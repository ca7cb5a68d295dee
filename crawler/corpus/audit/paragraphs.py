"""Paragraphs that stand in many stories: boilerplate that was left, with the rule that would remove it.

A story has the facts of its day in every sentence, boilerplate has none that change. So what counts is how
many *stories* have a line word for word (versions of one story count once), and whether the newspaper has
many lines like it with other names and figures: "Rapat lanjutan digelar di Kudus setelah 6 pekan." is a
formula of its writers, not a line of its pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crawler.corpus.audit.examined import Examined, paragraphs_of
from crawler.corpus.audit.finding import shortened
from crawler.corpus.audit.notebook import Notebook, hashed
from crawler.learning.template import Template, mask, words_of
from crawler.rules import Line, find_rule
from crawler.site_rules import Proposal, as_block
from crawler.text import FULL_STOPS

KIND = "repeated_paragraph"
_LONG = 8
"""From this many words on nobody writes the same line twice, wherever it stands
(``learning.survey.LONG``)."""
_FEWEST, _SHARE = 4, 0.00004
"""Stories that have a long line at the least, as a number and as a share: large newspapers print the same
background below some stories of a year."""
_FEWEST_SHORT, _SHARE_SHORT = 5, 0.0005
"""The same of a short line."""
_FEWEST_NUMBERS, _SHARE_NUMBERS = 8, 0.02
"""The same of lines that differ in figures ("Dibaca 5.824 kali"), as a number and as a share of the
stories."""
_CONSTANT = 0.5
"""Share of the lines like it, with other names and figures, that must be the very same."""
_AT_ONE_PLACE = 0.8
_FARTHEST_ABOVE, _FARTHEST_BELOW = 3, 20
"""See ``learning.survey``."""
_EDGES = ("the first line", "the last line")
_SHARE_PLACED = 0.08
"""Share of the stories from which a short line may stand at another place: subheadings stand there, too."""
_ANYWHERE = 0.3
"""Share of the stories from which a short line may stand anywhere."""
_SERIES = 0.6
"""Share of a line's stories whose headlines share a word: a series has paragraphs of its own."""
_ON_MOST = 0.5
"""Share of all stories from which a line belongs to no series."""
_LOOKED_AT = 300
"""Stories of a line whose headlines are compared."""
_MOST_LINES = 1000
"""Lines that are judged, those of the most stories first."""

_SHORT_SENTENCE = 5
"""Words of a sentence that few stories share by chance, wherever it stands."""
_LONGEST_WITH_FIGURES = 120
"""Characters of a line that is compared without its figures: counters and dates are short."""

_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<=\s)[“‘\"'(]*[^\W\d_a-zà-öø-ÿ][^\s]*")
_TITLE_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Repeated:
    """A paragraph that many stories have."""

    proposal: Proposal
    articles: list[int]
    text: str


@dataclass(frozen=True, slots=True)
class _Lines:
    """The same line in several articles."""

    text: str
    articles: list[int]
    stories: int
    share: float
    """Of all stories."""
    where: str | None
    """Its place, in words; None: anywhere."""

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1

    @property
    def is_sentence(self) -> bool:
        return self.text.endswith(FULL_STOPS)


def note_paragraphs(article: Examined, notebook: Notebook) -> None:
    """Note the paragraphs of an article, each once."""
    story, last = hashed(article.story), len(article.paragraphs) - 1
    rows: dict[int, tuple[int, ...]] = {}
    for place, text in enumerate(article.paragraphs):
        exact = hashed(text)
        if exact in rows:
            continue
        rows[exact] = (exact, hashed(skeleton_of(text)), story, article.number, place, last - place)
        if len(text) <= _LONGEST_WITH_FIGURES and _DIGIT.search(text) and not text.endswith(FULL_STOPS):
            masked = hashed(" ".join(mask(text)))
            notebook.note("figures", [(masked, story, article.number, place, last - place)])
    notebook.note("line", rows.values())


def skeleton_of(text: str) -> str:
    """Return a line without what a writer fills in anew: figures, days, names.

    >>> skeleton_of("Rapat digelar di Kudus, 6 Mei.") == skeleton_of("Rapat digelar di Banda, 12 Juni.")
    True
    """
    return _NAME.sub("\x02", " ".join(mask(text)))


def find_repeated(notebook: Notebook, text_of: Callable[[int], str]) -> Iterator[Repeated]:
    """Yield the paragraphs that are repeated; ``text_of`` gives the text of an article by its number."""
    ((stories,),) = notebook.ask("SELECT COUNT(DISTINCT story) FROM line")
    notebook.run("CREATE INDEX line_exact ON line (exact, story)")
    notebook.run("CREATE INDEX line_skeleton ON line (skeleton)")
    found = notebook.ask(
        "SELECT exact, skeleton, COUNT(DISTINCT story) AS n, COUNT(*) FROM line"
        " GROUP BY exact HAVING COUNT(*) >= ? AND n >= ? ORDER BY n DESC LIMIT ?",
        (_FEWEST, max(_FEWEST, _SHARE * stories), _MOST_LINES),
    )
    taken: set[int] = set()
    for exact, skeleton, number, times in list(found):
        rows = list(notebook.ask("SELECT article, above, below FROM line WHERE exact = ?", (exact,)))
        text = next(each for each in paragraphs_of(text_of(rows[0][0])) if hashed(each) == exact)
        ((alike,),) = notebook.ask("SELECT COUNT(*) FROM line WHERE skeleton = ?", (skeleton,))
        lines = _lines(text, rows, number, stories)
        if _is_boilerplate(lines, times >= _CONSTANT * alike) and not _is_series(lines, notebook):
            taken.add(hashed(" ".join(mask(text))))
            yield _repeated(lines)
    yield from _with_figures(notebook, text_of, stories, taken)


def _with_figures(
    notebook: Notebook, text_of: Callable[[int], str], stories: int, taken: set[int]
) -> Iterator[Repeated]:
    """Yield the lines at one place that differ in figures alone."""
    notebook.run("CREATE INDEX figures_masked ON figures (masked, story)")
    found = notebook.ask(
        "SELECT masked, COUNT(DISTINCT story) AS n FROM figures GROUP BY masked HAVING n >= ?"
        " ORDER BY n DESC LIMIT ?",
        (max(_FEWEST_NUMBERS, _SHARE_NUMBERS * stories), _MOST_LINES),
    )
    for masked, number in list(found):
        if masked in taken:
            continue
        query = "SELECT article, above, below FROM figures WHERE masked = ?"
        rows = list(notebook.ask(query, (masked,)))
        paragraphs = paragraphs_of(text_of(rows[0][0]))
        text = next(each for each in paragraphs if hashed(" ".join(mask(each))) == masked)
        lines = _lines(text, rows, number, stories)
        if lines.where is not None and not _is_series(lines, notebook):
            yield _repeated(lines)


def _lines(text: str, rows: Sequence[tuple[int, int, int]], number: int, stories: int) -> _Lines:
    articles = sorted({article for article, _, _ in rows})
    return _Lines(text, articles, number, number / stories, _where(rows))


def _is_boilerplate(lines: _Lines, is_constant: bool) -> bool:
    if find_rule(Line(lines.text), edge=True) is not None:
        return True
    is_placed = lines.where in _EDGES or (lines.where is not None and lines.share >= _SHARE_PLACED)
    if not is_constant or (_starts_inside(lines.text) and not is_placed):
        return False
    if lines.words >= _LONG or lines.share >= _ANYWHERE:
        return True
    is_rare = lines.is_sentence and lines.words >= _SHORT_SENTENCE
    enough = lines.stories >= _FEWEST_SHORT and lines.share >= _SHARE_SHORT
    return enough and (is_rare or is_placed)


def _starts_inside(text: str) -> bool:
    """Say whether a line begins like a quotation, or like the middle of a sentence."""
    return text[:1].islower() or text[:1] in "\"'“‘«„"


def _where(rows: Sequence[tuple[int, int, int]]) -> str | None:
    for edge, distances, farthest in (
        ("last", Counter(below for _, _, below in rows), _FARTHEST_BELOW),
        ("first", Counter(above for _, above, _ in rows), _FARTHEST_ABOVE),
    ):
        distance, times = distances.most_common(1)[0]
        if times >= _AT_ONE_PLACE * len(rows) and distance < farthest:
            return (
                f"the {edge} line" if distance == 0 else f"line {distance + 1}, the {edge} one being line 1"
            )
    return None


def _is_series(lines: _Lines, notebook: Notebook) -> bool:
    """Say whether the headlines of a line's stories share a word that others rarely have: "Harga Emas"."""
    if lines.share >= _ON_MOST:
        return False
    some = lines.articles[:: max(1, len(lines.articles) // _LOOKED_AT)]
    shared: Counter[str] = Counter()
    for number in some:
        for (headline,) in notebook.ask("SELECT headline FROM article WHERE number = ?", (number,)):
            shared.update({word for word in _TITLE_WORD.findall(headline.casefold()) if len(word) > 3})
    for word, times in shared.most_common(3):
        if times < _SERIES * len(some):
            return False
        ((everywhere, all_articles),) = notebook.ask(
            "SELECT SUM(headline LIKE ?), COUNT(*) FROM article", (f"%{word}%",)
        )
        if everywhere / all_articles <= times / len(some) / 2:
            return True
    return False


def _repeated(lines: _Lines) -> Repeated:
    template = Template(mask(lines.text))
    proposal = Proposal(
        name=f"learned_{words_of(template)}",
        pattern=template.pattern,
        pages=len(lines.articles),
        lines=len(lines.articles),
        where=lines.where or "anywhere in the text",
        examples=(shortened(lines.text),),
    )
    return Repeated(proposal, lines.articles, lines.text)


def rule_of(repeated: Repeated, articles: int) -> str:
    """Return the rule that would remove a paragraph, as ``scrapy learn`` writes it."""
    return as_block(repeated.proposal.name, repeated.proposal, articles).rstrip("\n")
