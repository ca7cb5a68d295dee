"""A store that may only be read: a medium, a folder of another user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawler.store import Store
from tests.crawler.spider.crawling import ROOT
from tests.crawler.storing import ARTICLE, another, save

READER = """
import os, sys
from pathlib import Path
from crawler.store import Store, StoreError, stored_articles

Store.open("sqlite://").close()  # loads, as root, what another user may not be able to load
os.setuid(65534)
store = Store.open(sys.argv[1], create=False)
try:
    with store.read() as conn:
        print([each.headline for each in stored_articles(conn)], flush=True)
        sys.stdin.readline()
    with store.begin() as conn:
        conn.exec_driver_sql("DELETE FROM article")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user who may not write")
@pytest.mark.parametrize("is_written", [False, True])
def test_a_store_that_may_only_be_read_is_read(is_written: bool) -> None:
    with TemporaryDirectory() as folder:  # not tmp_path, into which only root may look
        Path(folder).chmod(0o755)
        url = f"sqlite:///{folder}/berita 100%.db"
        store = Store.open(url)
        save(store, ARTICLE)
        store.close()
        Path(folder, "berita 100%.db").chmod(0o644)
        assert [each.name for each in Path(folder).iterdir()] == ["berita 100%.db"]
        with subprocess.Popen(
            [sys.executable, "-c", READER, url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as reader:
            assert reader.stdin is not None and reader.stdout is not None
            assert reader.stdout.readline() == f"['{ARTICLE.headline}']\n"
            if is_written:
                save(store, another("dua"))
            said = reader.communicate("\n")[0]
        store.close()
    what = (
        "was written while it was read: read it again" if is_written else "cannot be used: attempt to write"
    )
    assert what in said
