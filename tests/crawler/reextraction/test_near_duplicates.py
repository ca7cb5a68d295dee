"""Reading the archive again leaves alone what is known of near-duplicates."""

from __future__ import annotations

from pathlib import Path

from crawler.reextraction.comparing import Comparison, write
from crawler.store import Store
from tests.crawler.corpus.duplicates.printing import all_compared, named, story, told
from tests.crawler.storing import rows, save

SLUGS = ("pertama", "kedua")
FIRST, SECOND = (f"https://telegraf.example/{slug}/" for slug in SLUGS)


def reread(store: Store, folder: Path, **changes: object) -> int:
    """Compare a store with one that was made of the archive, write what differs, and return how much does."""
    shadow = Store.open(f"sqlite:///{folder / 'shadow.db'}")
    for slug in SLUGS:
        read = told(slug, story(1))
        for name, value in changes.items():
            setattr(read, name, value)
        save(shadow, read)
    found = list(Comparison(store, shadow, is_whole=True).changes(lambda article: True))
    write(store, [(change, shadow) for change in found])
    shadow.close()
    return len(found)


def test_what_an_article_is_a_duplicate_of_is_no_difference(store: Store, tmp_path: Path) -> None:
    for slug in SLUGS:
        save(store, told(slug, story(1)))
    all_compared(store)
    assert named(store) == {FIRST: SECOND}
    assert reread(store, tmp_path) == 0


def test_an_article_that_is_read_otherwise_stays_a_duplicate(store: Store, tmp_path: Path) -> None:
    for slug in SLUGS:
        save(store, told(slug, story(1)))
    all_compared(store)
    assert reread(store, tmp_path, tags=["Sumba"]) == 2
    assert rows(store, "SELECT revision FROM article") == [(2,), (2,)]
    assert named(store) == {FIRST: SECOND}
    assert rows(store, "SELECT * FROM due") == []
