"""What changed since an earlier release."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from crawler.release.changes import BadRelease, Earlier
from crawler.release.changes.writing import FILE
from crawler.release.selecting import Selection
from crawler.store import Store, mark_gone
from tests.crawler.release.released import LONG, TELEGRAF, fill, release, rows
from tests.crawler.storing import ARTICLE, NOON, another, save
from tests.crawler.storing import rows as ask
from tests.crawler.versions import HEADLINE, STORY


def changes(store: Store, tmp_path: Path, **options: Any) -> list[dict[str, Any]]:
    """Return what changed since the release ``q1``."""
    shutil.rmtree(tmp_path / "q2", ignore_errors=True)
    release(store, tmp_path / "q2", since=tmp_path / "q1", **options)
    return rows(tmp_path / "q2", FILE)


@pytest.fixture
def store(store: Store, tmp_path: Path) -> Store:
    """A store of which there is a release ``q1``."""
    fill(store)
    release(store, tmp_path / "q1")
    return store


def test_nothing_changed_is_a_file_without_rows_that_no_configuration_names(
    store: Store, tmp_path: Path
) -> None:
    assert changes(store, tmp_path) == []
    assert "config_name: changes" not in (tmp_path / "q2" / "README.md").read_text("utf-8")


def test_a_new_article_is_added(store: Store, tmp_path: Path) -> None:
    save(store, another("baru", published_at="2020-02-02", text=f"{LONG} Baru."))
    (found,) = changes(store, tmp_path)
    assert (found["change"], found["url"]) == ("added", f"{TELEGRAF}/baru/")
    assert "config_name: changes" in (tmp_path / "q2" / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({"headline": "Jalan Rusak"}, ["headline"]),
        ({"text": LONG.replace("lalu", "depan")}, ["wording"]),
        ({"text": f"{LONG}\n\nBupati berjanji."}, ["paragraphs added"]),
        ({"tags": ["Jalan"]}, ["metadata"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_an_edit_has_its_kinds_and_both_wordings(
    changed: dict[str, Any], kinds: list[str], store: Store, tmp_path: Path
) -> None:
    save(store, another("jalan", **{"text": LONG, "published_at": "2020-02-01", **changed}))
    (found,) = changes(store, tmp_path)
    assert (found["change"], found["kinds"], found["cause"]) == ("edited", kinds, "site")
    assert found["differences"][0]["after"] != found["differences"][0]["before"]


def test_other_figures_are_told_apart_from_other_words(store: Store, tmp_path: Path) -> None:
    text = "\n\n".join(STORY).replace("340", "350")
    save(store, another("putus", headline=HEADLINE, published_at="2020-01-02", text=text))
    (found,) = changes(store, tmp_path)
    assert found["kinds"] == ["figures"]
    (told,) = found["differences"]
    assert (told["place"], "340 juta" in told["before"], "350 juta" in told["after"]) == (
        "paragraph 4",
        True,
        True,
    )


def test_what_only_the_extraction_reads_differently_says_so(store: Store, tmp_path: Path) -> None:
    save(store, another("jalan", text=f"{LONG} Lagi.", published_at="2020-02-01"))
    with store.begin() as conn:
        conn.exec_driver_sql("UPDATE revision SET cause = 'extractor' WHERE revision = 2")
    (found,) = changes(store, tmp_path)
    assert (found["change"], found["cause"]) == ("edited", "extractor")


def test_what_the_newspaper_no_longer_has_is_gone(store: Store, tmp_path: Path) -> None:
    with store.begin() as conn:
        mark_gone(conn, f"{TELEGRAF}/jalan/", NOON)
    (found,) = changes(store, tmp_path)
    assert (found["change"], found["gone_at"]) == ("gone", "2026-03-01T12:00:00+00:00")


def test_what_came_back_is_added(store: Store, tmp_path: Path) -> None:
    save(store, another("hilang", text=f"{LONG} Hilang.", published_at="2020-03-01"))
    (found,) = changes(store, tmp_path)
    assert (found["change"], found["url"]) == ("added", f"{TELEGRAF}/hilang/")


def test_what_the_new_release_does_without_has_the_reason(store: Store, tmp_path: Path) -> None:
    wanted = Selection(site="telegraf", min_words=5, one_of_each=True)
    found = {row["url"].rsplit("/", 2)[1]: row for row in changes(store, tmp_path, wanted=wanted)}
    assert {slug: (row["change"], row["reason"]) for slug, row in found.items()} == {
        "rakit": ("left_out", "near_duplicate"),
        "1": ("left_out", "other_newspaper"),
        "pendek": ("left_out", "too_short"),
    }


def test_what_was_deleted_from_the_store_is_no_article_that_is_gone(store: Store, tmp_path: Path) -> None:
    ((number,),) = ask(store, f"SELECT id FROM article WHERE url = '{TELEGRAF}/jalan/'")
    with store.begin() as conn:
        for statement in ("revision WHERE article_id", "alias WHERE article_id", "article WHERE id"):
            conn.exec_driver_sql(f"DELETE FROM {statement} = {number}")
    (found,) = changes(store, tmp_path)
    assert (found["change"], found["reason"]) == ("left_out", "not_stored")


def test_an_article_that_moved_is_the_same_under_its_new_address(store: Store, tmp_path: Path) -> None:
    moved = f"{TELEGRAF}/daerah/jalan/"
    save(
        store,
        another("jalan", url=moved, canonical_url=moved, text=LONG, published_at="2020-02-01"),
        requested_url=f"{TELEGRAF}/jalan/",
    )
    (found,) = changes(store, tmp_path)
    assert (found["change"], found["kinds"], found["url"]) == ("edited", ["address"], moved)
    assert found["earlier_url"] == f"{TELEGRAF}/jalan/"


def test_the_card_counts_the_changes(store: Store, tmp_path: Path) -> None:
    save(store, another("baru", published_at="2020-02-02", text=f"{LONG} Baru."))
    save(store, another("jalan", headline="Jalan Rusak", text=LONG, published_at="2020-02-01"))
    changes(store, tmp_path)
    card = (tmp_path / "q2" / "README.md").read_text("utf-8")
    assert "| added | 1 |" in card and "| edited | 1 |" in card and "| headline | 1 |" in card


def test_hundreds_of_articles_are_compared_in_the_order_of_the_earlier_release(
    store: Store, tmp_path: Path
) -> None:
    day = ARTICLE.published_at
    for number in range(1200):
        save(store, another(f"b-{number:04}", published_at=day, text=f"{LONG} {number}"))
    shutil.rmtree(tmp_path / "q1")
    release(store, tmp_path / "q1")
    for number in (3, 700, 1199):
        save(store, another(f"b-{number:04}", published_at=day, text=f"{LONG} {number}", headline="Lain"))
    assert [row["url"][-5:-1] for row in changes(store, tmp_path)] == ["0003", "0700", "1199"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (shutil.rmtree, "there is no such folder"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "SHA256SUMS: No such file"),
        (lambda folder: (folder / "SHA256SUMS").write_text("x"), "SHA256SUMS: it is not what a release"),
        (lambda folder: (folder / "data" / "train.parquet").unlink(), "train.parquet: No such file"),
        (lambda folder: (folder / "data" / "train.parquet").write_bytes(b""), "is not as the release was"),
        (lambda folder: (folder / "provenance.json").write_text("{}"), "is not as the release was written"),
    ],
    ids=["no folder", "no checksums", "other checksums", "no data", "other data", "other provenance"],
)
def test_what_is_no_release_any_more_is_refused(damage: Any, said: str, store: Store, tmp_path: Path) -> None:
    damage(tmp_path / "q1")
    with pytest.raises(BadRelease, match=said):
        Earlier.open(str(tmp_path / "q1"))
