"""Ends a worker that can do nothing any more, so that its supervisor starts another one.

A thread, since an event loop that hangs in a dead connection cannot end itself.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from threading import Event, Thread

from crawler.scrapy_utils.exit_status import FAILED

logger = logging.getLogger(__name__)

SILENCE = 60.0
"""Seconds without an answer of the queue, or of the event loop, after which a worker ends."""
STOPPING = 20.0
"""Seconds that a worker has to stop."""
_EVERY = 1.0
_ASLEEP = 5.0
"""Seconds; if a pause of one second took longer, the whole process was frozen, and is given its time anew."""


class Guard:
    """Watches one worker."""

    def __init__(self) -> None:
        self._is_over = Event()
        self._answered_at = self._beat_at = time.monotonic()
        self._stopping_at: float | None = None

    def start(self) -> None:
        """Begin to watch."""
        Thread(target=self._watch, name="guard", daemon=True).start()

    def end(self) -> None:
        """Watch no more."""
        self._is_over.set()

    def beat(self) -> None:
        """Note that the event loop runs."""
        self._beat_at = time.monotonic()

    def answered(self) -> None:
        """Note that the queue has answered."""
        self._answered_at = time.monotonic()

    def stopping(self) -> None:
        """Note that the worker was told to stop."""
        if self._stopping_at is None:
            self._stopping_at = time.monotonic()

    def _watch(self) -> None:
        before = time.monotonic()
        while not self._is_over.wait(_EVERY):
            now = time.monotonic()
            if now - before > _ASLEEP:
                self._answered_at = self._beat_at = now
            before = now
            if self._stopping_at is not None and now - self._stopping_at > STOPPING:
                _end(f"It could not stop within {STOPPING:.0f} s.")
            if now - self._beat_at > SILENCE:
                _end(f"It hangs: for {SILENCE:.0f} s nothing went on.")
            if now - self._answered_at > SILENCE:
                _end(f"The queue has not answered for {SILENCE:.0f} s.")


def _end(sentence: str) -> None:
    """End the process, since nothing else can be waited for."""
    logger.critical("%s This worker ends; what it had goes back to the queue.", sentence)
    end_now(FAILED)


def end_now(status: int) -> None:
    """End the process at once; the database frees the locks, and other workers go on."""
    try:
        logging.shutdown()
        sys.stderr.flush()
    finally:  # a signal may come while the log is being written
        os._exit(status)
