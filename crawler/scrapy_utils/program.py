"""The name of the program that was called: Scrapy's own, or ours, which works in any folder.

Sentences and help texts name commands as ``scrapy VERB``. Who called ``telegraf-corpus`` reads that instead:
the text is changed where it is shown, here, and nowhere else.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

PROGRAM = "telegraf-corpus"
"""The command that pip installs."""
SCRAPY = "scrapy"

_NAMED = re.compile(r"(?<![\w.:/@-])scrapy(?=\s+[a-z]|: )")
"""Scrapy's program, followed by a verb or, before an error, a colon: never a module or an address."""


def program() -> str:
    """Return the name of the program that was called."""
    return PROGRAM if Path(sys.argv[0]).stem == PROGRAM else SCRAPY


def as_called(text: str) -> str:
    """Return a text for the screen, with the program that was called in its commands."""
    return text if program() == SCRAPY else _NAMED.sub(PROGRAM, text)


def executable() -> Path:
    """Return the absolute path of our program, for a timer that has no PATH of a shell."""
    called, beside = Path(sys.argv[0]).absolute(), Path(sys.executable).with_name(PROGRAM)
    if called.stem == PROGRAM and called.is_file():
        return called
    found = None if beside.is_file() else shutil.which(PROGRAM)
    return Path(found).absolute() if found else beside
