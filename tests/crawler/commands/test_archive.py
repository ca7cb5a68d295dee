"""``scrapy archive pack``: what it makes is a WACZ file that replay tools open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.crawler.archive.writing import write_pages
from tests.spiders.crawling import ROOT


def pack(archive: Path, *args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "archive", *map(str, args)]
    environment = os.environ | {"ARCHIVE_DIR": str(archive), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_archive_is_packed(tmp_path: Path) -> None:
    archive = tmp_path / "arsip"
    archive.mkdir()
    whole = write_pages(archive, "satu", "dua")
    cut = write_pages(archive, "tiga", "empat", name="lain")
    os.truncate(cut, cut.stat().st_size - 20)
    done = pack(archive, "pack", tmp_path / "koran.wacz")
    assert done.returncode == 1
    assert "the record is cut off; it is left out" in done.stderr
    with zipfile.ZipFile(tmp_path / "koran.wacz") as made:
        assert made.read(f"archive/{whole.name}") == whole.read_bytes()
        pages = [json.loads(line) for line in made.read("pages/pages.jsonl").splitlines()[1:]]
    assert {page["url"].split("/")[3] for page in pages} == {"satu", "dua", "tiga", "empat"}
    assert {page["title"] for page in pages if "satu" in page["url"]} == {"Berita satu"}
    command = [sys.executable, "-m", "wacz.main", "validate", "-f", str(tmp_path / "koran.wacz")]
    valid = subprocess.run(command, capture_output=True, text=True, check=False)
    assert valid.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["arsip", "koran.wacz"]


MISTAKES = ("", "pack", "pack koran.zip", "pack tidak/ada.wacz", "buka a.wacz")


@pytest.mark.parametrize("args", MISTAKES)
def test_a_mistake_is_named(args: str, tmp_path: Path) -> None:
    assert pack(tmp_path, *args.split()).returncode == 2


def test_an_empty_archive_is_named(tmp_path: Path) -> None:
    done = pack(tmp_path, "pack", tmp_path / "koran.wacz")
    assert done.returncode == 2
    assert "holds no files yet" in done.stdout + done.stderr
