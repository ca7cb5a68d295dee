"""Headlines inside texts: an article's own, and those of other articles (a box of related links)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.corpus.audit.examined import Examined
from crawler.corpus.audit.finding import shortened
from crawler.corpus.audit.glued_headlines import find_glued, is_cut_headline
from crawler.corpus.audit.notebook import Notebook, hashed
from crawler.text import FULL_STOPS, folded

KIND = "headline_in_text"
_FEWEST_WORDS = 4
"""Words of a headline that may not stand in its text: "Apa itu stunting?" is a subheading as well."""
_FEWEST_OTHER_WORDS = 5
"""The same of another article's headline."""
_MOST_WORDS = 30
_LABEL = re.compile(
    r"(?:[^:：]{3,30}[:：]|\W{0,3}(?:baca|simak|lihat)(?:\s+juga)?\s?[-–—>»]?)\s+", re.IGNORECASE
)
"""What stands before the headline of another article: "Baca juga: "."""
_PAPER = re.compile(r"\s[-–—|]\s[^-–—|]{2,30}$")
"""What pages add to a headline: the newspaper's name."""


def find_own_headline(article: Examined) -> str | None:
    """Return the paragraph of a text that is its headline, or begins with it; None: none is."""
    headline = article.headline.strip()
    if len(headline.split()) < _FEWEST_WORDS:
        return None
    wanted = folded(headline)
    # A story that answers its headline's question may ask it again.
    paragraphs = article.paragraphs[:1] if headline.endswith("?") else article.paragraphs
    for paragraph in paragraphs:
        if any(folded(each) == wanted for each in _spellings(paragraph)):
            return shortened(paragraph)
        if is_cut_headline(paragraph, headline):
            return shortened(paragraph)
    return find_glued(headline, article.text)


def note_headlines(article: Examined, notebook: Notebook) -> None:
    """Note the headline, and the paragraphs that may be another article's."""
    if len(article.headline.split()) >= _FEWEST_OTHER_WORDS:
        notebook.note("title", [(hashed(folded(article.headline)), article.number)])
    rows = {
        hashed(folded(each))
        for paragraph in article.paragraphs
        if not paragraph.endswith(FULL_STOPS) or ":" in paragraph[:40]
        for each in _spellings(paragraph)
        if _FEWEST_OTHER_WORDS <= len(each.split()) <= _MOST_WORDS
    }
    notebook.note("maybe_title", ((each, article.number) for each in rows))


def find_other_headlines(notebook: Notebook) -> None:
    """Note the articles in whose text the headline of another one stands."""
    notebook.run("CREATE INDEX title_by_hash ON title (hash)")
    notebook.run(
        "INSERT INTO found SELECT ?, '', m.article, a.headline"
        " FROM maybe_title m JOIN title t ON t.hash = m.hash AND t.article <> m.article"
        " JOIN article a ON a.number = t.article"
        " WHERE NOT EXISTS (SELECT 1 FROM title o WHERE o.hash = m.hash AND o.article = m.article)",
        KIND,
    )


def _spellings(paragraph: str) -> Iterator[str]:
    """Yield a paragraph, and the same without a label before it and a newspaper's name behind it."""
    yield paragraph
    if len(paragraph) > 400:
        return
    label = _LABEL.match(paragraph)
    bare = paragraph[label.end() :] if label else paragraph
    if bare != paragraph:
        yield bare
    if (short := _PAPER.sub("", bare)) != bare:
        yield short
