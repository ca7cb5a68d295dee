"""``scrapy clean``: plain scraped texts in, JSON lines out."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from errno import EBADF
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.cleaning import clean_text
from crawler.performing.opening import no_options
from crawler.performing.performance import Performance
from crawler.scrapy_utils.printing import print_error, print_text
from crawler.text import TooLong

STDIN = "-"
"""The argument that stands for standard input; a file of this name is ``./-``."""


class UnreadableText(Exception):
    """A file without a text to clean; the message says why."""


class Clean(Performance):
    """Print the article of each text, in the order of the files."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the articles. Raises UsageError without a file.

        Exit status: 2 if none of the named files can be opened, 1 if a file cannot be cleaned, else 0.
        """
        if not no_options(args):
            raise UsageError("name the files to clean: scrapy clean FILE..., or - for standard input")
        if args.count(STDIN) > 1:
            raise UsageError("- is named twice, but standard input can be read only once", print_help=False)
        unopened = failed = 0
        for argument in args:
            name = "standard input" if argument == STDIN else argument
            try:
                body = _read_stdin() if argument == STDIN else Path(argument).read_bytes()
                line = json.dumps(asdict(clean_text(_text(body))), ensure_ascii=False)
            except OSError as error:
                unopened += 1
                print_error(f"{name}: {error.strerror or error}")
            except UnreadableText as error:
                failed += 1
                print_error(f"{name}: {error}")
            except TooLong as error:
                failed += 1
                print_error(f"{name}: is too long for an article ({error.length:,} characters)")
            else:
                if not print_text(line):
                    return
        self.end(2 if unopened == len(args) else int(bool(unopened or failed)))


def _read_stdin() -> bytes:
    """Read standard input to its end. Raises OSError."""
    if sys.stdin is None:  # closed by the shell
        raise OSError(EBADF, "is closed")
    return sys.stdin.buffer.read()


def _text(body: bytes) -> str:
    """Return the text of a file. Raises UnreadableText."""
    if b"\0" in body:
        raise UnreadableText("is a binary file, not a text")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableText(
            f"is not UTF-8: byte 0x{body[error.start]:02x} at offset {error.start}"
        ) from error
    if not text.strip():
        raise UnreadableText("is empty")
    return text
