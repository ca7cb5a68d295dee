"""``scrapy release``: a folder that is whole or not there, and a sentence for all that goes wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from crawler.store import Store
from tests.crawler.commands.scrapy_cli import ROOT, scrapy
from tests.crawler.commands.test_read_only import READER
from tests.crawler.corpus.audit.corpora import fill as fill_newspaper
from tests.crawler.release.released import LONG, fill, rows, slugs
from tests.crawler.storing import another, save
from tests.services.postgresql import SQLITE, opened

FAULTS = {at: {"below": "Ia akan bertemu dengan para"} for at in (3, 13, 23)}


def test_a_release_is_written_and_said_in_numbers(store: Store, tmp_path: Path) -> None:
    fill(store)
    for slug in ("hujan-turun-di-kota", "panen-padi-di-desa", "kapal-baru-di-laut"):
        save(store, another(slug))
    out = tmp_path / "q1"
    done = scrapy(store, "release", out, "--split", "2/1", "--min-words", "5", "--limit", "100%")
    assert (done.returncode, done.stdout) == (0, "")
    first, *rest = done.stderr.splitlines()
    assert first == f"{out}: 7 articles (2 train, 5 test)"
    assert rest[-1] == "left out: 1 gone, 1 too short"
    assert "`scrapy audit` examined the 8 stored articles that are not gone" in (out / "README.md").read_text(
        "utf-8"
    )


@pytest.mark.slow("two releases, each in a process of its own")
def test_near_duplicates_are_looked_for_first_so_that_none_are_parted(store: Store, tmp_path: Path) -> None:
    for slug in ("awal", "salinan"):
        save(store, another(slug, text=f"{LONG} {LONG}", published_at="2020-01-02"))
    out = tmp_path / "q1"
    assert scrapy(store, "release", out, "--no-audit", "--no-near-duplicates").returncode == 0
    assert slugs(out) == ["awal"]


@pytest.mark.slow("several releases, each in a process of its own")
def test_a_corpus_with_too_many_findings_is_not_released_unless_that_is_asked_for(
    store: Store, tmp_path: Path
) -> None:
    fill_newspaper(store, FAULTS)
    out = tmp_path / "q1"
    done = scrapy(store, "release", out)
    assert done.returncode == 1
    assert done.stderr == (
        "scrapy release: 3 articles have a finding, of 120 (2.5 %): more than the limit of 1% allows, so"
        " nothing was written: scrapy audit shows them; --limit N allows more, --no-audit does without\n"
    )
    assert not list(tmp_path.glob("*q1*"))
    assert scrapy(store, "release", out, "--limit", "3").returncode == 0
    card = (out / "README.md").read_text("utf-8")
    assert "3 have a finding; at most 3 were allowed." in card
    assert "| texts that end without a full stop | 3 |" in card
    assert "identity-card numbers, and found none." in card
    assert scrapy(store, "release", tmp_path / "q2", "--no-audit").returncode == 0


@pytest.mark.slow("two releases, each in a process of its own")
def test_what_changed_since_an_earlier_release_is_said(store: Store, tmp_path: Path) -> None:
    fill(store)
    assert scrapy(store, "release", tmp_path / "q1", "--no-audit").returncode == 0
    save(store, another("baru", text=f"{LONG} Baru.", published_at="2020-02-02"))
    done = scrapy(store, "release", tmp_path / "q2", "--no-audit", "--since-release", tmp_path / "q1")
    assert (
        "since the earlier release: 1 added, 0 edited, 0 gone, 0 no longer selected or stored" in done.stderr
    )
    assert [row["change"] for row in rows(tmp_path / "q2", "changes/changes.parquet")] == ["added"]


@pytest.mark.slow("the command in a process of its own for each case")
@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "name one folder: scrapy release FOLDER"),
        (["a", "b"], "name one folder: scrapy release FOLDER"),
        (["penuh"], "is not empty: a release gets a folder of its own"),
        (["tidak/ada"], "the folder in which it would be does not exist"),
        (["baru", "--split", "train/dev"], "--split 'train/dev': there is no split 'dev'"),
        (["baru", "--min-words", "banyak"], "--min-words banyak must be a number of words"),
        (["baru", "--min-words", "-1"], "--min-words -1 must be a number of words"),
        (["baru", "--limit", "semua"], "--limit semua must be a number of articles"),
        (["baru", "--limit", "1", "--no-audit"], "not allowed with argument"),
        (["baru", "--site", "koran"], "the store has no site 'koran'; it has antara, telegraf"),
        (["baru", "--since-release", "penuh"], "is no release"),
        (["baru", "--since-release", "lama"], "--since-release 'lama': there is no such folder"),
        (["baru", "--splits", "80/20"], "there is no option --splits"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
@pytest.mark.parametrize("store", [SQLITE], indirect=True)
def test_a_users_mistake_is_named_with_status_2(
    store: Store, args: list[str], said: str, tmp_path: Path
) -> None:
    fill(store)
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh" / "a").write_text("")
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    done = scrapy(store, "release", *args, folder=tmp_path)
    assert done.returncode == 2, done.stderr
    assert said in " ".join(done.stderr.split()) and "Traceback" not in done.stderr
    assert not (tmp_path / "baru").exists()


@pytest.mark.slow("a release in a process of its own")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become a user who may not write")
def test_the_store_of_a_colleague_is_released_and_what_is_not_compared_is_said() -> None:
    with TemporaryDirectory() as folder:  # not tmp_path, into which only root may look
        file, out = Path(folder, "store", "berita.db"), Path(folder, "out")
        for each, mode in ((Path(folder), 0o755), (file.parent, 0o755), (out, 0o777)):
            each.mkdir(exist_ok=True)
            each.chmod(mode)
        with opened(f"sqlite:///{file}") as store:
            save(store, another("satu"))
        file.chmod(0o644)
        loaded = 'list(walk_modules_iter("crawler.release")); import pyarrow.parquet; os.setuid'
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                READER.replace("os.setuid", loaded),
                "release",
                str(out / "q1"),
                "--no-audit",
            ],
            cwd=ROOT,
            env=os.environ | {"STORE_URL": f"sqlite:///{file}", "PYTHONPATH": str(ROOT), "ARCHIVE_DIR": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "this store may only be read" in done.stderr
        assert len(rows(out / "q1")) == 1


@pytest.mark.slow("two commands, each in a process of its own")
def test_without_articles_nothing_is_written(store: Store, tmp_path: Path) -> None:
    empty = scrapy(store, "release", tmp_path / "q1")
    assert (empty.returncode, empty.stderr) == (
        1,
        "scrapy release: no article is selected, so nothing was written: crawl first\n",
    )
    save(store, another("satu"))
    short = scrapy(store, "release", tmp_path / "q1", "--min-words", "1000", "--no-audit")
    assert (short.returncode, short.stderr) == (
        1,
        "scrapy release: no article is selected, so nothing was written: 1 stored article is left out\n",
    )
    assert not list(tmp_path.glob("*q1*"))


def begun(store: Store, out: Path, *, most: int | None = None) -> subprocess.Popen[str]:
    """Begin a release; ``most``: KiB that a file may have."""
    command = [sys.executable, "-m", "scrapy", "release", str(out), "--no-audit"]
    if most is not None:
        command = ["bash", "-c", f'ulimit -f {most}; exec "$@"', "bash", *command]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"STORE_URL": f"sqlite:///{store.url.database}", "DUPLICATES_DAYS": "0"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def fill_much(store: Store) -> None:
    """Store articles whose texts cannot be made much smaller."""
    for number in range(300):
        words = " ".join(f"{(number * 1009 + at) * 2654435761 % 2**32:x}" for at in range(400))
        save(store, another(f"b-{number}", text=words))


@pytest.mark.slow("a release in a process of its own that cannot write")
@pytest.mark.parametrize("store", [SQLITE], indirect=True)
def test_a_full_disk_leaves_nothing_and_is_said(store: Store, tmp_path: Path) -> None:
    fill_much(store)
    out = tmp_path / "out" / "q1"
    out.parent.mkdir()
    with begun(store, out, most=200) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == f"scrapy release: {out} was not written: File too large\n"
    assert not list(out.parent.iterdir())


@pytest.mark.slow("releases in processes of their own, which are killed")
@pytest.mark.parametrize("store", [SQLITE], indirect=True)
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 130), (signal.SIGINT, 130)]
)
def test_a_killed_release_is_not_there_and_the_next_one_is_whole(
    number: signal.Signals, status: int, store: Store, tmp_path: Path
) -> None:
    fill_much(store)
    out = tmp_path / "out" / "q1"
    out.parent.mkdir()
    with begun(store, out) as process:
        while not list(out.parent.iterdir()):
            time.sleep(0.001)
            assert process.poll() is None
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == status
    assert not out.exists()
    assert said == ("" if number == signal.SIGKILL else f"scrapy release: stopped; {out} was not written\n")
    with begun(store, out) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert [each.name for each in out.parent.iterdir()] == ["q1"]
    assert len(rows(out)) == 300
