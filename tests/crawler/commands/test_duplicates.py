"""``scrapy duplicates``: it compares what is due, and shows what is a version of what."""

from __future__ import annotations

import doctest
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawler.corpus.duplicates import Duplicates
from crawler.corpus.duplicates.completing import compare_all
from crawler.performing import duplicates
from crawler.store import Store
from tests.crawler.commands.scrapy_cli import ROOT, scrapy
from tests.crawler.commands.test_read_only import READER
from tests.crawler.spider.crawling import Folder
from tests.crawler.storing import another, rows, save
from tests.crawler.versions import EDITED, HEADLINE, NEW_HEADLINE, OTHER, STORY
from tests.newsroom.written import Written
from tests.services.postgresql import opened

TELEGRAF, ANTARA = "https://telegraf.co.id", "https://www.antaranews.com"
FIGURES = [each.replace("340 juta", "410 juta") for each in STORY]
SHOWN = f"""\
2020-01-02 10:00  {HEADLINE}
                  {TELEGRAF}/putus/
  2020-01-03 08:30  “{NEW_HEADLINE}”; 1 paragraph added, 2 removed
                    {TELEGRAF}/rakit/
  2020-01-05        same headline; 1 paragraph with other figures
                    {ANTARA}/berita/1/

2020-03-01 07:00  {HEADLINE}
                  {TELEGRAF}/arsip/
  2020-03-01 07:05  same headline and text
                    {TELEGRAF}/arsip-2/
"""
COUNTED = "2 stories in several versions: 3 near-duplicates\n"


def fill(store: Store) -> None:
    """Store two stories in several versions, and another one."""

    def version(slug: str, paragraphs: Sequence[str], published_at: str, headline: str = HEADLINE) -> None:
        site, at = ("antara", ANTARA) if "/" in slug else ("telegraf", TELEGRAF)
        url, text = f"{at}/{slug}/", "\n\n".join(paragraphs)
        met = another(slug, url=url, canonical_url=url, site=site, headline=headline, text=text)
        met.published_at = published_at
        save(store, met)

    version("rakit", EDITED, "2020-01-03T08:30:00+07:00", NEW_HEADLINE)
    version("berita/1", FIGURES, "2020-01-05")
    version("putus", STORY, "2020-01-02T10:00:00+07:00")
    version("arsip-2", STORY, "2020-03-01T07:05:00+07:00")
    version("arsip", STORY, "2020-03-01T07:00:00+07:00")
    version("terminal", OTHER, "2020-01-02T10:00:00+07:00", "Terminal Diperbaiki")


def compare(store: Store) -> None:
    """Compare all that is due, without a process."""
    compare_all(Duplicates(store, timedelta(days=30)))


def test_each_version_stands_below_the_earliest_with_what_differs(store: Store) -> None:
    fill(store)
    done = scrapy(store, "duplicates")
    assert (done.returncode, done.stdout, done.stderr) == (0, SHOWN, COUNTED)


def test_programs_get_addresses_and_a_site_narrows(store: Store) -> None:
    fill(store)
    done = scrapy(store, "duplicates", "--json", "--site", "antara")
    assert json.loads(done.stdout) == [
        {"url": f"{TELEGRAF}/putus/", "duplicates": [f"{TELEGRAF}/rakit/", f"{ANTARA}/berita/1/"]}
    ]
    assert (done.returncode, done.stderr) == (0, "")


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(duplicates).failed == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("putus",), "scrapy duplicates takes no arguments, only options: --site NAME ..."),
        (("--sinse",), "there is no option --sinse"),
        (("--site", "tidak-ada"), "the store has no site 'tidak-ada'; it has antara, telegraf"),
        (
            ("-s", "DUPLICATES_DAYS=-1"),
            "the setting DUPLICATES_DAYS=-1 must be a whole number, from 0 to 36500",
        ),
        (
            ("--rebuild", "-s", "DUPLICATES_DAYS=0"),
            "DUPLICATES_DAYS=0: nothing is compared, so there is nothing to rebuild",
        ),
    ],
    ids=lambda value: "" if isinstance(value, str) else " ".join(value),
)
def test_a_mistake_is_named_and_compares_nothing(
    options: tuple[str, ...], sentence: str, folder: Folder
) -> None:
    with opened(folder.url) as store:
        fill(store)
        status, printed = folder.run("duplicates", *options)
        assert (status, printed.splitlines()[-1]) == (2, f"scrapy: error: {sentence}")
        assert rows(store, "SELECT count(*) FROM due") == [(6,)]


