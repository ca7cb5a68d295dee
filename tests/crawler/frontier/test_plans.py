"""What a crawl asks its frontier is found by an index, also in a table of many rows."""

from __future__ import annotations

import pytest

from crawler.store import Store
from tests.crawler.frontier.filled import ask, fill, in_each_batch, in_each_run

ROWS = 100_000


@pytest.mark.slow("fills a table with 100,000 rows")
def test_no_question_of_a_crawl_reads_the_whole_frontier(store: Store) -> None:
    fill(store, ROWS)
    for question in ask(store, [*in_each_batch(), *in_each_run()]):
        assert question.asked, question.name
        for asked in question.asked:
            assert not asked.reads_all, f"{question.name}: {asked.statement}\n{asked.plan}"
