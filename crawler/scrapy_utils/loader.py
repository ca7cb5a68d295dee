"""The loader of declarations (setting SPIDER_LOADER_CLASS)."""

from __future__ import annotations

import sys

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler.scrapy_utils.exit_status import MISUSED
from crawler.site_rules import RulesError


class DeclarationLoader(SpiderLoader):
    """Scrapy's own; a data file of rules that a person has broken is named in one sentence.

    Every command loads the declarations before it can catch anything, so this ends the process.
    """

    def __init__(self, settings: BaseSettings) -> None:
        """Load them. Raises SystemExit(2) for a broken data file."""
        try:
            super().__init__(settings)
        except RulesError as error:
            print(f"scrapy: {error}", file=sys.stderr)
            raise SystemExit(MISUSED) from error
