"""The newest ledger of each site, in the store."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from crawler.corpus.ledger.ledger import Ledger, from_json
from crawler.store import Store
from crawler.store.schema import ledger as table
from crawler.store.upsert import upsert

MOST_KEPT = 1000
"""URLs of a kind: who needs more of them asks the site anew."""


def save(store: Store, site: str, ledger: Ledger) -> None:
    """Keep a ledger in place of the site's last one; its lists are cut, its numbers are not."""
    cut = replace(
        ledger,
        missing=ledger.missing[:MOST_KEPT],
        unexplained=ledger.unexplained[:MOST_KEPT],
        extra=ledger.extra[:MOST_KEPT],
    )
    row = {"site": site, "at": ledger.at, "found": cut.as_json()}
    with store.begin() as conn:
        conn.execute(upsert(conn, table, ("site",), "at", "found"), row)


def load(conn: Connection, site: str) -> Ledger | None:
    """Return the newest ledger of a site; None: there is none."""
    found = conn.execute(select(table.c.found).where(table.c.site == site)).scalar_one_or_none()
    return None if found is None else from_json(found)
