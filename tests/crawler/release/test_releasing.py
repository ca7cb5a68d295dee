"""A release: which articles are in it, in which file, and that the same store gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from crawler.release.checksums import checksum_of, read_checksums
from crawler.release.selecting import Selection
from crawler.release.splitting import NAMES, parse_splits
from crawler.store import Store, stored_articles
from tests.crawler.release.released import compare, fill, release, rows, slugs
from tests.crawler.storing import another, save
from tests.crawler.versions import STORY


def test_all_articles_that_are_not_gone_are_in_it_in_the_order_of_an_export(
    store: Store, tmp_path: Path
) -> None:
    fill(store)
    released = release(store, tmp_path / "q1")
    assert slugs(tmp_path / "q1") == ["putus", "rakit", "1", "jalan", "pendek"]
    assert (released.tally.articles, released.tally.left_out) == (5, {"gone": 1})


def test_a_row_holds_the_fields_of_the_stored_article(store: Store, tmp_path: Path) -> None:
    fill(store)
    release(store, tmp_path / "q1")
    row = rows(tmp_path / "q1")[3]
    with store.read() as conn:
        (kept,) = [each for each in stored_articles(conn) if each.url == row["url"]]
    whole = asdict(kept)
    assert whole.pop("gone_at") is None
    assert row == {**whole, "removed": [{"rule": "caption", "times": 2}]}


def test_it_can_be_narrowed_by_newspaper_length_and_near_duplicates(store: Store, tmp_path: Path) -> None:
    fill(store)
    wanted = Selection(site="telegraf", min_words=5, one_of_each=True)
    released = release(store, tmp_path / "q1", wanted=wanted)
    assert slugs(tmp_path / "q1") == ["putus", "jalan"]
    assert released.tally.left_out == {"gone": 1, "too_short": 1, "near_duplicate": 1}


def test_of_the_wanted_versions_the_earliest_is_kept_also_if_another_newspaper_had_it_first(
    store: Store, tmp_path: Path
) -> None:
    fill(store)
    release(store, tmp_path / "q1", wanted=Selection(site="antara", one_of_each=True))
    assert slugs(tmp_path / "q1") == ["1"]


def test_no_two_versions_of_a_story_are_in_different_splits(store: Store, tmp_path: Path) -> None:
    for story in range(12):
        for version in range(3):
            text = "\n\n".join(f"{each} Kejadian {story * 97}." for each in STORY)
            words = text.replace("Oelbubuk", f"Desa{story}x").replace("Senin", f"Hari{story}")
            save(
                store,
                another(f"s{story}-v{version}", text=words, published_at=f"20{10 + story}-01-0{version + 1}"),
            )
    compare(store)
    splits = parse_splits("train=2/validation=2/test=2")
    release(store, tmp_path / "q1", splits=splits)
    where = {slug: name for name in NAMES for slug in slugs(tmp_path / "q1", f"data/{name}.parquet")}
    assert len(where) == 36 and set(where.values()) == set(NAMES)
    assert all(where[f"s{n}-v0"] == where[f"s{n}-v1"] == where[f"s{n}-v2"] for n in range(12))


def test_a_split_without_articles_has_no_file(store: Store, tmp_path: Path) -> None:
    save(store, another("satu"))
    release(store, tmp_path / "q1", splits=parse_splits("1/1/1"))
    assert len(list((tmp_path / "q1" / "data").iterdir())) == 1
    assert (tmp_path / "q1" / "README.md").read_text("utf-8").count("  - split:") == 1


def test_the_same_store_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    fill(store)
    for name in ("a", "b"):
        release(store, tmp_path / name, splits=parse_splits("80/10/10"))
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert len(files) >= 5
    assert all((tmp_path / "a" / each).read_bytes() == (tmp_path / "b" / each).read_bytes() for each in files)


def test_the_checksums_are_those_of_all_files(store: Store, tmp_path: Path) -> None:
    fill(store)
    release(store, tmp_path / "q1")
    sums = read_checksums(tmp_path / "q1")
    assert sorted(sums) == ["README.md", "croissant.json", "data/train.parquet", "provenance.json"]
    assert all(checksum_of(tmp_path / "q1" / name) == digest for name, digest in sums.items())


def test_a_release_of_many_newspapers_is_named_after_their_number(store: Store, tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        save(store, another(f"satu-{name}", site=name))
    release(store, tmp_path / "q1")
    assert json.loads((tmp_path / "q1" / "croissant.json").read_text("utf-8"))["name"] == "4-newspapers"
