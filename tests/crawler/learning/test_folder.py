"""A folder of saved pages: which files are pages, and what their addresses are."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.learning.folder import page_files, read_pages


def write(folder: Path, name: str, text: str = "<p>Isi</p>") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_pages_are_found_in_folders_below_and_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("b.html", "a/index.htm", "a/berita", "c.json", "gambar.jpg", ".html", "gaya.css"):
        write(tmp_path, name)
    found = [path.relative_to(tmp_path).as_posix() for path in page_files(tmp_path, 100)]
    assert found == ["a/berita", "a/index.htm", "b.html"]


def test_of_many_pages_so_many_are_taken_spread_over_their_names(tmp_path: Path) -> None:
    for number in range(10):
        write(tmp_path, f"{number}.html")
    assert [path.stem for path in page_files(tmp_path, 4)] == ["0", "2", "5", "7"]
    assert len(page_files(tmp_path, 10)) == len(page_files(tmp_path, 11)) == 10


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://kabar.test/judul/">', "https://kabar.test/judul/"),
        ('<meta property="og:url" content="https://kabar.test/judul/">', "https://kabar.test/judul/"),
        ('<link rel="canonical" href="https://kabar.test/">', "https://kabar.test/sebuah-berita/"),
        ('<link rel="canonical" href="https://kabar.test/?p=12">', "https://kabar.test/?p=12"),
        ('<link rel="canonical" href="/judul/">', None),
        ('<link rel="canonical" href="http://[kabar/">', None),
        ("", None),
    ],
)
def test_the_address_of_a_page_is_the_one_that_it_names(tmp_path: Path, head: str, url: str | None) -> None:
    path = write(tmp_path, "sebuah-berita.html", f"<html><head>{head}</head><body><p>Isi</p></body></html>")
    (page,) = read_pages([path])
    assert page.url == (url or path.as_uri())
    assert page.fetched_at is None


def test_what_stands_beside_a_page_tells_its_address_its_time_and_its_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, "berita.html")
    told = {
        "url": "https://kabar.test/berita/",
        "fetched_at": "2015-05-14T03:00:00+00:00",
        "encoding": "latin-1",
    }
    write(tmp_path, "berita.json", json.dumps(told | {"tags": []}))
    (page,) = read_pages([path])
    assert (page.url, page.encoding) == (told["url"], "latin-1")
    assert page.fetched_at == datetime(2015, 5, 14, 3, tzinfo=UTC)


@pytest.mark.parametrize("beside", ["{", "[]", "{}", '{"url": 3, "fetched_at": "kemarin"}'])
def test_what_is_of_no_use_beside_a_page_is_passed_over(tmp_path: Path, beside: str) -> None:
    path = write(tmp_path, "berita.html", "")
    write(tmp_path, "berita.json", beside)
    (page,) = read_pages([path])
    assert (page.url, page.fetched_at) == (path.as_uri(), None)
