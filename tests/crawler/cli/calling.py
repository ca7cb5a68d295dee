"""Call the program ``telegraf-corpus`` as its user does, in a folder that is not the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
AT_ONCE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "AGREEMENT_BUDGET=0")
_OURS = ("ARCHIVE_DIR", "PYTHONPATH", "SCRAPY_PROJECT", "SCRAPY_SETTINGS_MODULE", "STORE_URL")


def call(
    folder: Path, *args: str | Path, program: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``telegraf-corpus ARGS``; ``program``: as pip has installed it, else that of this checkout."""
    command = [sys.executable, "-P", "-m", "crawler.cli"] if program is None else [str(program)]
    inherited = {name: value for name, value in os.environ.items() if name not in _OURS}
    checkout = {} if program else {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [*command, *map(str, args)],
        cwd=folder,
        env=inherited | checkout | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def exported(folder: Path, program: Path | None = None) -> list[dict[str, Any]]:
    """Return the articles that ``telegraf-corpus export -`` prints."""
    done = call(folder, "export", "-", program=program)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
