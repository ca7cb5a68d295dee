"""What is remembered of a fleet's sites."""

from __future__ import annotations

from sqlalchemy import func, select

from crawler.fleet.keeping import note_begun, note_ended, note_listing, pause
from crawler.store import Store
from crawler.store.schema import fleet_site
from tests.crawler.fleet.fleet_sites import HOUR, MINUTE, NOON, fleet, kept, listed


def test_the_file_s_sites_are_kept_and_those_that_are_no_longer_in_it_go(store: Store) -> None:
    listed(store, "pagi", "siang")
    with store.begin() as conn:
        pause(conn, "siang", NOON)
        note_listing(conn, fleet("siang", "malam", every=2 * HOUR), NOON + MINUTE)
        names = conn.execute(select(fleet_site.c.site).order_by(fleet_site.c.site)).scalars().all()
    assert names == ["malam", "siang"]
    row = kept(store, "siang")
    assert (row["host"], row["every"], row["listed_at"]) == ("siang.example", 7200, NOON + MINUTE)
    assert row["paused_at"] == NOON


def test_a_run_is_noted_from_its_beginning_to_its_end(store: Store) -> None:
    listed(store, "koran")
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
    row = kept(store, "koran")
    assert (row["begun_at"], row["ended_at"], row["verdict"]) == (NOON, None, None)
    with store.begin() as conn:
        note_ended(conn, "koran", 1, "The site cannot be reached.", NOON + MINUTE)
        note_begun(conn, "koran", NOON + 2 * MINUTE)
        note_ended(conn, "koran", 1, "Nothing could be had.", NOON + 3 * MINUTE)
    row = kept(store, "koran")
    assert (row["verdict"], row["attempts"], row["sentence"]) == (1, 2, "Nothing could be had.")
    with store.begin() as conn:
        note_begun(conn, "koran", NOON + 4 * MINUTE)
        note_ended(conn, "koran", 0, None, NOON + 5 * MINUTE)
    row = kept(store, "koran")
    assert (row["verdict"], row["attempts"], row["sentence"]) == (0, 0, None)


def test_a_site_that_went_while_it_ran_ends_without_a_row(store: Store) -> None:
    listed(store, "koran")
    with store.begin() as conn:
        note_begun(conn, "koran", NOON)
        note_listing(conn, {}, NOON)
        note_ended(conn, "koran", 0, None, NOON)
        assert conn.execute(select(func.count()).select_from(fleet_site)).scalar_one() == 0
