"""Printing by commands: in UTF-8 whatever the locale, and only as long as somebody reads."""

from __future__ import annotations

import os
import sys


def print_text(text: str) -> bool:
    """Print a text; return whether somebody still reads (``| head -1`` does not)."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        drop_stdout()
        return False
    return True


def drop_stdout() -> None:
    """Discard further output, since Python flushes stdout once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
