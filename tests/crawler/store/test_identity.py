"""Whatever addresses articles are met under, in whatever order, the store stays in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Article
from crawler.store import Store, find_article, save_article
from tests.crawler.storing import article, rows

ADDRESSES = [f"https://telegraf.co.id/{slug}/" for slug in "abcd"]
HEADLINES = ["Gempa di Lombok", "Banjir di Demak", "Putin Bertemu Obama"]


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Article, str | None]:
    """An article met under some address, with some canonical address, perhaps by a redirect."""
    headline = draw(st.sampled_from(HEADLINES))
    met = article(
        url=draw(st.sampled_from(ADDRESSES)),
        canonical_url=draw(st.sampled_from([None, *ADDRESSES])),
        headline=headline,
        text=f"{headline} diberitakan. {draw(st.integers(0, 1))}",
        published_at=None,
    )
    return met, draw(st.sampled_from([None, *ADDRESSES]))


@pytest.mark.slow("many orders, or the command in a process of its own for each case")
@settings(max_examples=150, deadline=None)
@given(st.lists(meetings(), max_size=12))
def test_every_order_of_meetings_leaves_one_article_an_address(met: list[tuple[Article, str | None]]) -> None:
    store = Store.open("sqlite://")
    headlines: dict[str, None] = {}
    for each, requested_url in met:
        with store.begin() as conn:
            saved = save_article(conn, each, requested_url=requested_url)
            found = find_article(conn, str(each.url))
        assert found is not None
        assert found["headline"] == each.headline == saved.article.headline
        assert found["revision"] == saved.article.revision
        headlines[each.headline] = None
        with store.begin() as conn:
            again = save_article(conn, replace(each), requested_url=requested_url)
        assert (again.result, again.article) == ("unchanged", saved.article)
    check(store, headlines)
    store.close()


def check(store: Store, headlines: dict[str, None]) -> None:
    numbers: dict[int, list[int]] = {}
    for article_id, number in rows(store, "SELECT article_id, revision FROM revision ORDER BY 1, 2"):
        numbers.setdefault(article_id, []).append(number)
    assert all(each == list(range(1, len(each) + 1)) for each in numbers.values())
    assert dict(rows(store, "SELECT id, revision FROM article")) == {
        key: len(each) for key, each in numbers.items()
    }
    assert rows(store, "SELECT count(*) FROM alias WHERE key IN (SELECT key FROM article)") == [(0,)]
    newest = "article JOIN revision ON article_id = id AND revision.revision = article.revision"
    same = "WHERE article.headline = revision.headline AND article.url = revision.url"
    assert rows(store, f"SELECT count(*) FROM {newest} {same}") == [(len(numbers),)]
    assert {headline for (headline,) in rows(store, "SELECT headline FROM revision")} == set(headlines)
