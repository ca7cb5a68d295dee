"""The loader of declarations (setting SPIDER_LOADER_CLASS)."""

from __future__ import annotations

import traceback
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.scrapy_utils.exit_status import MISUSED
from crawler.scrapy_utils.printing import print_error
from crawler.site_rules import RulesError

MOVED = {
    "spiders.base": "from crawler.spider import NewsSpider",
    "crawler.learned": "from crawler.site_rules import read_rules",
}
"""Modules that declarations of release 0.1 import -> the line that replaces the import."""


class DeclarationLoader(SpiderLoader):
    """Scrapy's loader, but a broken declaration or data file is named in one sentence.

    Every command loads the declarations before it can catch an error, so this ends the process.
    """

    def __init__(self, settings: BaseSettings) -> None:
        """Load them. Raises SystemExit(2) for a broken data file, or imports of an earlier release."""
        try:
            super().__init__(settings)
        except RulesError as error:
            _end(str(error), error)
        except ModuleNotFoundError as error:
            if error.name not in MOVED:
                raise
            _end(_outdated(error), error)


def _outdated(error: ModuleNotFoundError) -> str:
    """Return which file imports what has moved, and all lines to write instead."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_file()]
    file = Path(frames[-1].filename)
    text = file.read_text("utf-8")
    lines = " and ".join(f"`{line}`" for name, line in MOVED.items() if f"from {name} import" in text)
    return f"{file} was written for release 0.1; what it imports has moved: write {lines}"


def _end(sentence: str, error: Exception) -> None:
    print_error(f"scrapy: {sentence}", "ERROR")
    raise SystemExit(MISUSED) from error
