"""The near-duplicates of a half as this project finds them: by its rule alone, and in a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.duplicates.labelled import Half, Labelled
from benchmarks.duplicates.scoring import Pair, pair, within
from crawler.article import Article
from crawler.corpus.duplicates.comparing import is_near_duplicate
from crawler.corpus.duplicates.groups import stored_groups
from crawler.corpus.duplicates.keeping import Duplicates
from crawler.corpus.duplicates.sketching import Sketch, is_candidate
from crawler.corpus.duplicates.stories import Story, compared_text
from crawler.store import Store, save_article

_SITE = "https://koran.example/"


def by_rule(half: Half, window: timedelta | None) -> set[Pair]:
    """The pairs that are called near-duplicates if each article is compared with each other one."""
    stories = {
        article.name: Story.of(compared_text(article.headline, article.text), article.published)
        for article in half.articles
    }
    return {
        pair(one.name, other.name)
        for one, other in within(half, window)
        if is_near_duplicate(stories[one.name], stories[other.name])
    }


def by_sketch(half: Half) -> tuple[set[Pair], float]:
    """The pairs that are worth comparing by their sketches, and the rows of an article in the index."""
    sketches = {
        article.name: Sketch.of(compared_text(article.headline, article.text)) for article in half.articles
    }
    pairs = set()
    for (one, first), (other, second) in combinations(sketches.items(), 2):
        if is_candidate(first, second):
            pairs.add(pair(one, other))
    return pairs, sum(len(each.values) for each in sketches.values()) / len(sketches)


def by_store(half: Half, window: timedelta | None) -> set[Pair]:
    """The pairs that stand in one group once all articles are stored and compared.

    ``window`` None: as far apart as the articles of the half are.
    """
    dates = [article.published for article in half.articles]
    with _stored(half.articles) as store:
        duplicates = Duplicates(store, window or timedelta(days=(max(dates) - min(dates)).days + 1))
        while duplicates.catch_up():
            pass
        with store.read() as conn:
            groups = [
                [member.url.removeprefix(_SITE) for member in group.members] for group in stored_groups(conn)
            ]
    return {pair(*two) for names in groups for two in combinations(names, 2)}


@contextmanager
def _stored(articles: list[Labelled]) -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'articles.db'}")
        try:
            with store.begin() as conn:
                for article in articles:
                    save_article(conn, _article(article))
            yield store
        finally:
            store.close()


def _article(article: Labelled) -> Article:
    return Article(
        url=f"{_SITE}{article.name}",
        site="koran",
        headline=article.headline,
        text=article.text,
        published_at=article.published.isoformat(),
        fetched_at=article.published.isoformat(),
    )
