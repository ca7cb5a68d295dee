"""Real crawls of the small newspaper: who is told when it is sick, and when it is healthy again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.crawler.notification.listening import closed_port, mail_server, mute_port, web_server
from tests.crawler.spider.crawling import ROOT, Crawled, Folder
from tests.crawler.storing import from_json
from tests.newsroom.server import RunningNewspaper, serve
from tests.services.postgresql import ON_BOTH

MEMORY = "notify:failure"


def small() -> Any:
    """Serve a newspaper of three articles."""
    return serve(fixtures=None, generated=3)


def close_site(site: RunningNewspaper) -> None:
    """Let it answer 403 to whatever is asked, robots.txt too."""
    site.trouble("", 403)


class Job:
    """A scheduled job whose notices are written to a file by a command."""

    def __init__(self, folder: Folder, site: RunningNewspaper) -> None:
        self._folder, self._site = folder, site
        self.file = folder.path / "notices.jsonl"
        self.command = f"NOTIFY_COMMAND=cat >> {self.file}"

    def run(self, *options: str) -> Crawled:
        return self._folder.crawl(self._site.url, self.command, *options)

    @property
    def notices(self) -> list[dict[str, Any]]:
        if not self.file.exists():
            return []
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines()]

    @property
    def kinds(self) -> list[str]:
        return [notice["kind"] for notice in self.notices]


def warnings(crawled: Crawled) -> list[str]:
    return [line.partition("WARNING: ")[2] for line in crawled.log.splitlines() if " WARNING: " in line]


@ON_BOTH
@pytest.mark.slow("waits for crawls in processes of their own")
def test_a_failure_is_told_once_and_its_end_once(folder: Folder) -> None:
    with small() as site:
        job = Job(folder, site)
        assert (job.run().status, job.kinds) == (0, [])
        close_site(site)
        assert (job.run().status, job.kinds) == (1, ["failure"])
        assert (job.run().status, job.kinds) == (1, ["failure"])
        site.calm()
        assert (job.run().status, job.kinds) == (0, ["failure", "recovery"])
        assert (job.run().status, job.kinds) == (0, ["failure", "recovery"])
        close_site(site)
        assert (job.run().status, job.kinds) == (1, ["failure", "recovery", "failure"])
    sick, well, again = job.notices
    sentence = sick["failed_checks"][0]["sentence"]
    assert sick["subject"].startswith("telegraf: sick - ")
    assert sentence in sick["text"]
    assert (sick["status"], sick["failed_runs"], sick["run"]) == (1, 1, 2)
    assert "scrapy status --site telegraf" in sick["text"]
    assert sick["host"] in sick["text"]
    assert well["subject"].startswith("telegraf: healthy again - after 2 failed runs since 20")
    assert (well["failed_runs"], well["since"], well["failed_checks"]) == (2, sick["since"], [])
    assert (again["failed_runs"], again["run"]) == (1, 6)


@ON_BOTH
def test_another_failure_is_told_and_an_old_one_again_after_a_day(folder: Folder) -> None:
    with small() as site:
        job = Job(folder, site)
        close_site(site)
        job.run()
        site.calm()
        site.trouble("^/$", 500)
        job.run()
        first, second = (notice["failed_checks"][0]["name"] for notice in job.notices)
        assert first != second
        assert job.kinds == ["failure", "failure"]
        (kept,) = folder.sql("SELECT mark FROM frontier WHERE key = ?", MEMORY)[0]
        memory = from_json(kept)
        told = memory["told"]["command"]
        told["at"] = (datetime.fromisoformat(told["at"]) - timedelta(hours=23)).isoformat()
        folder.sql("UPDATE frontier SET mark = ? WHERE key = ?", json.dumps(memory), MEMORY)
        job.run()
        assert len(job.notices) == 2
        job.run("NOTIFY_AGAIN_HOURS=23")
    assert job.kinds == ["failure", "failure", "reminder"]
    assert job.notices[-1]["subject"].startswith("telegraf: still sick - ")
    assert "4 failed runs" in job.notices[-1]["text"]


@ON_BOTH
def test_a_run_that_its_user_narrowed_tells_nothing_and_ends_nothing(folder: Folder) -> None:
    with small() as site:
        job = Job(folder, site)
        job.run()
        close_site(site)
        assert job.run("since=2018-01-01").status == 1
        assert job.kinds == []
        job.run()
        site.calm()
        assert job.run("since=2018-01-01").status == 0
        assert job.run("CLOSESPIDER_PAGECOUNT=1").status == 0
    assert job.kinds == ["failure"]


@ON_BOTH
def test_a_quiet_hour_is_no_recovery_of_lost_articles(folder: Folder) -> None:
    with small() as site:
        job = Job(folder, site)
        job.run("discover=sitemap")
        site.trouble("baru-[0-6]", 500)
        for number in range(8):
            site.publish(f"baru-{number}", f"Berita baru {number}", [f"Ini berita baru nomor {number}."])
        assert job.run("discover=sitemap").status == 1
        assert job.run("discover=sitemap").status == 0  # nothing is due
        assert job.kinds == ["failure"]
        site.calm()
        site.publish("lagi", "Berita lagi", ["Ini berita lain lagi."])
        assert job.run("discover=sitemap").status == 0
    assert job.kinds == ["failure", "recovery"]


@pytest.mark.slow("waits for crawls in processes of their own")
def test_what_was_not_taken_is_told_by_the_next_run_and_only_there(folder: Folder) -> None:
    with small() as site, web_server(status=500) as hook:
        job = Job(folder, site)
        webhook = f"NOTIFY_WEBHOOK={hook.url}/geheim"
        close_site(site)
        first = job.run(webhook)
        hook.status = 200
        job.run(webhook)
        job.run(webhook)
        assert (hook.kinds, job.kinds) == (["failure", "failure"], ["failure"])
        site.calm()
        hook.status = 500
        job.run(webhook)
        hook.status = 200
        job.run(webhook)
        job.run(webhook)
    assert job.kinds == ["failure", "recovery"]
    assert hook.kinds == ["failure", "failure", "recovery", "recovery"]
    assert (hook.posts[1]["failed_runs"], hook.posts[-1]["failed_runs"]) == (2, 3)
    assert warnings(first) == [
        f"The webhook {hook.url}/*** answers with status 500: ok. Nobody was told by it; the next run that"
        " fails tries again."
    ]
    assert "geheim" not in first.log


def test_ways_that_hang_or_fail_cost_their_time_once_and_change_nothing(folder: Folder) -> None:
    with small() as site, mute_port() as port, web_server(hangs=True) as hook:
        close_site(site)
        done = folder.crawl(
            site.url,
            f"NOTIFY_WEBHOOK={hook.url}",
            "NOTIFY_COMMAND=yes; true",
            "NOTIFY_EMAIL=sri@koran.example",
            "MAIL_HOST=127.0.0.1",
            f"MAIL_PORT={port}",
            f"NOTIFY_APPRISE=json://127.0.0.1:{closed_port()}/geheim",
            "NOTIFY_TIMEOUT=2",
        )
    assert done.status == 1
    said = warnings(done)
    assert len(said) == 4
    assert sum("has not answered within 2 seconds" in line for line in said) == 3
    assert "geheim" not in done.log
    assert "Told by" not in done.log
    (row,) = folder.sql("SELECT status, ended_at FROM run")
    assert row[0] == 1
    assert row[1] is not None


def test_a_mail_tells_of_a_failure(folder: Folder) -> None:
    with small() as site, mail_server() as box:
        close_site(site)
        to = ("NOTIFY_EMAIL=sri@koran.example,budi@koran.example", "MAIL_FROM=robot@koran.example")
        folder.crawl(site.url, *to, "MAIL_HOST=127.0.0.1", f"MAIL_PORT={box.port}")
    (mail,) = box.mails
    assert mail["Subject"].startswith("telegraf: sick - ")
    assert box.envelopes[0].rcpt_tos == ["sri@koran.example", "budi@koran.example"]
    assert "What is wrong:" in mail.get_content()


def test_a_store_that_cannot_be_opened_is_told_by_each_run(folder: Folder) -> None:
    folder.store.write_text("not a database, but long enough to be read as one" * 100)
    with small() as site:
        job = Job(folder, site)
        assert [job.run().status for _ in range(2)] == [1, 1]
        assert job.run("since=2018-01-01").status == 1
    assert job.kinds == ["failure", "failure"]
    assert job.notices[0]["run"] is None
    assert "articles.db" in job.notices[0]["subject"]


@ON_BOTH
def test_a_store_that_is_lost_during_the_run_is_told_without_memory(folder: Folder) -> None:
    with small() as site:
        job = Job(folder, site)
        folder.crawl(site.url)
        folder.sql("ALTER TABLE frontier RENAME TO perbatasan")
        done = job.run()
    assert done.status == 1
    assert job.kinds == ["failure"]
    assert warnings(done) == []  # one sentence says that the store is lost
    assert len([line for line in done.log.splitlines() if " ERROR: " in line]) == 1


@pytest.mark.slow("waits for crawls in processes of their own")
def test_another_run_that_is_going_on_and_a_mistake_are_not_told(folder: Folder) -> None:
    with small() as site:
        job = Job(folder, site)
        site.trouble("wp-json", delay=60)
        command, environment = folder.command(site.url, job.command), folder.environment()
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as going:
            wait_for(lambda: bool(site.asked("robots.txt")))
            assert job.run().status == 75
            assert job.run("tak=ada").status == 2
            going.send_signal(signal.SIGINT)
        assert going.returncode == 0
    assert job.kinds == []


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("NOTIFY_EMAIL=sri", "the setting NOTIFY_EMAIL: 'sri' is not an e-mail address"),
        ("NOTIFY_WEBHOOK=ftp://koran.example/geheim", "NOTIFY_WEBHOOK is not an http(s) URL"),
        ("NOTIFY_APPRISE=takada://geheim", "names no service that apprise knows: takada://***"),
    ],
)
def test_a_wrong_setting_ends_the_crawl_before_it_begins(
    folder: Folder, setting: str, complaint: str
) -> None:
    with small() as site:
        done = folder.crawl(site.url, setting)
        assert (done.status, site.requests) == (2, [])
    assert complaint in done.log
    assert "geheim" not in done.log
    assert not folder.store.exists()


def test_a_crawl_loads_no_mail_client_and_no_service_before_they_are_used() -> None:
    script = "import sys, crawler.extensions.notify; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"smtplib", "apprise"} & set(done.stdout.split())


def wait_for(happened: Any) -> None:
    ends = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < ends
        time.sleep(0.02)
