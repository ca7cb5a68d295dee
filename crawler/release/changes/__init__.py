"""What changed since an earlier release: what was added, edited, gone, and what is left out now.

1. ``earlier.py`` reads the earlier release, whose files must be as their checksums say.
2. ``register.py`` keeps, in a file that is deleted afterwards, what the new release has and has not.
3. ``comparing.py`` goes through the earlier articles, then through those that are new, and yields a
   :class:`~crawler.release.changes.change.Change` each; ``telling.py``: what an edit changed, who made it.
4. ``writing.py`` writes them as Parquet.
"""

from __future__ import annotations

from crawler.release.changes.change import Change
from crawler.release.changes.comparing import compare
from crawler.release.changes.earlier import BadRelease, Earlier
from crawler.release.changes.register import Register
from crawler.release.changes.writing import Changes, write_changes

__all__ = ["BadRelease", "Change", "Changes", "Earlier", "Register", "compare", "write_changes"]
