"""What CONTRIBUTING shows is what a developer gets: its files exist, its example runs in a real crawl."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom.server import serve

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


NAMED = re.findall(r"`((?:crawler|spiders|pipelines|tests|fixtures)/[\w/.]*)`", CONTRIBUTING)
STAND_IN = re.compile(r"NAME|SITE|SLUG")


@pytest.mark.parametrize("path", sorted({path for path in NAMED if not STAND_IN.search(path)}))
def test_each_file_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


SETTINGS = """
from crawler.settings import *
DOWNLOAD_DELAY = AUTOTHROTTLE_ENABLED = 0
ITEM_PIPELINES = ITEM_PIPELINES | {"mine.NoAdvertorials": 500}
EXTENSIONS = EXTENSIONS | {"mine.NeedsNews": 30}
"""


@pytest.mark.slow("two crawls with a project of one's own")
def test_a_step_and_a_watcher_of_ones_own_work_as_shown(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```", CONTRIBUTING, re.DOTALL | re.MULTILINE)
    (tmp_path / "mine.py").write_text(example, "utf-8")
    (tmp_path / "own_settings.py").write_text(SETTINGS, "utf-8")
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = own_settings\n", "utf-8")
    with serve(fixtures=None, generated=3) as site:
        site.publish("rumah-murah", "Rumah murah", ["Rumah itu murah."], section="Advertorial")
        first, second = (crawl(tmp_path, site.url) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 1), first.stderr + second.stderr
    assert "3 new, 0 changed, 0 unchanged, not stored: by_pipeline 1" in first.stderr
    assert "Nothing new came." in second.stderr


def crawl(folder: Path, url: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "crawl", "telegraf", "-a", f"site={url}"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
