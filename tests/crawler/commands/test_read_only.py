"""Commands that only read, on a store in a folder of another user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawler.store import Store
from tests.crawler.spider.crawling import ROOT
from tests.crawler.storing import ARTICLE, URL, save

READER = """
import os, sys
import crawler.store
from scrapy.cmdline import execute
from scrapy.utils.misc import walk_modules_iter

COMMANDS = ["scrapy.commands", "cProfile", "crawler.performing", "crawler.commands"]
for each in (*COMMANDS, "crawler.scrapy_utils", "crawler.report", "spiders"):
    list(walk_modules_iter(each))  # as root: another user may not be able to load them
b"x".decode("unicode-escape"), crawler.store.Store.open("sqlite://").close()
os.setuid(65534)
execute(["scrapy", *sys.argv[1:]])
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user who may not write")
@pytest.mark.parametrize(
    "args",
    [
        ["history", URL],
        pytest.param(["drift"], marks=pytest.mark.slow("it does the same once more, which takes 5 seconds")),
        pytest.param(
            ["report", "-o", "-"],
            marks=pytest.mark.slow("it does the same once more, which takes 5 seconds"),
        ),
    ],
    ids=lambda args: args[0],
)
def test_a_store_of_a_colleague_is_read(args: list[str]) -> None:
    with TemporaryDirectory() as folder:  # not tmp_path, into which only root may look
        Path(folder).chmod(0o755)
        file = Path(folder, "berita.db")
        with_store = Store.open(f"sqlite:///{file}")
        save(with_store, ARTICLE)
        with_store.close()
        file.chmod(0o644)
        done = subprocess.run(
            [sys.executable, "-c", READER, *args],
            cwd=ROOT,
            env=os.environ | {"STORE_URL": f"sqlite:///{file}", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "telegraf" in done.stdout
        assert [each.name for each in Path(folder).iterdir()] == ["berita.db"]
