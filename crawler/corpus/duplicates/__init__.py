"""Near-duplicates: articles that tell the same story in almost the same words.

1. Whatever changes an article makes it due (:mod:`crawler.store.triggers`). ``keeping.py`` takes a batch.
2. ``taken.py``: what of it changed; ``sketching.py``: the few fingerprints of a text.
3. ``candidates.py``: which articles share fingerprints, within the window of time (``periods.py``).
4. ``pairing.py``: which of those are near-duplicates, by ``stories.py`` and ``comparing.py``.
5. ``uniting.py``: the groups, and ``Article.near_duplicate_of``. ``groups.py`` reads them.
"""

from __future__ import annotations

from crawler.corpus.duplicates.groups import Group, Member, stored_groups
from crawler.corpus.duplicates.keeping import Duplicates, Outdated, State

__all__ = ["Duplicates", "Group", "Member", "Outdated", "State", "stored_groups"]
