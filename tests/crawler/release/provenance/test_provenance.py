"""Where a release comes from: the crawls, the archive, the crawler, robots.txt; and no secret of them."""

from __future__ import annotations

import doctest
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert

from crawler.archive.holding import FolderArchive
from crawler.archive.members import compress
from crawler.archive.serializing import FIELDS, fields_block, new_id, serialize
from crawler.frontier import Frontier
from crawler.release.provenance import UNKNOWN_TIME, Provenance, as_json, logins, read_provenance, runs
from crawler.rows import JSON
from crawler.store import Store, mark_gone
from crawler.store.schema import archive_file, comparison, due, run
from tests.crawler.storing import NOON, another, save

AT = datetime(2026, 3, 2, 4, 5, 6, tzinfo=UTC)
INFO = {
    "software": "telegraf-corpus/0.1.0",
    "robots": "obey",
    "http-header-user-agent": "bot/1 (+https://ani:rahasia@koran.example/bot)",
}


def read(store: Store, *sites: str, archive: Path | None = None) -> Provenance:
    with store.read(aside=True) as conn:
        return read_provenance(
            conn, sites or ("telegraf",), None if archive is None else FolderArchive(archive)
        )


def warcinfo(info: dict[str, str]) -> bytes:
    return compress(
        serialize("warcinfo", new_id(), AT, content_type=FIELDS, block=fields_block(info), named={})
    )


def note(store: Store, name: str, size: int, site: str = "telegraf") -> None:
    with store.begin() as conn:
        values = {"name": name, "site": site, "size": size, "place": "redaksi-1:/srv/archive#5f0c2b9e"}
        conn.execute(insert(archive_file).values(**values))


def test_the_runs_of_the_wanted_newspapers_with_what_they_brought(store: Store) -> None:
    common = {"scope": "", "round": 1, "complete": True, "started_at": NOON}
    stats = {"article/new": 3, "article/changed": 1}
    with store.begin() as conn:
        conn.execute(insert(run).values(site="telegraf", ended_at=AT, status=0, stats=stats, **common))
        conn.execute(insert(run).values(site="antara", **common))
        conn.execute(insert(run).values(site="telegraf", stats={"article/new": "rusak"}, **common))
    first, second = read(store).runs
    assert (first.new, first.changed, first.gone, first.ended_at, first.status) == (3, 1, 0, AT, 0)
    assert (second.new, second.ended_at) == (0, None)


def test_files_have_the_digest_of_what_the_index_knows_of_them(store: Store, tmp_path: Path) -> None:
    data = warcinfo(INFO)
    (tmp_path / "a.warc.gz").write_bytes(data + b"of a crawl that is still going on")
    (tmp_path / "b.warc.gz").write_bytes(b"short")
    note(store, "b.warc.gz", 4000)
    note(store, "a.warc.gz", len(data))
    note(store, "elsewhere.warc.gz", 10)
    note(store, "antara.warc.gz", 10, site="antara")
    a, b, elsewhere = read(store, archive=tmp_path).archive_files
    assert (a.name, a.size, a.sha256) == ("a.warc.gz", len(data), sha256(data).hexdigest())
    assert (a.software, a.robots) == ("telegraf-corpus/0.1.0", "obey")
    assert (b.sha256, elsewhere.sha256, elsewhere.user_agent) == (None, None, None)


def test_no_password_and_no_machine_is_named(store: Store, tmp_path: Path) -> None:
    data = warcinfo(INFO)
    (tmp_path / "a.warc.gz").write_bytes(data)
    note(store, "a.warc.gz", len(data))
    with store.begin() as conn:
        scope = f"since=2026-01-01 urls={tmp_path}/daftar dua.txt"
        conn.execute(
            insert(run).values(site="telegraf", scope=scope, round=1, complete=True, started_at=NOON)
        )
    told = read(store, archive=tmp_path)
    assert told.user_agents == ["bot/1 (+https://koran.example/bot)"]
    said = json.dumps(as_json(told))
    assert "rahasia" not in said and "redaksi-1" not in said and str(tmp_path) not in said


def test_a_file_of_another_origin_or_a_damaged_one_says_nothing_of_its_crawler(
    store: Store, tmp_path: Path
) -> None:
    contents = {
        "a.warc": b"WARC/1.0\r\nWARC-Type: warcinfo\r\n",
        "b.warc.gz": b"\x1f\x8b\xff\xff rusak",
        "c.warc": b"",
        "d.warc.gz": warcinfo({"software": "\x07Heritrix/3 http://u:p@a.example", "robots": "maybe"}),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        note(store, name, len(content))
    told = read(store, archive=tmp_path)
    assert [each.sha256 for each in told.archive_files] == [
        sha256(content).hexdigest() for content in contents.values()
    ]
    assert (told.software, told.user_agents) == (["Heritrix/3 http://a.example"], [])
    assert told.archive_files[3].robots is None


def test_versions_of_the_extraction_count_what_is_not_gone(store: Store) -> None:
    for slug in ("satu", "dua", "tiga"):
        save(store, another(slug))
    with store.begin() as conn:
        conn.exec_driver_sql("UPDATE article SET extraction = NULL WHERE headline = 'Satu'")
        conn.exec_driver_sql("UPDATE article SET extraction = '0.1.0+abc' WHERE headline <> 'Satu'")
        mark_gone(conn, "https://telegraf.co.id/dua/", NOON)
    assert dict(read(store).extraction_versions) == {"0.1.0+abc": 1, "unknown": 1}


def test_what_robots_txt_said_last_is_told_by_its_status_and_digest(store: Store) -> None:
    kept: dict[str, dict[str, JSON]] = {
        "http://a.example/robots.txt": {"text": "User-agent: *", "at": AT.isoformat()},
        "http://b.example/robots.txt": {
            "text": "",
            "at": AT.isoformat(),
            "unreachable_since": NOON.isoformat(),
        },
        "http://u:p@c.example/robots.txt": {"text": None, "at": None},
    }
    frontier = Frontier(store, "telegraf")
    for url, memory in kept.items():
        frontier.inventory.save_checkpoint(f"{url}#rules", "robots", memory)
    a, b, c = read(store).robots
    assert (a.status, a.fetched_at, a.sha256) == ("read", AT, sha256(b"User-agent: *").hexdigest())
    assert (b.status, b.unreachable_since) == ("unreachable", NOON)
    assert (c.url, c.status, c.fetched_at, c.sha256) == (
        "http://c.example/robots.txt",
        "never read",
        None,
        None,
    )


def test_it_is_as_old_as_the_newest_thing_in_the_store_and_never_as_now(store: Store) -> None:
    assert read(store).as_of == UNKNOWN_TIME
    save(store, another("satu", fetched_at="2026-02-01T00:00:00+00:00"))
    assert read(store).as_of == datetime(2026, 2, 1, tzinfo=UTC)
    with store.begin() as conn:
        values = {"site": "telegraf", "scope": "", "round": 1, "complete": True}
        conn.execute(insert(run).values(started_at=NOON, ended_at=AT, **values))
    assert read(store).as_of == AT
    assert as_json(read(store))["as_of"] == "2026-03-02T04:05:06+00:00"


def test_how_near_duplicates_were_looked_for(store: Store) -> None:
    assert read(store).near_duplicates is None
    with store.begin() as conn:
        conn.execute(insert(comparison).values(scheme=1, window_days=30))
        conn.execute(insert(due).values(article_id=7))
    assert as_json(read(store))["near_duplicates"] == {"scheme": 1, "window_days": 30.0, "due": 1}


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(logins).failed == doctest.testmod(runs).failed == 0
