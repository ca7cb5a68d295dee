"""What the project's commands have in common: how they describe themselves, and how they fail.

Not in ``crawler/commands``, where Scrapy takes every subclass of ScrapyCommand for a command.
"""

from __future__ import annotations

import sys
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import Settings

from crawler.scrapy_utils.exit_status import FAILED


class ProjectCommand(ScrapyCommand):
    """A command that logs nothing by default, and fails with a sentence on stderr."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    takes: ClassVar[str] = ""
    """Its arguments and options, as its usage shows them."""
    summary: ClassVar[str]
    """What it does, in one line."""
    details: ClassVar[str] = ""
    """The explanation in its help; empty: the summary is enough."""

    settings: Settings  # Scrapy sets both before a command runs
    crawler_process: CrawlerProcessBase

    def syntax(self) -> str:
        """Return what the command takes."""
        return self.takes

    def short_desc(self) -> str:
        """Return the summary."""
        return self.summary

    def long_desc(self) -> str:
        """Return the details."""
        return self.details or self.summary

    def fail(self, message: str, status: int = FAILED) -> None:
        """Print to stderr what went wrong; of several exit statuses the highest counts."""
        name = type(self).__module__.rpartition(".")[2]
        print(f"scrapy {name}: {message}", file=sys.stderr)
        self.exitcode = max(self.exitcode, status)

    def fail_by(self, error: OSError) -> None:
        """Print to stderr what the system says about a file, with its name."""
        self.fail(": ".join(str(each) for each in (error.filename, error.strerror) if each))
