"""Runs a case as a user would crawl the site, and measures the process."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.crawler.spider.crawling import ROOT, Folder
from tests.newsroom.hostile.case import MOST_SECONDS, Case
from tests.newsroom.hostile.paper import BAIT, Paper, reply_to
from tests.newsroom.hostile.spoiling import with_bait
from tests.newsroom.hostile.wire import Server, running

SETTINGS = ("DOWNLOAD_TIMEOUT=5", "RETRY_TIMES=1")
PAUSE = 0.02
"""Seconds between two looks at the process."""

_COUNTED = re.compile(
    r"(?:article/(?:refused|dropped|failed)|(?:listing|record)/(?:refused|failed))/(.+)|article/(gone)"
)
"""The statistics of what gave nothing, with the reason."""


@dataclass(slots=True)
class Ran:
    """What one crawl did and left."""

    url: str
    """The origin of the site."""
    status: int | None
    """The exit status; None: it did not end in time, and was killed."""
    seconds: float
    seconds_to_stop: float | None
    """From SIGTERM to its end; None: it was not sent."""
    megabytes: float
    """Peak memory of the process and its children."""
    log: str
    private: list[str]
    """The private addresses that it connected to."""
    exported: list[str] = field(default_factory=list)
    """The URLs of its export."""
    texts: dict[str, str] = field(default_factory=dict)
    """URL -> text of each article in the store."""
    left: int = 0
    """Number of URLs that wait for a later run, because they failed."""
    mended: str | None = None
    """The text of the fifth article after the second crawl; None: it is not in the store."""
    reasons: dict[str, int] = field(default_factory=dict)
    """Reason -> number, of all that gave nothing."""


def run(case: Case, folder: Path) -> Ran:
    """Crawl the site of a case."""
    with running() as server:
        paper = Paper(server.url, case.stories)
        replies = {**paper.replies(), **case.spoil(paper)}
        server.reply = lambda asked: reply_to(asked, replies)(asked)
        crawled = Folder(folder)
        ran = _crawl(case, crawled, server)
        _read_store(ran, crawled)
        if case.heals and crawled.store.exists():
            replies.update(with_bait(paper).replies())
            crawled.sql("UPDATE frontier SET not_before = '2020-01-01 00:00:00' WHERE state = 'failed'")
            _crawl(case, crawled, server)
            found = crawled.sql("SELECT text FROM article WHERE url = ?", paper.address(BAIT))
            ran.mended = found[0][0] if found else None
    return ran


def _crawl(case: Case, folder: Folder, server: Server) -> Ran:
    """Crawl until the process ends, is told to, or has used up its time."""
    command = folder.command(f"{server.url}/", *SETTINGS, *case.options, spider="newspaper")
    log = folder.path / "log.txt"
    with log.open("wb") as stream:
        began = time.monotonic()
        crawling = subprocess.Popen(
            [*command, "-O", str(folder.out)],
            cwd=ROOT,
            env=folder.environment(),
            stdout=stream,
            stderr=stream,
        )
        try:
            memory, stopped = _watch(case, crawling, server, began)
        finally:
            crawling.kill()
            crawling.wait()
        ended = time.monotonic()
    is_late = ended - began > MOST_SECONDS
    return Ran(
        url=server.url,
        status=None if is_late else crawling.returncode,
        seconds=ended - began,
        seconds_to_stop=None if stopped is None else ended - stopped,
        megabytes=memory / 1024,
        log=log.read_text("utf-8", "replace"),
        private=list(server.private),
        exported=[each["url"] for each in _lines(folder.out)],
    )


def _watch(
    case: Case, crawling: subprocess.Popen[bytes], server: Server, began: float
) -> tuple[int, float | None]:
    """Wait for the end; return the peak of memory in KiB, and when SIGTERM was sent."""
    peak, stop_at, stopped = 0, None, None
    while crawling.poll() is None and time.monotonic() - began <= MOST_SECONDS:
        peak = max(peak, sum(map(_resident, _tree(crawling.pid))))
        if stop_at is None and case.stop_at in server.requests:
            stop_at = time.monotonic() + 1
        if stop_at is not None and stopped is None and time.monotonic() >= stop_at:
            crawling.send_signal(signal.SIGTERM)
            stopped = time.monotonic()
        time.sleep(PAUSE)
    return peak, stopped


def _tree(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    found = [pid]
    for each in found:
        for task in _read(Path(f"/proc/{each}/task"), _names):
            found += map(int, _read(Path(f"/proc/{each}/task/{task}/children"), _words))
    return found


def _resident(pid: int) -> int:
    """Return the most memory that a process ever had resident (``VmHWM``), in KiB; it only grows."""
    for line in _read(Path(f"/proc/{pid}/status"), partial(_words, by="\n")):
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def _names(path: Path) -> list[str]:
    return [each.name for each in path.iterdir()]


def _words(path: Path, by: str | None = None) -> list[str]:
    return path.read_text("ascii", "replace").split(by)


def _read(path: Path, read: Any) -> list[str]:
    """Read something of a process that may end at any moment."""
    try:
        found: list[str] = read(path)
    except (FileNotFoundError, ProcessLookupError):
        return []
    return found


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _read_store(ran: Ran, folder: Folder) -> None:
    """Read what the store has; a crawl that was killed early may have none."""
    if not folder.store.exists():
        return
    ran.texts = dict(folder.sql("SELECT url, text FROM article"))
    ((ran.left,),) = folder.sql("SELECT count(*) FROM frontier WHERE state = 'failed'")
    (stats,) = folder.sql("SELECT stats FROM run ORDER BY id DESC LIMIT 1") or [(None,)]
    for name, value in json.loads(stats[0] or "{}").items():
        if found := _COUNTED.fullmatch(name):
            reason = found[1] or found[2]
            ran.reasons[reason] = ran.reasons.get(reason, 0) + value
