"""Whether Scrapy can read the values of its settings: a site's crawl would end with a traceback, or never."""

from __future__ import annotations

import json
from collections.abc import Mapping

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings, default_settings

_LEAST: Mapping[str, float] = {
    "CONCURRENT_REQUESTS": 1,  # with 0, none is ever sent, and the crawl never ends
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 0.001,
    "DOWNLOAD_MAXSIZE": 0,
    "DOWNLOAD_WARNSIZE": 0,
    "AUTOTHROTTLE_START_DELAY": 0,
    "AUTOTHROTTLE_MAX_DELAY": 0,
    "AUTOTHROTTLE_TARGET_CONCURRENCY": 0.001,
    "RETRY_TIMES": 0,
    "REDIRECT_MAX_TIMES": 0,
    "DEPTH_LIMIT": 0,
    "URLLENGTH_LIMIT": 0,
}
"""The least value with which a crawl gets on."""

_STATUSES = ("RETRY_HTTP_CODES", "HTTPERROR_ALLOWED_CODES")
"""Lists of HTTP statuses."""


def check_kind(name: str, value: str | int | float, settings: BaseSettings) -> None:
    """Check that a setting has a value of its kind, and one that lets a crawl get on. Raises UsageError.

    ``settings``: those of the project, which say what is a table.
    """
    default = getattr(default_settings, name, None)
    given = BaseSettings({name: value})
    try:
        if isinstance(default, bool):
            given.getbool(name)
        elif isinstance(default, int):
            given.getint(name)
        elif name in _STATUSES:
            [int(each) for each in given.getlist(name)]
    except (ValueError, TypeError):
        kind = "true or false" if isinstance(default, bool) else "a whole number"
        kind = "HTTP statuses with commas between them, in a text" if name in _STATUSES else kind
        raise UsageError(f"the setting {name}={value} must be {kind}") from None
    if name in _LEAST and given.getfloat(name) < _LEAST[name]:
        least = _LEAST[name]
        said = "more than 0" if 0 < least < 1 else f"at least {least:g}"
        raise UsageError(f"the setting {name}={value} must be {said}")
    if isinstance(default, dict) or isinstance(settings.get(name), dict | BaseSettings):
        _check_table(name, value)


def _check_table(name: str, value: str | int | float) -> None:
    try:
        is_table = isinstance(json.loads(str(value)), dict)
    except ValueError:
        is_table = False
    if not is_table:
        raise UsageError(f"the setting {name} must be a table as JSON in a text, as -s {name}=VALUE takes it")
