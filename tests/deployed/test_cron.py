r"""The lines of docs/cron.md, run as cron does: by /bin/sh, in the home, with four variables (crontab(5)).

What a job prints is what cron mails; a job that prints nothing sends nothing.
"""

from __future__ import annotations

import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.deployed.shown import ROOT, shown
from tests.newsroom.server import RunningNewspaper

FAST = "-s DOWNLOAD_DELAY=0 -s AUTOTHROTTLE_ENABLED=0"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with the command in it."""
    made = tmp_path / "koran"
    made.mkdir()
    (made / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    (made / "telegraf-corpus").write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m scrapy "$@"\n'
    )
    (made / "telegraf-corpus").chmod(0o755)
    return made


def run_by_cron(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    r"""Run a line of a crontab: five fields of time, a command up to the first ``%`` that has no ``\``."""
    command, *stdin = re.split(r"(?<!\\)%", line.split(maxsplit=5)[5])
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("\\%", "%")],
        cwd=home,
        env={"HOME": str(home), "LOGNAME": "koran", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"},
        input="\n".join(stdin),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def lines(corpus: Path, site: RunningNewspaper) -> tuple[str, str, str, str]:
    """Return the jobs of the page for a newspaper on loopback: a log, mail, a ``%``, a ledger."""
    places = {
        "/srv/koran": shlex.quote(str(corpus)),
        "/opt/telegraf-corpus/bin/telegraf-corpus": shlex.quote(str(corpus / "telegraf-corpus")),
        "crawl koran": f"crawl telegraf -a site={site.url} {FAST}",
        "ledger koran": f"ledger telegraf -a site={site.url} {FAST}",
    }
    jobs = [block.splitlines()[-1] for block in shown("cron", "cron", places)]
    assert len(jobs) == 4
    return jobs[0], jobs[1], jobs[2], jobs[3]


@pytest.mark.slow("two crawls as cron runs them")
def test_a_job_with_a_log_leaves_a_line_for_each_run_and_mails_nothing(
    corpus: Path, newsroom: RunningNewspaper
) -> None:
    job, *_ = lines(corpus, newsroom)
    for run in (1, 2):
        done = run_by_cron(job, corpus.parent)
        said = (corpus / "crawl.log").read_text("utf-8")
        assert (done.returncode, done.stdout, said.count("\n")) == (0, "", run), said
    assert (corpus / "data" / "articles.db").exists()


def test_a_job_without_a_log_mails_what_is_wrong_and_nothing_else(
    corpus: Path, newsroom: RunningNewspaper
) -> None:
    _, job, *_ = lines(corpus, newsroom)
    healthy = run_by_cron(job, corpus.parent)
    assert (healthy.returncode, healthy.stdout) == (0, "")
    newsroom.trouble(r".*", 403)
    sick = run_by_cron(job, corpus.parent)
    assert sick.returncode == 1
    assert len(sick.stdout.splitlines()) == 1 and "403" in sick.stdout, sick.stdout


def test_a_percent_sign_is_written_with_a_backslash(corpus: Path, newsroom: RunningNewspaper) -> None:
    _, _, job, _ = lines(corpus, newsroom)
    done = run_by_cron(job, corpus.parent)
    assert (done.returncode, done.stdout) == (0, "")
    assert (corpus / "koran-telegraf.prom").exists()
    assert run_by_cron(job.replace("\\%", "%"), corpus.parent).returncode == 2  # sh: the quote has no end


@pytest.mark.slow("a crawl and two ledgers as cron runs them")
def test_a_ledger_mails_what_should_not_be_missing_and_nothing_else(
    corpus: Path, newsroom: RunningNewspaper
) -> None:
    crawl, _, _, ledger = lines(corpus, newsroom)
    run_by_cron(crawl, corpus.parent)
    healthy = run_by_cron(ledger, corpus.parent)
    assert (healthy.returncode, healthy.stdout) == (0, "")
    assert "Nothing is missing" in (corpus / "ledger.txt").read_text("utf-8")
    with closing(sqlite3.connect(corpus / "data" / "articles.db")) as database, database:
        for table, column in (("revision", "article_id"), ("alias", "article_id"), ("article", "id")):
            database.execute(f"DELETE FROM {table} WHERE {column} = (SELECT min(id) FROM article)")
    lacking = run_by_cron(ledger, corpus.parent)
    assert "1 article is missing and should not be." in lacking.stdout, lacking.stdout
