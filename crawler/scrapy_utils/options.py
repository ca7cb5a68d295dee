"""Options that all commands have, checked before Scrapy uses them: it would end with a traceback."""

from __future__ import annotations

import argparse
import codecs
import logging
from collections.abc import Sequence
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings, default_settings


def check_values(given: Sequence[str]) -> None:
    """Check that Scrapy's numeric settings were given as numbers. Raises UsageError."""
    for name, _, value in (each.partition("=") for each in given):
        if isinstance(getattr(default_settings, name, None), int | float):
            try:
                float({"true": "1", "false": "0"}.get(value.lower(), value))
            except ValueError:
                raise UsageError(f"the setting {name}={value} is not a number") from None


def check_log(settings: BaseSettings) -> None:
    """Check the level of the log, its format, its file. Raises UsageError."""
    level = settings["LOG_LEVEL"]
    if not isinstance(level, int) and level not in logging.getLevelNamesMapping():
        raise UsageError(f"there is no log level {level}: use CRITICAL, ERROR, WARNING, INFO or DEBUG")
    try:
        logging.Formatter(settings["LOG_FORMAT"])
    except ValueError as error:
        raise UsageError(f"the setting LOG_FORMAT={settings['LOG_FORMAT']}: {error}") from error
    if file := settings["LOG_FILE"]:
        check_encoding(settings, "LOG_ENCODING")
        check_writable(str(file))


def check_encoding(settings: BaseSettings, name: str) -> None:
    """Check a setting that names an encoding; None is Scrapy's default. Raises UsageError."""
    try:
        codecs.lookup(settings[name] or "utf-8")
    except LookupError:
        raise UsageError(f"the setting {name}={settings[name]} is not an encoding") from None


def check_texts(opts: argparse.Namespace) -> None:
    """Check that the options which the database is asked for are UTF-8. Raises UsageError."""
    for name in ("reason", "section", "site", "url"):
        value = getattr(opts, name, None) or ""
        try:
            value.encode()
        except UnicodeEncodeError:
            raise UsageError(f"--{name} {value!a} is not UTF-8") from None


def check_writable(file: str) -> None:
    """Check that a file can be written. Raises UsageError."""
    try:
        with Path(file).open("ab"):
            pass
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from error
