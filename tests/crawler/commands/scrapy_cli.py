"""Run a command of the project on a store, as its user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from crawler.store import Store

ROOT = Path(__file__).parents[3]


def scrapy(store: Store | str, *args: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run ``scrapy ARGS`` with the store as STORE_URL."""
    url = store if isinstance(store, str) else store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "scrapy", *map(str, args)]
    environment = os.environ | {"STORE_URL": url, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
