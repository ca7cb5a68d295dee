"""What tests of releases share: a store of several newspapers, a release of it, what its files hold."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from pyarrow import parquet

from crawler.corpus.duplicates import Duplicates
from crawler.corpus.duplicates.completing import compare_all
from crawler.frontier.sites import sites_of
from crawler.release.changes import Earlier
from crawler.release.folder import written_aside
from crawler.release.provenance import read_provenance
from crawler.release.releasing import Plan, Released, write_release
from crawler.release.selecting import Selection
from crawler.release.splitting import WHOLE, Splits
from crawler.store import Store, mark_gone
from tests.crawler.storing import NOON, another, save
from tests.crawler.versions import EDITED, HEADLINE, NEW_HEADLINE, STORY

TELEGRAF, ANTARA = "https://telegraf.co.id", "https://www.antaranews.com"

LONG = " ".join(["Warga desa itu menunggu perbaikan jalan sejak tahun lalu."] * 4)


def fill(store: Store) -> None:
    """Store a story in three versions of two newspapers, one more article of each, a short one, one gone."""
    save(store, another("putus", headline=HEADLINE, text="\n\n".join(STORY), published_at="2020-01-02"))
    save(store, another("rakit", headline=NEW_HEADLINE, text="\n\n".join(EDITED), published_at="2020-01-03"))
    antara = {"site": "antara", "url": f"{ANTARA}/berita/1/", "canonical_url": None}
    save(
        store,
        another("1", headline=HEADLINE, text="\n\n".join(STORY), published_at="2020-01-05", **antara),
    )
    save(store, another("jalan", text=LONG, published_at="2020-02-01", removed={"caption": 2}))
    save(store, another("pendek", text="Pendek saja.", published_at=None, language=None))
    save(store, another("hilang", text=f"{LONG} Hilang.", published_at="2020-03-01"))
    with store.begin() as conn:
        mark_gone(conn, f"{TELEGRAF}/hilang/", NOON)
    compare(store)


def compare(store: Store) -> None:
    """Find the near-duplicates."""
    compare_all(Duplicates(store, timedelta(days=30)))


def release(
    store: Store,
    folder: Path,
    *,
    wanted: Selection | None = None,
    splits: Splits = WHOLE,
    since: Path | None = None,
) -> Released:
    """Write a release, without an audit and an archive."""
    wanted = wanted or Selection()
    with store.read(aside=True) as conn, written_aside(folder) as aside:
        sites = sites_of(conn) if wanted.site is None else [wanted.site]
        plan = Plan(
            wanted=wanted,
            splits=splits,
            provenance=read_provenance(conn, sites, None),
            examined=None,
            earlier=None if since is None else Earlier.open(str(since)),
        )
        return write_release(conn, aside, plan)


def rows(folder: Path, name: str = "data/train.parquet") -> list[dict[str, Any]]:
    """Return the rows of a file of a release."""
    read: list[dict[str, Any]] = parquet.read_table(folder / name).to_pylist()
    return read


def slugs(folder: Path, name: str = "data/train.parquet") -> list[str]:
    """Return the last parts of the URLs in a file of a release."""
    return [row["url"].rsplit("/", 2)[1] for row in rows(folder, name)]
