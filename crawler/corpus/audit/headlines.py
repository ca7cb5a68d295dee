"""Headlines inside texts: an article's own, and those of other articles (a box of related links)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.corpus.audit.examined import Examined
from crawler.corpus.audit.finding import shortened
from crawler.corpus.audit.notebook import Notebook, hashed
from crawler.text import FULL_STOPS, folded, words

KIND = "headline_in_text"
_FEWEST_WORDS = 4
"""Words of a headline that may not stand in its text: "Apa itu stunting?" is a subheading as well."""
_FEWEST_OTHER_WORDS = 5
"""The same of another article's headline."""
_MOST_WORDS = 30
_SMALL_WORDS = words(
    "yang dari untuk dengan pada oleh dalam atas agar saat akan tentang kepada antara from with that into"
)
"""Words that a headline in capitals has in small letters."""
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
    if _is_title(headline):
        return next((shortened(each) for each in paragraphs if _holds(each, headline)), None)
    return None


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
        (KIND,),
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


def _holds(paragraph: str, headline: str) -> bool:
    """Say whether a headline stands between sentences of a paragraph, as one of them."""
    before, found, behind = paragraph.partition(headline)
    is_begun = not before or (before[-1:].isspace() and before.rstrip().endswith(FULL_STOPS))
    return found != "" and is_begun and (not behind.strip() or _begins(behind))


def _is_title(headline: str) -> bool:
    """Say whether a headline has capitals where a sentence has none: else a text may simply begin like it."""
    long = [word for word in headline.split() if len(word) > 3 and word not in _SMALL_WORDS]
    return len(long) >= 3 and not any(word[0].islower() for word in long)


def _begins(rest: str) -> bool:
    """Say whether a sentence begins behind a headline."""
    return rest[:1].isspace() and rest.lstrip(' -–—:|“"')[:1].isupper()
