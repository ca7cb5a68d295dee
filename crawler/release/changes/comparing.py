"""An earlier release and the new one, article by article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from crawler.article import Article
from crawler.release.changes.change import Became, Change
from crawler.release.changes.earlier import Earlier
from crawler.release.changes.register import Known, Register, digest_of
from crawler.release.changes.telling import causes_since, kinds_of
from crawler.store.articles import as_article
from crawler.store.differences import differences
from crawler.store.schema import alias, article
from crawler.urls import article_key

NOT_STORED, OTHER_NEWSPAPER = "not_stored", "other_newspaper"
"""Why an article is left out that the new release did not meet."""


def compare(conn: Connection, earlier: Earlier, register: Register) -> Iterator[Change]:
    """Yield what changed: first, in the order of the earlier release, what it had, then what was added.

    The texts of an article are read only if it differs. Raises BadRelease, StoreError.
    """
    for some in earlier.articles():
        yield from _since(conn, some, register)
    for known in register.unseen():
        yield _change(known, "added")


def _since(conn: Connection, some: Sequence[Article], register: Register) -> Iterator[Change]:
    """Yield what became of articles of the earlier release."""
    keys = {each.url or "": article_key(each.url or "") for each in some}
    known = register.find(keys.values())
    known |= _moved(conn, [key for key in keys.values() if key not in known], register)
    register.see([found.key for found in known.values()])
    pairs = [(each, known.get(keys[each.url or ""])) for each in some]
    edited = {
        found.key: before
        for before, found in pairs
        if found and found.left_out is None and _differs(before, found)
    }
    now = _stored(conn, list(edited))
    causes = causes_since(conn, edited)
    others = _other_sites(conn, [keys[each.url or ""] for each, found in pairs if found is None])
    for before, found in pairs:
        if found is None:
            reason = OTHER_NEWSPAPER if keys[before.url or ""] in others else NOT_STORED
            yield _of_earlier(before, reason)
        elif found.left_out == "gone":
            yield _change(found, "gone", before)
        elif found.left_out is not None:
            yield _change(found, "left_out", before)
        elif found.key in edited:
            told = differences(before, now[found.key])
            yield Change(
                change="edited",
                url=found.url,
                site=found.site,
                headline=found.headline,
                published_at=found.published_at,
                earlier_url=_moved_from(before, found),
                kinds=kinds_of(told, has_moved=before.url != found.url),
                cause=causes.get(found.key),
                differences=told,
            )


def _moved(conn: Connection, keys: Sequence[str], register: Register) -> dict[str, Known]:
    """Return what is known of articles that have another URL now, by their earlier keys."""
    query = select(alias.c.key, article.c.key).join(article, article.c.id == alias.c.article_id)
    rows = conn.execute(query.where(alias.c.key.in_(keys))).all()
    known = register.find([now for _, now in rows])
    return {before: known[now] for before, now in rows if now in known}


def _stored(conn: Connection, keys: Sequence[str]) -> dict[str, Article]:
    rows = conn.execute(select(article).where(article.c.key.in_(keys))).mappings()
    return {row["key"]: as_article(row) for row in rows}


def _other_sites(conn: Connection, keys: Sequence[str]) -> set[str]:
    """Return those of the keys whose articles are stored: the new release is not of their newspaper."""
    return set(conn.execute(select(article.c.key).where(article.c.key.in_(keys))).scalars())


def _differs(before: Article, found: Known) -> bool:
    return before.url != found.url or digest_of(before) != found.digest


def _moved_from(before: Article, found: Known) -> str | None:
    return before.url if before.url != found.url else None


def _change(found: Known, became: Became, before: Article | None = None) -> Change:
    return Change(
        change=became,
        url=found.url,
        site=found.site,
        headline=found.headline,
        published_at=found.published_at,
        earlier_url=_moved_from(before, found) if before else None,
        gone_at=found.gone_at,
        reason=found.left_out if became == "left_out" else None,
    )


def _of_earlier(before: Article, reason: str) -> Change:
    return Change(
        change="left_out",
        url=before.url or "",
        site=before.site,
        headline=before.headline,
        published_at=before.published_at,
        reason=reason,
    )
