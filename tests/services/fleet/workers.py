"""Workers of a fleet as an operator starts them: processes, a file of sites, a store on PostgreSQL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def write_sites(
    file: Path, urls: Sequence[str], *, every: str = "1h", delay: float, options: str = 'discover = "sitemap"'
) -> Path:
    """Write a file of sites, all with the same period and delay."""
    settings = f"DOWNLOAD_DELAY = {delay}, AUTOTHROTTLE_ENABLED = false, AGREEMENT_BUDGET = 0"
    file.write_text(
        "".join(
            f'[[site]]\nurl = "{url}"\nevery = "{every}"\noptions = {{ {options} }}\n'
            f"settings = {{ {settings} }}\n\n"
            for url in urls
        )
    )
    return file


class Fleet:
    """A fleet in a folder: each worker has its log there."""

    def __init__(self, folder: Path, store_url: str, sites: Path) -> None:
        self.folder = folder
        self.sites = sites
        self._environment = {
            **os.environ,
            "STORE_URL": store_url,
            "ARCHIVE_DIR": str(folder / "archive"),
            "PYTHONPATH": str(ROOT),
        }
        self._workers: list[subprocess.Popen[bytes]] = []

    def start(self, *options: str, archive: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a worker."""
        log = self.folder / f"worker-{len(self._workers)}.log"
        environment = self._environment | ({"ARCHIVE_DIR": str(archive)} if archive else {})
        command = [sys.executable, "-m", "crawler.cli", "fleet", "worker", str(self.sites), *options]
        with log.open("wb") as stderr:
            worker = subprocess.Popen(command, cwd=self.folder, env=environment, stderr=stderr)
        self._workers.append(worker)
        return worker

    def run(
        self, *args: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a verb of ``scrapy fleet`` to its end."""
        command = [sys.executable, "-m", "crawler.cli", "fleet", *args]
        env = {**self._environment, **(environment or {})}
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=300, check=False
        )

    def status(self) -> dict[str, Any]:
        """Return each site's entry of ``fleet status --json``, by its name."""
        shown = self.run("status", "--json")
        assert shown.returncode == 0, shown.stderr
        return {each["site"]: each for each in json.loads(shown.stdout)["sites"]}

    def logs(self) -> str:
        """Return what all workers wrote."""
        return "\n".join(
            f"--- {log.name}\n{log.read_text(errors='replace')}"
            for log in sorted(self.folder.glob("worker-*.log"))
        )

    def close(self) -> None:
        """Kill what still runs."""
        for worker in self._workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGCONT)
                worker.kill()
            worker.wait()


@contextmanager
def fleet(folder: Path, store_url: str, sites: Path) -> Iterator[Fleet]:
    """Yield a fleet; its workers are killed at the end."""
    made = Fleet(folder, store_url, sites)
    try:
        yield made
    finally:
        made.close()


class Supervisor:
    """Starts a worker again whenever it ends with another status than 0, as ``Restart=always`` does."""

    def __init__(self, fleet: Fleet, number: int, *options: str) -> None:
        self._fleet = fleet
        self._options = options
        self._workers = [fleet.start(*options) for _ in range(number)]
        self.restarts = 0

    def until_all_end(self, seconds: float) -> None:
        """Wait until all workers ended with 0. Raises TimeoutError."""
        ends = time.monotonic() + seconds
        while any(worker.poll() != 0 for worker in self._workers):
            for number, worker in enumerate(self._workers):
                if worker.poll() not in (None, 0):
                    time.sleep(1)
                    self.restarts += 1
                    self._workers[number] = self._fleet.start(*self._options)
            if time.monotonic() > ends:
                raise TimeoutError(self._fleet.logs()[-20_000:])
            time.sleep(0.2)
