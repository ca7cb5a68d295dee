"""Texts that are much shorter, or longer, than those of the same newspaper."""

from __future__ import annotations

from crawler.corpus.audit.notebook import Notebook
from crawler.text import counted

SHORTEST = 30
"""A text of so many words is not very short, whatever the newspaper's others are."""
SHORT = 1 / 6
"""Of the median length, below which a text is very short: newspapers that print briefs have a lower one."""
LONGEST = 1000
"""A text of so many words is not very long."""
LONG, LONG_OF_MOST = 6, 4
"""Times the median, and times the length that 95 % of the texts stay below, above which a text is very long:
magazines have both short notes and long stories."""
_MOST = 0.95
_LETTERS_OF_A_WORD = 12
"""Languages that put no spaces between words are measured by letters."""


def length(text: str) -> int:
    """Return the length of a text in words.

    >>> length("Harga cabai rawit naik."), length("文" * 120)
    (4, 10)
    """
    return max(len(text.split()), len(text) // _LETTERS_OF_A_WORD)


def find_lengths(notebook: Notebook) -> None:
    """Note the articles that are very short, or very long."""
    ((number,),) = notebook.ask("SELECT COUNT(*) FROM article")
    if not number:
        return
    place = "SELECT words FROM article ORDER BY words LIMIT 1 OFFSET ?"
    ((median,),) = notebook.ask(place, number // 2)
    ((most,),) = notebook.ask(place, int(_MOST * (number - 1)))
    least = min(SHORTEST, median * SHORT)
    greatest = max(LONGEST, LONG * median, LONG_OF_MOST * most)
    for kind, which in (("very_short", "words < ?"), ("very_long", "words > ?")):
        bound = least if kind == "very_short" else greatest
        rows = list(notebook.ask(f"SELECT number, words FROM article WHERE {which}", bound))
        for article, words in rows:
            notebook.found(
                kind, article, f"{counted(words, 'word')}, where half of the texts have {median:,}"
            )
