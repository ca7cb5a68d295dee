"""What is looked up is found by an index: a batch costs much the same in a small store and in a large one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crawler.corpus.duplicates import filing, uniting
from crawler.corpus.duplicates.periods import UNDATED, periods_around, since_1970
from crawler.corpus.duplicates.sql import keys, rows, spelled
from crawler.store import Store, save_article
from tests.crawler.corpus.duplicates.printing import NEW_YEAR, WINDOW, all_compared, story, told
from tests.crawler.storing import explain, watched


def way(store: Store, statement: str, *given: object) -> str:
    """Return how the database finds what a statement of the package asks for."""
    return explain(store, spelled(store.dialect, statement), given)


def test_fingerprints_are_found_by_their_key(store: Store) -> None:
    found = way(store, filing.LOOK_UP[store.dialect], keys({500: [1, 2], 501: [1, 2]}))
    by_key = (
        "SEARCH fingerprint USING PRIMARY KEY (period=? AND hash=?)",
        "Index Only Scan using fingerprint_pkey on fingerprint",
    )
    assert any(each in found for each in by_key), found


def test_members_are_found_by_their_group(store: Store) -> None:
    assert "sketch_of_leader" in way(store, uniting.MEMBERS[store.dialect], rows([1, 2]))


def test_what_is_not_filed_is_found_without_a_look_at_what_is(store: Store) -> None:
    assert "sketch_to_file" in way(store, filing.UNFILED)


def test_an_article_is_looked_for_in_the_periods_of_its_window_alone() -> None:
    at = since_1970(NEW_YEAR)
    assert at is not None
    window = WINDOW // timedelta(microseconds=1)
    assert len(periods_around(at, window)) == 3
    assert periods_around(None, window) == [UNDATED]


@pytest.mark.parametrize("most", [4, 16])
def test_a_batch_takes_as_many_statements_however_many_articles_are_in_it(store: Store, most: int) -> None:
    with store.begin() as conn:
        for number in range(most):
            save_article(conn, told(f"berita-{number}", story(number)))
    with watched(store) as statements:
        all_compared(store, most=most)
    assert len(statements) < 20
