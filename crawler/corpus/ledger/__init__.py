"""The ledger: what a site says it has, month by month, beside what the store has of it.

``asking.py`` asks the site, within a budget of requests (``budget.py``): by REST (``by_rest.py``), by
sitemaps (``by_sitemap.py``), by archives of months (``by_archive.py``). What it says is reckoned:

1. ``said.py``: what a listing of the site names.
2. ``stored.py`` and ``naming.py`` write both sides into a scratch file (its tables: ``sides.py``).
3. ``judging.py``: why an article that the site names is not stored. ``months.py`` counts.
4. ``reckoning.py`` makes a ledger of it (``ledger.py``). ``keeping.py``: the newest one, in the store.
"""

from __future__ import annotations

from crawler.corpus.ledger.keeping import load, save
from crawler.corpus.ledger.ledger import KIND_NAMES, KINDS, Difference, Kind, Ledger, Month
from crawler.corpus.ledger.reckoning import Reckoning
from crawler.corpus.ledger.said import Named

__all__ = [
    "KINDS",
    "KIND_NAMES",
    "Difference",
    "Kind",
    "Ledger",
    "Month",
    "Named",
    "Reckoning",
    "load",
    "save",
]
