"""``NOTIFY_COMMAND``: a command of the user's, which gets the notice as JSON on its stdin."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from dataclasses import dataclass
from typing import IO

from crawler.notification.notice import Notice
from crawler.notification.ways.way import NotTaken, late

_MOST_KEPT = 2000
"""Bytes of stderr that are kept; the rest is read and thrown away, or the command would wait for a reader."""
_A_MOMENT = 0.5
"""Seconds for the last words of a command that has ended; what it left behind may hold its stderr open."""
_MOST_IN_ENVIRONMENT = 20_000
"""Characters; Linux starts no program with a variable of 128 KiB or more."""


@dataclass(frozen=True, slots=True)
class Command:
    """A line for the shell. Its stdout goes nowhere; if it fails, the first line of its stderr is told."""

    line: str
    key: str = "command"
    name: str = "The command of NOTIFY_COMMAND"

    def send(self, notice: Notice, timeout: float) -> None:
        """Run it. Raises NotTaken if it fails; one that takes longer is killed with its children."""
        running = subprocess.Popen(
            self.line,
            shell=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | environment(notice),
            start_new_session=True,  # a group of its own, to be killed as a whole
        )
        assert running.stdin is not None
        assert running.stderr is not None
        said = _Said(running.stderr)
        threading.Thread(target=_write, args=(running.stdin, notice.as_bytes()), daemon=True).start()
        try:
            status = running.wait(timeout)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            raise NotTaken(f"{late(timeout)} and was killed") from None
        if status:
            line = said.first_line()
            raise NotTaken(f"{_ending(status)}{f': {line}' if line else ''}")


def environment(notice: Notice) -> dict[str, str]:
    """Return the variables of the environment that tell a command the same in short."""
    return {
        "NOTIFY_KIND": notice.kind,
        "NOTIFY_SITE": notice.site,
        "NOTIFY_HOST": notice.host,
        "NOTIFY_STATUS": str(notice.status),
        "NOTIFY_SUBJECT": notice.subject,
        "NOTIFY_TEXT": notice.text[:_MOST_IN_ENVIRONMENT],
    }


class _Said:
    """Reads what a command says on stderr, in a thread."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._kept = bytearray()
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def first_line(self) -> str:
        """Return the first line that is not empty; empty: there is none."""
        self._thread.join(_A_MOMENT)
        text = bytes(self._kept).decode("utf-8", "replace")
        return next((line.strip() for line in text.splitlines() if line.strip()), "")

    def _read(self, stream: IO[bytes]) -> None:
        with stream, contextlib.suppress(OSError, ValueError):
            while part := os.read(stream.fileno(), 65536):
                self._kept += part[: _MOST_KEPT - len(self._kept)]


def _write(stream: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(OSError):  # it need not read its stdin
        stream.write(data)
    with contextlib.suppress(OSError):
        stream.close()


def _ending(status: int) -> str:
    return f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
