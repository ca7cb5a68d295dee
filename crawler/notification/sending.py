"""Sends notices by several ways side by side, each within its time, whatever happens in it."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.notification.notice import Notice
from crawler.notification.ways.way import NotTaken, Way, explained, late

_MARGIN = 1.0
"""Seconds more than a way is given: it ends by itself, and knows better why it was late."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one notice."""

    way: Way
    is_taken: bool
    trouble: str | None
    """A sentence about what went wrong; None: nothing."""


def send(notices: Sequence[tuple[Way, Notice]], timeout: float) -> list[Answer]:
    """Send each notice by its way; return what became of them, in their order, within ``timeout`` seconds.

    A way that still goes on then is given up: its thread ends with the process, which does not wait for it.
    """
    sendings = [_Sending(way, notice, timeout) for way, notice in notices]
    ends = time.monotonic() + timeout + _MARGIN
    for sending in sendings:
        if sending.is_alive():
            sending.join(max(0.0, ends - time.monotonic()))
    return [sending.answer for sending in sendings]


class _Sending(threading.Thread):
    """One notice on its way."""

    def __init__(self, way: Way, notice: Notice, timeout: float) -> None:
        super().__init__(name=f"notify-{way.key}", daemon=True)
        self._way, self._notice, self._timeout = way, notice, timeout
        self.answer = self._said(late(timeout))
        try:
            self.start()
        except RuntimeError as error:  # no thread can be had
            self.answer = self._said(explained(error, timeout))

    def run(self) -> None:
        try:
            self._way.send(self._notice, self._timeout)
        except NotTaken as error:
            self.answer = self._said(str(error), is_taken=error.is_partly_taken)
        except Exception as error:  # of a library or the system: a crawl never fails by its notice
            self.answer = self._said(explained(error, self._timeout))
        else:
            self.answer = Answer(self._way, is_taken=True, trouble=None)

    def _said(self, what: str, *, is_taken: bool = False) -> Answer:
        return Answer(self._way, is_taken=is_taken, trouble=f"{self._way.name} {what.rstrip('.')}.")
