"""``scrapy history``: the revisions of an article, and what kind of change each was."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.frontier import Frontier
from crawler.rows import Candidate, Outcome
from crawler.store import Store, differences, mark_gone
from crawler.store.differences import label
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.storing import ARTICLE, URL, article, save

TEXT = "Banjir merendam 12 desa.\n\nWarga mengungsi ke sekolah.\n\nBantuan tiba pada hari Selasa."


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"headline": "Banjir Surut"}, "headline"),
        ({"text": TEXT.replace("12", "1.250")}, "figures"),
        ({"text": TEXT.replace("Selasa", "Rabu")}, "wording"),
        ({"text": TEXT + "\n\nHujan reda."}, "paragraphs added"),
        ({"text": TEXT.replace("Warga mengungsi ke sekolah.\n\n", "")}, "paragraphs removed"),
        ({"tags": ["Banjir"]}, "metadata only"),
        (
            {"headline": "Banjir Surut", "text": TEXT.replace("12", "9"), "credit": "AFP"},
            "headline, figures, metadata",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_change_is_named_by_its_kinds(changes: dict[str, Any], kinds: str) -> None:
    before = article(text=TEXT)
    assert label(differences.differences(before, article(**{"text": TEXT, **changes}))) == kinds


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(differences).failed == 0


def test_a_rewritten_passage_is_told_paragraph_by_paragraph() -> None:
    before = article(text="Satu dua tiga empat.\n\nYang lama sekali hilang.\n\nAkhir.")
    after = article(text="Satu dua tiga lima.\n\nAkhir.\n\nTambahan.")
    found = differences.differences(before, after)
    assert [(each.kind, each.place, each.before, each.after) for each in found] == [
        ("wording", "paragraph 1", "Satu dua tiga empat.", "Satu dua tiga lima."),
        ("paragraphs removed", "paragraph 2", "Yang lama sekali hilang.", None),
        ("paragraphs added", "paragraph 3", None, "Tambahan."),
    ]


def test_a_paragraph_without_an_end_is_compared_by_its_words() -> None:
    words = [f"kata{number * 7919 % 3001}" for number in range(40_000)]  # in their order: minutes
    before = article(text=" ".join(words))
    reworded = article(text=" ".join(word if at % 50 else "ganti" for at, word in enumerate(words)))
    another = article(text=" ".join(f"lain{number}" for number in range(40_000)))
    assert label(differences.differences(before, reworded)) == "wording"
    assert label(differences.differences(before, another)) == "paragraphs added, paragraphs removed"


def test_the_history_of_an_article_under_any_of_its_addresses(store: Store) -> None:
    moved = "https://telegraf.co.id/dunia/putin/"
    save(store, ARTICLE)
    save(store, article(headline="Putin dan Obama", tags=["Rusia"], modified_at=None))
    save(
        store,
        article(url=moved, canonical_url=moved, headline="Putin, Obama", tags=["Rusia"]),
        requested_url=URL,
    )
    done = scrapy(store, "history", "http://www.telegraf.co.id/putin-bertemu-obama")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        moved,
        "",
        "revision 1  modified 2016-09-06T15:00:00+07:00",
        "  Putin Bertemu Obama",
        "",
        "revision 2  modified 2016-09-06T15:00:00+07:00  headline, metadata",
        "  headline:",
        "    - Putin Bertemu Obama",
        "    + Putin dan Obama",
        "  tags:",
        "    - Rusia, Amerika Serikat",
        "    + Rusia",
        "",
        "revision 3  modified 2016-09-06T15:00:00+07:00  headline",
        "  moved from https://telegraf.co.id/putin-bertemu-obama/",
        "  headline:",
        "    - Putin dan Obama",
        "    + Putin, Obama",
    ]


def test_an_unknown_article_is_named_with_status_1(store: Store) -> None:
    done = scrapy(store, "history", "https://telegraf.co.id/tidak-ada/")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "https://telegraf.co.id/tidak-ada/: this article is not stored.\n"


def test_an_address_must_be_named(store: Store) -> None:
    assert scrapy(store, "history").returncode == 2


@pytest.mark.slow("the command in a process of its own for each case")
def test_what_the_site_no_longer_has_is_said_with_the_time(store: Store) -> None:
    save(store, ARTICLE)
    with store.begin() as conn:
        assert mark_gone(conn, URL, datetime(2026, 3, 4, 5, 6, tzinfo=UTC))
    printed = scrapy(store, "history", URL).stdout
    assert printed.endswith("The site no longer has it: gone at 2026-03-04T05:06:00+00:00\n")


def test_a_slip_in_the_address_names_what_is_stored_instead(store: Store) -> None:
    save(store, ARTICLE)
    done = scrapy(store, "history", "https://telegraf.co.id/dunia/Putin-Bertemu-Obama/")
    assert (done.returncode, done.stderr) == (
        1,
        f"https://telegraf.co.id/dunia/Putin-Bertemu-Obama/: this article is not stored. Stored are: {URL}\n",
    )
    for unlike in ("https://telegraf.co.id/a/", "https://telegraf.co.id/100%25_bertemu/"):
        assert "Stored are" not in scrapy(store, "history", unlike).stderr
    assert "Name it by its whole URL" in scrapy(store, "history", "putin-bertemu-obama").stderr


def test_an_article_that_was_left_out_is_told_with_the_reason(store: Store) -> None:
    frontier = Frontier(store, "telegraf", max_tries=1)
    frontier.begin_round(
        "", [Candidate(f"https://telegraf.co.id/{each}/", "article", "api") for each in "ab"]
    )
    (row,) = frontier.next_batch(1)
    frontier.finish(row, Outcome.refused("no_text"))
    done = scrapy(store, "history", row.url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "It was left out: no_text (" in done.stderr
    assert (
        "waits for the next crawl"
        in scrapy(store, "history", f"https://telegraf.co.id/{'b' if row.url.endswith('a/') else 'a'}").stderr
    )
