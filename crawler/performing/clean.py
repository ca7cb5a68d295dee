"""``scrapy clean``: plain scraped texts in, JSON lines out."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.cleaning import clean_text
from crawler.performing.opening import no_options
from crawler.performing.performance import Performance
from crawler.scrapy_utils.printing import print_error, print_text
from crawler.text import TooLong


class UnreadableText(Exception):
    """A file without a text to clean; the message says why."""


class Clean(Performance):
    """Print the article of each text, in the order of the files."""

    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the articles. Raises UsageError without a file.

        Exit status: 2 if none of the named files can be opened, 1 if a file cannot be cleaned, else 0.
        """
        if not no_options(args):
            raise UsageError("name the files to clean: scrapy clean FILE...")
        unopened = failed = 0
        for name in args:
            try:
                line = json.dumps(asdict(clean_text(_read(Path(name)))), ensure_ascii=False)
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


def _read(path: Path) -> str:
    """Read a text file. Raises OSError, UnreadableText."""
    body = path.read_bytes()
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
