"""The metadata: the reference validator of Croissant finds nothing wrong, and reads the articles by it."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import mlcroissant
import pytest

from crawler.release.croissant import bibtex, croissant
from crawler.release.facts import Facts, Newspaper
from crawler.release.provenance import ArchiveFile, Provenance, Robots, RunFacts
from crawler.release.splitting import parse_splits
from crawler.store import Store
from tests.crawler.release.released import fill, release
from tests.crawler.storing import NOON, another, save


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "croissant.json").read_text("utf-8"))
    return found


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    fill(store)
    release(store, tmp_path / "q1")
    save(store, another("jalan", headline="Jalan Rusak", published_at="2020-02-01"))
    release(store, tmp_path / "q2", splits=parse_splits("2/1"), since=tmp_path / "q1")
    return tmp_path / "q2"


@pytest.mark.filterwarnings("ignore")  # those of the validator and what it loads
def test_the_reference_validator_finds_nothing_wrong(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        issues = mlcroissant.Dataset(jsonld=str(folder / "croissant.json")).metadata.issues
    assert (set(issues.errors), set(issues.warnings)) == (set(), set())
    assert not [record.getMessage() for record in caplog.records if record.name == "absl"]


@pytest.mark.filterwarnings("ignore")
def test_the_reference_library_reads_the_articles_by_it(folder: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    read = {
        name: list(islice(dataset.records(name), 9))
        for name in (each["name"] for each in described(folder)["recordSet"])
    }
    articles = [row for name, rows in read.items() for row in rows]
    assert len(articles) == 5
    road = next(
        (name, row) for name, rows in read.items() for row in rows if b"Jalan" in row[f"{name}/headline"]
    )
    name, row = road
    assert row[f"{name}/tags"] == [b"Rusia", b"Amerika Serikat"]
    assert row[f"{name}/revision"] == 2


def test_each_file_is_described_and_only_articles_are_records(folder: Path) -> None:
    told = described(folder)
    names = [each["name"] for each in told["distribution"]]
    assert names[-1] == "changes/changes.parquet"
    assert [f"data/{each['name']}.parquet" for each in told["recordSet"]] == names[:-1]
    assert all((folder / each["name"]).stat().st_size for each in told["distribution"])


FACTS = Facts(
    name="a & b",
    title="News articles of {a} & b_c\\",
    as_of=datetime(2026, 3, 2, tzinfo=UTC),
    newspapers=[Newspaper(name="{a} & b_c\\", hosts=["a.example"], articles=1)],
    languages=[],
    files=[],
)


def test_a_citation_is_whole_whatever_a_newspaper_is_called() -> None:
    entry = bibtex(FACTS)
    assert entry.startswith("@misc{a-b-2026-3-2,\n")
    assert r"title = {News articles of \{a\} \& b\_c}," in entry


def test_of_thousands_of_runs_the_newest_are_named_and_the_rest_is_said_to_be_elsewhere() -> None:
    runs = [
        RunFacts(
            id=number,
            site="a",
            scope="",
            is_complete=False,
            started_at=NOON,
            ended_at=None,
            status=None,
            new=0,
            changed=0,
            gone=0,
        )
        for number in range(1500)
    ]
    files = [
        ArchiveFile(name=f"{n}.warc.gz", site="a", size=1, sha256="0" * 64 if n else None) for n in (0, 1)
    ]
    robots = Robots(
        url="https://a.example/robots.txt",
        status="never read",
        fetched_at=None,
        unreachable_since=None,
        sha256=None,
    )
    told = croissant(
        FACTS,
        Provenance(
            as_of=NOON,
            runs=runs,
            archive_files=files,
            extraction_versions={},
            robots=[robots],
            near_duplicates=None,
        ),
    )
    assert (len(told["prov:wasGeneratedBy"]), len(told["prov:wasDerivedFrom"])) == (1000, 2)
    assert told["rai:dataCollectionRawData"].startswith("2 WARC files of the responses, not in the release;")
    assert "the SHA-256 of 1 of them" in told["rai:dataCollectionRawData"]
    assert told["prov:wasGeneratedBy"][-1]["name"] == "run 1499 of a"
    assert "provenance.json names every crawl" in told["rai:dataCollection"]
    assert "https://a.example/robots.txt (RFC 9309): never read" in told["rai:dataCollection"]
