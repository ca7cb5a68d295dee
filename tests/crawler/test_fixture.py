"""Saved fixtures: named by their address, never reviewed, and never over what a person wrote."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.article import Article
from crawler.extract import NotAnArticle
from crawler.fixture import NOT_EXPECTED, FixtureError, folder_of, read_fixture, save_fixture, slug_of
from crawler.page import Page

PAGE = Page(
    url="https://kabar.test/nasional/jembatan-dibuka/",
    body="<p>Jembatan “baru” dibuka</p>".encode("windows-1252"),
    encoding="windows-1252",
    fetched_at=datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
)
ARTICLE = Article(
    url=PAGE.url,
    site="kabar",
    headline="Jembatan dibuka",
    text="Jembatan “baru” dibuka.",
    fetched_at="2026-11-24T03:00:00+00:00",
    removed={"related_link": 1},
)


def test_a_saved_page_is_there_byte_for_byte_with_its_expectation(tmp_path: Path) -> None:
    path = save_fixture(tmp_path / "kabar", PAGE, ARTICLE)
    assert path == tmp_path / "kabar" / "jembatan-dibuka.json"
    assert path.with_suffix(".html").read_bytes() == PAGE.body
    assert read_fixture(path).page == PAGE


def test_the_expectation_says_every_field_null_where_nothing_is_and_that_nobody_reviewed_it(
    tmp_path: Path,
) -> None:
    path = save_fixture(tmp_path, PAGE, ARTICLE)
    expected = json.loads(path.read_text("utf-8"))
    names = [field.name for field in fields(Article) if field.name not in NOT_EXPECTED]
    assert list(expected) == ["reviewed", *names, "encoding"]
    assert (expected["reviewed"], expected["headline"], expected["credit"]) == (
        False,
        "Jembatan dibuka",
        None,
    )
    assert "“baru”" in path.read_text("utf-8")
    assert not read_fixture(path).reviewed


def test_a_page_that_is_no_article_is_expected_to_be_refused(tmp_path: Path) -> None:
    path = save_fixture(tmp_path, replace(PAGE, encoding=None), NotAnArticle("listing", "many links"))
    assert json.loads(path.read_text("utf-8")) == {
        "reviewed": False,
        "url": PAGE.url,
        "refused": "listing",
        "fetched_at": "2026-11-24T03:00:00+00:00",
    }
    assert read_fixture(path).refused == "listing"


def test_an_unreviewed_fixture_is_written_anew_and_a_reviewed_one_stays(tmp_path: Path) -> None:
    path = save_fixture(tmp_path, PAGE, ARTICLE)
    save_fixture(tmp_path, replace(PAGE, body=b"baru"), replace(ARTICLE, headline="Judul baru"))
    assert read_fixture(path).expected["headline"] == "Judul baru"
    path.write_text(path.read_text("utf-8").replace('"reviewed": false', '"reviewed": true'), "utf-8")
    with pytest.raises(FixtureError, match=r"jembatan-dibuka\.json: is reviewed already"):
        save_fixture(tmp_path, PAGE, ARTICLE)
    assert path.with_suffix(".html").read_bytes() == b"baru"
    assert read_fixture(path).expected["headline"] == "Judul baru"


def test_a_page_of_another_address_never_takes_the_place_of_a_fixture(tmp_path: Path) -> None:
    save_fixture(tmp_path, PAGE, ARTICLE)
    with pytest.raises(
        FixtureError, match=r"is the fixture of https://kabar\.test/nasional/jembatan-dibuka/"
    ):
        save_fixture(tmp_path, replace(PAGE, url="https://kabar.test/daerah/jembatan-dibuka/"), ARTICLE)


def test_a_page_without_an_expectation_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "jembatan-dibuka.html").write_text("punya orang", "utf-8")
    with pytest.raises(FixtureError, match=r"jembatan-dibuka\.html: exists already"):
        save_fixture(tmp_path, PAGE, ARTICLE)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "kabar").touch()
    with pytest.raises(FixtureError, match="kabar: cannot be written"):
        save_fixture(tmp_path / "kabar", PAGE, ARTICLE)


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"url": null}'])
def test_a_broken_expectation_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "rusak.json").write_text(text, "utf-8")
    with pytest.raises(FixtureError, match=r"rusak\.json: "):
        read_fixture(tmp_path / "rusak.json")


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://kabar.test/2016/09/06/putin-yakin.html#isi", "putin-yakin"),
        ("https://kabar.test/putin-yakin/3", "putin-yakin.3"),
        ("https://kabar.test/putin-yakin/halaman-2", "putin-yakin.2"),
        ("https://kabar.test/putin-yakin/page/2/", "putin-yakin.2"),
        ("https://kabar.test/berita/4131177", "4131177"),
        ("https://kabar.test/?p=12&preview=1", "p-12-preview-1"),
        ("https://kabar.test/Jum%27at%20Pagi", "jum-at-pagi"),
        ("https://kabar.test/日本", "日本"),
        ("https://kabar.test/" + "a" * 300, "a" * 100),
        ("https://kabar.test/..%2F..%2Fetc%2Fpasswd", "etc-passwd"),
        ("https://kabar.test", "index"),
    ],
)
def test_the_name_is_the_last_part_of_the_address(url: str, slug: str) -> None:
    assert slug_of(url) == slug


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://WWW.Koran.test:8000/x/", "www.koran.test"),
        ("http://127.0.0.1:8000/x/", "127.0.0.1"),
        ("https://xn--kran-jua.test./x/", "xn--kran-jua.test"),
        ("file:///srv/halaman.html", "page"),
    ],
)
def test_the_folder_is_the_host_of_the_page(url: str, folder: str) -> None:
    assert folder_of(url) == folder


@pytest.mark.parametrize(
    "host",
    ["..", ".", ".koran.test", "koran..test", "a\\b", "kòran.test", "[::1]", "a\0b", "a%2fb", "a b", ""],
)
def test_a_host_that_could_lead_out_of_the_fixtures_is_refused(host: str) -> None:
    with pytest.raises(FixtureError, match="cannot be the name of a folder; name one by --spider"):
        folder_of(f"https://{host}/x/")


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "%2e%2e%2f%2e%2e%2fpasswd",
        "a%00b",
        "%1b%5b2J",
        "..",
        "%F0%9F%8C%BE" * 99,
        "報" * 99,
    ],
)
def test_whatever_the_address_the_name_is_one_of_a_file_in_the_folder(path: str, tmp_path: Path) -> None:
    page = replace(PAGE, url=f"https://kabar.test/{path}")
    saved = save_fixture(tmp_path / "kabar", page, ARTICLE)
    assert saved.resolve().parent == (tmp_path / "kabar").resolve()
    assert saved.name.isprintable()
    assert sorted(each.suffix for each in saved.parent.iterdir()) == [".html", ".json"]
