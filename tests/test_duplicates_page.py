"""docs/duplicates.md is true: its SQL runs on both databases, its example is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

from crawler.store import Store
from tests.crawler.commands.test_duplicates import SHOWN, TELEGRAF, compare, fill
from tests.crawler.storing import rows

PAGE = (Path(__file__).parent.parent / "docs" / "duplicates.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_example_is_what_the_command_prints() -> None:
    assert blocks("text") == [SHOWN]


def test_each_query_answers_what_is_said_of_it(store: Store) -> None:
    fill(store)
    compare(store)
    once, months, most, between = (rows(store, query) for query in blocks("sql"))
    putus, arsip, terminal = (f"{TELEGRAF}/{each}/" for each in ("putus", "arsip", "terminal"))
    assert {url for url, *_ in once} == {putus, arsip, terminal}
    assert months == [("2020-01", 4, 2), ("2020-03", 2, 1)]
    assert most == [(putus, 2), (arsip, 1)]
    assert between == [("antara", "telegraf", 1)]
