"""LOG_JSON=1: each line on stderr is one JSON object, for what collects the logs of many jobs.

Records of the log are only a part of what stands there. Argparse, Python's own warnings and tracebacks, and
the sentences of commands are written to ``sys.stderr`` directly, which is replaced for this reason. Scrapy
would install a handler of its own, twice; its setting LOG_INSTALL_ROOT_HANDLER leaves that to us.
"""

from __future__ import annotations

import io
import json
import logging
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TextIO

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.utils.log import TopLevelFormatter

SETTING = "LOG_JSON"
FIELDS = "json_fields"
"""Attribute of a record whose object has fields of its own: a mapping."""


class Objects:
    """Makes the objects, each with the run and the site of the crawl of this process."""

    crawler: Any = None
    """The crawler; None: there is none, or not yet."""

    def line(
        self,
        level: str,
        message: str,
        *,
        logger: str = "crawler",
        at: float | None = None,
        exception: str | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> str:
        """Return one line, in ASCII so that no locale can spoil it; ``at``: seconds since 1970, None: now."""
        spider = getattr(self.crawler, "spider", None)
        told: dict[str, Any] = {
            "time": zoned(time.time() if at is None else at, "milliseconds"),
            "level": level,
            "logger": logger,
            "message": message,
            "run": getattr(getattr(spider, "frontier", None), "run", None),
            "site": getattr(spider, "site_name", None),
        }
        if exception:
            told["exception"] = exception
        told |= fields or {}
        return json.dumps(told, default=str).replace("\x7f", r"\u007f")


def zoned(at: float, precision: str = "seconds") -> str:
    """Return an instant as ISO 8601 in the zone of the log, that of this machine, with its offset."""
    return datetime.fromtimestamp(at).astimezone().isoformat(timespec=precision)


class JsonFormatter(logging.Formatter):
    """Formats a record as one object."""

    def __init__(self, objects: Objects) -> None:
        super().__init__()
        self._objects = objects

    def format(self, record: logging.LogRecord) -> str:
        """Return the object of a record as a line."""
        parts = [self.formatException(record.exc_info)] if record.exc_info else []
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        return self._objects.line(
            record.levelname,
            record.getMessage(),
            logger=record.name,
            at=record.created,
            exception="\n".join(parts),
            fields=getattr(record, FIELDS, None),
        )


class JsonStderr(io.TextIOBase):
    """What ``sys.stderr`` is: what is written to it becomes objects, all lines of one ``print`` in one."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        """What objects are written to."""
        self.objects = Objects()
        self._begun = ""

    def write(self, text: str, /) -> int:
        """Keep what is written until its last line is whole, and write it as one object. Raises OSError."""
        self._begun += text
        if self._begun.endswith("\n"):
            self._say_what_was_begun()
        return len(text)

    def say(self, level: str, message: str, **more: Any) -> None:
        """Write an object; ``more`` as of :meth:`Objects.line`. Raises OSError."""
        self.stream.write(self.objects.line(level, message, **more) + "\n")
        self.stream.flush()

    def writable(self) -> bool:
        """Return True."""
        return True

    def isatty(self) -> bool:
        """Return False: no line is rewritten in place."""
        return False

    def fileno(self) -> int:
        """Return the descriptor of what is written to."""
        return self.stream.fileno()

    def flush(self) -> None:
        """Write what is kept, since it must not be kept any longer. Raises OSError."""
        if not self.closed:
            self._say_what_was_begun()
            self.stream.flush()

    def _say_what_was_begun(self) -> None:
        text, self._begun = self._begun.strip("\n"), ""
        if text.strip():
            self.say("INFO", text, logger="stderr")


def is_json(settings: BaseSettings) -> bool:
    """Say whether the log is JSON. Raises UsageError for a value that is neither yes nor no."""
    value = str(settings[SETTING] or "0")
    if value.lower() not in _WORDS:
        raise UsageError(f"the setting {SETTING}={value} must be 0 or 1", print_help=False)
    return _WORDS[value.lower()]


def is_json_early(settings: BaseSettings, arguments: Sequence[str]) -> bool:
    """Say the same before the options are parsed: also what is wrong with them is an object."""
    options = [each.removeprefix("-s").removeprefix("--set=") for each in arguments]
    given = [each.partition("=")[2] for each in options if each.startswith(f"{SETTING}=")]
    return _WORDS.get(str(given[-1] if given else settings[SETTING]).lower(), False)


def speak_json() -> None:
    """Let all that is written to stderr be objects; calling it again changes nothing."""
    if sys.stderr is not None and not isinstance(sys.stderr, JsonStderr):
        sys.stderr = JsonStderr(sys.stderr)


def log_as_json(settings: BaseSettings, crawler: Any = None) -> None:
    """Let the log be objects, in place of Scrapy's handler; calling it again takes other settings.

    ``crawler``: whose run and site the objects name. Raises OSError if LOG_FILE cannot be written.
    """
    if not isinstance(sys.stderr, JsonStderr):  # closed by the shell
        return
    sys.stderr.objects.crawler = crawler
    for each in [each for each in logging.root.handlers if isinstance(each.formatter, JsonFormatter)]:
        logging.root.removeHandler(each)
        each.close()
    handler = _handler(settings, sys.stderr.stream)
    handler.setFormatter(JsonFormatter(sys.stderr.objects))
    handler.setLevel(settings["LOG_LEVEL"])
    if settings.getbool("LOG_SHORT_NAMES"):
        handler.addFilter(TopLevelFormatter(["scrapy"]))
    logging.root.setLevel(logging.NOTSET)
    logging.root.addHandler(handler)


def _handler(settings: BaseSettings, stderr: TextIO) -> logging.Handler:
    """Return the handler that the settings ask for, as Scrapy chooses it."""
    if file := settings["LOG_FILE"]:
        mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
        return logging.FileHandler(file, mode=mode, encoding=settings["LOG_ENCODING"])
    return logging.StreamHandler(stderr) if settings.getbool("LOG_ENABLED") else logging.NullHandler()


_WORDS = {"1": True, "true": True, "0": False, "false": False}
