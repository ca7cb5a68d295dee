"""``scrapy export``: the whole corpus, in its order, in one file that is whole or not there."""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import asdict, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.article import Article
from crawler.corpus.duplicates import Duplicates
from crawler.corpus.duplicates.completing import compare_all
from crawler.settings import FEED_EXPORTERS
from crawler.store import Store, mark_gone
from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.storing import ARTICLE, NOON, URL, another, article, save
from tests.crawler.versions import STORY
from tests.services.postgresql import SQLITE


@pytest.fixture
def store(store: Store) -> Store:
    """A store with five articles, one of them with two revisions, one gone."""
    save(store, another("tanpa-tanggal", published_at=None, section=None, tags=[]))
    save(store, article(headline="Putin"))
    save(store, ARTICLE)
    save(store, another("dua", published_at="2026-01-05", section="Ekonomi & Bisnis"))
    save(store, another("satu", published_at="2026-01-05T06:30:00+07:00", section="dunia"))
    save(store, another("hilang", published_at="2026-01-06T00:10:00+07:00"))
    with store.begin() as conn:
        mark_gone(conn, "https://telegraf.co.id/hilang/", NOON)
    return store


def slugs(lines: str) -> list[str]:
    return [json.loads(line)["url"].rsplit("/", 2)[1] for line in lines.splitlines()]


def exported(store: Store, *options: str) -> list[str]:
    done = scrapy(store, "export", "-", *options)
    assert done.returncode == 0, done.stderr
    return slugs(done.stdout)


def test_json_lines_hold_the_newest_revisions_by_date_and_address_undated_ones_last(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "korpus.jsonl"
    done = scrapy(store, "export", file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "5 articles\n")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert list(lines[0].items()) == [*{**asdict(ARTICLE), "revision": 2}.items(), ("gone_at", None)]
    assert slugs(file.read_text("utf-8")) == ["putin-bertemu-obama", "satu", "dua", "hilang", "tanpa-tanggal"]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.slow("the command in a process of its own for each case")
def test_gzip_holds_the_same_lines(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "korpus.jsonl.gz"
    assert scrapy(store, "export", file).returncode == 0
    first = file.read_bytes()
    assert gzip.decompress(first).decode() == scrapy(store, "export", "-").stdout
    scrapy(store, "export", file)
    assert file.read_bytes() == first


def test_csv_joins_lists_and_writes_removed_as_json(store: Store, tmp_path: Path) -> None:
    save(store, another("tiga", published_at=None, removed={"related_link": 2}, text='Satu, "dua".\n\nTiga.'))
    file = tmp_path / "korpus.csv"
    assert scrapy(store, "export", file).returncode == 0
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == [*(field.name for field in fields(Article)), "gone_at"]
    assert [row["gone_at"] for row in rows] == ["", "", "", "2026-03-01T12:00:00+00:00", "", ""]
    assert rows[0]["tags"] == "Rusia|Amerika Serikat"
    assert (rows[-1]["text"], rows[-1]["removed"]) == ('Satu, "dua".\n\nTiga.', '{"related_link": 2}')
    assert rows[-1]["published_at"] == rows[-2]["section"] == ""


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--since", "2026-01-05"], ["satu", "dua", "hilang"]),
        (["--until", "2026-01-05"], ["putin-bertemu-obama", "satu", "dua"]),
        (["--since", "2026-01-05", "--until", "2026-01-05"], ["satu", "dua"]),
        (["--since", "2026-01-05T12:00+07:00"], ["dua", "hilang"]),
        (["--since", "2026-01-06"], ["hilang"]),
        (["--section", "DUNIA"], ["putin-bertemu-obama", "satu", "hilang"]),
        (["--section", "ekonomi-bisnis"], ["dua"]),
        (["--without-gone"], ["putin-bertemu-obama", "satu", "dua", "tanpa-tanggal"]),
    ],
    ids=" ".join,
)
def test_options_narrow(store: Store, options: list[str], left: list[str]) -> None:
    assert exported(store, *options) == left


def test_what_is_gone_says_since_when_in_its_last_field(store: Store) -> None:
    lines = [json.loads(line) for line in scrapy(store, "export", "-").stdout.splitlines()]
    assert {list(line)[-1] for line in lines} == {"gone_at"}
    assert {line["url"]: line["gone_at"] for line in lines if line["gone_at"]} == {
        "https://telegraf.co.id/hilang/": "2026-03-01T12:00:00+00:00"
    }


