"""Storing articles: one row per article, however many URLs it has, and all its revisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, union_all, update

from crawler.article import Article
from crawler.dates import to_instant
from crawler.store.revising import is_alike, revise
from crawler.store.schema import alias, article, revision
from crawler.store.upsert import upsert
from crawler.urls import article_key, clean_url, names_article
from crawler.version import extraction_version

Result = Literal["new", "changed", "unchanged", "revived"]

_FIELDS = tuple(each.name for each in fields(Article))
_WRITTEN = tuple(name for name in _FIELDS if name != "near_duplicate_of")
"""That one says what others there are: those who compare articles write it, beside what is stored here."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of storing an article."""

    result: Result
    """``revived``: unchanged, but it was marked as gone."""
    article: Article
    """The article as it is stored now, with its revision."""


class _Addresses(NamedTuple):
    """The keys of the URLs under which an article was found."""

    own: str
    canonical: str
    """The canonical URL of the page; its own URL if there is none."""
    requested_url: str
    """The URL before redirects; its own URL if nothing was requested."""
    permalink: str
    """A URL that the article keeps when it is renamed; its own URL if none is known."""


_KEYS: list[Any] = [bindparam(name) for name in _Addresses._fields]
_CONNECTED = select(article).where(
    article.c.id.in_(  # one list: PostgreSQL uses no index for "key IN ... OR id IN ..."
        union_all(
            select(article.c.id).where(article.c.key.in_(_KEYS)),
            select(alias.c.article_id).where(alias.c.key.in_(_KEYS)),
        )
    )
)
"""The articles that are known under one of the URLs of a page."""
_INSERT = insert(article)
_INSERT_REVISION = insert(revision)
_DELETE_ALIAS = delete(alias).where(alias.c.key == bindparam("of"))
_OF_KEYS: Any = bindparam("keys", expanding=True)
_LEADING_THERE = union_all(
    select(article.c.key).where(article.c.key.in_(_OF_KEYS)),
    select(alias.c.key).where(alias.c.key.in_(_OF_KEYS), alias.c.article_id == bindparam("article")),
)
"""The URLs that need no alias: articles have them, or they lead to this one already."""
_UPDATE = update(article).where(article.c.id == bindparam("row"))


def save_article(
    conn: Connection,
    met: Article,
    *,
    requested_url: str | None = None,
    permalink: str | None = None,
    run: int | None = None,
) -> Saved:
    """Store an article, and return what that changed. Raises ValueError if it has no URL (``met.url``).

    It is the article that is known under its own URL, or, if the two are plausibly one, under its canonical
    URL, under ``requested_url`` (before redirects), or under ``permalink`` (WordPress' ``?p=12``).
    """
    if met.url is None:
        raise ValueError("an article without a URL cannot be stored")
    keys = _addresses(met, met.url, requested_url, permalink)
    connected = conn.execute(_CONNECTED, keys._asdict()).mappings().all()
    known = _known(conn, connected, keys, met)
    if known is None:
        if connected:  # the URL led to another article until now
            conn.execute(_DELETE_ALIAS, {"of": keys.own})
        saved = Saved("new", replace(met, revision=1, near_duplicate_of=None))
        known_id = _insert(conn, keys.own, saved.article, run)
    else:
        saved, known_id = _update(conn, known, keys, met, run), known["id"]
    if connected:
        _remember(conn, {*keys} if known is None else {*keys, known["key"]}, known_id)
    else:  # none of the URLs is known
        _lead(conn, {*keys} - {keys.own}, known_id)
    return saved


def find_article(conn: Connection, url: str) -> RowMapping | None:
    """Return the row of the article that has this URL, in any spelling; None if there is none."""
    key = article_key(url)
    rows = conn.execute(_CONNECTED, dict.fromkeys(_Addresses._fields, key)).mappings().all()
    return next((row for row in rows if row["key"] == key), rows[0] if rows else None)


def mark_gone(conn: Connection, url: str, at: datetime) -> bool:
    """Note that the site no longer has the article of this URL; False if it is unknown or already marked.

    Only its present URL counts: earlier URLs end before their article does.
    """
    there = (article.c.key == article_key(url)) & article.c.gone_at.is_(None)
    return conn.execute(update(article).where(there).values(gone_at=at)).rowcount > 0


def as_article(row: RowMapping) -> Article:
    """Return the article of a row of the tables article and revision."""
    return Article(**{name: row[name] for name in _FIELDS})


def _addresses(met: Article, url: str, requested_url: str | None, permalink: str | None) -> _Addresses:
    own = article_key(url)
    canonical = met.canonical_url
    return _Addresses(
        own,
        article_key(canonical) if canonical and names_article(canonical, url) else own,
        article_key(requested_url) if requested_url else own,
        article_key(permalink) if permalink else own,
    )


