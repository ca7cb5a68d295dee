"""Comparing what is stored for near-duplicates, as commands do it: with a progress bar, to the end."""

from __future__ import annotations

from datetime import timedelta

from tqdm import tqdm

from crawler.corpus.duplicates import Duplicates, Outdated
from crawler.corpus.duplicates.completing import compare_all
from crawler.scrapy_utils.printing import print_error
from crawler.store import Store


def compare_stored(store: Store, window: timedelta, command: str) -> None:
    """Compare all that is due; a store in which nothing is due is not written to.

    ``command``: who says on stderr that nothing can be compared, as the window was another one. Raises
    StoreReadOnly, StoreError.
    """
    duplicates = Duplicates(store, window)
    try:
        with tqdm(
            total=duplicates.state().due, desc="comparing", unit=" articles", leave=False, disable=None
        ) as bar:
            compare_all(duplicates, bar.update)
    except Outdated as outdated:
        print_error(f"{command}: {outdated}", "WARNING")
