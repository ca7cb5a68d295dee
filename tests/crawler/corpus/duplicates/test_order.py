"""What is known of near-duplicates depends on what the articles are, not on how they came to be so."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from crawler.article import Article
from crawler.corpus.duplicates import Duplicates, filing
from crawler.store import Store, save_article, schema
from tests.crawler.corpus.duplicates.printing import (
    NEW_YEAR,
    WINDOW,
    all_compared,
    all_known,
    assert_right,
    bulletin,
    delete_article,
    edited,
    rebuild,
    story,
    told,
)


def corpus(seed: int) -> list[Article]:
    """Return some sixty articles: stories in several versions, bulletins, undated ones, empty ones."""
    chosen = Random(seed)
    found: list[Article] = []
    for number in range(14):
        text, at = story(number, chosen.randrange(2, 8)), NEW_YEAR + timedelta(days=chosen.randrange(90))
        for version in range(chosen.choice((1, 2, 3, 7))):
            later = at + timedelta(hours=chosen.randrange(30 * 24))
            site = chosen.choice(("telegraf", "kabar"))
            published = None if chosen.random() < 0.1 else later
            found.append(told(f"berita-{number}-{version}", text, published, site))
            text = edited(text, chosen)
    found += [
        told(f"gempa-{number}", bulletin(number), NEW_YEAR + timedelta(hours=number)) for number in range(6)
    ]
    found += [
        told(f"gempa-{number}-lagi", bulletin(number), NEW_YEAR + timedelta(days=1)) for number in range(2)
    ]
    found += [told(f"kosong-{number}", "", NEW_YEAR) for number in range(2)]
    found += [told(f"pendek-{number}", "Sorong banjir.", NEW_YEAR) for number in range(2)]
    return found


@pytest.mark.parametrize("seed", range(5))
def test_groups_do_not_depend_on_the_order_in_which_articles_come(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "FILED_TOGETHER", 1 + 10 * seed)
    chosen, articles = Random(seed), corpus(0)
    chosen.shuffle(articles)
    duplicates = Duplicates(store, WINDOW)
    while articles:
        with store.begin() as conn:
            for _ in range(min(len(articles), chosen.randrange(1, 9))):
                save_article(conn, articles.pop())
        while chosen.random() < 0.7 and duplicates.catch_up(chosen.randrange(1, 9)):
            pass
    all_compared(store)
    assert len(assert_right(store)) > 3


@pytest.mark.parametrize("seed", range(2))
def test_what_was_edited_deleted_and_moved_is_as_if_it_had_come_so(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "FILED_TOGETHER", 4)
    chosen = Random(seed)
    articles = corpus(seed)
    with store.begin() as conn:
        for each in articles:
            save_article(conn, each)
    all_compared(store)
    assert_right(store)
    for _ in range(3):
        for _ in range(40):
            change_one(store, chosen)
            if chosen.random() < 0.1:
                Duplicates(store, WINDOW).catch_up(chosen.randrange(1, 5))
        all_compared(store)
        assert_right(store)
    before = all_known(store)
    rebuild(store)
    assert all_known(store) == before


def change_one(store: Store, chosen: Random) -> None:
    """Change an article as the newsroom, or somebody with a shell of the database, may do."""
    table = schema.article
    with store.begin() as conn:
        row = chosen.choice(conn.execute(select(table).order_by(table.c.id)).all())
        changes: dict[str, Any] = {
            "edit": {"text": edited(row.text or "Sorong banjir.", chosen)},
            "another story": {"text": story(chosen.randrange(14))},
            "gone, or back": {"gone_at": None if row.gone_at else NEW_YEAR},
            "other date": {"published_instant": NEW_YEAR + timedelta(days=chosen.randrange(100))},
            "no date": {"published_instant": None},
            "other address": {"url": f"https://a.example/{chosen.random()}/"},
            "new": None,
            "deleted": None,
        }
        change = chosen.choice([*changes, "new", "deleted"])
        if change == "new":
            save_article(conn, told(f"lagi-{chosen.random()}", edited(row.text, chosen)))
        elif change == "deleted":
            delete_article(conn, row.id)
        else:
            conn.execute(update(table).where(table.c.id == row.id).values(changes[change]))