def _known(
    conn: Connection, connected: Sequence[RowMapping], keys: _Addresses, met: Article
) -> RowMapping | None:
    """Return the row of the article; joins two that turn out to be one."""
    alike = [row for row in connected if row["key"] == keys.own or is_alike(as_article(row), met)]
    if len(alike) > 1:
        alike.sort(key=lambda row: (row["key"] != keys.canonical, row["key"] != keys.own, row["id"]))
        for other in alike[1:]:
            _join(conn, alike[0]["id"], other)
        return conn.execute(select(article).where(article.c.id == alike[0]["id"])).mappings().one()
    return alike[0] if alike else None


def _insert(conn: Connection, key: str, new: Article, run: int | None) -> int:
    result = conn.execute(_INSERT, {"key": key, **columns_of(new)})
    (new_id,) = result.inserted_primary_key or (0,)
    conn.execute(_INSERT_REVISION, {"article_id": new_id, "run_id": run, **values_of(new)})
    return int(new_id)


def _update(conn: Connection, row: RowMapping, keys: _Addresses, met: Article, run: int | None) -> Saved:
    known = as_article(row)
    revised = revise(known, met)
    moves = _moves(row["key"], keys, known, met)
    now = replace(revised.article, url=met.url if moves else known.url)
    if revised.edited:
        now.revision = row["revision"] + 1
        conn.execute(_INSERT_REVISION, {"article_id": row["id"], "run_id": run, **values_of(now)})
    elif now != known:
        newest = (revision.c.article_id == row["id"]) & (revision.c.revision == row["revision"])
        conn.execute(update(revision).where(newest), values_of(now))
    if now != known or row["gone_at"] is not None or (moves and row["key"] != keys.own):
        if moves:  # the URL may have led to another article until now
            conn.execute(_DELETE_ALIAS, {"of": keys.own})
        key = keys.own if moves else row["key"]
        values = {"key": key, "gone_at": None, **columns_of(now)}
        conn.execute(_UPDATE, {"row": row["id"], **values})
    if revised.edited:
        return Saved("changed", now)
    return Saved("unchanged" if row["gone_at"] is None else "revived", now)


def _moves(known_key: str, keys: _Addresses, known: Article, met: Article) -> bool:
    """Say whether the URL under which a known article was found replaces its present one.

    It does if the page calls itself canonical, if the present URL redirects to it, or if only the permalink
    connects the two: the article was renamed. A twin that names the present URL, or none, does not.
    """
    calls_itself_canonical = met.canonical_url is not None and clean_url(met.canonical_url) == met.url
    if known_key == keys.own:
        return calls_itself_canonical and known.url != met.url
    is_renamed = keys.permalink != keys.own and known_key not in (
        keys.canonical,
        keys.requested_url,
        keys.permalink,
    )
    return (
        calls_itself_canonical
        or is_renamed
        or (keys.requested_url == known_key and keys.canonical != known_key)
    )


def _remember(conn: Connection, found_under: set[str], article_id: int) -> None:
    """Make all URLs under which the article was found lead to it, also its earlier one."""
    if len(found_under) == 1:
        return
    there = conn.execute(_LEADING_THERE, {"keys": [*found_under], "article": article_id}).scalars()
    _lead(conn, found_under.difference(there), article_id)


def _lead(conn: Connection, further: set[str], article_id: int) -> None:
    rows = [{"key": key, "article_id": article_id} for key in sorted(further)]
    if rows:
        conn.execute(upsert(conn, alias, ("key",), "article_id"), rows)


def _join(conn: Connection, kept: int, other: RowMapping) -> None:
    """Make two articles one: the history of the dropped one comes before that of the kept one."""
    of_kept, of_other = revision.c.article_id == kept, revision.c.article_id == other["id"]
    earlier = conn.execute(select(func.max(revision.c.revision)).where(of_other)).scalar_one()
    mine = select(revision.c.revision).where(of_kept).order_by(revision.c.revision.desc())
    for number in (
        conn.execute(mine).scalars().all()
    ):  # from the last one down, so that no number is taken twice
        numbered = update(revision).where(of_kept, revision.c.revision == number)
        conn.execute(numbered.values(revision=number + earlier))
    conn.execute(update(revision).where(of_other).values(article_id=kept))
    conn.execute(update(article).where(article.c.id == kept).values(revision=article.c.revision + earlier))
    conn.execute(update(alias).where(alias.c.article_id == other["id"]).values(article_id=kept))
    conn.execute(delete(article).where(article.c.id == other["id"]))
    conn.execute(insert(alias), {"key": other["key"], "article_id": kept})


def columns_of(each: Article) -> dict[str, Any]:
    """Return an article as a row of the table ``article``."""
    published = to_instant(each.published_at) if each.published_at else None
    return {**values_of(each), "published_instant": published}


def values_of(each: Article) -> dict[str, Any]:
    """Return an article as a row of the table ``revision``, with the version of the extraction.

    Without ``near_duplicate_of``: what was stored of it is kept.
    """
    values = {name: getattr(each, name) for name in _WRITTEN}  # asdict would copy every list and string
    return {**values, "extraction": extraction_version()}
