"""What the project's commands have in common: how they describe themselves, and how they fail.

Not in ``crawler/commands``, where Scrapy takes every subclass of ScrapyCommand for a command.
"""

from __future__ import annotations

import argparse
import sys
from abc import abstractmethod
from functools import partial
from typing import Any, ClassVar, NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.errors import Trouble
from crawler.scrapy_utils.exit_status import FAILED, INTERRUPTED, MISUSED
from crawler.scrapy_utils.json_logs import is_json, is_json_early, log_as_json, speak_json
from crawler.scrapy_utils.logs import log_safely
from crawler.scrapy_utils.options import check_log, check_texts, check_values, check_writable
from crawler.scrapy_utils.printing import drop_stdout, escape_last_traceback, flush_stdout, print_error
from crawler.scrapy_utils.terminal import one_line


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

    @property
    def name(self) -> str:
        """Its name on the command line."""
        return type(self).__module__.rpartition(".")[2]

    def syntax(self) -> str:
        """Return what the command takes."""
        return self.takes

    def short_desc(self) -> str:
        """Return the summary."""
        return self.summary

    def long_desc(self) -> str:
        """Return the details."""
        return self.details or self.summary

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options; from here on stderr may have to be JSON, also if they cannot be parsed."""
        super().add_options(parser)
        if is_json_early(self.settings, sys.argv):
            speak_json()
            parser.error = partial(_misused, self.name)  # type: ignore[method-assign]

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Process the options that all commands have. Raises UsageError for a value that cannot be used."""
        log_safely()
        escape_last_traceback()
        try:
            super().process_options(args, opts)
        except OSError as error:  # --pidfile
            raise UsageError(f"{error.filename}: cannot be written: {error.strerror}") from error
        check_values(opts.set)
        check_texts(opts)
        check_log(self.settings)
        if is_json(self.settings):
            speak_json()
            self.settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
        if opts.profile:
            check_writable(opts.profile)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work; what may go wrong at any time ends it with a sentence. Raises UsageError.

        Exit status: 1 if the store cannot be used or a file is lost meanwhile, 2 if STORE_URL names no store,
        130 after Ctrl-C, 0 if nobody reads the output any more (``| head -1``).
        """
        if is_json(self.settings):
            log_as_json(self.settings)
        try:
            self.perform(args, opts)
            flush_stdout()  # what Scrapy's own commands have printed
        except UsageError as error:  # it may name what a site named: a section, a file
            raise UsageError(one_line(str(error)), print_help=error.print_help) from error
        except BrokenPipeError:
            drop_stdout()
        except (Trouble, OSError) as error:
            self.fail_by(error)
        except KeyboardInterrupt:
            self.fail("stopped", INTERRUPTED)

    @abstractmethod
    def perform(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do the work of the command. Raises UsageError."""

    def fail(self, message: str, status: int = FAILED) -> None:
        """Print to stderr what went wrong; of several exit statuses the highest counts."""
        print_error(f"scrapy {self.name}: {message}", "ERROR")
        self.exitcode = max(self.exitcode, status)

    def fail_by(self, error: Trouble | OSError) -> None:
        """Print to stderr what went wrong: its sentence, or what the system says of a file, with its name."""
        if isinstance(error, Trouble):
            self.fail(str(error), MISUSED if error.is_mistake else FAILED)
        else:
            self.fail(": ".join(str(each) for each in (error.filename, error.strerror) if each) or str(error))


def _misused(command: str, message: str) -> NoReturn:
    """End the process because of a mistake in the options, as argparse does, but without its usage."""
    print_error(f"scrapy {command}: {message}", "ERROR")
    sys.exit(MISUSED)
