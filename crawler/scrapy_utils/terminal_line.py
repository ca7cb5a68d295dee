r"""One line at the bottom of a terminal that is rewritten in place, and that nothing printed above it tears.

It stands in the place of ``sys.stderr``, and of the stream of the log's handlers: what is written is printed
where the line stood, and the line is drawn again below. The line never reaches the last column, so that no
terminal wraps it, and its end is erased by the terminal (EL, ECMA-48), not by blanks: those would wrap in a
window that was made narrower since. (tqdm's external write mode pads with blanks, and knows only its own
``write`` and the log.)
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable
from typing import TextIO

_ERASE = "\r\x1b[K"
_COLUMNS = 80
"""The width of a terminal that does not tell it."""


def can_rewrite(stream: TextIO | None) -> bool:
    """Say whether lines can be rewritten where a stream goes: a terminal that understands the escapes."""
    return stream is not None and stream.isatty() and os.environ.get("TERM", "dumb") not in ("", "dumb")


class TerminalLine(io.TextIOBase):
    """A stream to a terminal, with a line below what is written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._describe: Callable[[int], str] | None = None
        self._is_drawn = False
        self._is_at_start = True
        """Whether what was written last ended with a newline."""

    def show(self, describe: Callable[[int], str]) -> None:
        """Draw the line; ``describe``: returns it for a number of columns. Raises OSError."""
        self._describe = describe
        if self._is_at_start:
            self._draw()
            self._stream.flush()

    def hide(self) -> None:
        """Erase the line, and draw it no more. Raises OSError."""
        self._describe = None
        self._erase()
        self._stream.flush()

    def write(self, text: str, /) -> int:
        """Write above the line. Raises OSError."""
        self._erase()
        self._stream.write(text)
        if text:
            self._is_at_start = text.endswith("\n")
        if self._is_at_start:
            self._draw()
        return len(text)

    def flush(self) -> None:
        """Write what is buffered. Raises OSError."""
        if not self.closed:
            self._stream.flush()

    def writable(self) -> bool:
        """Return True."""
        return True

    def isatty(self) -> bool:
        """Return True."""
        return True

    def fileno(self) -> int:
        """Return the descriptor of the terminal."""
        return self._stream.fileno()

    @property
    def stream(self) -> TextIO:
        """The terminal without the line."""
        return self._stream

    def _erase(self) -> None:
        if self._is_drawn:
            self._stream.write(_ERASE)
            self._is_drawn = False

    def _draw(self) -> None:
        if self._describe is not None:
            columns = self._columns() - 1
            self._stream.write(_ERASE + self._describe(columns)[:columns])
            self._is_drawn = True

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        except OSError:
            return _COLUMNS


def take_stderr() -> TerminalLine:
    """Let stderr and the log be written above a line."""
    line = TerminalLine(sys.stderr)
    _exchange(sys.stderr, line)
    return line


def give_back_stderr() -> None:
    """Erase the line, and let stderr and the log be as before; without one nothing happens."""
    line = sys.stderr
    if isinstance(line, TerminalLine):
        _exchange(line, line.stream)
        line.hide()


def _exchange(old: TextIO | TerminalLine, new: TextIO | TerminalLine) -> None:
    sys.stderr = new
    for handler in logging.root.handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream is old:
            handler.setStream(new)
