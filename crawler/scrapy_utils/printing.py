"""Printing by commands: escaped, in UTF-8 whatever the locale, and only as long as somebody reads."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from crawler.scrapy_utils.json_logs import JsonStderr
from crawler.scrapy_utils.program import as_called
from crawler.scrapy_utils.terminal import one_line, visible

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STDOUT = "stdout"
"""The file name of an OSError of stdout."""

_CONTROL = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
"""The UTF-8 of what :mod:`crawler.scrapy_utils.terminal` escapes and JSON does not."""


def print_text(text: str) -> bool:
    """Print a text; return whether somebody still reads (``| head -1`` does not).

    Raises OSError with the name ``stdout`` if it cannot be written (a full disk).
    """
    return _write_stdout(visible(text).encode("utf-8") + b"\n")


def print_lines(lines: Iterable[str]) -> bool:
    """Print lines, none of which becomes two; return whether somebody still reads."""
    return print_text("\n".join(map(one_line, lines)))


def print_error(sentence: str, level: str = "INFO") -> None:
    """Print a sentence to stderr, as one line; if nobody can read it there, the exit status has to do.

    ``level``: how bad it is, which only an object of JSON tells (LOG_JSON).
    """
    if sys.stderr is None:  # closed by the shell
        return
    sentence = as_called(sentence)
    try:
        if isinstance(sys.stderr, JsonStderr):
            sys.stderr.say(level, one_line(sentence))
        else:
            print(one_line(sentence), file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr)


def flush_stdout() -> bool:
    """Write what ``print`` has buffered; return whether somebody still reads. Raises OSError."""
    return _write_stdout(b"")


class EscapedStdout(io.BufferedIOBase):
    """stdout for JSON in UTF-8, with control characters as JSON escapes: its meaning stays."""

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Write. Raises OSError."""
        with _stdout_named():
            _stdout().buffer.write(_CONTROL.sub(_visible, bytes(data)))
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Write what is buffered. Raises OSError."""
        with _stdout_named():
            _stdout().buffer.flush()


def drop_stdout() -> None:
    """Discard further output, since Python flushes stdout once more when it ends."""
    if sys.__stdout__ is not None:
        _drop(sys.__stdout__)


def _write_stdout(data: bytes) -> bool:
    try:
        with _stdout_named():
            out = _stdout()
            out.flush()  # print() has a buffer of its own
            out.buffer.write(data)
            out.buffer.flush()
    except BrokenPipeError:
        return False
    return True


def _stdout() -> TextIO:
    """Return stdout, also where ``print`` goes into the log (LOG_STDOUT). Raises OSError if it is closed."""
    if sys.__stdout__ is None:  # by the shell: >&-
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.__stdout__


@contextmanager
def _stdout_named() -> Iterator[None]:
    """Let an error have the name of stdout; nothing is written to it any more."""
    try:
        yield
    except OSError as error:
        drop_stdout()
        raise OSError(error.errno, error.strerror, STDOUT) from error  # of the same class: errno says which


def _drop(stream: TextIO) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def _visible(match: re.Match[bytes]) -> bytes:
    return visible(match[0].decode()).encode()


def escape_last_traceback() -> None:
    """Let a traceback that ends the process be printed escaped, since errors may hold a site's text."""
    sys.excepthook = _print_traceback


def _print_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    text = visible("".join(traceback.format_exception(kind, error, trace)))
    if isinstance(sys.stderr, JsonStderr):
        sys.stderr.say("CRITICAL", one_line(f"{kind.__name__}: {error}"), exception=text)
    elif sys.stderr is not None:
        sys.stderr.write(text)
