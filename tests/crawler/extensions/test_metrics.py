"""The metrics of a crawl in a file, read by the parser of the official client library."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from crawler.metrics import LastRun, Measured, write_metrics
from crawler.stats import Numbers
from tests.crawler.spider.crawling import ROOT, Folder
from tests.crawler.storing import as_moment
from tests.newsroom.answer import Answer
from tests.newsroom.server import serve
from tests.services.postgresql import ON_BOTH

MEASURED = Measured(
    site="telegraf",
    numbers=Numbers({}),
    started_at=datetime(2026, 3, 1, tzinfo=UTC),
    seconds=9,
    is_running=False,
    stored=0,
    left=0,
    last=LastRun(),
)
Key = tuple[str, frozenset[tuple[str, str]]]


class Metrics:
    """What a file says."""

    def __init__(self, file: Path) -> None:
        self.text = file.read_text("utf-8")
        families = text_string_to_metric_families(self.text)  # type: ignore[no-untyped-call]
        samples = [sample for family in families for sample in family.samples]
        self._values: dict[Key, float] = {
            (sample.name, frozenset(sample.labels.items())): sample.value for sample in samples
        }
        self.sites = {sample.labels.get("site") for sample in samples}

    def value(self, name: str, **labels: Any) -> float | None:
        """Return the value of a metric of the site; None: it has none."""
        return self._values.get((name, frozenset({"site": "telegraf", **labels}.items())))


def test_a_run_leaves_its_numbers_and_its_verdict(folder: Folder) -> None:
    file = folder.path / "telegraf.prom"
    with serve(fixtures=None, generated=8) as site:
        site.trouble("nomor-3", 503)
        setting = f"METRICS_FILE={folder.path}/%(site)s.prom"
        crawled = folder.crawl(site.url, "discover=sitemap", "RETRY_TIMES=0", setting)
    assert crawled.status == 0
    found = Metrics(file)
    assert found.sites == {"telegraf"}
    assert found.text.endswith("# EOF\n")
    assert [found.value("crawl_articles_total", outcome=each) for each in ("new", "failed", "gone")] == [
        7,
        1,
        0,
    ]
    assert found.value("crawl_stored_articles") == 7
    assert found.value("crawl_requests_total") == 12
    assert found.value("crawl_responses_total", status="200") == 11
    assert found.value("crawl_responses_total", status="503") == 1
    assert found.value("crawl_failures_total", kind="article", reason="http_503") == 1
    assert found.value("crawl_left_urls") == 1
    assert (found.value("crawl_healthy"), found.value("crawl_exit_status")) == (1, 0)
    assert found.value("crawl_running") == 0
    assert 0 < (found.value("crawl_duration_seconds") or 0) < 600
    assert abs((found.value("crawl_last_success_timestamp_seconds") or 0) - time.time()) < 600
    assert [path.name for path in folder.path.glob("*.new")] == []


@ON_BOTH
def test_a_sick_run_keeps_the_last_success_and_names_what_failed(folder: Folder) -> None:
    file = folder.path / "telegraf.prom"
    during: list[Metrics] = []

    def look(path: str, answer: Answer) -> Answer:
        if "nomor" in path and not during:
            during.append(Metrics(file))
        return answer

    with serve(fixtures=None, generated=4) as site:
        assert folder.crawl(site.url, "discover=sitemap").status == 0
        ((ended_at,),) = folder.sql("SELECT ended_at FROM run")
        site.trouble("nomor", 403)
        site.spoil = look
        crawled = folder.crawl(site.url, "discover=sitemap", f"METRICS_FILE={file}", "RECHECK_PER_DAY=9")
    assert crawled.status == 1
    assert (during[0].value("crawl_running"), during[0].value("crawl_healthy")) == (1, 1)
    found = Metrics(file)
    assert (found.value("crawl_healthy"), found.value("crawl_exit_status")) == (0, 1)
    assert found.text.count("crawl_failed_check{") == 1
    assert int(found.value("crawl_last_success_timestamp_seconds") or 0) == int(
        as_moment(ended_at).timestamp()
    )


@pytest.mark.parametrize("place", ["missing/telegraf.prom", "a folder"])
def test_a_file_that_cannot_be_written_is_said_once_and_changes_nothing_else(
    place: str, folder: Folder
) -> None:
    (folder.path / "a folder" / "with a file").mkdir(parents=True)
    with serve(fixtures=None, generated=2) as site:
        crawled = folder.crawl(site.url, f"METRICS_FILE={folder.path}/{place}", "LOG_LEVEL=WARNING")
    assert crawled.status == 0
    warning, summary = crawled.log.splitlines()
    assert f"WARNING: The metrics cannot be written to {folder.path}/{place} (METRICS_FILE): " in warning
    assert summary.endswith("healthy.")
    assert not list(folder.path.glob(".*.new"))


def test_the_client_library_is_loaded_only_where_it_is_used() -> None:
    script = "import sys, crawler.extensions.metrics; sys.exit('prometheus_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_a_link_is_followed_and_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    read = tmp_path / "read"
    read.mkdir()
    link, pipe = tmp_path / "link.prom", tmp_path / "pipe.prom"
    (read / "telegraf.prom").write_text("")
    link.symlink_to(read / "telegraf.prom")
    os.mkfifo(pipe)
    listening = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        for file in (link, pipe):
            write_metrics(file, MEASURED)
        assert os.read(listening, 100_000) == (read / "telegraf.prom").read_bytes() != b""
    finally:
        os.close(listening)
    assert link.is_symlink()
    assert pipe.is_fifo()


def test_a_place_that_means_nothing_is_a_mistake(folder: Folder) -> None:
    with serve(fixtures=None, generated=1) as site:
        crawled = folder.crawl(site.url, f"METRICS_FILE={folder.path}/%(spider)s.prom")
    assert crawled.status == 2
    assert "%(spider)s; only %(site)s has a meaning" in crawled.log
