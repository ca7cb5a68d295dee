"""Commands that read an archive with several processes leave none of them, and no files, when they end."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from crawler.extract.parse.document import MOST_TAGS
from crawler.performing.stopping import stopped_by_sigterm
from crawler.reextraction.workers import cores
from crawler.store import Store
from tests.crawler.archive.writing import exchange, open_writer, unknown
from tests.crawler.extract.pages import STORY, paragraphs, wordpress
from tests.crawler.spider.crawling import ROOT, Folder

pytestmark = pytest.mark.slow("stops a reading of the archive at many moments")

PAGES = 800
SECONDS = 20
LIMITED = """
import os, resource, sys
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
os.execv(sys.argv[2], sys.argv[2:])
"""
COMMANDS = {"reextract": ["reextract", "--spider", "telegraf", "--jobs", "2"], "extract": ["extract"]}
SEVERAL = COMMANDS if cores() > 1 else ["reextract"]
"""Commands that read with several processes."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive that takes seconds to read."""
    writer = open_writer(tmp_path_factory.mktemp("arsip"), max_file_bytes=1_000_000_000)
    for number in range(PAGES):
        html = wordpress(paragraphs(f"Berita {number} dari Jakarta.", *STORY * 10)).encode()
        writer.write(exchange("x", html, url=f"https://telegraf.co.id/berita-{number}/"), unknown)
    writer.close()
    return writer.path


def temporary(folder: Folder) -> Path:
    """Return the folder of temporary files."""
    path = folder.path / "sementara"
    path.mkdir(exist_ok=True)
    return path


def children(pid: int) -> set[int]:
    """Return the processes that a process began."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = [line.split() for line in listed.stdout.splitlines()]
    return {int(each) for each, parent in pairs if int(parent) == pid}


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def started(folder: Folder, *args: str | Path, most: int | None = None) -> Iterator[subprocess.Popen[str]]:
    """Start a command; ``most``: how many bytes a file may have."""
    limit = [] if most is None else [sys.executable, "-c", LIMITED, str(most)]
    process = subprocess.Popen(
        [*limit, sys.executable, "-m", "scrapy", *map(str, args)],
        cwd=ROOT,
        env=folder.environment() | {"TMPDIR": str(temporary(folder))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def in_the_middle(process: subprocess.Popen[str]) -> set[int]:
    """Wait until the processes that read are at work, and return them."""
    deadline = time.monotonic() + SECONDS
    while len(found := children(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(found) >= 2
    time.sleep(0.2)
    assert process.poll() is None
    return found


@pytest.mark.parametrize("name", SEVERAL)
def test_processes_that_read_end_with_the_one_that_began_them_however_it_dies(
    name: str, folder: Folder, archive: Path
) -> None:
    with started(folder, *COMMANDS[name], archive) as process:
        readers = in_the_middle(process)
        process.kill()
        process.communicate(timeout=SECONDS)  # its end is the end of all that hold stdout
    deadline = time.monotonic() + 5
    while any(map(is_there, readers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_there, readers))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("is_for_all", [False, True], ids=["one process", "the group"])
@pytest.mark.parametrize("name", SEVERAL)
def test_a_signal_ends_a_command_with_a_sentence_and_nothing_is_left(
    name: str, is_for_all: bool, how: signal.Signals, folder: Folder, archive: Path
) -> None:
    with started(folder, *COMMANDS[name], archive) as process:
        readers = in_the_middle(process)
        if is_for_all:
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 130, said
    assert said.startswith(f"scrapy {name}: ")
    assert "stopped" in said
    assert said.count("\n") == 1
    assert not any(map(is_there, readers))
    assert list(temporary(folder).iterdir()) == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_reads_alone_is_stopped_as_well(
    how: signal.Signals, folder: Folder, archive: Path
) -> None:
    args: list[str | Path] = ["reextract", "--spider", "telegraf", "--jobs", "1", archive]
    with started(folder, *args) as process:
        deadline = time.monotonic() + SECONDS
        while not list(temporary(folder).glob("reextract-*/shadow.db")) and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(how)
        _, said = process.communicate(timeout=SECONDS)
    assert (process.returncode, said) == (
        130,
        "scrapy reextract: stopped; what was not yet written is unchanged\n",
    )
    assert list(temporary(folder).iterdir()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_heaviest_pages_do_not_delay_the_end_nor_does_a_second_signal(jobs: int, folder: Folder) -> None:
    writer = open_writer(folder.path)
    html = gzip.compress(wordpress("<p>isi</p>" * (MOST_TAGS // 2 - 100)).encode())
    packed = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    for number in range(40):
        url = f"https://telegraf.co.id/berat-{number}/"
        writer.write(exchange(f"x{number}", html, url=url, headers=packed), unknown)
    writer.close()
    with started(folder, "reextract", "--spider", "telegraf", "--jobs", str(jobs), writer.path) as process:
        if jobs > 1:
            in_the_middle(process)
        else:
            deadline = time.monotonic() + SECONDS
            while not list(temporary(folder).glob("reextract-*/shadow.db")) and time.monotonic() < deadline:
                time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=SECONDS)
    assert said == "scrapy reextract: stopped; what was not yet written is unchanged\n"
    assert list(temporary(folder).iterdir()) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_folder_of_temporary_files_is_named(name: str, folder: Folder, archive: Path) -> None:
    Store.open(f"sqlite:///{folder.store}").close()
    with started(folder, *COMMANDS[name], archive, most=100_000) as process:
        printed, said = process.communicate(timeout=SECONDS)
    assert (process.returncode, printed) == (1, "")
    assert said.startswith(f"scrapy {name}: ")
    assert f"{temporary(folder)}/{name}-" in said
    assert said.count("\n") == 1
    assert list(temporary(folder).iterdir()) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_without_a_folder_of_temporary_files_there_is_a_sentence(
    name: str, folder: Folder, archive: Path
) -> None:
    with started(folder, *COMMANDS[name], archive, most=0) as process:
        _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert said.count("\n") == 1
    assert said.startswith(f"scrapy {name}: ")


def test_sigterm_means_again_what_it_meant() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), stopped_by_sigterm():
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)
    assert signal.getsignal(signal.SIGTERM) is before
