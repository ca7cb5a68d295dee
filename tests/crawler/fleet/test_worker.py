"""Real workers over a real PostgreSQL: what they crawl, and what becomes of it when they end or err."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.crawler.commands.scrapy_cli import scrapy
from tests.crawler.fleet.fleets import Fleet, fleet, wait_until
from tests.newsroom.server import serve
from tests.services import postgresql

pytestmark = pytest.mark.slow("starts workers and a PostgreSQL server")


@pytest.fixture(scope="module")
def server() -> Iterator[URL]:
    with postgresql.server() as url:
        yield url


@pytest.fixture
def workers(server: URL, tmp_path: Path) -> Iterator[Fleet]:
    with postgresql.database(server) as url, fleet(tmp_path, url) as made:
        assert scrapy(url, "fleet", "migrate").returncode == 0
        yield made


def test_one_worker_crawls_what_is_due_and_ends_when_nothing_is_left(workers: Fleet) -> None:
    with serve(host="127.0.1.1") as one, serve(host="127.0.1.2", generated=3) as two:
        workers.write(one, two)
        said = workers.run()
        asked = len(one.requests)
        again = workers.run()

    assert workers.articles() == {"127.0.1.1": len(one.stories), "127.0.1.2": len(two.stories)}
    assert "127.0.1.1: " in said and "127.0.1.2: " in said and "Traceback" not in said
    assert len(one.requests) == asked, f"nothing was due: {again}"
    verdicts = workers.sql("SELECT verdict, ended_at >= begun_at FROM fleet_site")
    assert verdicts == [(0, True), (0, True)]
    assert workers.sql("SELECT * FROM procrastinate_jobs") == []
    assert workers.sql("SELECT * FROM procrastinate_workers") == []


def test_a_worker_that_is_told_to_stop_hands_its_sites_on(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=30) as site:
        workers.write(site, delay=0.4)
        first = workers.start()
        wait_until(lambda: len(site.requests) > 8)
        began = time.monotonic()
        first.send_signal(signal.SIGTERM)
        status, took = first.wait(30), time.monotonic() - began
        waiting = workers.sql("SELECT status::text, args ->> 'site' FROM procrastinate_jobs")
        workers.write(site)
        workers.run()

    assert (status, waiting) == (0, [("todo", "127.0.1.1")]), workers.said()
    assert took < 8, workers.said()
    assert workers.articles() == {"127.0.1.1": len(site.stories)}
    assert len(site.asked("^/[a-z].*-")) <= len(site.stories) + 10


def test_the_sites_of_a_killed_worker_are_taken_over(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=30) as site:
        workers.write(site, delay=0.4)
        first = workers.start()
        wait_until(lambda: len(site.requests) > 8)
        first.kill()
        first.wait()
        workers.write(site)
        said = workers.run()

    assert workers.articles() == {"127.0.1.1": len(site.stories)}
    assert "The worker that had 127.0.1.1 is gone" in said


def test_a_crawl_that_an_operator_stops_ends_alone_and_is_not_begun_again(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=40) as one, serve(host="127.0.1.2", generated=12) as two:
        workers.write(one, two, delay=0.3)
        first = workers.start("--until-idle")
        wait_until(lambda: len(one.requests) > 8 and len(two.requests) > 8)
        workers.sql(
            "SELECT procrastinate_cancel_job_v1(id, true, false) FROM procrastinate_jobs"
            " WHERE args ->> 'site' = '127.0.1.1'"
        )
        status = first.wait(90)

    assert status == 0, workers.said()
    assert 0 < workers.articles()["127.0.1.1"] < len(one.stories)
    assert workers.articles()["127.0.1.2"] == len(two.stories)
    assert workers.sql("SELECT status::text FROM procrastinate_jobs") == [("aborted",)]
    told = workers.sql("SELECT verdict, sentence FROM fleet_site WHERE site = '127.0.1.1'")
    assert told == [(0, "An operator stopped it.")]


def test_a_site_that_cannot_be_crawled_costs_the_others_nothing(workers: Fleet) -> None:
    with serve(host="127.0.1.1") as site:
        workers.write(site)
        broken = '[[site]]\nurl = "http://127.0.1.9:9/"\nevery = "1h"\n'
        workers.file.write_text(workers.file.read_text("utf-8") + broken, "utf-8")
        said = workers.run()

    verdicts = dict(workers.sql("SELECT site, verdict FROM fleet_site"))
    assert verdicts == {"127.0.1.1": 0, "127.0.1.9": 1}
    assert workers.articles() == {"127.0.1.1": len(site.stories)}
    assert "Traceback" not in said


def test_rows_that_are_no_jobs_fail_with_their_reason_and_stop_nobody(workers: Fleet) -> None:
    with serve(host="127.0.1.1") as site:
        workers.write(site)
        columns = "queue_name, task_name, args, lock, scheduled_at"
        insert = f"INSERT INTO procrastinate_jobs ({columns}) VALUES (%s, %s, %s, %s, %s)"
        rows: list[tuple[str, str, str, str | None, str | None]] = [
            ("sites", "no_such_task", "{}", None, None),
            ("sites", "crawl", "[1, 2]", None, None),
            ("sites", "crawl", "null", "127.0.1.1", None),
            ("sites", "crawl", '{"site": {"a": 1}}', None, None),
            ("sites", "crawl", '{"site": "../../etc/passwd\\n\\u001b[2J"}', None, None),
            ("sites", "crawl", '{"site": "127.0.1.1", "more": 1}', None, None),
            ("sites", "crawl", '{"site": "127.0.1.1"}', "another.host", None),
            ("sites", "crawl", '{"site": "127.0.1.1"}', None, "infinity"),
            ("sites", "crawl", "7", None, "-infinity"),
            ("nobody's", "crawl", '{"site": "127.0.1.1"}', "127.0.1.1", None),
            ("files:x", "crawl", "{}", None, None),
        ]
        for row in rows:
            workers.sql(insert, *row)
        workers.sql("UPDATE procrastinate_jobs SET attempts = 2147483647 WHERE id = 1")
        workers.sql("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = 2")
        said = workers.run()

    found = workers.sql("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
    assert found == [("failed", len(rows))], said
    reasons = workers.sql("SELECT reason FROM job_note ORDER BY job_id")
    assert len(reasons) == len(rows) and all(reason for (reason,) in reasons)
    assert workers.articles() == {"127.0.1.1": len(site.stories)}
    assert "Traceback" not in said and "\x1b" not in said


def test_a_worker_whose_connections_are_ended_goes_on(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=20) as site:
        workers.write(site, delay=0.2)
        first = workers.start("--until-idle")
        wait_until(lambda: len(site.requests) > 8)
        workers.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
        status = first.wait(90)

    assert status == 0, workers.said()
    assert workers.articles() == {"127.0.1.1": len(site.stories)}
    assert "Traceback" not in workers.said()


def test_two_sites_of_one_host_are_never_crawled_at_once(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=10) as one, serve(host="127.0.1.1", generated=10) as two:
        workers.write(one, two, delay=0.1)
        workers.run()

    spans = workers.sql("SELECT started_at, ended_at FROM run ORDER BY started_at")
    assert len(spans) == 2
    assert spans[0][1] <= spans[1][0]
    assert sum(workers.articles().values()) == len(one.stories) + len(two.stories)


def test_a_file_that_breaks_while_the_fleet_runs_changes_nothing(workers: Fleet) -> None:
    with serve(host="127.0.1.1", generated=20) as site:
        workers.write(site, delay=0.2)
        first = workers.start("--until-idle")
        wait_until(lambda: len(site.requests) > 8)
        workers.file.write_text("[[site", "utf-8")
        status = first.wait(90)

    assert status == 0, workers.said()
    assert workers.articles() == {"127.0.1.1": len(site.stories)}


def test_the_log_names_each_site_also_as_json(workers: Fleet) -> None:
    with serve(host="127.0.1.1") as site:
        workers.write(site)
        said = workers.run("-s", "LOG_JSON=1")
    lines = [line for line in said.splitlines() if "article" in line]
    assert lines and all('"site": "127.0.1.1"' in line for line in lines)


def test_sqlite_and_a_missing_file_are_refused_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "sites.toml"
    file.write_text('[[site]]\nname = "telegraf"\nevery = "1h"\n', "utf-8")
    refused = scrapy(f"sqlite:///{tmp_path}/a.db", "fleet", "worker", file)
    assert refused.returncode == 2
    assert "A fleet needs a PostgreSQL store" in refused.stderr and "Traceback" not in refused.stderr


def test_a_server_that_is_not_there_ends_a_worker_with_a_sentence(tmp_path: Path) -> None:
    refused = scrapy("postgresql+psycopg://sri:geheim@127.0.0.1:1/x", "fleet", "migrate")
    assert refused.returncode == 1
    assert "geheim" not in refused.stderr and "Traceback" not in refused.stderr
