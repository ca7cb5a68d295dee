"""Starts Scrapy so that it works in any folder, and speaks of the program that was called.

Scrapy finds its settings by a scrapy.cfg in the current folder or one above it. Where there is none, these
are our settings, and relative paths start at the current folder.
"""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import IO, NoReturn

import scrapy
from scrapy import cmdline
from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings
from scrapy.utils.conf import closest_scrapy_cfg
from scrapy.utils.project import ENVVAR, get_project_settings

from crawler.scrapy_utils.exit_status import MISUSED
from crawler.scrapy_utils.printing import print_error, print_lines
from crawler.scrapy_utils.program import PROGRAM, as_called
from crawler.version import program_version

SETTINGS = "crawler.settings"
COMMANDS = "crawler.commands"


class Parser(cmdline.ScrapyArgumentParser):
    """Scrapy's parser of options, but its usage, help and errors name the program that was called."""

    def _print_message(self, message: str, file: IO[str] | None = None) -> None:  # type: ignore[override]
        super()._print_message(as_called(message) if message else message, file)


def main() -> NoReturn:
    """Run the command that sys.argv names; exit status 2 where it names none that there is."""
    if Path(sys.argv[0]).stem != PROGRAM:  # python -m crawler.cli
        sys.argv[0] = PROGRAM
    if sys.argv[1:] in (["--version"], ["version"]):
        print_lines([f"{PROGRAM} {program_version()} (Scrapy {scrapy.__version__})"])
        sys.exit()
    settings = _settings()
    commands = cmdline._get_commands_dict(settings, inproject=True)
    verb = next((each for each in sys.argv[1:] if not each.startswith("-")), None)
    if verb is None:
        print_lines(_overview(commands))
        sys.exit()
    if verb not in commands:
        _end(_unknown(verb, commands))
    cmdline.ScrapyArgumentParser = Parser  # type: ignore[misc]  # execute() has no parameter for it
    cmdline.execute(sys.argv, settings)
    sys.exit()  # execute() has ended the process


def _settings() -> Settings:
    """Return the settings of the folder, or ours; what cannot be read ends the process with a sentence."""
    cfg = closest_scrapy_cfg()
    if cfg:
        _find_modules(Path(cfg).parent)
    elif not os.environ.get(ENVVAR):
        os.environ[ENVVAR] = SETTINGS
    try:
        settings = get_project_settings()
    except (Exception, SystemExit) as error:  # the settings are the user's program: it may raise anything
        _end(f"the settings of {_origin(cfg)} cannot be read: {type(error).__name__}: {error}")
    if settings["COMMANDS_MODULE"] != COMMANDS:
        _end(
            f"the settings of {_origin(cfg)} are those of another program: let them begin with"
            f" `from {SETTINGS} import *`, or work in a folder made by {PROGRAM} init FOLDER"
        )
    if editor := os.environ.get("EDITOR"):
        settings["EDITOR"] = editor
    return settings


def _find_modules(folder: Path) -> None:
    """Let the modules of a folder be imported; a program that pip installs does not look there."""
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


def _origin(cfg: str) -> str:
    """Return what names the settings, in words."""
    named = f"{ENVVAR}={os.environ.get(ENVVAR, '')}"
    return f"{cfg} ({named})" if cfg else named


def _overview(commands: dict[str, ScrapyCommand]) -> list[str]:
    """Return what is printed without a command: ours with their summaries, Scrapy's by name."""
    ours = {name: each for name, each in commands.items() if type(each).__module__.startswith(COMMANDS)}
    others = ", ".join(sorted(set(commands) - set(ours)))
    return [
        f"usage: {PROGRAM} COMMAND [options] [arguments]",
        "",
        "Commands:",
        *(f"  {name:<12} {as_called(each.short_desc())}" for name, each in sorted(ours.items())),
        "",
        f"Scrapy's own: {others}",
        "",
        f"{PROGRAM} COMMAND -h explains a command.",
    ]


def _unknown(verb: str, commands: dict[str, ScrapyCommand]) -> str:
    near = difflib.get_close_matches(verb, commands, n=1)
    meant = f"; did you mean {near[0]}?" if near else "."
    return f"there is no command {verb!r}{meant} Without a command, {PROGRAM} names all"


def _end(sentence: str) -> NoReturn:
    print_error(f"{PROGRAM}: {sentence}", "ERROR")
    sys.exit(MISUSED)