@pytest.mark.slow("the command in a process of its own for each case")
def test_an_export_of_one_newspaper_holds_nothing_of_another(store: Store) -> None:
    save(store, another("gempa", site="antara", section="Bencana", published_at="2026-01-05"))
    assert exported(store, "--site", "antara") == ["gempa"]
    assert exported(store, "--site", "antara", "--since", "2026-01-06") == []
    assert len(exported(store, "--site", "telegraf")) == 5
    assert "known: Bencana\n" in scrapy(store, "export", "-", "--site", "antara", "--section", "dunia").stderr


@pytest.mark.slow("the command in a process of its own for each case")
def test_of_near_duplicates_the_earliest_that_is_selected_is_kept(store: Store) -> None:
    for site, slug, hour in (("antara", "awal", 6), ("telegraf", "salinan", 7), ("telegraf", "ulang", 8)):
        url = f"https://{site}.example/{slug}/"
        met = another(
            slug, url=url, canonical_url=url, site=site, text="\n\n".join(STORY), headline="Jembatan Putus"
        )
        met.published_at = f"2026-02-01T{hour:02}:00:00+07:00"
        save(store, met)
    compare_all(Duplicates(store, timedelta(days=30)))
    late = ["--since", "2026-02-01"]
    assert exported(store, *late) == ["awal", "salinan", "ulang"]
    assert exported(store, *late, "--no-near-duplicates") == ["awal"]
    assert exported(store, *late, "--no-near-duplicates", "--site", "telegraf") == ["salinan"]


def test_a_slip_in_the_site_is_named_and_leaves_the_file_as_it_was(store: Store, tmp_path: Path) -> None:
    save(store, another("gempa", site="antara"))
    file = tmp_path / "korpus.jsonl"
    file.write_text("the last one")
    done = scrapy(store, "export", file, "--site", "telegraph")
    assert done.returncode == 2
    assert "the store has no site 'telegraph'; it has antara, telegraf\n" in done.stderr
    assert file.read_text() == "the last one"


def test_the_help_names_each_format(store: Store) -> None:
    usage = " ".join(scrapy(store, "export", "--help").stdout.split())
    assert f"FILE.{{{','.join(FEED_EXPORTERS)}}}[.gz]" in usage


def test_a_slip_in_the_section_is_named_and_leaves_the_file_as_it_was(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "korpus.jsonl"
    file.write_text("the last one")
    done = scrapy(store, "export", file, "--section", "Duniia")
    assert done.returncode == 2
    assert "no stored article has the section 'Duniia'; known: Dunia, Ekonomi & Bisnis, dunia" in done.stderr
    assert file.read_text() == "the last one"


def test_of_many_sections_those_like_the_slip_are_named_and_how_many_more_there_are(store: Store) -> None:
    for number in range(40):
        save(store, another(f"bagian-{number}", section=f"Bagian {number:02}"))
    said = scrapy(store, "export", "-", "--section", "Bagian 3x").stderr
    assert "known: Bagian 3" in said and said.count("Bagian") == 13 and " and 31 more\n" in said


def test_a_slip_is_named_where_no_article_has_a_section(store: Store) -> None:
    save(store, another("gempa", site="antara", section=None))
    done = scrapy(store, "export", "-", "--site", "antara", "--section", "Dunia")
    assert done.returncode == 2
    assert "none of them has one\n" in done.stderr


@pytest.mark.parametrize("store", [SQLITE], indirect=True)  # a server takes no broken JSON
def test_an_export_that_fails_leaves_the_old_file_and_nothing_half(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "korpus.jsonl"
    file.write_text("the last one")
    with store.begin() as conn:
        conn.exec_driver_sql("UPDATE article SET tags = '[' WHERE section = 'dunia'")
    done = scrapy(store, "export", file)
    assert done.returncode != 0
    assert file.read_text() == "the last one"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "name one file"),
        (["korpus.xml"], "'korpus.xml': the ending says the format: .jsonl, .csv"),
        (["/tidak/ada/korpus.csv"], "'/tidak/ada/korpus.csv': its folder does not exist"),
        (["-", "--since", "kemarin"], "--since 'kemarin' is not a date"),
        (["-", "--until", "2026-02-30"], "--until '2026-02-30' is not a date"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_users_mistake_is_named_with_status_2(store: Store, args: list[Any], said: str) -> None:
    done = scrapy(store, "export", *args)
    assert done.returncode == 2
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_store_that_is_not_there_is_named_with_status_2(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    done = scrapy(url, "export", "-")
    assert done.returncode == 2
    assert f"There is no store at {url} yet" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_an_export_while_a_crawl_writes_waits_for_nobody(store: Store) -> None:
    with store.begin() as conn:
        conn.exec_driver_sql("DELETE FROM revision")
        assert len(exported(store)) == 5


def test_an_address_is_exported_as_it_is_stored(store: Store) -> None:
    assert json.loads(scrapy(store, "export", "-").stdout.splitlines()[0])["url"] == URL
