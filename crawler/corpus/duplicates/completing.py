"""Comparing all that is due, however many processes are at it."""

from __future__ import annotations

import time
from collections.abc import Callable

from crawler.corpus.duplicates import Duplicates
from crawler.store import StoreContended

_A_MOMENT = 0.1
"""Seconds until it is tried again, where another process compares: each of its transactions is as short."""
_AT_ONCE = 256
"""Articles of a transaction: crawls beside it wait for its end."""


def compare_all(duplicates: Duplicates, on_progress: Callable[[int], object] = lambda number: None) -> None:
    """Compare until nothing is due, also what others store meanwhile; what is compared is kept after a kill.

    ``on_progress``: called with the number of articles of each step. Raises Outdated, StoreError.
    """
    while (number := _one_step(duplicates)) != 0:
        if number is None:
            time.sleep(_A_MOMENT)
        else:
            on_progress(number)


def _one_step(duplicates: Duplicates) -> int | None:
    """Compare a batch and return its size; None: another process was in the way."""
    try:
        return duplicates.catch_up(_AT_ONCE)
    except StoreContended:
        return None
