"""Processes that have their imports behind them: a crawl in a process of its own starts in no time.

``python -m tests.crawler.spider.forking`` waits for commands on stdin, one JSON object a line, and
forks for each.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapy.cmdline import execute
from scrapy.utils.misc import walk_modules_iter

ROOT = Path(__file__).parents[3]
LOADED = (
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scheduler",
    "scrapy.core.scraper",
    "scrapy.extensions.closespider",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.throttle",
    "scrapy.logformatter",
    "scrapy.squeues",
    "sqlalchemy.dialects.sqlite",
    "twisted.web.client",
)
"""Modules that a crawl loads by their names in settings."""

SECONDS = 120
"""After which a command has gone wrong."""


class Forks:
    """Starts commands of scrapy, each in a fresh fork of one process."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None

    def run(self, args: Sequence[str], environment: Mapping[str, str], log: Path) -> int:
        """Run ``scrapy ARGS`` and return its status; what it prints goes to a file."""
        server = self._server = self._server or self._start()
        assert server.stdin is not None
        assert server.stdout is not None
        command = {"args": list(args), "environment": dict(environment), "log": str(log)}
        print(json.dumps(command), file=server.stdin, flush=True)
        answer = server.stdout.readline()
        assert answer, "the process that forks has ended"
        return int(answer)

    def close(self) -> None:
        """End the process that forks."""
        if self._server is not None:
            self._server.kill()
            self._server.communicate()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.crawler.spider.forking"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def load() -> None:
    """Import what a crawl needs, but for the reactor and the settings: they belong to one process."""
    for package in ("scrapy.commands", "scrapy.downloadermiddlewares", "scrapy.spidermiddlewares"):
        list(walk_modules_iter(package))
    for package in (
        "crawler.commands",
        "crawler.performing",
        "crawler.extensions",
        "crawler.middlewares",
        "pipelines",
        "spiders",
    ):
        list(walk_modules_iter(package))
    for name in LOADED:
        import_module(name)
    assert "twisted.internet.reactor" not in sys.modules
    assert "crawler.settings" not in sys.modules


def serve() -> None:
    """Fork for each command."""
    load()
    for line in sys.stdin:
        command = json.loads(line)
        child = os.fork()
        if child == 0:
            run(command)
        print(wait_for(child), flush=True)


def wait_for(child: int) -> int:
    """Return the status of a child, which has its time."""

    def too_late(*_: Any) -> None:
        os.kill(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, too_late)
    signal.alarm(SECONDS)
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    return os.waitstatus_to_exitcode(status)


def run(command: Mapping[str, Any]) -> None:
    """Be the command, to the end of the process."""
    status = 1
    try:
        os.environ.clear()
        os.environ.update(command["environment"])
        file = os.open(command["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(file, stream)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        sys.argv = ["scrapy", *command["args"]]
        execute(sys.argv)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            logging.shutdown()
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    serve()
