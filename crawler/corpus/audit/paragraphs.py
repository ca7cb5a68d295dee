"""Paragraphs that stand in many stories: boilerplate that was left, with the rule that would remove it.

A story has the facts of its day in every sentence, boilerplate has none that change. So what counts is how
many *stories* have a line word for word (versions of one story count once), and whether the newspaper has
many lines like it with other names and figures: "Rapat lanjutan digelar di Kudus setelah 6 pekan." is a
formula of its writers, not a line of its pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crawler.corpus.audit.examined import Examined, paragraphs_of
from crawler.corpus.audit.notebook import Notebook, hashed
from crawler.corpus.audit.repeated import EDGES, Repeated, is_series, place, repeated
from crawler.learning.template import Template, mask
from crawler.rules import Line, find_rule
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
_CONSTANT = 0.5
"""Share of the lines like it, with other names and figures, that must be the very same."""
_SHARE_PLACED = 0.08
"""Share of the stories from which a short line may stand at another place: subheadings stand there, too."""
_ANYWHERE = 0.3
"""Share of the stories from which a short line may stand anywhere."""
_MOST_LINES = 1000
"""Lines that are judged, those of the most stories first."""

_SHORT_SENTENCE = 5
"""Words of a sentence that few stories share by chance, wherever it stands."""

_NAME = re.compile(r"(?<=\s)[“‘\"'(]*[^\W\d_a-zà-öø-ÿ][^\s]*")


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
    for above, text in enumerate(article.paragraphs):
        exact = hashed(text)
        if exact in rows:
            continue
        rows[exact] = (exact, hashed(skeleton_of(text)), story, article.number, above, last - above)
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
        " WHERE exact NOT IN (SELECT exact FROM framed) GROUP BY exact HAVING COUNT(*) >= ? AND n >= ?"
        " ORDER BY n DESC LIMIT ?",
        _FEWEST,
        max(_FEWEST, _SHARE * stories),
        _MOST_LINES,
    )
    for exact, skeleton, number, times in list(found):
        rows = list(notebook.ask("SELECT article, above, below FROM line WHERE exact = ?", exact))
        text = next(each for each in paragraphs_of(text_of(rows[0][0])) if hashed(each) == exact)
        ((alike,),) = notebook.ask("SELECT COUNT(*) FROM line WHERE skeleton = ?", skeleton)
        lines = _lines(text, rows, number, stories)
        if _is_boilerplate(lines, times >= _CONSTANT * alike) and not is_series(
            lines.articles, lines.share, notebook
        ):
            template = Template(mask(text))
            yield repeated(text, template, template.pattern, lines.articles, lines.where)


def _lines(text: str, rows: Sequence[tuple[int, int, int]], number: int, stories: int) -> _Lines:
    articles = sorted({article for article, _, _ in rows})
    return _Lines(
        text, articles, number, number / stories, place([(above, below) for _, above, below in rows])
    )


def _is_boilerplate(lines: _Lines, is_constant: bool) -> bool:
    if find_rule(Line(lines.text), edge=True) is not None:
        return True
    is_placed = lines.where in EDGES or (lines.where is not None and lines.share >= _SHARE_PLACED)
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
