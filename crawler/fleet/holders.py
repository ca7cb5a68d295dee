"""Who crawls which site at this moment: the holders of the sites' locks."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from crawler.store.lock import _key

_HOLDERS = text(
    """
    SELECT ((classid::bigint << 32) | objid::bigint) AS key, activity.application_name AS holder
    FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pg_locks.database = (
        SELECT oid FROM pg_database WHERE datname = current_database()
    )
    """
)


def holders(conn: Connection, sites: Iterable[str]) -> dict[str, str]:
    """Return the sites of these whose lock somebody has, with the note of who it is (``process ... on ...``).

    The locks of an SQLite store are files, which a connection does not see: of such a store none is held.
    """
    if conn.dialect.name != "postgresql":
        return {}
    held = {row.key: row.holder or "" for row in conn.execute(_HOLDERS)}
    return {site: held[key] for site in sites if (key := _key(site)) in held}
