"""What looks wrong in the corpus of one newspaper, told from the corpus alone, in one pass.

1. ``examined.py`` streams the articles; ``detectors.py`` names what one article shows by itself: its first
   and last sentence, wrong signs, personal data, its authors, its own headline.
2. ``notebook.py`` keeps, in a file that is deleted afterwards, what only all articles together show, so that
   memory does not grow with the corpus.
3. ``paragraphs.py``, ``frames.py``, ``headlines.py``, ``lengths.py``, ``site_life.py`` and ``languages.py``
   ask the notebook at the end.
4. ``audit.py`` runs them, and ranks the findings.
"""

from __future__ import annotations

from crawler.corpus.audit.audit import Audited, audit
from crawler.corpus.audit.finding import MEANINGS, MOST_URLS, Finding

__all__ = ["MEANINGS", "MOST_URLS", "Audited", "Finding", "audit"]
