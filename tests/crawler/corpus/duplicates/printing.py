"""What tests of near-duplicates share: stories and versions of them, and what the store must say of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

from sqlalchemy import Connection, select

from crawler.article import Article
from crawler.corpus.duplicates import Duplicates, stored_groups
from crawler.corpus.duplicates.comparing import is_near_duplicate
from crawler.corpus.duplicates.sketching import Sketch, is_candidate
from crawler.corpus.duplicates.stories import Story, compared_text
from crawler.store import Store, schema
from tests.crawler.storing import article, rows, save

WINDOW = timedelta(days=30)
NEW_YEAR = datetime(2019, 1, 1, 5, tzinfo=UTC)
FIRST, SECOND, THIRD = (f"https://telegraf.example/{slug}/" for slug in ("pertama", "kedua", "ketiga"))

_FIRST = (
    "Agus",
    "Dewi",
    "Eko",
    "Fitri",
    "Hasan",
    "Intan",
    "Joko",
    "Kartika",
    "Lukman",
    "Maya",
    "Nurul",
    "Rudi",
)
_LAST = ("Wibowo", "Siregar", "Lubis", "Santoso", "Nainggolan", "Hidayat", "Pangestu", "Tarigan", "Manurung")
_PLACES = ("Sumba", "Ternate", "Kupang", "Bireuen", "Sampit", "Palopo", "Tegal", "Bitung", "Sorong", "Blora")
_THINGS = (
    "jembatan",
    "pasar",
    "sekolah",
    "pelabuhan",
    "bendungan",
    "puskesmas",
    "terminal",
    "irigasi",
    "masjid",
)
_DEEDS = ("meresmikan", "meninjau", "menutup", "membangun", "memperbaiki", "memeriksa", "menolak", "menunda")
_ENDS = ("pekan depan", "sejak pagi", "tanpa pemberitahuan", "bersama warga", "setelah banjir", "tahun ini")


def story(number: int, paragraphs: int = 6) -> str:
    """Return the text of a story; another number tells of other people, places and things."""
    chosen = Random(number)

    def sentence() -> str:
        who = f"{chosen.choice(_FIRST)} {chosen.choice(_LAST)}"
        return (
            f"{who} {chosen.choice(_DEEDS)} {chosen.choice(_THINGS)} di {chosen.choice(_PLACES)} senilai "
            f"Rp{chosen.randrange(2, 990)} juta {chosen.choice(_ENDS)}, kata {chosen.choice(_FIRST)} "
            f"{chosen.choice(_LAST)} dari {chosen.choice(_PLACES)} pada pukul {chosen.randrange(24)}."
        )

    return "\n\n".join(f"{sentence()} {sentence()}" for _ in range(paragraphs))


def bulletin(number: int) -> str:
    """Return a text of a template: hardly more than names and figures differ from one number to another."""
    chosen = Random(number)
    place, other = chosen.sample(_PLACES, 2)
    return (
        f"Gempa bumi bermagnitudo {chosen.randrange(30, 70) / 10} mengguncang {place} pada pukul "
        f"{chosen.randrange(24)}.{chosen.randrange(10, 60)} WIB. Badan Meteorologi dan Geofisika "
        f"menyatakan pusat gempa berada di laut {chosen.randrange(10, 90)} kilometer barat daya {other} pada "
        f"kedalaman {chosen.randrange(10, 90)} kilometer.\n\nGempa itu tidak berpotensi tsunami. Warga "
        "diminta tetap tenang dan tidak terpengaruh oleh kabar yang tidak dapat dipertanggungjawabkan."
    )


def edited(text: str, chosen: Random) -> str:
    """Return a version of a story: shortened, with another beginning, with more at its end, or reworded."""
    paragraphs = text.split("\n\n")
    way = chosen.randrange(4)
    if way == 0 and len(paragraphs) > 3:
        del paragraphs[chosen.randrange(len(paragraphs))]
    elif way == 1:
        paragraphs[0] = story(chosen.randrange(10**6, 10**7), 1)
    elif way == 2:
        paragraphs.append(story(chosen.randrange(10**6, 10**7), 1))
    else:
        paragraphs = [each.replace(" di ", " di kawasan ", 1) for each in paragraphs]
    return "\n\n".join(paragraphs)


def told(slug: str, text: str, published: datetime | None = NEW_YEAR, site: str = "telegraf") -> Article:
    """Return an article with a text."""
    url = f"https://{site}.example/{slug}/"
    return article(
        url=url,
        canonical_url=url,
        site=site,
        headline=slug.replace("-", " ").title(),
        text=text,
        published_at=None if published is None else published.isoformat(),
        modified_at=None,
    )


def all_compared(store: Store, window: timedelta = WINDOW, most: int = 64) -> Duplicates:
    """Compare what is due."""
    duplicates = Duplicates(store, window)
    while duplicates.catch_up(most):
        pass
    return duplicates


def tell(store: Store, *slugs: str, text: str = story(1)) -> None:
    """Store the same story at several addresses, a day apart, and compare."""
    for days, slug in enumerate(slugs):
        save(store, told(slug, text, NEW_YEAR + timedelta(days=days)))
    all_compared(store)


def groups(store: Store, site: str | None = None) -> list[list[str]]:
    """Return the URLs of each group, from the earliest on."""
    with store.read() as conn:
        return [[each.url for each in group.members] for group in stored_groups(conn, site=site)]


def named(store: Store) -> dict[str, str]:
    """Return ``near_duplicate_of`` of all articles that have it, by their URLs."""
    has_one = schema.article.c.near_duplicate_of.is_not(None)
    with store.read() as conn:
        found = select(schema.article.c.url, schema.article.c.near_duplicate_of).where(has_one)
        return {row.url: row.near_duplicate_of for row in conn.execute(found)}


def expected(store: Store, window: timedelta = WINDOW) -> list[list[str]]:
    """Return the groups that there must be: each article compared with each other one."""
    with store.read() as conn:
        there = (
            conn.execute(select(schema.article).where(schema.article.c.gone_at.is_(None))).mappings().all()
        )
    published = {row["url"]: row["published_instant"] for row in there}
    texts = {row["url"]: compared_text(row["headline"], row["text"]) for row in there}
    sketches = {url: Sketch.of(text) for url, text in texts.items()}
    stories = {url: Story.of(text, published[url]) for url, text in texts.items()}
    group = {url: {url} for url in texts}
    for one, other in combinations(texts, 2):
        if (
            is_within(published[one], published[other], window)
            and is_candidate(sketches[one], sketches[other])
            and (texts[one] == texts[other] or is_near_duplicate(stories[one], stories[other]))
        ):
            both = group[one] | group[other]
            group |= dict.fromkeys(both, both)

    def age(url: str) -> tuple[bool, datetime, str]:
        return published[url] is None, published[url] or NEW_YEAR, url

    found = {tuple(sorted(each, key=age)) for each in group.values() if len(each) > 1}
    return [[*each] for each in sorted(found, key=lambda urls: age(urls[0]))]


def is_within(one: datetime | None, other: datetime | None, window: timedelta) -> bool:
    """Say whether two articles are compared."""
    return one is other if one is None or other is None else abs(one - other) <= window


def names_of(found: Iterable[list[str]]) -> dict[str, str]:
    """Return what ``near_duplicate_of`` must be, by URLs, if these are the groups."""
    return dict(_names(found))


def _names(found: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    for first, *others in found:
        yield from ((other, first) for other in others)


def assert_right(store: Store, window: timedelta = WINDOW) -> list[list[str]]:
    """Assert that the store says what it must, and return its groups."""
    found = groups(store)
    filed = rows(store, "SELECT period, packed, article_id FROM sketch WHERE filed")
    values = {
        (period, value, each) for period, packed, each in filed for value in Sketch.unpack(packed).values
    }
    assert {*rows(store, "SELECT period, hash, article_id FROM fingerprint")} == values
    assert found == expected(store, window)
    assert named(store) == names_of(found)
    return found


def delete_article(conn: Connection, article_id: int) -> None:
    """Delete an article as plain SQL does."""
    for table, column in (("revision", "article_id"), ("alias", "article_id"), ("article", "id")):
        conn.exec_driver_sql(f"DELETE FROM {table} WHERE {column} = {article_id}")


def all_known(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is kept of near-duplicates."""
    held = {
        "sketch": "SELECT article_id, period, published, packed, leader FROM sketch ORDER BY 1",
        "duplicate": "SELECT article_id, other_id FROM duplicate ORDER BY 1, 2",
        "article": "SELECT id, near_duplicate_of FROM article ORDER BY 1",
        "due": "SELECT article_id FROM due",
    }
    return {name: rows(store, query) for name, query in held.items()}


def rebuild(store: Store, window: timedelta = WINDOW) -> None:
    """Compare everything anew."""
    Duplicates(store, window).rebuild()
    all_compared(store, window)
