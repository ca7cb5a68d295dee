"""What the performances of all commands have in common: the command that runs, and how it fails."""

from __future__ import annotations

import argparse
from abc import ABC, abstractmethod

from scrapy.crawler import CrawlerProcessBase
from scrapy.settings import Settings

from crawler.scrapy_utils.command import ProjectCommand


class Performance(ABC):
    """The work of a command, for one call of it."""

    def __init__(self, command: ProjectCommand) -> None:
        self._command = command
        self.fail, self.fail_by = command.fail, command.fail_by

    @abstractmethod
    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work. Raises UsageError."""

    @property
    def settings(self) -> Settings:
        """The settings of this call."""
        return self._command.settings

    @property
    def crawler_process(self) -> CrawlerProcessBase:
        """Runs crawls in this process."""
        return self._command.crawler_process

    def end(self, status: int) -> None:
        """Set the exit status."""
        self._command.exitcode = status