def test_without_a_window_what_was_found_before_is_shown(folder: Folder) -> None:
    with opened(folder.url) as store:
        fill(store)
        compare(store)
        save(store, another("satu-lagi"))
        said = "scrapy duplicates: DUPLICATES_DAYS=0: nothing is compared; this was found before\n"
        assert folder.run("duplicates", "-s", "DUPLICATES_DAYS=0") == (0, f"{said}{SHOWN}{COUNTED}")
        assert rows(store, "SELECT count(*) FROM due") == [(1,)]


@pytest.mark.slow("the command in a process of its own, as another user")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user who may not write")
def test_a_store_that_may_only_be_read_is_shown_with_what_is_not_compared() -> None:
    with TemporaryDirectory() as folder:  # not tmp_path, into which only root may look
        Path(folder).chmod(0o755)
        file = Path(folder, "articles.db")
        store = Store.open(f"sqlite:///{file}")
        fill(store)
        compare(store)
        save(store, another("satu-lagi"))
        store.close()
        file.chmod(0o644)
        done = subprocess.run(
            [sys.executable, "-c", READER, "duplicates"],
            cwd=ROOT,
            env=os.environ | {"STORE_URL": f"sqlite:///{file}", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert (done.returncode, done.stdout) == (0, SHOWN)
    assert done.stderr.splitlines()[0] == (
        "scrapy duplicates: 1 stored article is not compared yet, and this store may only be read"
    )


@pytest.mark.slow("stops the command while it compares")
def test_ctrl_c_ends_it_cleanly_and_the_next_call_goes_on(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    fill(store)
    many = 2_000_000  # rows of articles that are not there: each costs next to nothing
    with store.begin() as conn:
        conn.exec_driver_sql(
            "INSERT INTO due (article_id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
            f" WHERE i < {many}) SELECT 1000000 + i FROM n"
        )
    environment = os.environ | {"STORE_URL": str(store.url), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "scrapy", "duplicates"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        while rows(store, "SELECT min(id) FROM due") == [(1,)]:
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        printed, said = running.communicate(timeout=20)
    assert (running.returncode, printed) == (130, "")
    assert said == "scrapy duplicates: stopped; what was compared is kept, the rest is compared next time\n"
    ((left,),) = rows(store, "SELECT count(*) FROM due")
    assert 0 < left < many
    with store.begin() as conn:
        conn.exec_driver_sql("DELETE FROM due WHERE article_id > 1000000")
    done = scrapy(store, "duplicates")
    assert (done.returncode, done.stdout) == (0, SHOWN)
    store.close()


@pytest.mark.slow("the command in a process of its own")
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.db'}")
    fill(store)
    environment = os.environ | {"STORE_URL": str(store.url), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "scrapy", "duplicates"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0
    store.close()


@pytest.mark.slow("a store of an earlier release is upgraded, and compared as a whole")
def test_a_store_of_an_earlier_release_is_compared_as_a_whole(tmp_path: Path) -> None:
    written = Written.copied(tmp_path)
    ((url,),) = written.sql("SELECT url FROM article ORDER BY length(text) DESC LIMIT 1")
    copied = (
        "site, headline, text, tags, authors, language, content_hash, revision, source, removed,"
        " published_at, published_instant"
    )
    written.sql(
        f"INSERT INTO article (key, url, {copied})"
        f" SELECT 'salinan', 'http://salinan.test/', {copied} FROM article WHERE url = ?",
        url,
    )
    found = json.loads(written.scrapy("duplicates", "--json").stdout)
    assert {"url": url, "duplicates": ["http://salinan.test/"]} in found
    assert written.sql("SELECT count(*) FROM due") == [(0,)]
