"""Who may read what a store creates: its owner and the owner's group, nobody else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.store import Store, StoreError
from crawler.store.lock import SiteLock
from tests.crawler.storing import ARTICLE, save


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: mode(path) for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("mask", "file", "above"), [(0o022, 0o640, 0o750), (0, 0o640, 0o750), (0o077, 0o600, 0o700)], ids=oct
)
@pytest.mark.parametrize("url", ["sqlite:///{}", "sqlite:///file:{}?uri=true"])
def test_what_is_created_is_for_owner_and_group_or_less(
    url: str, mask: int, file: int, above: int, tmp_path: Path
) -> None:
    data = tmp_path / "data" / "telegraf"
    with umask(mask):
        store = Store.open(url.format(data / "articles.db"), create_folder=True)
        save(store, ARTICLE)
        with SiteLock(store, "telegraf"), store.begin():
            assert modes(data) == dict.fromkeys(
                ["articles.db", "articles.db-wal", "articles.db-shm", "articles.db.telegraf.lock"], file
            )
        store.close()
    assert (mode(data), mode(data.parent)) == (above, above)


def test_what_exists_keeps_its_permissions(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    file = data / "articles.db"
    file.touch(mode=0o664)
    file.chmod(0o664)
    lock = data / "articles.db.telegraf.lock"
    lock.touch()
    lock.chmod(0o666)
    store = Store.open(f"sqlite:///{file}", create_folder=True)
    with SiteLock(store, "telegraf"):
        save(store, ARTICLE)
    store.close()
    assert (mode(data), mode(file), mode(lock)) == (0o755, 0o664, 0o666)


@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_a_uri_that_creates_no_file_creates_none(mode: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        Store.open(f"sqlite:///file:{tmp_path}/articles.db?mode={mode}&uri=true")
    assert not list(tmp_path.iterdir())


def test_a_name_that_a_uri_quotes_is_that_of_the_file(tmp_path: Path) -> None:
    Store.open(f"sqlite:///file:{tmp_path}/surat%20kabar.db?uri=true").close()
    assert modes(tmp_path) == {"surat kabar.db": 0o640}
